"""The models of the legajo, one module per part of the file."""

from legajo.models.beneficios import Compensacion, Retencion
from legajo.models.carrera import Ascenso, Desplazamiento, Vinculo
from legajo.models.catalogos import (
    Accion,
    Catalogo,
    CentroLaboral,
    Distrito,
    MotivoAccion,
    RegimenLaboral,
)
from legajo.models.catalogos_simples import (
    Afp,
    Cargo,
    Condicion,
    Escala,
    NivelEducativo,
    Parentesco,
    RegimenPensionario,
    Situacion,
    TipoDocumento,
    TipoEstudio,
    TipoMerito,
    TipoPago,
    TipoParticipacion,
    TipoRetencion,
    TipoSancion,
    TipoServidor,
    TipoVia,
    Zona,
)
from legajo.models.conducta import Licencia, OtroDocumento, Reconocimiento, Sancion
from legajo.models.documento import Documento
from legajo.models.formacion import Capacitacion, Experiencia, Formacion
from legajo.models.personales import Contacto, Domicilio, Familiar
from legajo.models.registro import AccionPersonal, ConPeriodo, Registro
from legajo.models.retiro import Cese, Pension
from legajo.models.servidor import Servidor

__all__ = [
    "Accion", "AccionPersonal", "Afp", "Ascenso", "Capacitacion", "Cargo", "Catalogo",
    "CentroLaboral", "Cese", "Compensacion", "ConPeriodo", "Condicion", "Contacto",
    "Desplazamiento", "Distrito", "Documento", "Domicilio", "Escala", "Experiencia", "Familiar",
    "Formacion", "Licencia", "MotivoAccion", "NivelEducativo", "OtroDocumento", "Parentesco",
    "Pension", "Reconocimiento", "RegimenLaboral", "RegimenPensionario", "Registro", "Retencion",
    "Sancion", "Servidor", "Situacion", "TipoDocumento", "TipoEstudio", "TipoMerito", "TipoPago",
    "TipoParticipacion", "TipoRetencion", "TipoSancion", "TipoServidor", "TipoVia", "Vinculo",
    "Zona",
]  # fmt: skip
