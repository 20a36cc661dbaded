"""200 000 open requests: no tray of a UGEL reads the table whole, nor more than it shows.

Plans and rows read, not times. The panel reads the summary, and the summary alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from accounts.models import Usuario
from bench import multitud
from legajo.estructuras import tipos
from solicitudes.bandeja import BANDEJAS, contar
from solicitudes.models import Resumen, Solicitud
from solicitudes.resumen import mover
from solicitudes.vencimientos import _sin_decir, _vigilancias
from tests import fabricas
from tests.cliente import Client

pytestmark = pytest.mark.django_db
SERVIDORES, DE_CADA_UNO, PAGINA = 10_000, 20, 25
"""A UGEL with 24 of every thousand files has as many open requests as one of 12 000 servidores."""
SOBRAN = 5
"""Rows that a page may pass over: of those overdue, the observed ones."""
TABLA = "solicitudes_solicitud"
PEDIDOS = """
    INSERT INTO solicitudes_solicitud (publico, clave, servidor_id, unidad_id, clase, tipo_slug,
        operacion, estado, causa, explicacion, expediente, creada_en, motivo, vence, prioritaria,
        observacion, observada_en, subsanar_hasta, propuesta_por_id, asignada_a_id)
    SELECT gen_random_uuid(), gen_random_uuid(), s.id, s.unidad_id, 'modificacion',
        (ARRAY['capacitaciones', 'contacto', 'domicilio', 'vinculos'])[1 + azar %% 4], 'agregar',
        'en_solicitud', '', '', '', now() - azar %% 60000 * interval '1 minute', '',
        current_date + (azar %% 40 - 10)::int, marca %% 50 = 0,
        CASE suerte %% 12 WHEN 0 THEN 'Falta el reverso' ELSE '' END,
        CASE suerte %% 12 WHEN 0 THEN now() END, CASE suerte %% 12 WHEN 0 THEN current_date + 5 END,
        CASE suerte %% 12 WHEN 1 THEN %s END,
        CASE WHEN mano %% 3 = 0 THEN %s WHEN mano %% 9 = 1 AND s.unidad_id = %s THEN %s END
    FROM legajo_servidor AS s, generate_series(1, %s) AS n,
        LATERAL (SELECT abs(hashint8(s.id * 31 + n)::bigint) AS azar,
            abs(hashint8(s.id * 37 + n)::bigint) AS marca,
            abs(hashint8(s.id * 41 + n)::bigint) AS suerte,
            abs(hashint8(s.id * 43 + n)::bigint) AS mano) AS a
"""
RESUMENES = """
    INSERT INTO solicitudes_resumen (unidad_id, mes, tipo_slug, recibidas, atendidas, rechazadas,
        anuladas, observadas, vencidas, opiniones, suma_de_opiniones, dias, motivos,
        actualizado_en)
    SELECT u.id, (date_trunc('month', now()) - m * interval '1 month')::date, t.slug, 9, 6, 1, 1, 2,
        1, 3, 12, array_fill(0, ARRAY[5]) || ARRAY[3, 4] || array_fill(0, ARRAY[54]),
        '{"Falta la copia del reverso del documento": 2}', now()
    FROM accounts_unidad AS u, generate_series(0, 23) AS m,
        unnest(%s::text[]) AS t (slug)
    WHERE u.tipo <> 'MINEDU'
"""


@pytest.fixture(scope="module", autouse=True)
def especialista(django_db_setup: None, django_db_blocker: Any) -> Iterator[Usuario]:
    """Requests and summaries of a country, in a transaction of the owner, which tests go on in.

    One of the staff of the big UGEL has some of them.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        otro, unidad = fabricas.usuario(), fabricas.ugel(multitud.UNIDAD)
        suyo = fabricas.personal(unidad)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            multitud.sembrar(cursor, 0, SERVIDORES - 1)
            cursor.execute(PEDIDOS, [otro.pk, otro.pk, unidad.pk, suyo.pk, DE_CADA_UNO])
            cursor.execute(RESUMENES, [["", *(tipo.slug for tipo in tipos())]])
            cursor.execute(f"ANALYZE {', '.join(multitud.TABLAS)}, {TABLA}, solicitudes_resumen")
        yield suyo
        transaction.set_rollback(True)


