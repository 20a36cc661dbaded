"""Goal 14: a file into the legajo against a bare COPY of the same rows, in the same run."""

import csv
import os
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import psycopg2
from arranque.rutas import PYTHON, ROOT
from django.db import connection

from accounts.models import Unidad
from bench import ambiente, formas
from bench.ambiente import ESTADO
from bench.metas import Banco, Fila, piso, techo
from legajo.importacion.importar import importar
from legajo.models import Servidor, TipoDocumento, TipoEstudio, TipoParticipacion

FILAS = int(os.environ.get("BENCH_FILAS", 100_000))
PRIMERO = 100_000
MEMORIA = 500
UNIDAD = "190001"
BASE_PROPIA = "portal_bench_importar"
"""Its tables are emptied at each round, which nobody else's could bear."""


def importacion(banco: Banco) -> Iterator[Fila]:
    """People, then one kind of record of theirs: rate, ratio, and the memory of the process."""
    with base_propia() as env, closing(psycopg2.connect(env["DATABASE_OWNER_URL"])) as conexion:
        conexion.autocommit = True
        mesa = Mesa(conexion)
        personas = csv_de("servidores", _personas())
        mesa.vaciar("legajo_servidor")
        yield from _comparar("servidores", mesa, personas, _copia_de_personas, banco.rondas)
        mesa.vaciar("legajo_servidor")
        importar(personas)
        cursos = csv_de("capacitaciones", _cursos())
        yield from _comparar("capacitaciones", mesa, cursos, _copia_de_cursos, banco.rondas)
        yield techo("14", f"import of {FILAS} capacitaciones: memory of the process",
                    memoria("importar_legajo", cursos, env), MEMORIA, "MB")  # fmt: skip


@contextmanager
def base_propia() -> Iterator[dict[str, str]]:
    """A database for this alone, to which this process is connected while it lasts."""
    env = {
        nombre: urlsplit(os.environ[nombre])._replace(path=f"/{BASE_PROPIA}").geturl()
        for nombre in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }
    ambiente.base_nueva(os.environ["DATABASE_OWNER_URL"], BASE_PROPIA)
    ambiente.preparar({**os.environ, **env}, ambiente.PASOS[:3])
    de_todos = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = BASE_PROPIA
    try:
        yield env
    finally:
        connection.close()
        connection.settings_dict["NAME"] = de_todos


class Mesa:
    """The owner's connection: a bare COPY, and empty tables for the next round."""

    def __init__(self, conexion: "psycopg2.extensions.connection") -> None:
        self.conexion = conexion

    def copiar(self, tabla: str, columnas: str, ruta: Path) -> float:
        """Seconds that a COPY takes, keys and constraints checked, the history left out."""
        with self.conexion.cursor() as cursor, ruta.open() as lineas:
            cursor.execute(f"ALTER TABLE {tabla} DISABLE TRIGGER USER")
            inicio = time.perf_counter()
            cursor.copy_expert(f"COPY {tabla} ({columnas}) FROM STDIN", lineas, 1 << 16)
            segundos = time.perf_counter() - inicio
            cursor.execute(f"ALTER TABLE {tabla} ENABLE TRIGGER USER")
        return segundos

    def vaciar(self, tabla: str) -> None:
        """Empty a table, its history and what waits, as new."""
        with self.conexion.cursor() as cursor:
            cursor.execute(f"TRUNCATE {tabla}, {tabla}event, legajo_filaenespera CASCADE")


def _comparar(
    que: str, mesa: Mesa, archivo: Path, copia: Callable[[], tuple[str, str, Path]], veces: int
) -> Iterator[Fila]:
    tabla, columnas, lineas = copia()
    copias, nuestras = [], []
    for _ in range(veces):
        copias.append(mesa.copiar(tabla, columnas, lineas))
        mesa.vaciar(tabla)
        inicio = time.perf_counter()
        hecha = importar(archivo)
        nuestras.append(time.perf_counter() - inicio)
        if hecha.nuevas != FILAS:
            raise SystemExit(f"{que}: {hecha.nuevas} nuevas, {hecha.malas} malas: {hecha.mensaje}")
        mesa.vaciar(tabla)
    for nombre, segundos in (("bare COPY", copias), ("import", nuestras)):
        yield Fila("14", f"{nombre} of {FILAS} {que}", f"{FILAS / median(segundos):.0f} rows/s",
                   "", None)  # fmt: skip
    razones = [c / n for c, n in zip(copias, nuestras, strict=True)]
    yield piso("14", f"import of {que} / bare COPY", median(razones), 0.3)


def memoria(orden: str, archivo: Path, env: dict[str, str]) -> float:
    """Peak of the resident memory of the command, in MB."""
    partes = [str(PYTHON), "manage.py", orden, str(archivo), "--simular"]
    proceso = subprocess.Popen(
        partes, cwd=ROOT, env={**os.environ, **env}, stdout=subprocess.DEVNULL
    )
    _, estado, uso = os.wait4(proceso.pid, 0)
    if estado:
        raise SystemExit(f"falló {orden}")
    return uso.ru_maxrss / 1024


