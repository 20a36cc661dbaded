"""Synthetic `.lis` files for people who exist, and what the operator does with a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Unidad, Usuario
from boletas.importacion import verbos
from boletas.lis.hoja import Hoja
from boletas.models import AliasDeUnidad, Importacion
from legajo.models import Servidor
from tests import fabricas
from tests.accounts.apoyo import trabajar
from tests.boletas.lis.generador import generar


def unidad(codigo: str = "190001") -> Unidad:
    """A unit that pays."""
    return fabricas.ugel(codigo)


def lis(carpeta: Path, cuantas: int, semilla: int = 7, **opciones: Any) -> tuple[Path, list[Hoja]]:
    """A file of slips, whose people have a legajo."""
    octetos, hojas = generar(semilla, cuantas, **opciones)
    for documento in {h.documento for h in hojas}:
        if not Servidor.objects.filter(documento=documento).exists():
            persona(documento)
    ruta = carpeta / "boletas.lis"
    ruta.write_bytes(octetos)
    return ruta, hojas


def persona(documento: str) -> Servidor:
    """Somebody with that documento, a DNI or not."""
    tipo = "1" if len(documento) == 8 and documento.isdecimal() else "5"
    return fabricas.servidor(
        unidad(), documento=documento, tipo_identidad=tipo, usuario=None, con_vinculo=False
    )


def alias(hojas: list[Hoja], de: Unidad, ambito: Unidad | None = None) -> None:
    """Every block of these slips means one unit; told by MINEDU unless another says so."""
    for bloque in {h.bloque for h in hojas}:
        AliasDeUnidad.objects.create(
            codigo=bloque, unidad=de, ambito=ambito or fabricas.ugel("000000")
        )


def encargado(de: Unidad | None = None) -> Usuario:
    """Who has the planillas of a unit in charge."""
    return fabricas.personal(de or unidad(), "Planillas")


def subida(ruta: Path, por: Usuario, **control: str) -> Importacion:
    """The file uploaded and tried by the worker."""
    archivo = SimpleUploadedFile(ruta.name, ruta.read_bytes())
    hecha = verbos.recibir(archivo, control=control, por=por)
    trabajar()
    hecha.refresh_from_db()
    return hecha


def programada(hecha: Importacion, por: Usuario, **pedido: Any) -> Importacion:
    """The same, given an hour, and written by the worker."""
    verbos.programar(hecha, por=por, **pedido)
    trabajar()
    hecha.refresh_from_db()
    return hecha
