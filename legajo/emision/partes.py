"""What the contents of issued documents are made of: plain JSON, ready strings."""

from collections.abc import Callable, Collection, Iterable
from typing import Any
from uuid import UUID

from legajo.estructuras import ESTRUCTURAS
from legajo.models import Servidor, Vinculo
from legajo.situacion import vinculos_vigentes
from legajo.tipos import TipoRegistro
from portal.texto import fecha, por_comas, unir

Lectura = Callable[[TipoRegistro], Iterable[tuple[UUID, tuple[str, ...]]]]
"""Reads the rows of a kind with `columnas_impresas`."""


def membrete(servidor: Servidor) -> dict[str, str]:
    """Who issues: the unit that keeps the file, and the DRE above it."""
    superior = servidor.unidad.superior
    return {"unidad": servidor.unidad.nombre, "dre": superior.nombre if superior else ""}


def secciones(
    servidor: Servidor, leer: Lectura, *, solo: Collection[Any] = ()
) -> list[dict[str, Any]]:
    """The sections of his structure with their tables; `solo` some kinds, where it names any."""
    halladas = []
    for seccion in ESTRUCTURAS[servidor.estructura]:
        tipos = [t for t in seccion.tipos if not solo or t.modelo in solo]
        if tipos or not solo:
            tablas = [tabla_de(tipo, leer(tipo)) for tipo in tipos]
            halladas.append({"numero": seccion.numero, "titulo": seccion.titulo, "tablas": tablas})
    return halladas


def tabla_de(tipo: TipoRegistro, leidas: Iterable[tuple[UUID, tuple[str, ...]]]) -> dict[str, Any]:
    """The rows of a kind as a table; without the column of the sustento where none has it."""
    filas = [celdas for _, celdas in leidas]
    columnas = [c.titulo for c in tipo.columnas_impresas]
    hasta = None if any(fila[-1] for fila in filas) else -1
    return tabla(tipo.titulo, columnas[:hasta], (fila[:hasta] for fila in filas), tipo.vacio)


def tabla(
    titulo: str, columnas: Iterable[str], filas: Iterable[Iterable[str]], vacio: str
) -> dict[str, Any]:
    """A table of ready strings, and the sentence that stands for it where it is empty."""
    return {
        "titulo": titulo,
        "columnas": list(columnas),
        "filas": [list(fila) for fila in filas],
        "vacio": vacio,
    }


def situacion_laboral(servidor: Servidor) -> list[list[str]]:
    """The current bonds, or the last one, as label and text."""
    activos = Vinculo.objects.activos().filter(servidor=servidor)
    consulta = activos.select_related(
        "regimen", "cargo", "condicion", "situacion", "escala", "centro"
    ).order_by("-fecha_inicio")
    vinculos = list(consulta.filter(pk__in=vinculos_vigentes(activos).values("pk"))) or list(
        consulta[:1]
    )
    pares: list[list[str]] = []
    for orden, v in enumerate(vinculos, start=1):
        centro = unir(v.centro.nombre, f"({v.centro.codigo})")
        pares += [
            [f"Cargo {orden} de {len(vinculos)}" if vinculos[1:] else "Cargo", v.cargo.nombre],
            ["Centro laboral y código modular", centro],
            ["Modalidad y nivel", por_comas(v.centro.modalidad, v.centro.nivel)],
            ["Régimen laboral", v.regimen.nombre],
            ["Condición y situación", por_comas(v.condicion.nombre, v.situacion.nombre)],
            ["Escala o nivel", v.escala.nombre if v.escala else ""],
            ["Jornada", f"{v.jornada} horas" if v.jornada else ""],
            ["Código de plaza", v.codigo_plaza],
            ["Desde", fecha(v.fecha_inicio)],
            ["Hasta", fecha(v.fecha_fin)],
        ]
    return [par for par in pares if par[1]]
