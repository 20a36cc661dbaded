"""Intento: a guess at a password that counts, while it is looked at or because it failed."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Intento(models.Model):
    """One evaluated guess. Usuario and address are keyed hashes: this names nobody."""

    usuario = models.CharField(max_length=32)
    direccion = models.CharField(max_length=32)
    en = models.DateTimeField(default=timezone.now)
    fallido = models.BooleanField(default=False)

    class Meta:
        verbose_name = "intento de ingreso"
        verbose_name_plural = "intentos de ingreso"
        indexes = [
            models.Index(fields=["usuario", "en"], name="intento_usuario"),
            models.Index(fields=["direccion", "en"], name="intento_direccion"),
            models.Index(fields=["en"], name="intento_cuando"),
        ]

    def __str__(self) -> str:
        return f"{self.en:%d/%m/%Y %H:%M}"
