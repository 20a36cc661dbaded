"""App configuration of boletas."""

from django.apps import AppConfig


class BoletasConfig(AppConfig):
    """Payslips, published and immutable."""

    name = "boletas"
    verbose_name = "Boletas"
