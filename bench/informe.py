"""The table of goals, as text and as it goes."""

import os
import platform
from collections.abc import Iterable, Iterator

from bench.metas import Fila


def contadas(filas: Iterable[Fila]) -> Iterator[Fila]:
    """The same lines, each printed as soon as it is known."""
    for fila in filas:
        print(f"  {fila.que}: {fila.cifra}", flush=True)
        yield fila


def imprimir(filas: list[Fila], rondas: int) -> None:
    """Goal, figure, target, met or not; a Markdown table that can be pasted."""
    nucleos = len(os.sched_getaffinity(0))
    carga = os.getloadavg()[0]
    print(f"\n{rondas} rounds; {nucleos} cores; Python {platform.python_version()}; "
          f"load average at the end {carga:.1f}\n")  # fmt: skip
    print("| # | what | figure | target | met |\n|---|---|---|---|---|")
    for fila in sorted(filas, key=_orden):
        cumple = {True: "yes", False: "NO", None: ""}[fila.cumple]
        print(f"| {fila.meta} | {fila.que} | {fila.cifra} | {fila.objetivo} | {cumple} |")


def _orden(fila: Fila) -> int:
    return int(fila.meta) if fila.meta.isdigit() else 99
