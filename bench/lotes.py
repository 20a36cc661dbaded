"""Goal 11: documents of a batch a minute, with one worker and with two."""

import resource
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from statistics import median

from arranque.rutas import PYTHON, ROOT
from django.contrib.auth.models import Group
from django.utils.timezone import localdate

from accounts.models import Asignacion, Unidad, Usuario
from accounts.origen import Origen
from bench import formas
from bench.datos import con_registros
from bench.metas import Banco, Fila, piso
from legajo.emision.pedido import Pedido
from legajo.estructuras import tipos
from legajo.lotes import verbos
from legajo.models import Lote, Servidor, Vinculo

UNIDAD = "190001"
PRIMERO, CUANTOS, POR_TRABAJADOR = 700_000, 20, 40
REGISTROS = 6
"""Of every kind: some three pages."""
TIBIAS = 6
"""The first rows start the processes that draw."""


def lotes(banco: Banco) -> Iterator[Fila]:
    """Rows a minute, and CPU a row, of batches done by one worker and by two, in turns."""
    por, gente = _jefe(), _gente()
    uno, dos = [], []
    for _ in range(max(1, banco.rondas // 2)):
        uno.append(_medir(1, por, gente))
        dos.append(_medir(2, por, gente))
    for cuantos, medidas in ((1, uno), (2, dos)):
        ritmo, cpu = (median(valores) for valores in zip(*medidas, strict=True))
        cifra = f"{ritmo:.0f} a minute, {cpu:.2f} s of CPU each"
        yield Fila("11", f"documents of a batch, workers: {cuantos}", cifra, "", None)
    razones = [b / a for (a, _), (b, _) in zip(uno, dos, strict=True)]
    yield piso("11", "documents of a batch: two workers / one", median(razones), 1.8)


def _medir(cuantos: int, por: Usuario, gente: list[int]) -> tuple[float, float]:
    """The pace between the first warm row and the last; CPU of workers and drawing, by row."""
    antes = _cpu()
    with ExitStack() as pila:
        for _ in range(cuantos):
            pila.enter_context(_trabajador())
        hechas = [_lote(por, gente) for _ in range(POR_TRABAJADOR * cuantos // CUANTOS)]
        for lote in hechas:
            verbos.hacer(lote.pk, "empezar", por=por, origen=Origen())
        while Lote.objects.filter(pk__in=[x.pk for x in hechas], estado="en_marcha").exists():
            time.sleep(0.5)
    fines = sorted(h for x in hechas for h in x.filas.values_list("hecha_en", flat=True))
    tibias = fines[TIBIAS:]
    ritmo = len(tibias[1:]) / ((tibias[-1] - tibias[0]) / timedelta(minutes=1))
    return ritmo, (_cpu() - antes) / len(fines)


def _cpu() -> float:
    """Of the processes of ours that ended, and of those that they waited for."""
    usado = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usado.ru_utime + usado.ru_stime


def _lote(por: Usuario, gente: list[int]) -> Lote:
    pedido = Pedido("EXP-2026-000011", "Comité", localdate())
    unidad = Unidad.objects.get(codigo=UNIDAD)
    lote, _ = verbos.preparar(
        gente, clase="hoja_de_vida", unidad=unidad, pedido=pedido, clave=uuid.uuid4(), por=por
    )
    return lote


@contextmanager
def _trabajador() -> Iterator[None]:
    proceso = subprocess.Popen(
        [str(PYTHON), "manage.py", "db_worker", "--interval", "0.1", "-v0"], cwd=ROOT
    )
    try:
        yield
    finally:
        proceso.terminate()
        proceso.wait()


def _jefe() -> Usuario:
    persona, _ = Usuario.objects.get_or_create(
        documento=formas.documento(PRIMERO - 1), defaults={"nombre": "Jefa sintética"}
    )
    Asignacion.objects.get_or_create(
        usuario=persona, unidad=Unidad.objects.get(codigo=UNIDAD),
        rol=Group.objects.get(name="Responsable de escalafón"),
    )  # fmt: skip
    return persona


def _gente() -> list[int]:
    """Servidores with some records of every kind."""
    unidad, claves = Unidad.objects.get(codigo=UNIDAD), []
    for i in range(CUANTOS):
        persona, nuevo = Servidor.objects.get_or_create(
            documento=formas.documento(PRIMERO + i),
            defaults={
                "unidad": unidad, "primer_apellido": "Quispe", "segundo_apellido": "Ñahui",
                "nombres": "Rosa", "sexo": "F", "fecha_nacimiento": formas.NACIMIENTO,
            },
        )  # fmt: skip
        for tipo in tipos() if nuevo else ():
            con_registros(tipo, persona, 1 if tipo is Vinculo.tipo else REGISTROS)
        claves.append(persona.pk)
    return claves
