"""The models of a request: the request, its data, its events."""

from solicitudes.models.solicitud import Dato, Evento, Solicitud

__all__ = ["Dato", "Evento", "Solicitud"]
