"""Payday: the mix of bench/locustfile.py, and each of its requests beside a bare Django page."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from accounts.models import AceptacionPrivacidad, Unidad, Usuario
from bench import formas
from bench.ambiente import ESTADO
from bench.datos import con_boletas
from bench.metas import Banco, Fila
from bench.personas import LLANO, cuentas, sesion_de

SEGUNDOS = int(os.environ.get("BENCH_SEGUNDOS", 60))
PERSONAS = 8
PAGADAS = 60
LOCUST = os.environ.get("BENCH_LOCUST", str(Path(sys.executable).with_name("locust")))


def dia_de_pago(banco: Banco) -> Iterator[Fila]:
    """Median and p99 of each request over those of F_t in the same run, and none refused."""
    descripcion = ESTADO / "cuentas.json"
    descripcion.write_text(json.dumps(_descripcion()))
    series = {s["name"]: s for s in _correr(banco.cliente.puerto, descripcion)}
    fallos = sum(s["num_failures"] for s in series.values())
    yield Fila("pago", "requests that failed", str(fallos), "0", fallos == 0)
    visitas = series["boleta PDF"]["num_requests"] / SEGUNDOS
    yield Fila("pago", f"whole visits a second, {PERSONAS} people at once", f"{visitas:.1f}", "",
               None)  # fmt: skip
    desnuda = series.pop("F_t")
    for nombre, serie in series.items():
        medio, cola = (_percentil(serie, p) / _percentil(desnuda, p) for p in (0.5, 0.99))
        yield Fila("pago", f"{nombre}: p50 and p99 / F_t", f"{medio:.2f} x, {cola:.2f} x", "",
                   None)  # fmt: skip


def _descripcion() -> dict[str, Any]:
    """Accounts with a year of boletas that have read the notice, and a session for F_t."""
    elegidas = [documento for documento, _ in zip(cuentas(), range(PAGADAS), strict=False)]
    con_boletas(elegidas, Unidad.objects.get(codigo="190001"))
    for usuario in Usuario.objects.filter(documento__in=elegidas):
        AceptacionPrivacidad.objects.get_or_create(
            usuario=usuario, version=settings.AVISO_DE_PRIVACIDAD
        )
    return {
        "cuentas": elegidas, "clave": formas.CLAVE, "base": os.environ["DATABASE_URL"],
        "sesion": sesion_de(formas.CON_CAPACITACIONES, LLANO),
    }  # fmt: skip


def _correr(puerto: int, descripcion: Path) -> list[dict[str, Any]]:
    orden = [
        LOCUST, "-f", "bench/locustfile.py", "--headless", "--json", "--only-summary",
        "--host", f"http://127.0.0.1:{puerto}", "-u", str(PERSONAS), "-r", str(PERSONAS),
        "-t", f"{SEGUNDOS}s", "--loglevel", "ERROR",
    ]  # fmt: skip
    hecho = subprocess.run(
        orden, env={**os.environ, "BENCH_CUENTAS": str(descripcion)}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    if not hecho.stdout.lstrip().startswith("["):
        raise SystemExit(f"falló locust: {hecho.stderr[-2000:]}")
    return json.loads(hecho.stdout)


def _percentil(serie: dict[str, Any], p: float) -> float:
    """The latency in ms below which a share `p` of the requests stayed."""
    cuentas_ = sorted((float(ms), veces) for ms, veces in serie["response_times"].items())
    hasta, sumadas = p * sum(veces for _, veces in cuentas_), 0
    for ms, veces in cuentas_:
        sumadas += veces
        if sumadas >= hasta:
            return max(ms, 1)
    return max(cuentas_[-1][0], 1)
