"""How the pages of «Mi Boleta» bear ten years of a country: from 600 000 boletas to 6 million."""

import os
import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg2
from django.db import connection

from accounts.models import Unidad
from bench import formas, multitud
from bench.datos import con_boletas
from bench.medida import Serie, razon, rondas
from bench.metas import BOLETAS, Banco, Fila, techo
from bench.personas import LLANO, cuentas, sesion_de
from boletas.consultas import propias
from boletas.models import Boleta

DESDE = 300_000
MESES = 120
POCAS, MUCHAS = 5_000, int(os.environ.get("BENCH_PERSONAS", 50_000))
BYTES = 160

LLENAR = """
INSERT INTO boletas_boleta (publico, servidor_id, unidad_id, importacion_id, periodo, version,
    planilla, numero_cargo, ingresos, descuentos, aportes, liquido, imponible, conceptos, datos)
SELECT uuidv7(), s.id, s.unidad_id, (SELECT min(id) FROM boletas_importacion),
    201500 + m / 12 * 100 + m %% 12 + 1, 1, 'ACT/TIT', '000001', 3500.70, 455.09, 0, 3045.61,
    3500.70, '[["177", "+", "RIM_Ley 29944", "3500.70"], ["0002", "-", "DL19990 SNP", "455.09"]]',
    '{"cargo": "PROFESOR"}'
FROM generate_series(0, %s - 1) AS m, legajo_servidor AS s
WHERE s.documento BETWEEN %s AND %s
"""


def crecimiento(banco: Banco) -> Iterator[Fila]:
    """CPU of list and page over F_t with few and with ten times as many; plans; bytes a row."""
    persona = next(cuentas())
    con_boletas([persona], Unidad.objects.get(codigo="190001"))
    sesion = sesion_de(persona)
    boleta = Boleta.objects.filter(servidor__documento=persona).latest("periodo")
    rutas = {"list": BOLETAS, "page": f"{BOLETAS}{boleta.publico}/"}
    with closing(psycopg2.connect(os.environ["DATABASE_OWNER_URL"])) as conexion:
        conexion.autocommit = True
        with conexion.cursor() as cursor:
            multitud.sembrar(cursor, DESDE, DESDE + MUCHAS - 1)
            antes, plan = _medir(banco, cursor, sesion, rutas, persona, (0, POCAS))
            ahora, otro = _medir(banco, cursor, sesion, rutas, persona, (POCAS, MUCHAS))
            for que in rutas:
                crece = razon(ahora[que].cpu, ahora["F_t"].cpu) / razon(
                    antes[que].cpu, antes["F_t"].cpu
                )
                yield techo("crecer", f"{que}: CPU with ten times the boletas", crece, 1.5)
            yield Fila("crecer", "plan of the list", "same" if plan == otro else f"{plan} | {otro}",
                       "same", plan == otro)  # fmt: skip
            yield techo("crecer", "a boleta with its indexes, concepts apart", _bytes(cursor),
                        BYTES, "bytes")  # fmt: skip


def _medir(
    banco: Banco, cursor: Any, sesion: str, rutas: dict[str, str], persona: str,
    cuales: tuple[int, int],
) -> tuple[dict[str, Serie], str]:  # fmt: skip
    """Add the boletas of these people, and measure the pages of one who was there before."""
    primero, ultimo = (formas.documento(DESDE + n) for n in (cuales[0], cuales[1] - 1))
    cursor.execute(LLENAR, [MESES, primero, ultimo])
    cursor.execute("VACUUM (ANALYZE) boletas_boleta")
    programas = {que: banco.programa(ruta, sesion) for que, ruta in rutas.items()}
    llano = sesion_de(formas.CON_CAPACITACIONES, LLANO)
    programas["F_t"] = banco.programa("/referencia/f_t/", llano)
    return rondas(programas, banco.cpu, banco.rondas), _plan(persona)


def _plan(documento: str) -> str:
    """The nodes and indexes by which the boletas of a person are read."""
    suyas = propias_de(documento)
    texto = suyas.explain()
    connection.close()
    return " ".join(re.findall(r"(?:Index|Seq|Bitmap)[\w ]*Scan(?: using \w+)?", texto))


def propias_de(documento: str) -> Any:
    """What the list and the page of a person read from."""
    usuario = Boleta.objects.filter(servidor__documento=documento)[0].servidor.usuario
    return propias(usuario)


def _bytes(cursor: Any) -> float:
    cursor.execute(
        "SELECT pg_total_relation_size('boletas_boleta')::float / count(*)"
        " - avg(pg_column_size(conceptos) + pg_column_size(datos)) FROM boletas_boleta"
    )
    return float(cursor.fetchone()[0])
