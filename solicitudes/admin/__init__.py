"""The desks of the UGEL: requests over the legajo, and petitions over one's data."""

from solicitudes.admin import arco, solicitud

__all__ = ["arco", "solicitud"]
