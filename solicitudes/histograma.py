"""Percentiles of a histogram: how many there are of each number of days."""

from __future__ import annotations

from collections.abc import Mapping


def percentil(cuantos: Mapping[int, int], cual: int) -> int | None:
    """The least number of days within which `cual` of a hundred are; None where there is none."""
    total, vistos = sum(cuantos.values()), 0
    for dias in sorted(cuantos):
        vistos += cuantos[dias]
        if cuantos[dias] and vistos * 100 >= total * cual:
            return dias
    return None
