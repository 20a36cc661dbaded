"""The models of a request: the request, its data, its events; and petitions over one's data."""

from solicitudes.models.arco import EventoArco, PedidoArco
from solicitudes.models.solicitud import Dato, Evento, Solicitud

__all__ = ["Dato", "Evento", "EventoArco", "PedidoArco", "Solicitud"]
