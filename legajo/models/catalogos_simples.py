"""Catalogs that have nothing but code and name."""

from legajo.models.catalogos import Catalogo


class Condicion(Catalogo):
    """Catalog: condiciones laborales."""

    class Meta(Catalogo.Meta):
        verbose_name = "condición laboral"
        verbose_name_plural = "condiciones laborales"


class Situacion(Catalogo):
    """Catalog: situaciones laborales."""

    class Meta(Catalogo.Meta):
        verbose_name = "situación laboral"
        verbose_name_plural = "situaciones laborales"


class TipoServidor(Catalogo):
    """Catalog: tipos de servidor."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de servidor"
        verbose_name_plural = "tipos de servidor"


class Cargo(Catalogo):
    """Catalog: cargos."""

    class Meta(Catalogo.Meta):
        verbose_name = "cargo"
        verbose_name_plural = "cargos"


class Escala(Catalogo):
    """Catalog: escalas y niveles remunerativos."""

    class Meta(Catalogo.Meta):
        verbose_name = "escala o nivel remunerativo"
        verbose_name_plural = "escalas y niveles remunerativos"


class TipoDocumento(Catalogo):
    """Catalog: tipos de documento de sustento."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de documento de sustento"
        verbose_name_plural = "tipos de documento de sustento"


class NivelEducativo(Catalogo):
    """Catalog: niveles de estudios."""

    class Meta(Catalogo.Meta):
        verbose_name = "nivel de estudios"
        verbose_name_plural = "niveles de estudios"


class TipoEstudio(Catalogo):
    """Catalog: tipos de capacitación."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de capacitación"
        verbose_name_plural = "tipos de capacitación"


class TipoParticipacion(Catalogo):
    """Catalog: tipos de participación."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de participación"
        verbose_name_plural = "tipos de participación"


class Parentesco(Catalogo):
    """Catalog: parentescos."""

    class Meta(Catalogo.Meta):
        verbose_name = "parentesco"
        verbose_name_plural = "parentescos"


class TipoVia(Catalogo):
    """Catalog: tipos de vía."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de vía"
        verbose_name_plural = "tipos de vía"


class Zona(Catalogo):
    """Catalog: tipos de zona."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de zona"
        verbose_name_plural = "tipos de zona"


class RegimenPensionario(Catalogo):
    """Catalog: regímenes pensionarios."""

    class Meta(Catalogo.Meta):
        verbose_name = "régimen pensionario"
        verbose_name_plural = "regímenes pensionarios"


class Afp(Catalogo):
    """Catalog: AFP."""

    class Meta(Catalogo.Meta):
        verbose_name = "AFP"
        verbose_name_plural = "AFP"


class TipoSancion(Catalogo):
    """Catalog: tipos de sanción."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de sanción"
        verbose_name_plural = "tipos de sanción"


class TipoMerito(Catalogo):
    """Catalog: tipos de mérito."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de mérito"
        verbose_name_plural = "tipos de mérito"


class TipoPago(Catalogo):
    """Catalog: tipos de pago."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de pago"
        verbose_name_plural = "tipos de pago"


class TipoRetencion(Catalogo):
    """Catalog: tipos de retención."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de retención"
        verbose_name_plural = "tipos de retención"
