"""The models of a request, of what surrounds it, and of petitions over one's data."""

from solicitudes.models.arco import EventoArco, PedidoArco
from solicitudes.models.borrador import Adjunto, Borrador
from solicitudes.models.dato import Dato
from solicitudes.models.evento import Evento
from solicitudes.models.motivo import Motivo
from solicitudes.models.parentesco import Parentesco
from solicitudes.models.plazo import AvisoDePlazo, Feriado, Plazo
from solicitudes.models.preferencia import Preferencia
from solicitudes.models.resumen import Resumen
from solicitudes.models.solicitud import Solicitud
from solicitudes.models.sustento import Pagina, Sustento

__all__ = [
    "Adjunto", "AvisoDePlazo", "Borrador", "Dato", "Evento", "EventoArco", "Feriado", "Motivo",
    "Pagina", "Parentesco", "PedidoArco", "Plazo", "Preferencia", "Resumen", "Solicitud",
    "Sustento",
]  # fmt: skip
