"""Where a sheet goes: a kind of record, or the padrón of servidores. Read from the declarations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms

from legajo.columnas import de_campo
from legajo.estructuras import tipos
from legajo.formularios import form_class
from legajo.importacion.nombres import llana
from legajo.models import Servidor
from legajo.models.servidor import VER_SENSIBLES
from legajo.reglas import nacimiento_no_futuro
from legajo.tipos import TipoRegistro

CAMPOS_SERVIDOR = ("unidad", "primer_apellido", "segundo_apellido", "nombres", "sexo",
                   "fecha_nacimiento", "correo")  # fmt: skip
DOCUMENTO, TIPO_IDENTIDAD = "documento_servidor", "tipo_identidad_servidor"
"""The columns that say whose a row is; a kind may have a `documento` of its own."""
APELLIDOS = "apellidos"
"""Both surnames of a person in one column, where a file has them so."""


@dataclass(frozen=True)
class Destino:
    """What one sheet is brought into: its columns, how a row is known again, its rules."""

    slug: str
    titulo: str
    modelo: Any
    campos: tuple[str, ...]
    clave: tuple[str, ...]
    errores: Callable[[dict[str, Any]], dict[str, str]]
    formulario: Callable[[], forms.ModelForm]

    @property
    def abre_legajos(self) -> bool:
        """Whether its rows are people, not records of them."""
        return self.modelo is Servidor

    @property
    def sensible(self) -> bool:
        """Whether its rows are of a sensitive kind of record."""
        return not self.abre_legajos and self.modelo.tipo.sensible

    @property
    def permisos(self) -> tuple[str, ...]:
        """The rights that an import into it asks for, all of them, over the unit of each file."""
        nombre = self.modelo._meta.model_name
        suyos = ("legajo.importar_legajo", f"legajo.add_{nombre}", f"legajo.change_{nombre}")
        return (*suyos, VER_SENSIBLES) if self.sensible else suyos

    def titulo_de(self, campo: str) -> str:
        """How a column is headed in templates and reports."""
        if campo in (DOCUMENTO, TIPO_IDENTIDAD):
            return {DOCUMENTO: "Documento del servidor",
                    TIPO_IDENTIDAD: "Tipo de documento del servidor"}[campo]  # fmt: skip
        return de_campo(self.modelo, campo).titulo

    @property
    def columnas(self) -> tuple[str, ...]:
        """Every column that a sheet of it may have, in the order of the template."""
        return (DOCUMENTO, TIPO_IDENTIDAD, *self.campos)

    def nombres(self) -> dict[str, str]:
        """Every heading by which a column is known, made comparable -> the column."""
        rotulos: dict[str, list[str]] = {}
        for campo in self.columnas:
            rotulos.setdefault(llana(self.titulo_de(campo)), []).append(campo)
        conocidos = {r: campos[0] for r, campos in rotulos.items() if len(campos) == 1}
        alias = {}
        if "documento" not in self.campos:  # else it may be of a relative
            alias = dict.fromkeys(("documento", "dni", "documento de identidad"), DOCUMENTO)
            alias["tipo identidad"] = TIPO_IDENTIDAD
        if self.abre_legajos:
            alias |= {"codigo de unidad": "unidad", "numero de documento": DOCUMENTO,
                      "tipo de documento": TIPO_IDENTIDAD, APELLIDOS: APELLIDOS}  # fmt: skip
        return conocidos | alias | {llana(campo): campo for campo in self.columnas}


@cache
def de_tipo(tipo: TipoRegistro) -> Destino:
    """The destination of the sheets of one kind of record."""
    return Destino(
        slug=tipo.slug,
        titulo=tipo.titulo,
        modelo=tipo.modelo,
        campos=(*tipo.campos, "folios"),
        clave=tipo.clave,
        errores=tipo.errores,
        formulario=lambda: form_class(tipo, "folios")(),
    )


SERVIDORES = Destino(
    slug="servidores",
    titulo="Servidores",
    modelo=Servidor,
    campos=CAMPOS_SERVIDOR,
    clave=(),
    errores=nacimiento_no_futuro,
    formulario=lambda: forms.modelform_factory(Servidor, fields=CAMPOS_SERVIDOR)(),
)


def destinos() -> dict[str, Destino]:
    """Every destination by its slug, in the order in which a file is brought in: people first."""
    return {SERVIDORES.slug: SERVIDORES} | {t.slug: de_tipo(t) for t in tipos()}


def por_nombre(nombre: str) -> Destino | None:
    """The destination that a sheet or a file is called after, by its slug or its title."""
    buscado = llana(nombre)
    todos = destinos().values()
    por_llano = {llana(n): d for d in todos for n in (d.titulo[:31], d.titulo, d.slug)}
    if buscado in por_llano:
        return por_llano[buscado]
    return next((d for n, d in por_llano.items() if buscado.startswith(f"{n} ")), None)
