"""For whom a batch is: the servidores of a unit, or a pasted list of documentos."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.limites import normalizar
from accounts.models import Unidad, Usuario
from legajo.models import Cargo, RegimenLaboral, Servidor, Vinculo
from legajo.situacion import vinculos_vigentes

EMITIR = "legajo.emitir_documento"
MAX_LINEAS = 5_000
MAX_FILAS = 20_000
CORTE = re.compile(r"[\t;,]")
DOCUMENTO = re.compile(r"[0-9A-Z]{8,12}")


@dataclass
class Lista:
    """The servidores of a pasted list, in its order, and what is wrong with its other lines."""

    claves: list[int] = field(default_factory=list)
    reparos: list[str] = field(default_factory=list)


def con_vinculo(
    unidad: Unidad, *, por: Usuario, regimen: RegimenLaboral | None, cargo: Cargo | None
) -> list[int]:
    """The servidores of a unit with a current vínculo, of that régimen and cargo, by surname."""
    propios: dict[str, Any] = {"servidor": OuterRef("pk")}
    propios |= {n: v for n, v in (("regimen", regimen), ("cargo", cargo)) if v}
    vigentes = vinculos_vigentes(Vinculo.objects.activos().filter(**propios))
    suyos = Servidor.objects.visible_to(por, EMITIR).filter(Exists(vigentes), unidad=unidad)
    return list(suyos.order_by("orden", "pk").values_list("pk", flat=True)[: MAX_FILAS + 1])


def leer(texto: str, unidad: Unidad, *, por: Usuario) -> Lista:
    """One documento a line, alone or in the first cell; empty lines do not count.

    A documento of another unit and one that nobody has are told alike.
    """
    lista = Lista()
    lineas = _lineas(texto, lista)
    suyos = Servidor.objects.visible_to(por, EMITIR).filter(unidad=unidad)
    claves = dict(suyos.filter(documento__in=lineas).values_list("documento", "pk"))
    for documento, numero in lineas.items():
        if documento in claves:
            lista.claves.append(claves[documento])
        elif documento == por.documento:
            lista.reparos.append(f"Línea {numero}: nadie emite documentos de su propio legajo.")
        else:
            lista.reparos.append(
                f"Línea {numero}: {documento} no tiene un legajo que lleve {unidad.nombre}."
            )
    lista.reparos.sort(key=_numero)
    return lista


def _lineas(texto: str, lista: Lista) -> dict[str, int]:
    """Each documento with the line where it first stands."""
    vistos: dict[str, int] = {}
    for numero, linea in enumerate(texto.splitlines(), start=1):
        documento = normalizar(CORTE.split(linea.strip(), maxsplit=1)[0])
        if not linea.strip():
            continue
        if not DOCUMENTO.fullmatch(documento):
            lista.reparos.append(
                f"Línea {numero}: «{linea.strip()[:20]}» no es un número de documento."
            )
        elif documento in vistos:
            lista.reparos.append(
                f"Línea {numero}: {documento} ya está en la línea {vistos[documento]}."
            )
        else:
            vistos[documento] = numero
    return vistos


def _numero(reparo: str) -> int:
    return int(reparo.split()[1].rstrip(":"))
