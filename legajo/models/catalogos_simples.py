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


class TipoDireccion(Catalogo):
    """Catalog: tipos de dirección."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de dirección"
        verbose_name_plural = "tipos de dirección"


class Pais(Catalogo):
    """Catalog: países."""

    class Meta(Catalogo.Meta):
        verbose_name = "país"
        verbose_name_plural = "países"


class TipoDeclaracion(Catalogo):
    """Catalog: tipos de declaración o certificado."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de declaración o certificado"
        verbose_name_plural = "tipos de declaración o certificado"


class LenguaOriginaria(Catalogo):
    """Catalog: lenguas originarias."""

    class Meta(Catalogo.Meta):
        verbose_name = "lengua originaria (catálogo)"
        verbose_name_plural = "lenguas originarias (catálogo)"


class GradoAcademico(Catalogo):
    """Catalog: grados y títulos."""

    class Meta(Catalogo.Meta):
        verbose_name = "grado o título"
        verbose_name_plural = "grados y títulos"


class GrupoOcupacional(Catalogo):
    """Catalog: grupos ocupacionales."""

    class Meta(Catalogo.Meta):
        verbose_name = "grupo ocupacional"
        verbose_name_plural = "grupos ocupacionales"


class CategoriaRemunerativa(Catalogo):
    """Catalog: categorías remunerativas."""

    class Meta(Catalogo.Meta):
        verbose_name = "categoría remunerativa"
        verbose_name_plural = "categorías remunerativas"


class Jornada(Catalogo):
    """Catalog: jornadas laborales."""

    class Meta(Catalogo.Meta):
        verbose_name = "jornada laboral"
        verbose_name_plural = "jornadas laborales"


class TipoIncorporacion(Catalogo):
    """Catalog: tipos de documento de incorporación."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de documento de incorporación"
        verbose_name_plural = "tipos de documento de incorporación"


class TipoBeneficiario(Catalogo):
    """Catalog: tipos de beneficiario."""

    class Meta(Catalogo.Meta):
        verbose_name = "tipo de beneficiario"
        verbose_name_plural = "tipos de beneficiario"
