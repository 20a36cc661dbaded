"""The log over many rows: neither the servidor's page nor the auditor's reads it whole."""

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import Usuario
from legajo.consultas import quien_vio
from legajo.models import Acceso, Servidor
from tests import fabricas
from tests.cliente import Client
from tests.legajo.apoyo import como_dueno

pytestmark = pytest.mark.django_db
CUANTOS = 200_000
DE_OTROS = """
    INSERT INTO legajo_acceso (ocurrido_en, por_id, que, buscado, motivo, referencia,
                               servidores, unidades)
    SELECT now() - n * interval '1 minute', %s, 'Ficha', '', 'control', '',
           ARRAY[1000000 + n %% 50000, 2000000 + n %% 30000], ARRAY[1000000 + n %% 250]
    FROM generate_series(1, %s) n
"""
SUYOS = """
    INSERT INTO legajo_acceso (ocurrido_en, por_id, que, buscado, motivo, referencia,
                               servidores, unidades)
    SELECT now() - n * interval '1 day', %s, 'Ficha', '', 'control', '', ARRAY[%s], ARRAY[%s]
    FROM generate_series(1, 60) n
"""


@pytest.fixture
def persona() -> Servidor:
    persona = fabricas.servidor(fabricas.ugel())
    por = fabricas.usuario().pk
    with como_dueno() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(DE_OTROS, [por, CUANTOS])
        cursor.execute(SUYOS, [por, persona.pk, persona.unidad.pk])
        cursor.execute("ANALYZE legajo_acceso")
    return persona


def _entra(usuario: Usuario) -> Client:
    client = Client()
    client.force_login(usuario, "accounts.backends.AsignacionBackend")
    return client


def _planes(client: Client, url: str) -> list[str]:
    """The plans of the queries over the log that a page makes."""
    hechas: list[tuple[str, Any]] = []

    def anotar(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "legajo_acceso" in sql and not sql.startswith("INSERT"):
            hechas.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(anotar):
        assert client.get(url).status_code == 200
    planes = []
    with connection.cursor() as cursor:
        for sql, params in hechas:
            cursor.execute(f"EXPLAIN {sql}", params)
            planes.append("\n".join(linea for (linea,) in cursor.fetchall()))
    return planes


def test_the_servidor_reads_his_own_rows_alone(persona: Servidor) -> None:
    planes = _planes(_entra(persona.usuario), reverse("legajo:accesos"))
    assert len(planes) == 2  # how many lines, and those of the page
    for plan in planes:
        assert "acceso_servidores" in plan, plan
        assert "Seq Scan on legajo_acceso" not in plan, plan
    assert quien_vio(persona).count() == 60


@pytest.mark.parametrize("codigo", ["190001", "000000"])
def test_the_auditor_leafs_and_searches_without_reading_it_whole(
    persona: Servidor, codigo: str
) -> None:
    client = _entra(fabricas.personal(fabricas.ugel(codigo), "Auditor"))
    lista = reverse("admin:legajo_acceso_changelist")
    for pregunta in ("", f"?q={persona.documento}", "?motivo__exact=control"):
        for plan in _planes(client, f"{lista}{pregunta}"):
            assert "Seq Scan on legajo_acceso" not in plan, (pregunta, plan)
    assert Acceso.objects.count() == CUANTOS + 60
