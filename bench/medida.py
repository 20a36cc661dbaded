"""CPU time of the server and of its database, and rounds of which only ratios are kept."""

import os
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.cliente import HILOS, a_la_vez

TICK = os.sysconf("SC_CLK_TCK")
CPU_POR_CELDA = 0.7  # seconds of CPU in each cell of a round: 70 ticks, 1.5 % of granularity
MINIMO, MAXIMO = 30, 500  # requests in a cell


def _estadistica(pid: int) -> tuple[int, float] | None:
    """Parent and CPU seconds of a process, its ended children included; None if it is gone."""
    try:
        crudo = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    campos = crudo.rpartition(")")[2].split()
    return int(campos[1]), sum(int(ticks) for ticks in campos[11:15]) / TICK


class Cpu:
    """CPU seconds spent so far by a server's tree and by the backends of its database."""

    def __init__(self, servidor: int, backends: Callable[[], Iterable[int]]) -> None:
        self.servidor = servidor
        self.backends = backends

    def segundos(self) -> float:
        """The sum, from /proc."""
        todos = {
            int(p.name): estadistica
            for p in Path("/proc").iterdir()
            if p.name.isdigit() and (estadistica := _estadistica(int(p.name)))
        }
        arbol = {self.servidor}
        while hijos := {p for p, (padre, _) in todos.items() if padre in arbol} - arbol:
            arbol |= hijos
        return sum(todos[p][1] for p in {*arbol, *self.backends()} if p in todos)


@dataclass(slots=True)
class Serie:
    """What a program did in the rounds: CPU and wall seconds a request, and each latency."""

    cpu: list[float] = field(default_factory=list)
    pared: list[float] = field(default_factory=list)
    demoras: list[float] = field(default_factory=list)

    def percentil(self, p: float) -> float:
        """The latency below which a share `p` of the requests stayed."""
        return sorted(self.demoras)[min(len(self.demoras) - 1, int(len(self.demoras) * p))]

    def colas(self) -> float:
        """p99 over p50."""
        return self.percentil(0.99) / self.percentil(0.5)


Programa = Callable[[], object]


def rondas(programas: dict[str, Programa], cpu: Cpu, cuantas: int) -> dict[str, Serie]:
    """Run all programs in each round, shuffled, after a warm-up that also decides how many."""
    azar = random.Random(29)
    veces = {nombre: _veces(programa, cpu) for nombre, programa in programas.items()}
    series = {nombre: Serie() for nombre in programas}
    for _ in range(cuantas):
        for nombre in azar.sample(list(programas), len(programas)):
            _celda(series[nombre], [programas[nombre]] * veces[nombre], cpu)
    return series


def celda(tareas: list[Programa], cpu: Cpu, hilos: int = HILOS) -> Serie:
    """Measure tasks that differ (each spends a code of its own) once."""
    serie = Serie()
    _celda(serie, tareas, cpu, hilos)
    return serie


def _celda(serie: Serie, tareas: list[Programa], cpu: Cpu, hilos: int = HILOS) -> None:
    antes = cpu.segundos()
    pared, demoras = a_la_vez(tareas, hilos)
    serie.cpu.append((cpu.segundos() - antes) / len(tareas))
    serie.pared.append(pared / len(tareas))
    serie.demoras += demoras


def _veces(programa: Programa, cpu: Cpu) -> int:
    a_la_vez([programa] * MINIMO)
    una = celda([programa] * MINIMO, cpu).cpu[0]
    return max(MINIMO, min(MAXIMO, int(CPU_POR_CELDA / una) if una else MAXIMO))


def razon(uno: list[float], otro: list[float]) -> float:
    """Median of the ratios of each round."""
    return median(a / b for a, b in zip(uno, otro, strict=True))
