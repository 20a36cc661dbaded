"""Loads the official units: MINEDU, the 26 DRE and GRE, their 224 UGEL."""

from itertools import groupby
from pathlib import Path

from accounts.models import Unidad
from portal.carga import Resumen, leer, poner_al_dia, sumar

ARCHIVO = Path(__file__).parent / "datos" / "unidades.csv"


def cargar_unidades() -> Resumen:
    """Bring the units up to date, level by level: each level points to the one above it.

    Provincia, mesa de partes and contacto are kept in the admin and never touched here.
    """
    niveles = []
    for _, nivel in groupby(leer(ARCHIVO), key=lambda fila: fila["tipo"]):
        superiores = dict(Unidad.objects.values_list("codigo", "pk"))
        niveles.append(
            poner_al_dia(
                Unidad,
                [
                    {
                        "codigo": fila["codigo"],
                        "nombre": fila["nombre"],
                        "tipo": fila["tipo"],
                        "superior_id": superiores.get(fila["superior"]),
                    }
                    for fila in nivel
                ],
            )
        )
    return sumar(niveles)
