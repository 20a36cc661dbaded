"""App configuration of legajo."""

from django.apps import AppConfig


class LegajoConfig(AppConfig):
    """The personnel file; does not know that requests exist."""

    name = "legajo"
    verbose_name = "Legajo"
