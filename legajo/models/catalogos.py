"""The catalogs: small tables with real codes that every kind of record chooses from."""

from django.db import models

from accounts.models import Unidad


class CatalogoQuerySet(models.QuerySet["Catalogo"]):
    """Entries of a catalog."""

    def vigentes(self) -> "CatalogoQuerySet":
        """Entries that may still be chosen."""
        return self.filter(vigente=True)


class Catalogo(models.Model):
    """An entry with its official code; retired when out of use, never deleted."""

    codigo = models.CharField("código", max_length=20)
    nombre = models.CharField("nombre", max_length=200)
    vigente = models.BooleanField("vigente", default=True)

    objects = CatalogoQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("nombre",)
        constraints = [
            models.UniqueConstraint(
                fields=["codigo"],
                name="%(class)s_codigo_unico",
                violation_error_message="Ya hay una entrada con ese código.",
            )
        ]

    def __str__(self) -> str:
        return self.nombre


class RegimenLaboral(Catalogo):
    """Labour regime; `codigo` is AYNI's, and decides which structure the legajo follows."""

    class Estructura(models.TextChoices):
        """Official structure of the legajo."""

        DIEZ = "10", "Diez secciones (sector Educación, RVM 092-2020-MINEDU)"
        DOCE = "12", "Doce secciones (SERVIR, Directiva 001-2023)"

    class Grupo(models.TextChoices):
        """The five groups of servidores."""

        DOCENTE = "docente", "Docente"
        AUXILIAR = "auxiliar", "Auxiliar de educación"
        ADMINISTRATIVO = "administrativo", "Administrativo"
        SALUD = "salud", "Profesional de la salud"
        OTRO = "otro", "Otro"

    codigo_sup = models.CharField("código SUP", max_length=20, blank=True)
    estructura = models.CharField(
        "estructura", max_length=2, choices=Estructura, default=Estructura.DIEZ
    )
    grupo = models.CharField("grupo", max_length=14, choices=Grupo, default=Grupo.OTRO)

    class Meta(Catalogo.Meta):
        verbose_name = "régimen laboral"
        verbose_name_plural = "regímenes laborales"


class Accion(Catalogo):
    """Personnel action (reasignación, licencia con goce, cese...), by group of actions."""

    class Grupo(models.TextChoices):
        """Which kind of record the action belongs to."""

        VINCULO = "vinculo", "Ingreso o reingreso"
        DESPLAZAMIENTO = "desplazamiento", "Desplazamiento"
        ASCENSO = "ascenso", "Ascenso"
        LICENCIA = "licencia", "Licencias y vacaciones"
        EVALUACION = "evaluacion", "Evaluaciones de desempeño"
        COMPENSACION = "compensacion", "Compensaciones"
        CESE = "cese", "Cese"

    grupo = models.CharField("grupo", max_length=14, choices=Grupo)
    sin_goce = models.BooleanField(
        "sin goce de remuneraciones",
        default=False,
        help_text="Sus días no son tiempo de servicios.",
    )
    regimenes = models.ManyToManyField(
        RegimenLaboral, blank=True, verbose_name="regímenes", related_name="acciones"
    )

    class Meta(Catalogo.Meta):
        verbose_name = "acción de personal"
        verbose_name_plural = "acciones de personal"


class MotivoAccion(Catalogo):
    """Reason of a personnel action (interés personal, límite de edad...)."""

    accion = models.ForeignKey(Accion, models.PROTECT, related_name="motivos")

    class Meta(Catalogo.Meta):
        verbose_name = "motivo de acción"
        verbose_name_plural = "motivos de acción"


class TipoSancion(Catalogo):
    """Kind of sanction; one without pay takes its days off the time of service."""

    sin_goce = models.BooleanField(
        "sin goce de remuneraciones",
        default=False,
        help_text="Sus días no son tiempo de servicios.",
    )

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de sanción"
        verbose_name_plural = "tipos de sanción"


class TipoMerito(Catalogo):
    """Kind of merit (Palmas Magisteriales, felicitación...)."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de mérito"
        verbose_name_plural = "tipos de mérito"


class Merito(Catalogo):
    """A merit, by its kind."""

    tipo = models.ForeignKey(TipoMerito, models.PROTECT, related_name="meritos")

    class Meta(Catalogo.Meta):
        verbose_name = "mérito"
        verbose_name_plural = "méritos"


class CampoEstudio(Catalogo):
    """A field of studies (CINE-F 2013, UNESCO): broad, specific and detailed by 2, 3 and 4 digits.

    People choose a detailed one; what stands above it is its `superior`.
    """

    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="inferiores",
        verbose_name="dentro de",
    )  # fmt: skip

    class Meta(Catalogo.Meta):
        verbose_name = "campo de estudio"
        verbose_name_plural = "campos de estudio"


class CentroLaboral(Catalogo):
    """School, institute or office; `codigo` is its código modular."""

    unidad = models.ForeignKey(Unidad, models.PROTECT, related_name="centros")
    nivel = models.CharField("nivel", max_length=60, blank=True)
    modalidad = models.CharField("modalidad", max_length=60, blank=True)

    class Meta(Catalogo.Meta):
        verbose_name = "centro laboral"
        verbose_name_plural = "centros laborales"


class Distrito(models.Model):
    """A district by its INEI code (ubigeo); RENIEC's code beside it, which is not unique."""

    codigo = models.CharField("código INEI", max_length=6)
    codigo_reniec = models.CharField("código RENIEC", max_length=6, blank=True)
    nombre = models.CharField("distrito", max_length=80)
    provincia = models.CharField("provincia", max_length=80)
    departamento = models.CharField("departamento", max_length=80)

    class Meta:
        verbose_name = "distrito"
        verbose_name_plural = "distritos"
        ordering = ("departamento", "provincia", "nombre")
        constraints = [models.UniqueConstraint(fields=["codigo"], name="distrito_codigo_unico")]

    def __str__(self) -> str:
        return f"{self.nombre}, {self.provincia}, {self.departamento}"
