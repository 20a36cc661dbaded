"""What a file is read against, loaded once: an import asks for it at every row."""

from __future__ import annotations

from accounts.models import Unidad, Usuario
from boletas.fila import Catalogos
from boletas.models import AliasDeConcepto, AliasDeUnidad, Concepto

PERMISO = "boletas.add_importacion"


def catalogos(por: Usuario | None, unidad: Unidad | None) -> Catalogos:
    """Units and concepts by every name that holds for an import made from `unidad`.

    `por` None is the operator of the system, who reaches every unit.
    """
    claves = Unidad.objects.claves_a_cargo(por, PERMISO) if por else None
    propias = None if claves is None else frozenset(claves)
    return Catalogos(_unidades(unidad), _conceptos(unidad), propias)


def _unidades(unidad: Unidad | None) -> dict[str, int]:
    oficiales = dict(Unidad.objects.values_list("codigo", "pk"))
    alias = AliasDeUnidad.objects.que_valen_en(unidad)
    return dict(alias.values_list("codigo", "unidad_id")) | oficiales


def _conceptos(unidad: Unidad | None) -> dict[tuple[str, str], tuple[str, str]]:
    """By sign and code, or name; an alias gives way to the catalog."""
    hallados: dict[tuple[str, str], tuple[str, str]] = {}
    alias = AliasDeConcepto.objects.que_valen_en(unidad).values_list(
        "signo", "nombre", "concepto__codigo", "concepto__nombre"
    )
    for signo, nombre, codigo, rotulo in alias:
        hallados[signo, nombre.casefold()] = codigo, rotulo
    for codigo, signo, nombre in Concepto.objects.values_list("codigo", "signo", "nombre"):
        for llamado in (codigo, nombre, codigo.casefold(), nombre.casefold()):
            hallados[signo, llamado] = codigo, nombre
    return hallados
