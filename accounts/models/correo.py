"""Rows by mail address, whatever its case: what the indexes on Lower("correo") serve."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower


def del_correo(filas: QuerySet[Any], correo: str) -> QuerySet[Any]:
    """Those of `filas` whose `correo` is this one."""
    return filas.alias(correo_minusculas=Lower("correo")).filter(correo_minusculas=correo.lower())
