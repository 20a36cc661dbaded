"""The models of the legajo, one module per part of the file."""

from legajo.models.acceso import Acceso
from legajo.models.acreditaciones import (
    DatosCiviles,
    Declaracion,
    Discapacidad,
    Lengua,
    ServicioMilitar,
)
from legajo.models.beneficios import Compensacion, Retencion
from legajo.models.busqueda import Palabra
from legajo.models.catalogos import (
    Accion,
    CampoEstudio,
    Catalogo,
    CentroLaboral,
    Distrito,
    Merito,
    MotivoAccion,
    RegimenLaboral,
    TipoMerito,
    TipoSancion,
)
from legajo.models.catalogos_simples import (
    Afp,
    Cargo,
    CategoriaRemunerativa,
    Condicion,
    Escala,
    GradoAcademico,
    GrupoOcupacional,
    Jornada,
    LenguaOriginaria,
    NivelEducativo,
    Pais,
    Parentesco,
    RegimenPensionario,
    Situacion,
    TipoBeneficiario,
    TipoDeclaracion,
    TipoDireccion,
    TipoDocumento,
    TipoEstudio,
    TipoIncorporacion,
    TipoPago,
    TipoParticipacion,
    TipoRetencion,
    TipoServidor,
    TipoVia,
    Zona,
)
from legajo.models.conducta import Licencia, Reconocimiento, Sancion
from legajo.models.confirmacion import Confirmacion
from legajo.models.documento import Anulacion, Documento, Numeracion
from legajo.models.enlace import Apertura, Enlace, FalloDeVerificacion
from legajo.models.formacion import Capacitacion, Experiencia, Formacion
from legajo.models.importacion import FilaEnEspera, Hallazgo, ImportacionLegajo
from legajo.models.ingreso import Incorporacion, Vinculo
from legajo.models.lote import FilaDeLote, Lote
from legajo.models.mudanza import Mudanza
from legajo.models.otros import OtroDocumento, RelacionLaboral, SeguridadSalud
from legajo.models.personales import Contacto, Domicilio, Familiar
from legajo.models.propuesta import Propuesta
from legajo.models.registro import AccionPersonal, ConPeriodo, Registro
from legajo.models.retiro import Cese, Pension
from legajo.models.salud import SaludDeLegajo
from legajo.models.servidor import Servidor
from legajo.models.trayectoria import Ascenso, Desplazamiento, Evaluacion

__all__ = [
    "Acceso", "Accion", "AccionPersonal", "Afp", "Anulacion", "Apertura", "Ascenso", "CampoEstudio",
    "Capacitacion", "Cargo",
    "Catalogo", "CategoriaRemunerativa", "CentroLaboral", "Cese", "Compensacion", "ConPeriodo",
    "Condicion", "Confirmacion", "Contacto", "DatosCiviles", "Declaracion", "Desplazamiento",
    "Discapacidad", "Distrito", "Documento", "Domicilio", "Enlace", "Escala", "Evaluacion",
    "Experiencia", "FalloDeVerificacion", "Familiar", "FilaDeLote", "FilaEnEspera",
    "Formacion", "GradoAcademico",
    "GrupoOcupacional", "Hallazgo", "ImportacionLegajo", "Incorporacion", "Jornada", "Lengua",
    "LenguaOriginaria", "Licencia", "Lote", "Merito", "MotivoAccion", "Mudanza", "NivelEducativo",
    "Numeracion",
    "OtroDocumento", "Pais", "Palabra", "Parentesco", "Pension", "Propuesta", "Reconocimiento",
    "RegimenLaboral", "RegimenPensionario", "Registro", "RelacionLaboral", "Retencion",
    "SaludDeLegajo", "Sancion", "SeguridadSalud", "ServicioMilitar", "Servidor", "Situacion",
    "TipoBeneficiario", "TipoDeclaracion", "TipoDireccion", "TipoDocumento", "TipoEstudio",
    "TipoIncorporacion", "TipoMerito", "TipoPago", "TipoParticipacion", "TipoRetencion",
    "TipoSancion", "TipoServidor", "TipoVia", "Vinculo", "Zona",
]  # fmt: skip
