"""The desks of the UGEL: requests, relatives, petitions over one's data, the panel, the tables."""

from solicitudes.admin import arco, mesa, panel, parientes, tablas

__all__ = ["arco", "mesa", "panel", "parientes", "tablas"]
