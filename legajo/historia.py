"""The versions of a record in plain words: when, who, through what, why, and what changed.

They are written by the database itself (legajo.tipos.con_historia) and are only read here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import models

from accounts.models import Usuario
from legajo.columnas import Columna, de_campo
from portal import texto

NO_SE_CUENTAN = frozenset({"id", "publico", "version", "retirado", "servidor"})
"""What identifies a record or counts its versions; its retirement is told apart."""

SIN_AUTORIA = "sin autoría registrada"
MEDIOS = {
    "admin": "la administración del portal",
    "demo": "los datos de demostración",
    "acceso": "su ingreso al portal",
}
NUMERADOS = ("solicitud", "importación")


@dataclass(frozen=True, slots=True)
class Cambio:
    """A datum that a version has otherwise than the one before; either may be empty."""

    campo: str
    antes: str
    despues: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version, ready to print; `hecho` says what happened, `autoria` by whom and how."""

    numero: int
    hecho: str
    cuando: str
    autoria: str
    motivo: str
    cambios: tuple[Cambio, ...]
    alta: bool
    retiro: bool


def versiones(objeto: models.Model) -> list[Version]:
    """Every version of a record, or of a servidor, the last one first: two queries."""
    modelo = type(objeto)
    columnas = _columnas(modelo)
    sucesos = _sucesos(objeto, columnas)
    nombres = _nombres(sucesos)
    contadas = [
        _version(numero, antes, suceso, columnas, nombres)
        for numero, (antes, suceso) in enumerate(pairwise([None, *sucesos]), start=1)
    ]
    return contadas[::-1]


def _columnas(modelo: type[models.Model]) -> dict[str, Columna]:
    """The data that a version shows, in the order of the form, then the rest."""
    tipo = getattr(modelo, "tipo", None)
    propios = [
        c.name
        for c in modelo._meta.concrete_fields
        if c.name not in NO_SE_CUENTAN and not c.generated
    ]
    campos = dict.fromkeys([*(tipo.campos if tipo else ()), *propios])
    return {campo: _columna(modelo, campo) for campo in campos}


def _columna(modelo: type[models.Model], nombre: str) -> Columna:
    """As pages show it. Of a file, whether there is one: its name says nothing to anybody."""
    columna = de_campo(modelo, nombre)
    if isinstance(modelo._meta.get_field(nombre), models.FileField):
        return Columna(columna.titulo, (nombre,), lambda v: "Adjunto" if v else "")
    return columna


def _sucesos(objeto: Any, columnas: dict[str, Columna]) -> list[Any]:
    """The rows of its history in order, with what they point at."""
    relaciones = [c for c in columnas if objeto._meta.get_field(c).is_relation]
    return list(objeto.historia.select_related(*relaciones).order_by("pgh_id"))


def _nombres(sucesos: Iterable[Any]) -> dict[int, str]:
    """Names of those who wrote, by the key of their account."""
    cuentas = {_contexto(s).get("usuario") for s in sucesos}
    claves = {c for c in cuentas if isinstance(c, int)}
    hallados = Usuario.objects.filter(pk__in=claves) if claves else ()
    return {usuario.pk: str(usuario) for usuario in hallados}


def _contexto(suceso: Any) -> dict[str, Any]:
    return suceso.pgh_context if isinstance(suceso.pgh_context, dict) else {}


def _version(
    numero: int, antes: Any, suceso: Any, columnas: dict[str, Columna], nombres: dict[int, str]
) -> Version:
    contexto = _contexto(suceso)
    retiro = getattr(suceso, "retirado", False) and not getattr(antes, "retirado", False)
    return Version(
        numero=numero,
        hecho="Se retiró del legajo" if retiro else "Se corrigió" if antes else "Se registró",
        cuando=texto.fecha_hora(suceso.pgh_created_at),
        autoria=_autoria(contexto, nombres),
        motivo=str(contexto.get("motivo") or ""),
        cambios=tuple(_cambios(antes, suceso, columnas)),
        alta=antes is None,
        retiro=retiro,
    )


def _cambios(antes: Any, suceso: Any, columnas: dict[str, Columna]) -> Iterator[Cambio]:
    """What the version has otherwise than the one before; everything, if it is the first."""
    for campo, columna in columnas.items():
        clave = suceso._meta.get_field(campo).attname
        despues = columna.de(suceso)
        if antes is None:
            if despues:
                yield Cambio(columna.titulo, "", despues)
        elif getattr(antes, clave) != getattr(suceso, clave):
            yield Cambio(columna.titulo, columna.de(antes), despues)


def _autoria(contexto: dict[str, Any], nombres: dict[int, str]) -> str:
    """«Por Rosa Mamani, mediante la solicitud N° 000123»."""
    clave = contexto.get("usuario")
    quien = nombres.get(clave) if isinstance(clave, int) else None
    quien = quien or str(contexto.get("documento") or "")
    medio = _medio(str(contexto.get("medio") or ""))
    partes = [f"por {quien}" if quien else "", f"mediante {medio}" if medio else ""]
    dicho = texto.por_comas(*partes) or SIN_AUTORIA
    return dicho[0].upper() + dicho[1:]


def _medio(medio: str) -> str:
    """Through what, as a person says it: «solicitud 12» is «la solicitud N° 12», on one line."""
    palabra, _, numero = medio.partition(" ")
    if palabra in NUMERADOS and numero:
        return f"la {palabra} N°\xa0{numero}"
    return MEDIOS.get(medio, medio)
