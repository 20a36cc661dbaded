"""Loads the catalogs of the legajo from legajo/datos: one CSV file a catalog, by code."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from legajo import models as m
from portal.carga import Resumen, leer, poner_al_dia

DATOS = Path(__file__).parent / "datos"

CATALOGOS: dict[str, type[m.Catalogo]] = {
    "regimenes": m.RegimenLaboral,
    "condiciones": m.Condicion,
    "situaciones": m.Situacion,
    "tipos_servidor": m.TipoServidor,
    "cargos": m.Cargo,
    "escalas": m.Escala,
    "tipos_documento": m.TipoDocumento,
    "niveles_educativos": m.NivelEducativo,
    "tipos_estudio": m.TipoEstudio,
    "tipos_participacion": m.TipoParticipacion,
    "parentescos": m.Parentesco,
    "tipos_via": m.TipoVia,
    "zonas": m.Zona,
    "regimenes_pensionarios": m.RegimenPensionario,
    "afp": m.Afp,
    "tipos_sancion": m.TipoSancion,
    "tipos_merito": m.TipoMerito,
    "tipos_pago": m.TipoPago,
    "tipos_retencion": m.TipoRetencion,
}
"""Catalogs whose columns are those of their file."""


def cargar_catalogos() -> Iterator[Resumen]:
    """Bring every catalog up to date; what is in force is the admin's to say, once it exists."""
    for archivo, modelo in CATALOGOS.items():
        yield poner_al_dia(modelo, map(_entrada, _filas(archivo)), solo_al_crear=("vigente",))
    yield from _cargar_acciones()
    yield poner_al_dia(m.Distrito, _filas("distritos"))


def _filas(archivo: str) -> Iterator[dict[str, str]]:
    return leer(DATOS / f"{archivo}.csv")


def _entrada(fila: dict[str, str]) -> dict[str, Any]:
    return {**fila, "vigente": fila.get("vigente", "1") == "1"}


def _cargar_acciones() -> Iterator[Resumen]:
    """Actions with the regimes that may use them, then the motives of each action."""
    acciones = list(_filas("acciones"))
    sin_regimenes = [{c: v for c, v in fila.items() if c != "regimenes"} for fila in acciones]
    yield poner_al_dia(m.Accion, sin_regimenes)
    ids = dict(m.Accion.objects.values_list("codigo", "pk"))
    _enlazar_regimenes(acciones, ids)
    motivos = (
        {"codigo": f["codigo"], "nombre": f["nombre"], "accion_id": ids[f["accion"]]}
        for f in _filas("motivos")
    )
    yield poner_al_dia(m.MotivoAccion, motivos)


def _enlazar_regimenes(acciones: list[dict[str, str]], ids: dict[str, int]) -> None:
    """Add the missing pairs; those that the admin added stay."""
    regimenes = dict(m.RegimenLaboral.objects.values_list("codigo", "pk"))
    pares: Any = m.Accion.regimenes.through
    pares.objects.bulk_create(
        [
            pares(accion_id=ids[fila["codigo"]], regimenlaboral_id=regimenes[codigo])
            for fila in acciones
            for codigo in fila["regimenes"].split("|")
        ],
        ignore_conflicts=True,
    )
