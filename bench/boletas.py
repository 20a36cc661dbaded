"""Goal 14 for boletas: a file of payroll published against a bare COPY of the same rows."""

import os
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

import psycopg2

from accounts.models import Unidad
from bench.ambiente import ESTADO
from bench.importar import FILAS, MEMORIA, UNIDAD, base_propia, csv_de, documento, memoria
from bench.metas import Banco, Fila, piso, techo
from boletas.importacion.importar import importar
from boletas.models import Importacion

HABERES = (
    "RIM_Ley 29944",
    "Asig. Familiar",
    "Comp.Extr.Tran.",
    "A.carg_dir_LRM",
    "Jor_Trab.Ad_lrm",
)
DESCUENTOS = ("D.L. 25897 AFP", "quintacat", "Derr Magisteria", "prderrmag", "fentase", "Cafae-SE")
PROPIAS = ("boletas_boleta", "boletas_original", "boletas_boletaenespera", "boletas_importacion")
PERSONAS = """
INSERT INTO legajo_servidor (publico, unidad_id, tipo_identidad, documento, primer_apellido,
    segundo_apellido, nombres, sexo, fecha_nacimiento, correo, ambiente, estante, caja,
    folios_por_seccion, tipo_apertura, abierto_en)
SELECT gen_random_uuid(), %s, '1', d, 'Quispe', 'Mamani', 'Rosa', 'F', '1980-01-01', '', '', '',
    '', '{}', 'O', now()
FROM unnest(%s::text[]) AS d
"""


def boletas(banco: Banco) -> Iterator[Fila]:
    """A month of twelve concepts a boleta: rate, ratio, bytes a boleta, memory of the process."""
    with base_propia() as env, closing(psycopg2.connect(env["DATABASE_OWNER_URL"])) as conexion:
        conexion.autocommit = True
        with conexion.cursor() as cursor:
            _personas(cursor)
            archivo = csv_de("boletas", _filas())
            copias, nuestras = [], []
            for _ in range(banco.rondas):
                nuestras.append(_importar(cursor, archivo))
                copias.append(_copiar(cursor))
            for nombre, segundos in (("bare COPY", copias), ("import", nuestras)):
                ritmo = f"{FILAS / median(segundos):.0f} boletas/s"
                yield Fila("14", f"{nombre} of {FILAS} boletas", ritmo, "", None)
            razones = [c / n for c, n in zip(copias, nuestras, strict=True)]
            yield piso("14", "import of boletas / bare COPY", median(razones), 0.5)
            propios, indices = _peso(cursor)
            yield Fila("12", "a boleta: its own columns + its indexes, concepts and data apart",
                       f"{propios:.0f} + {indices:.0f} bytes", "", None)  # fmt: skip
        que = f"import of {FILAS} boletas: memory of the process"
        yield techo("14", que, memoria("importar_boletas", archivo, env), MEMORIA, "MB")


def _personas(cursor: "psycopg2.extensions.cursor") -> None:
    unidad = Unidad.objects.get(codigo=UNIDAD).pk
    cursor.execute("ALTER TABLE legajo_servidor DISABLE TRIGGER USER")
    cursor.execute(PERSONAS, [unidad, [documento(i) for i in range(FILAS)]])
    cursor.execute("ALTER TABLE legajo_servidor ENABLE TRIGGER USER")
    cursor.execute("ANALYZE legajo_servidor")


def _importar(cursor: "psycopg2.extensions.cursor", archivo: Path) -> float:
    """Seconds from the file to published boletas, squared."""
    cursor.execute(f"TRUNCATE {', '.join(PROPIAS)} CASCADE")
    inicio = time.perf_counter()
    hecha = importar(archivo)
    segundos = time.perf_counter() - inicio
    if (hecha.estado, hecha.nuevas) != (Importacion.Estado.PROGRAMADA, FILAS):
        raise SystemExit(f"boletas: {hecha.nuevas} nuevas, {hecha.malas} malas: {hecha.mensaje}")
    return segundos


def _copiar(cursor: "psycopg2.extensions.cursor") -> float:
    """Seconds that COPY takes for the very rows that were imported, constraints checked."""
    ruta = ESTADO / "boletas.copy"
    with ruta.open("w") as abierto:
        cursor.copy_expert("COPY boletas_boleta TO STDOUT", abierto)
    cursor.execute("TRUNCATE boletas_boleta")
    with ruta.open() as abierto:
        inicio = time.perf_counter()
        cursor.copy_expert("COPY boletas_boleta FROM STDIN", abierto, 1 << 16)
        segundos = time.perf_counter() - inicio
    os.unlink(ruta)
    return segundos


def _peso(cursor: "psycopg2.extensions.cursor") -> tuple[float, float]:
    """Bytes of a row without its JSON, and of its entries in the indexes."""
    cursor.execute(
        "SELECT avg(pg_column_size(b.*) - pg_column_size(conceptos)"
        " - pg_column_size(datos))::float,"
        " pg_indexes_size('boletas_boleta')::float / count(*) FROM boletas_boleta AS b"
    )
    fila = cursor.fetchone()
    return (float(fila[0]), float(fila[1])) if fila else (0.0, 0.0)


def _filas() -> Iterator[dict[str, object]]:
    for i in range(FILAS):
        haberes = [350_070, 11_300, 12_050, 20_000, 6_025 + i % 5_000]
        descuentos = [45_229, 2_010, 2_675, 10_000, 500, 1_000]
        pares = {}
        for clase, nombres, montos in (("hab", HABERES, haberes), ("des", DESCUENTOS, descuentos)):
            for n, (nombre, monto) in enumerate(zip(nombres, montos, strict=True), 1):
                pares |= {f"{clase}{n:02}": nombre, f"mto{clase}{n:02}": _soles(monto)}
        yield {
            "periodo": "202511", "dni": documento(i), "nombres": "ROSA MARIA", "apepat": "QUISPE",
            "apemat": "MAMANI", "codmod": f"10{documento(i)}", "cargo": "PROFESOR",
            "institucion_educativa": f"{30001 + i % 500} SANTA ISABEL", "nivmag": "3",
            "tipser": "DOCENTE NOMBRADO", "reglab": "LEY NRO 29944", "horas": "30",
            "cae_tiemposerv": "180211", "inicio": "01/03/2007", "cuenta": f"04-000-{i:06}",
            "cae_codfiscal": "AFP INTEGRA", "codessalud": "8005120QSMMR001",
            "cae_codunidad": UNIDAD, "planilla": "ACT/TIT", "cae_numcarg": f"{i % 1_000_000:06}",
            "cae_situacion": "4", "rlq_totliqpago": _soles(sum(haberes) - sum(descuentos)),
            "rlq_timpopen": _soles(sum(haberes)), **pares, "apo01": "ESSALUD", "mtoapo01": "315.06",
        }  # fmt: skip


def _soles(centimos: int) -> str:
    return f"{centimos // 100}.{centimos % 100:02}"
