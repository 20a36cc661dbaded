"""The progress bar of the commands that read long files."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

Avance = Callable[[str, int, int, int], None]
"""Told as it goes: what is being done, how far, of how much, and how many rows that is."""


def callar(que: str, hecho: int, total: int, filas: int) -> None:
    """Tell nobody how it goes."""


@contextmanager
def barra(de_que: str) -> Iterator[Avance]:
    """What is done, rate and remaining time, where a person looks; nothing in a log."""
    if not sys.stderr.isatty():
        yield callar
        return
    columnas = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(),
                TextColumn("{task.fields[ritmo]}"), TimeRemainingColumn())  # fmt: skip
    inicio = time.monotonic()
    with Progress(*columnas, console=Console(stderr=True)) as progreso:
        tarea = progreso.add_task("Abriendo", total=None, ritmo="")

        def avance(que: str, hecho: int, total: int, filas: int) -> None:
            ritmo = f"{filas / (time.monotonic() - inicio):,.0f} {de_que}/s" if filas else ""
            progreso.update(
                tarea, description=que, completed=hecho, total=total or None, ritmo=ritmo
            )

        yield avance
