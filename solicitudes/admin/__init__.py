"""The desks of the UGEL: requests over the legajo, relatives, and petitions over one's data."""

from solicitudes.admin import arco, mesa, parientes

__all__ = ["arco", "mesa", "parientes"]
