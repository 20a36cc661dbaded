"""A row becomes the line that waits in the table, or the list of what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models

from legajo.importacion.cabecera import Cabecera
from legajo.importacion.catalogos import Catalogos, RechazoError
from legajo.importacion.celdas import SEPARADOR, Casilla, Leido, casilla_de
from legajo.importacion.destinos import APELLIDOS, DOCUMENTO, TIPO_IDENTIDAD, Destino
from legajo.importacion.nombres import llana
from legajo.models import Servidor

_DOCUMENTO = re.compile(r"[0-9A-Z]{6,12}", re.ASCII)
_PARTICULAS = frozenset(
    ("de", "del", "la", "las", "los", "san", "santa", "y", "da", "do", "dos", "di", "von", "van")
)
VALOR_MAX = 200


@dataclass(frozen=True, slots=True)
class Falla:
    """What is wrong with one datum of a row."""

    columna: str
    valor: str
    motivo: str


class Lectora:
    """Reads the rows of one sheet. `campos` are the columns that its rows in wait have."""

    def __init__(self, destino: Destino, cabecera: Cabecera, catalogos: Catalogos) -> None:
        self.destino, self.cabecera = destino, cabecera
        formulario = destino.formulario()
        casillas = [
            self._casilla(campo, formulario, catalogos)
            for campo in destino.campos
            if campo in cabecera.lugar
        ]
        casillas.sort(key=lambda c: bool(c.segun))
        self.campos = tuple(c.campo for c in casillas)
        if APELLIDOS in cabecera.lugar:
            self.campos = ("primer_apellido", "segundo_apellido", *self.campos)
            casillas.insert(0, Casilla(APELLIDOS, _apellidos, Leido(None, "", "Falta el dato.")))
        lugares = cabecera.lugar
        self._sueltas = [(lugares[c.campo], c.campo, c.vistas, c) for c in casillas if not c.segun]
        self._atadas = [(lugares[c.campo], c) for c in casillas if c.segun]
        self._ausentes = {
            c: destino.modelo._meta.get_field(c).get_default()
            for c in destino.campos
            if c not in self.campos
        }

    def _casilla(self, nombre: str, formulario: Any, catalogos: Catalogos) -> Casilla:
        campo = self.destino.modelo._meta.get_field(nombre)
        del_formulario = formulario.fields[nombre]
        if not campo.is_relation:
            return casilla_de(campo, del_formulario, None, ())
        catalogo = catalogos.de(campo.related_model, del_formulario.queryset)
        return casilla_de(campo, del_formulario, catalogo, self._segun(campo))

    def _segun(self, campo: Any) -> tuple[tuple[str, str], ...]:
        """The columns of the row that tell apart entries of one name: (foreign key, column)."""
        catalogo = campo.related_model
        de_la_fila = {
            self.destino.modelo._meta.get_field(c).related_model: c
            for c in self.destino.campos if c in self.cabecera.lugar and c != campo.name
        }  # fmt: skip
        return tuple(
            (f.attname, de_la_fila[f.related_model])
            for f in catalogo._meta.concrete_fields
            if isinstance(f, models.ForeignKey) and de_la_fila.get(f.related_model)
        )

    def leer(self, celdas: list[str]) -> tuple[str, str, str, str] | list[Falla]:
        """The row in wait (tipo de identidad, documento, datos, reparos), or its faults."""
        if len(celdas) != self.cabecera.ancho:
            celdas = self._al_ancho(celdas)
            if not celdas:
                return [Falla("(fila)", "", "La fila no tiene tantas celdas como la cabecera.")]
        fallas: list[Falla] = []
        datos, textos, reparos = self._leer_celdas(celdas, fallas)
        tipo, documento, motivo = self._de_quien(celdas)
        if motivo:
            fallas.append(self._falla(DOCUMENTO, celdas, motivo))
        mal_dichas = {f.columna for f in fallas}
        for campo, motivo in self.destino.errores(datos).items():
            falla = self._falla(campo, celdas, motivo)
            if falla.columna not in mal_dichas:
                fallas.append(falla)
        return fallas or (tipo, documento, SEPARADOR.join(textos), SEPARADOR.join(reparos))

    def _leer_celdas(
        self, celdas: list[str], fallas: list[Falla]
    ) -> tuple[dict[str, Any], list[str], list[str]]:
        """The values that are clean, the texts that wait, and what a form would not offer."""
        datos = dict(self._ausentes)
        textos: list[str] = []
        reparos: list[str] = []
        for lugar, campo, vistas, casilla in self._sueltas:
            celda = celdas[lugar]
            leido = vistas.get(celda) or casilla.leer(celda)
            valor, texto, motivo, reparo = leido
            if motivo or reparo:
                self._anotar(leido, casilla, celda, fallas, reparos)
            if not motivo:
                datos[campo] = valor
            textos.append(texto)
        for lugar, casilla in self._atadas:
            leido = casilla.leer_segun(celdas[lugar], datos)
            if leido.motivo or leido.reparo:
                self._anotar(leido, casilla, celdas[lugar], fallas, reparos)
            if not leido.motivo:
                datos[casilla.campo] = leido.valor
            textos.append(leido.texto)
        return datos, textos, reparos

    def _al_ancho(self, celdas: list[str]) -> list[str]:
        """Drop the empty cells that a spreadsheet leaves behind the last heading."""
        ancho = self.cabecera.ancho
        return celdas[:ancho] if len(celdas) > ancho and not any(celdas[ancho:]) else []

    def _anotar(
        self, leido: Leido, casilla: Casilla, celda: str, fallas: list[Falla], reparos: list[str]
    ) -> None:
        titulo = self.cabecera.titulo[casilla.campo]
        if leido.motivo:
            fallas.append(Falla(titulo, celda[:VALOR_MAX], leido.motivo))
        else:
            reparos += [titulo, celda[:VALOR_MAX].strip(), leido.reparo]

    def _falla(self, campo: str, celdas: list[str], motivo: str) -> Falla:
        """A fault of a column, whether the sheet has it or not."""
        lugar = self.cabecera.lugar.get(campo)
        valor = celdas[lugar][:VALOR_MAX] if lugar is not None else ""
        return Falla(
            self.cabecera.titulo.get(campo) or self.destino.titulo_de(campo), valor, motivo
        )

    def _de_quien(self, celdas: list[str]) -> tuple[str, str, str]:
        lugar_tipo = self.cabecera.lugar.get(TIPO_IDENTIDAD)
        escritos = (
            celdas[self.cabecera.lugar[DOCUMENTO]],
            celdas[lugar_tipo] if lugar_tipo is not None else "",
        )
        leido = leer_documento(*escritos)
        if self.destino.abre_legajos and not leido[0]:
            return Servidor.TipoIdentidad.DNI.value, *leido[1:]
        return leido


def leer_documento(escrito: str, tipo_escrito: str) -> tuple[str, str, str]:
    """Tipo de identidad or nothing, número de documento, what is wrong.

    A spreadsheet takes the zeros of a DNI away: they are given back.
    """
    if not tipo_escrito and len(escrito) == 8 and escrito.isascii() and escrito.isdecimal():
        return "", escrito, ""
    documento, tipo = escrito.strip().upper(), tipo_escrito.strip()
    if tipo:
        tipos = _tipos_de_identidad()
        tipo = tipos.get(llana(tipo), tipo)
        if tipo not in tipos.values():
            return "", "", f"«{tipo}» no es un tipo de documento: escriba {', '.join(tipos)}."
    if documento.isdecimal() and 5 <= len(documento) < 8 and tipo in ("", "1"):
        documento = documento.zfill(8)
    if not documento:
        return "", "", "Falta el número de documento del servidor."
    if not _DOCUMENTO.fullmatch(documento):
        return "", "", "No es un número de documento."
    return tipo, documento, ""


@cache
def _tipos_de_identidad() -> dict[str, str]:
    return {llana(str(rotulo)): str(codigo) for codigo, rotulo in Servidor.TipoIdentidad.choices}


def _apellidos(texto: str) -> str:
    """Both surnames of one cell, as the two values of a row in wait.

    Refuses what could be split in more than one way: «de la Cruz Quispe» is two, three
    loose words are not.
    """
    partes: list[str] = []
    pendiente: list[str] = []
    for palabra in texto.split():
        pendiente.append(palabra)
        if llana(palabra) not in _PARTICULAS:
            partes.append(" ".join(pendiente))
            pendiente = []
    if pendiente or len(partes) > 2:
        raise RechazoError(
            "No se sabe dónde termina el primer apellido: use las columnas «Primer apellido» y"
            " «Segundo apellido»."
        )
    if any(len(p) > 100 for p in partes):
        raise RechazoError("Un apellido tiene más de 100 caracteres.")
    return SEPARADOR.join((*partes, "")[:2])
