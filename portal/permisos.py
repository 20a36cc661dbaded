"""What the application's database role may do: no DDL, no deletes of a file, history only read.

The owner migrates and grants; web and workers connect as the application role
(docs/arquitectura.md). History is written by triggers alone, which run as the owner
(docs/decisiones/0018-legajo-a-la-fecha.md).
"""

from collections.abc import Iterator
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection
from pghistory.trigger import Event

APPS_QUE_NO_BORRAN = ("legajo", "solicitudes", "boletas")
SE_VACIAN = ("legajo.filaenespera", "legajo.hallazgo", "legajo.fallodeverificacion",
             "solicitudes.borrador", "solicitudes.adjunto", "boletas.boletaenespera",
             "boletas.hallazgo", "boletas.total")  # fmt: skip
"""What an import, a limit, or the writing of a request, keeps while it lasts: no part of a file."""
SOLO_AGREGAN = (
    "solicitudes.evento", "solicitudes.eventoarco", "solicitudes.sustento", "solicitudes.pagina",
    "solicitudes.avisodeplazo", "boletas.boleta", "boletas.original", "legajo.documento",
    "legajo.anulacion", "legajo.apertura", "legajo.numeracion",
    "legajo.confirmacion", "legajo.mudanza", "legajo.palabra", "legajo.acceso",
)  # fmt: skip
NADIE_LOS_CALLA = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)
    RETURNS BOOLEAN LANGUAGE sql IMMUTABLE AS 'SELECT FALSE'
"""
"""A session could set `pgtrigger.ignore` and write without history: the setting means nothing."""


def sentencias(rol: str) -> Iterator[str]:
    """The GRANT and REVOKE statements for `rol`, idempotent, in order."""
    quien = connection.ops.quote_name(rol)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {quien}"
    yield f"GRANT USAGE ON SCHEMA public TO {quien}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quien}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quien}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON django_migrations, pghistory_context FROM {quien}"
    for modelo in _modelos_que_no_borran():
        tabla = connection.ops.quote_name(modelo._meta.db_table)
        yield f"REVOKE DELETE ON {tabla} FROM {quien}"
        if es_historia(modelo):
            yield f"REVOKE INSERT, UPDATE ON {tabla} FROM {quien}"
        elif hasattr(modelo, "pgh_event_models"):
            yield f"REVOKE UPDATE ON {tabla} FROM {quien}"
            yield f"GRANT UPDATE ({_columnas_sin_llave(modelo)}) ON {tabla} TO {quien}"
        elif modelo._meta.label_lower in SOLO_AGREGAN:
            yield f"REVOKE UPDATE ON {tabla} FROM {quien}"
    yield f"REVOKE UPDATE ON solicitudes_pedidoarco FROM {quien}"
    yield (
        "GRANT UPDATE (estado, respuesta, atendido_por_id, atendido_en)"
        f" ON solicitudes_pedidoarco TO {quien}"
    )
    yield f"REVOKE UPDATE ON legajo_enlace FROM {quien}"
    yield f"GRANT UPDATE (retirado_en) ON legajo_enlace TO {quien}"
    yield f"REVOKE UPDATE ON boletas_consulta FROM {quien}"
    yield (
        "GRANT UPDATE (estado, respuesta, respondida_por_id, respondida_en)"
        f" ON boletas_consulta TO {quien}"
    )
    yield f"REVOKE UPDATE, DELETE ON accounts_suceso, accounts_aceptacionprivacidad FROM {quien}"
    yield NADIE_LOS_CALLA
    yield from _disparadores_del_dueno(quien)


def es_historia(modelo: Any) -> bool:
    """Whether its rows are the versions of another model's rows."""
    return hasattr(modelo, "pgh_tracked_model")


def _columnas_sin_llave(modelo: Any) -> str:
    """Every column but the key: a row whose key changes would leave no version."""
    campos = modelo._meta.concrete_fields
    return ", ".join(connection.ops.quote_name(c.column) for c in campos if not c.primary_key)


def _disparadores_del_dueno(quien: str) -> Iterator[str]:
    """Let the triggers of history write as the owner, and hang them on no other table.

    A fixed `search_path`, temporary tables last: nothing that a session makes stands in
    for a table of ours. Whoever may execute the function could put it on a table of his.
    """
    for modelo, disparador in pgtrigger.registered():
        if isinstance(disparador, Event):
            funcion = f"public.{disparador.get_pgid(modelo)}()"
            yield f"ALTER FUNCTION {funcion} SECURITY DEFINER SET search_path = public, pg_temp"
            yield f"REVOKE EXECUTE ON FUNCTION {funcion} FROM PUBLIC, {quien}"


def _modelos_que_no_borran() -> Iterator[Any]:
    for etiqueta in APPS_QUE_NO_BORRAN:
        for modelo in apps.get_app_config(etiqueta).get_models():
            if modelo._meta.label_lower not in SE_VACIAN:
                yield modelo
