"""Constraints that several tables share, with the sentence that a person reads."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Q

DOCUMENTO_MAL_FORMADO = "El DNI tiene 8 dígitos y el carnet de extranjería, 9 caracteres."
FORMAS_DE_DOCUMENTO = {"1": r"^[0-9]{8}$", "3": r"^[0-9A-Z]{6,12}$", "5": r"^[0-9A-Z]{9}$"}
"""AYNI's kinds of identity document (1 DNI, 3 pasaporte, 5 carnet de extranjería) by shape."""


def documento_segun_su_tipo(*, opcional: bool = False) -> models.CheckConstraint:
    """A documento has the shape of its kind; where `opcional`, it may have no kind."""
    condicion = Q(tipo_identidad="") if opcional else Q()
    for tipo, forma in FORMAS_DE_DOCUMENTO.items():
        condicion |= Q(tipo_identidad=tipo, documento__regex=forma)
    return models.CheckConstraint(
        condition=condicion,
        name="%(class)s_documento_segun_su_tipo",
        violation_error_message=DOCUMENTO_MAL_FORMADO,
    )


def de_opciones(modelo: Any) -> Iterator[models.CheckConstraint]:
    """One constraint for each column of choices: it holds one of them (or nothing, if it may)."""
    for campo in modelo._meta.local_fields:
        if campo.choices:
            valores = [valor for valor, _ in campo.flatchoices]
            yield models.CheckConstraint(
                condition=Q(**{f"{campo.name}__in": [*valores, *([""] if campo.blank else [])]}),
                name=f"{modelo._meta.model_name}_{campo.name}_conocido",
                violation_error_message="Elija una de las opciones.",
            )


def uno_por_servidor(modelo: Any) -> models.UniqueConstraint:
    """One row in force a person."""
    return models.UniqueConstraint(
        fields=["servidor"],
        condition=Q(retirado=False),
        name=f"{modelo._meta.model_name}_uno_por_servidor",
        violation_error_message=f"El servidor ya tiene {modelo._meta.verbose_name}: cámbielos.",
    )
