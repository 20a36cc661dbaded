"""App configuration of solicitudes."""

from django.apps import AppConfig


class SolicitudesConfig(AppConfig):
    """Requests of servidores to their UGEL."""

    name = "solicitudes"
    verbose_name = "Solicitudes"
