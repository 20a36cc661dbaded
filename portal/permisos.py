"""What the application's database role may do: no DDL, no deletes of a file, history only grows.

The owner migrates and grants; web and workers connect as the application role
(docs/arquitectura.md).
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection

APPS_QUE_NO_BORRAN = ("legajo", "solicitudes", "boletas")
SOLO_AGREGAN = ("solicitudes.evento", "boletas.boleta", "legajo.documento")


def sentencias(rol: str) -> Iterator[str]:
    """The GRANT and REVOKE statements for `rol`, idempotent, in order."""
    quien = connection.ops.quote_name(rol)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {quien}"
    yield f"GRANT USAGE ON SCHEMA public TO {quien}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quien}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quien}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {quien}"
    for modelo in _modelos_que_no_borran():
        tabla = connection.ops.quote_name(modelo._meta.db_table)
        yield f"REVOKE DELETE ON {tabla} FROM {quien}"
        if solo_agrega(modelo):
            yield f"REVOKE UPDATE ON {tabla} FROM {quien}"
    yield f"GRANT UPDATE (estado) ON legajo_documento TO {quien}"


def solo_agrega(modelo: Any) -> bool:
    """Whether rows of this model may only be added: history, events, what was issued."""
    return hasattr(modelo, "pgh_tracked_model") or modelo._meta.label_lower in SOLO_AGREGAN


def _modelos_que_no_borran() -> Iterator[Any]:
    for etiqueta in APPS_QUE_NO_BORRAN:
        yield from apps.get_app_config(etiqueta).get_models()
