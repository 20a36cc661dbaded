"""Sesion: a session of Django's, with whose it is, from what device and since when."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Sesion(AbstractBaseSession):
    """A row of the session store that its owner can recognise and close."""

    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sesiones"
    )
    creada_en = models.DateTimeField(null=True)
    vista_en = models.DateTimeField(null=True)
    direccion = models.GenericIPAddressField(null=True)
    equipo = models.CharField(max_length=120, blank=True)

    huella: str  # what pages name it by; set by sesiones.abiertas, as is the next
    esta: bool

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "sesión"
        verbose_name_plural = "sesiones"

    @classmethod
    def get_session_store_class(cls) -> Any:
        """The engine that reads and writes it."""
        from accounts.sesiones import SessionStore

        return SessionStore