def documento(i: int) -> str:
    """The documento of the n-th person."""
    return formas.documento(PRIMERO + i)


def csv_de(nombre: str, filas: Iterator[dict[str, object]]) -> Path:
    """The rows as a CSV file of this run."""
    ruta = ESTADO / f"{nombre}.csv"
    with ruta.open("w", encoding="utf-8", newline="") as abierto:
        primera = next(filas)
        escritor = csv.DictWriter(abierto, list(primera))
        escritor.writeheader()
        escritor.writerow(primera)
        escritor.writerows(filas)
    return ruta


def _personas() -> Iterator[dict[str, object]]:
    for i in range(FILAS):
        yield {
            "documento": documento(i), "primer_apellido": f"Quispe{i % 700}",
            "segundo_apellido": f"Mamani{i % 900}", "nombres": f"Rosa María {i % 1100}",
            "sexo": "F", "fecha_nacimiento": f"{_dia(i):%d/%m/%Y}",
            "correo": f"p{i}@demo.invalid", "unidad": UNIDAD,
        }  # fmt: skip


def _cursos() -> Iterator[dict[str, object]]:
    for i in range(FILAS):
        inicio = _dia(i) + timedelta(days=12_000)
        yield {
            "documento": documento(i * 7 % FILAS), "tipo_estudio": "Curso",
            "tema": f"Didáctica de la comunicación {i % 3000}",
            "institucion": f"Instituto Pedagógico Sintético {i % 400}",
            "participacion": "Asistente", "fecha_inicio": f"{inicio:%d/%m/%Y}",
            "fecha_fin": f"{inicio + timedelta(days=90):%d/%m/%Y}", "horas": 40 + i % 200,
            "creditos": "4.50", "tipo_documento": "RD", "numero_documento": f"{i:06}-2019-UGEL",
            "fecha_documento": f"{inicio + timedelta(days=120):%d/%m/%Y}",
        }  # fmt: skip


def _dia(i: int) -> date:
    return date(1960, 1, 1) + timedelta(days=i % 12_000)


def _copia_de_personas() -> tuple[str, str, Path]:
    columnas = ("publico, unidad_id, tipo_identidad, documento, primer_apellido,"
                " segundo_apellido, nombres, sexo, fecha_nacimiento, correo, ambiente, estante,"
                " caja, abierto_en")  # fmt: skip
    unidad = Unidad.objects.get(codigo=UNIDAD).pk
    ruta = ESTADO / "servidores.copy"
    with ruta.open("w") as abierto:
        for p in _personas():
            abierto.write(
                f"{_uuid()}\t{unidad}\t1\t{p['documento']}\t{p['primer_apellido']}\t"
                f"{p['segundo_apellido']}\t{p['nombres']}\tF\t{p['fecha_nacimiento'][6:]}-"
                f"{p['fecha_nacimiento'][3:5]}-{p['fecha_nacimiento'][:2]}\t{p['correo']}\t\t\t\t"
                "2026-11-25\n"
            )
    return "legajo_servidor", columnas, ruta


def _copia_de_cursos() -> tuple[str, str, Path]:
    columnas = ("publico, servidor_id, unidad_id, tipo_documento_id, numero_documento,"
                " fecha_documento, archivo, anotaciones, version, retirado, fecha_inicio,"
                " fecha_fin, tipo_estudio_id, tema, institucion, participacion_id, horas,"
                " creditos")  # fmt: skip
    unidad = Unidad.objects.get(codigo=UNIDAD).pk
    personas = dict(Servidor.objects.values_list("documento", "pk"))
    tipo, estudio, participa = (
        modelo.objects.get(codigo=codigo).pk
        for modelo, codigo in ((TipoDocumento, "RD"), (TipoEstudio, "CURSO"),
                               (TipoParticipacion, "ASISTENTE"))
    )  # fmt: skip
    ruta = ESTADO / "capacitaciones.copy"
    with ruta.open("w") as abierto:
        for c in _cursos():
            fechas = ("-".join(reversed(str(c[f]).split("/")))
                      for f in ("fecha_documento", "fecha_inicio", "fecha_fin"))  # fmt: skip
            documento, inicio, fin = fechas
            abierto.write(
                f"{_uuid()}\t{personas[c['documento']]}\t{unidad}\t{tipo}\t"
                f"{c['numero_documento']}\t{documento}\t\t\t1\tf\t{inicio}\t{fin}\t{estudio}\t"
                f"{c['tema']}\t{c['institucion']}\t{participa}\t{c['horas']}\t{c['creditos']}\n"
            )
    return "legajo_capacitacion", columnas, ruta


def _uuid() -> str:
    return str(uuid.uuid4())
