"""The desks of the UGEL: requests, petitions over one's data, the panel, terms and reasons."""

from solicitudes.admin import arco, panel, solicitud, tablas

__all__ = ["arco", "panel", "solicitud", "tablas"]