def leido(filas: QuerySet[Any]) -> tuple[set[str], float]:
    """How the table of requests is reached, and how many of its rows are read on the way."""
    return leer_plan(*filas.query.sql_with_params())


def leer_plan(sql: str, valores: Any = None) -> tuple[set[str], float]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", valores)
        nodos = list(_nodos(cursor.fetchone()[0][0]["Plan"]))
    suyos = [n for n in nodos if n.get("Relation Name") == TABLA]
    leidas = sum(
        n["Actual Loops"]
        * (n["Actual Rows"] + n.get("Rows Removed by Filter", 0)
           + n.get("Rows Removed by Index Recheck", 0))
        for n in suyos
    )  # fmt: skip
    return {n["Node Type"] for n in suyos}, leidas


def _nodos(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for hijo in plan.get("Plans", ()):
        yield from _nodos(hijo)


@pytest.mark.parametrize("cual", [b for b in BANDEJAS if b != "decididas"])
def test_una_bandeja_no_lee_mas_de_lo_que_muestra(especialista: Usuario, cual: str) -> None:
    bandeja = BANDEJAS[cual]
    de_su_rama = Solicitud.objects.visible_to(especialista)
    filas = de_su_rama.filter(bandeja.condicion(especialista)).order_by(*bandeja.orden)[:PAGINA]
    modos, leidas = leido(filas)
    assert len(filas) == PAGINA
    assert modos, "the plan does not name the table"
    assert "Seq Scan" not in modos, modos
    assert leidas <= PAGINA + SOBRAN, (leidas, modos)


def test_contar_las_bandejas_lee_solo_las_abiertas_de_la_unidad(especialista: Usuario) -> None:
    suyas = Solicitud.objects.abiertas().filter(unidad__codigo=multitud.UNIDAD).count()
    assert 4_000 < suyas < 6_000
    with CaptureQueriesContext(connection) as hechas:
        cuentas = contar(Solicitud.objects.visible_to(especialista), especialista)
    assert cuentas["todas"] == suyas
    modos, leidas = leer_plan(hechas[-1]["sql"])
    assert len(hechas) <= 3  # the branch, the sensitive branch, the counts
    assert "Seq Scan" not in modos, modos
    assert leidas <= suyas


def test_los_avisos_de_plazo_se_buscan_por_el_plazo() -> None:
    antigua = date(2020, 1, 1)
    for vigilancia in _vigilancias(antigua):
        modos, leidas = leido(_sin_decir(vigilancia).order_by("pk").values("pk")[:500])
        assert "Seq Scan" not in modos, (vigilancia.clase, modos)
        assert leidas == 0, (vigilancia.clase, leidas)


@pytest.mark.parametrize(
    ("unidad", "rol"),
    [("000000", "Operador MINEDU"), ("020000", "Supervisor DRE"),
     (multitud.UNIDAD, "Responsable de escalafón")],
)  # fmt: skip
def test_el_panel_lee_el_resumen_y_nada_mas(unidad: str, rol: str) -> None:
    client = Client()
    persona = fabricas.personal(fabricas.ugel(unidad), rol)
    client.force_login(persona, "accounts.backends.AsignacionBackend")
    hechas: list[str] = []

    def anotar(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        hechas.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(anotar):
        pagina = client.get("/admin/solicitudes/resumen/")
    assert pagina.status_code == 200
    assert len(hechas) < 20, len(hechas)
    assert not [sql for sql in hechas if TABLA in sql]
    assert "Días: mediana</dt><dd>6</dd>" in pagina.content.decode()


def test_el_panel_de_una_unidad_no_recorre_el_resumen_del_pais() -> None:
    filas = Resumen.objects.filter(
        unidad=fabricas.ugel(multitud.UNIDAD), mes__gt=mover(localdate(), -12)
    )
    sql, valores = filas.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", valores)
        nodos = list(_nodos(cursor.fetchone()[0][0]["Plan"]))
    assert not [n for n in nodos if n["Node Type"] == "Seq Scan"], nodos
