"""Padrón, requests for a password and mails in the admin: to look at, for who has the country."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.alcance import AlcanceAdmin
from accounts.models import Envio, PadronEvaluacion, PedidoContrasena


class SoloLecturaAdmin(AlcanceAdmin):
    """Rows that nobody writes by hand."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Written by a command or by the portal."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As they came."""
        return False


@admin.register(PadronEvaluacion)
class PadronAdmin(SoloLecturaAdmin):
    """Who may open an account by mail."""

    list_display = ("documento", "correo", "nombre")
    search_fields = ("documento__startswith", "correo__icontains")


@admin.register(PedidoContrasena)
class PedidoAdmin(SoloLecturaAdmin):
    """Each press of «Enviar correo», and what came of it."""

    list_display = ("correo", "pedido_en", "atendido_en", "correos_enviados")
    search_fields = ("correo__icontains",)
    date_hierarchy = "pedido_en"


@admin.register(Envio)
class EnvioAdmin(SoloLecturaAdmin):
    """Each mail, and what the mail server said; the UGEL sees those of a servidor on his page."""

    list_display = ("creado_en", "usuario", "para", "clase", "estado", "intentos", "respuesta")
    list_filter = ("estado", "clase")
    list_select_related = ("usuario",)
    search_fields = ("usuario__documento__startswith", "para__icontains")
    date_hierarchy = "creado_en"
