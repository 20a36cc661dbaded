"""The directory of UGEL by region, for who has no access at all."""

import unicodedata
from dataclasses import dataclass, field

from accounts.models import Unidad


@dataclass
class Grupo:
    """A DRE and its UGEL."""

    dre: Unidad
    ugel: list[Unidad] = field(default_factory=list)


def regiones() -> list[Grupo]:
    """Every DRE with its UGEL, in one query."""
    grupos: dict[int, Grupo] = {}
    unidades = list(Unidad.objects.exclude(tipo=Unidad.Tipo.MINEDU).order_by("codigo"))
    for unidad in unidades:
        if unidad.tipo == Unidad.Tipo.DRE:
            grupos[unidad.pk] = Grupo(unidad)
    for unidad in unidades:
        if unidad.tipo == Unidad.Tipo.UGEL and unidad.superior_id in grupos:
            grupos[unidad.superior_id].ugel.append(unidad)
    return list(grupos.values())


def buscar(grupos: list[Grupo], *, region: str, texto: str) -> list[Grupo]:
    """Those of the region (a code) with the text in a name, province or code.

    Case and accents do not matter; a DRE that matches brings all its UGEL.
    """
    elegidos = [grupo for grupo in grupos if region in ("", grupo.dre.codigo)]
    aguja = llano(texto.strip())
    if not aguja:
        return elegidos
    hallados = [_filtrar(grupo, aguja) for grupo in elegidos]
    return [grupo for grupo in hallados if grupo is not None]


def _filtrar(grupo: Grupo, aguja: str) -> Grupo | None:
    if aguja in _texto(grupo.dre):
        return grupo
    ugel = [unidad for unidad in grupo.ugel if aguja in _texto(unidad)]
    return Grupo(grupo.dre, ugel) if ugel else None


def _texto(unidad: Unidad) -> str:
    return llano(f"{unidad.nombre} {unidad.provincia} {unidad.codigo}")


def llano(texto: str) -> str:
    """Lower case and without accents: «Cañete» and «canete» are one."""
    partes = unicodedata.normalize("NFD", texto.casefold())
    return "".join(c for c in partes if not unicodedata.combining(c))
