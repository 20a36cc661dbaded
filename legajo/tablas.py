"""Tables of records as ready strings: the same for the page, the hoja de vida and the export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Protocol
from uuid import UUID

from legajo.avisos.regla import Aviso
from legajo.columnas import Columna, formar, rutas_de
from legajo.models import Servidor
from legajo.tipos import Operacion, TipoRegistro
from portal.preparadas import Preparada
from portal.texto import fecha

ESTA_MAL = "Este dato está mal"


class Pendiente(Protocol):
    """An open request as a table shows it; whoever knows of requests provides it."""

    registro: UUID | None
    textos: Mapping[str, str]
    acciones: list[dict[str, str]]
    rotulo: str


@dataclass(frozen=True, slots=True)
class Fila:
    """A row: the texts of its cells, what may be done with it, its mark, what to look at."""

    celdas: tuple[str, ...]
    acciones: Iterable[dict[str, str]] = ()
    estado: dict[str, str] | None = None
    nota: str = ""


@dataclass(frozen=True, slots=True)
class Tabla:
    """A kind of record as a table, ready to print."""

    titulo: str
    columnas: tuple[str, ...]
    filas: list[Fila]
    vacio: str
    con_acciones: bool = False
    falta_url: str = ""
    tipo: Any = field(default=None, compare=False)


def tabla_de(
    tipo: TipoRegistro,
    servidor: Servidor,
    *,
    ruta: str = "",
    consulta: str = "",
    pedir: str = "",
    pendientes: Iterable[Pendiente] = (),
    avisos: Mapping[UUID, Iterable[Aviso]] = MappingProxyType({}),
    leidas: Iterable[tuple[UUID, tuple[str, ...]]] | None = None,
) -> Tabla:
    """The records in force of one kind of one servidor, newest first: one query.

    `ruta` is the address under which each record has its page, `consulta` what follows it;
    without `ruta` rows have no actions; `pedir` is where one says that a record is missing
    and, under it, that one is wrong. `pendientes` are the open requests about this kind,
    `avisos` what looks odd. `leidas` are rows as `leer` gives them, of another day than today.
    """
    pendientes = list(pendientes)
    por_registro = {p.registro: p for p in pendientes if p.registro}
    pide_algo = tipo.permite(Operacion.CAMBIAR) or tipo.permite(Operacion.QUITAR)
    filas = [_fila_pedida(tipo, p) for p in pendientes if not p.registro]
    for publico, celdas in leer(tipo, servidor) if leidas is None else leidas:
        url = f"{ruta}{publico}/{consulta}"
        acciones = [{"url": url, "icono": "documento", "texto": "Ver el registro"}] if ruta else []
        pendiente = por_registro.get(publico)
        if pedir and pide_algo and not pendiente:
            acciones.append({"url": f"{pedir}{publico}/", "icono": "lapiz", "texto": ESTA_MAL})
        nota = _nota(avisos.get(publico, ()))
        filas.append(Fila(celdas, [*acciones, *_acciones(pendiente)], _estado(pendiente), nota))
    columnas = tuple(c.titulo for c in tipo.columnas)
    uno_mas = tipo.permite(Operacion.AGREGAR) and not (tipo.una_fila and filas)
    falta_url = pedir if uno_mas else ""
    return Tabla(tipo.titulo, columnas, filas, tipo.vacio, bool(ruta), falta_url, tipo)


def leer(
    tipo: TipoRegistro, servidor: Servidor, columnas: tuple[Columna, ...] = ()
) -> Iterator[tuple[UUID, tuple[str, ...]]]:
    """The records in force of one kind of one servidor, in order: (public id, texts)."""
    columnas = columnas or tipo.columnas
    return formar(_consulta(tipo, columnas).filas(servidor.pk), columnas)


def en_una_linea(celdas: Iterable[str]) -> str:
    """What names a record where there is no table: the first texts of its row."""
    return " · ".join([c for c in celdas if c][:4])


def linea_de(tipo: TipoRegistro, publico: UUID) -> str:
    """A record in a line, retired or not; nothing where there is none."""
    filas = tipo.modelo.objects.filter(publico=publico).values_list(*rutas_de(tipo.columnas))
    return next((en_una_linea(celdas) for _, celdas in formar(filas, tipo.columnas)), "")


def en_lineas(servidor: Servidor, tipos: Iterable[TipoRegistro]) -> dict[UUID, str]:
    """The records in force of some kinds of a servidor, each in a line: one query a kind."""
    return {
        publico: en_una_linea(celdas) for tipo in tipos for publico, celdas in leer(tipo, servidor)
    }


@cache
def _consulta(tipo: TipoRegistro, columnas: tuple[Columna, ...]) -> Preparada:
    rutas = rutas_de(columnas)
    activos = tipo.modelo.objects.activos().order_by(*tipo.orden)
    return Preparada(lambda clave: activos.filter(servidor=clave).values_list(*rutas))


def _fila_pedida(tipo: TipoRegistro, pendiente: Pendiente) -> Fila:
    """A record that does not exist yet, with the cells that were asked."""
    celdas = tuple(_pedido(c, pendiente.textos) for c in tipo.columnas)
    return Fila(celdas, _acciones(pendiente), _estado(pendiente))


def _pedido(columna: Columna, textos: Mapping[str, str]) -> str:
    """What is asked for a column: the texts of the fields that it reads."""
    campos = dict.fromkeys(ruta.split("__")[0] for ruta in columna.rutas)
    return " ".join(textos[campo] for campo in campos if textos.get(campo))


def _acciones(pendiente: Pendiente | None) -> list[dict[str, str]]:
    return pendiente.acciones if pendiente else []


def _nota(avisos: Iterable[Aviso]) -> str:
    titulos = "; ".join(a.titulo for a in avisos)
    return f"Revise: {titulos}" if titulos else ""


def _estado(pendiente: Pendiente | None) -> dict[str, str] | None:
    return {"texto": pendiente.rotulo, "tono": "espera"} if pendiente else None


def datos_personales(servidor: Servidor) -> list[tuple[str, str]]:
    """Identity proven by RENIEC, as label and text; it is not asked to be changed."""
    return [
        ("Apellidos", servidor.apellidos),
        ("Nombres", servidor.nombres),
        ("Documento", f"{servidor.get_tipo_identidad_display()} {servidor.documento}"),
        ("Sexo", servidor.get_sexo_display()),
        ("Fecha de nacimiento", fecha(servidor.fecha_nacimiento)),
        ("Unidad que lleva su legajo", servidor.unidad.nombre),
    ]
