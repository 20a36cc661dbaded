"""The list and its search over many people: no big table read whole, nothing counted, few queries.

Plans and numbers of queries, not times: `python -m bench --metas 16` tells those.
"""

from typing import Any

import pytest
from django.db import connection, transaction

from bench import multitud
from legajo.models import Cargo, CentroLaboral, RegimenLaboral
from tests import fabricas
from tests.cliente import Client

pytestmark = pytest.mark.django_db
LISTA = "/admin/legajo/servidor/"
CUANTOS = 40_000
GRANDES = {"legajo_servidor", "legajo_vinculo", "legajo_palabra"}
CONSULTAS = 10
"""Session, account, rights (2), branch, its units and catalogs for the filters, the page; where
nothing fits as typed, the words in use and the page again."""


@pytest.fixture(scope="module", autouse=True)
def multitud_sembrada(django_db_setup: None, django_db_blocker: Any) -> Any:
    """Many people in a transaction of the owner, which each test goes on inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            multitud.sembrar(cursor, 0, CUANTOS - 1)
            cursor.execute(f"ANALYZE {', '.join(multitud.TABLAS)}")
        yield
        transaction.set_rollback(True)


PERSONAL = {
    "especialista": (multitud.UNIDAD, "Especialista de escalafón"),
    "supervisor": ("020000", "Supervisor DRE"),
    "operador": ("000000", "Operador MINEDU"),
}


def _preguntas() -> dict[str, str]:
    raro = Cargo.objects.order_by("-codigo")[3].pk
    centro = CentroLaboral.objects.filter(codigo__startswith="98").order_by("-codigo")[7].codigo
    return {
        "list": "", "page 3": "p=3", "common": "q=quispe", "rare": "q=naupari+noemi",
        "slip": "q=rosa+mamami", "nobody": "q=xyzwk+zzzqq", "prefix": "q=naup",
        "documento": "q=99012345", "part of one": "q=99012", "centro": f"q={centro}",
        "plaza": "q=980000000017", "régimen": f"regimen={RegimenLaboral.objects.get(codigo=1).pk}",
        "rare cargo": f"cargo={raro}", "both": f"cargo={raro}&q=flores",
    }  # fmt: skip


@pytest.mark.parametrize("quien", PERSONAL)
def test_ninguna_tabla_grande_se_lee_entera_ni_se_cuenta(quien: str) -> None:
    unidad, rol = PERSONAL[quien]
    client = Client()
    client.force_login(
        fabricas.personal(fabricas.ugel(unidad), rol), "accounts.backends.AsignacionBackend"
    )
    for nombre, pregunta in _preguntas().items():
        hechas = _hechas(client, pregunta)
        assert len(hechas) <= CONSULTAS, (nombre, len(hechas))
        for sql, valores in hechas:
            assert "COUNT(" not in sql, (nombre, sql)
            assert "DISTINCT" not in sql, (nombre, sql)
            leidas = _leidas_enteras(sql, valores)
            assert not leidas & GRANDES, (nombre, leidas, sql)


def _hechas(client: Client, pregunta: str) -> list[tuple[str, Any]]:
    """The queries of a page that answers well, as SQL and values."""
    hechas: list[tuple[str, Any]] = []

    def anotar(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        hechas.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(anotar):
        assert client.get(f"{LISTA}?{pregunta}").status_code == 200
    return [(sql, valores) for sql, valores in hechas if sql.lstrip("( ").startswith("SELECT")]


def _leidas_enteras(sql: str, valores: Any) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", valores)
        return set(_recorridas(cursor.fetchone()[0][0]["Plan"]))


def _recorridas(plan: dict[str, Any]) -> Any:
    """The tables of the sequential scans of a plan."""
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for hijo in plan.get("Plans", ()):
        yield from _recorridas(hijo)


def test_la_lista_trae_lo_mismo_que_la_rama() -> None:
    unidad, rol = PERSONAL["especialista"]
    client = Client()
    client.force_login(
        fabricas.personal(fabricas.ugel(unidad), rol), "accounts.backends.AsignacionBackend"
    )
    pagina = client.get(LISTA).content.decode()
    assert pagina.count("action-select") == 25
    assert pagina.count('<td class="field-unidad">UGEL Pasco</td>') == 25
    assert "Siguiente" in pagina
