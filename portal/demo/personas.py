"""Writes people: accounts, servidores with their records, roles, and the padrón."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from itertools import islice
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import privacidad
from accounts.models import Asignacion, PadronEvaluacion, Unidad, Usuario
from accounts.origen import Origen
from legajo.cambios import Autoria, como
from legajo.models import Familiar, Registro, Servidor
from portal.demo.azar import Azar
from portal.demo.elenco import ELENCO, POR_CLAVE, SIN_ACEPTAR
from portal.demo.fichas import Ficha, fichas
from portal.demo.legajo import escribir
from portal.demo.libros import Libros
from portal.demo.nombres import nombrar
from portal.demo.pluma import Pluma

LOTE = 500
FILAS = 1000
SERIE = "99"
SINTETICO = re.compile(SERIE + "[0-9]{6}")
EN_PADRON = 40
DNI_PADRON = 99_900_000


class PersonaRealError(Exception):
    """A document outside the synthetic series: the demo refuses to write it."""


def exigir_sinteticos(documentos: Iterable[str]) -> None:
    """Refuse any DNI outside the series 99."""
    if reales := [d for d in documentos if not SINTETICO.fullmatch(d)]:
        raise PersonaRealError(f"Fuera de la serie {SERIE}: {reales[:3]}")


@transaction.atomic
def crear_elenco(hoy: date, semilla: int) -> None:
    """The accounts of the cast that are missing, with their passwords and roles."""
    exigir_sinteticos(p.documento for p in ELENCO)
    hay = set(Usuario.objects.values_list("documento", flat=True))
    for p in (p for p in ELENCO if p.documento not in hay):
        usuario = Usuario.objects.create(
            publico=Azar(semilla, "usuario", p.documento).uuid(),
            documento=p.documento,
            correo=p.correo,
            nombre=p.nombre_completo,
            is_active=p.activo,
            password=make_password(p.contrasena),
        )
        if p.clave != SIN_ACEPTAR:
            privacidad.aceptar(usuario=usuario, origen=Origen())
        if p.rol:
            Asignacion.objects.create(
                usuario=usuario,
                rol=Group.objects.get(name=p.rol),
                unidad=Unidad.objects.get(codigo=p.sede),
                desde=date(hoy.year - 1, 1, 1),
            )
            _dar_telefono(usuario)


def _dar_telefono(usuario: Usuario) -> None:
    """A second factor with a secret that anybody can work out, wide enough for many logins."""
    secreto = sha256(f"demo {usuario.documento}".encode()).hexdigest()[:40]
    TOTPDevice.objects.create(user=usuario, name="telefono", key=secreto, tolerance=40)


def crear_padron(semilla: int) -> None:
    """The padrón: the one of the cast without legajo, and others who have no account yet."""
    p = POR_CLAVE["sin_legajo"]
    filas = [PadronEvaluacion(documento=p.documento, correo=p.correo, nombre=p.nombre_completo)]
    for numero in range(EN_PADRON):
        documento = str(DNI_PADRON + numero)
        _, nombres, primero, segundo = nombrar(Azar(semilla, "padron", documento), numero)
        nombre = f"{nombres} {primero} {segundo}".strip()
        correo = f"padron.{numero:02}@demo.invalid"
        filas.append(PadronEvaluacion(documento=documento, correo=correo, nombre=nombre))
    exigir_sinteticos(fila.documento for fila in filas)
    PadronEvaluacion.objects.bulk_create(filas, ignore_conflicts=True)


def crear_servidores(cuantos: int, hoy: date, semilla: int) -> int:
    """The servidores that are missing, lot by lot, each lot whole; returns how many."""
    libros = Libros()
    por = Usuario.objects.get(documento=POR_CLAVE["operador_minedu"].documento)
    hay = set(
        Servidor.objects.filter(documento__startswith=SERIE).values_list("documento", flat=True)
    )
    nuevas = (f for f in fichas(cuantos, hoy, semilla) if f.documento not in hay)
    hechos = 0
    while lote := list(islice(nuevas, LOTE)):
        with como(Autoria(por=por, medio="demo", motivo="Datos sintéticos")):
            _escribir_lote(lote, libros, hoy, semilla)
        hechos += len(lote)
    return hechos


def _escribir_lote(lote: list[Ficha], libros: Libros, hoy: date, semilla: int) -> None:
    exigir_sinteticos(f.documento for f in lote)
    usuarios = _usuarios(lote, semilla)
    servidores = [_servidor(f, libros, usuarios.get(f.documento), semilla) for f in lote]
    Servidor.objects.bulk_create(servidores, batch_size=FILAS)
    por_modelo: dict[Any, list[Registro]] = defaultdict(list)
    for registro in registros(zip(lote, servidores, strict=True), libros, hoy, semilla):
        por_modelo[type(registro)].append(registro)
    exigir_sinteticos(f.documento for f in por_modelo[Familiar])  # type: ignore[attr-defined]
    for modelo, filas in por_modelo.items():
        modelo.objects.bulk_create(filas, batch_size=FILAS)


def registros(
    personas: Iterable[tuple[Ficha, Servidor]], libros: Libros, hoy: date, semilla: int
) -> Iterator[Registro]:
    """Every record of these people, unsaved; the same input gives the same records."""
    for ficha, servidor in personas:
        pluma = Pluma(ficha, servidor, libros, hoy, semilla)
        escribir(pluma)
        yield from pluma.filas


def _usuarios(lote: list[Ficha], semilla: int) -> dict[str, Usuario]:
    """The accounts of a lot, by document; those outside the cast have no usable password."""
    Usuario.objects.bulk_create(
        Usuario(
            publico=Azar(semilla, "usuario", f.documento).uuid(),
            documento=f.documento,
            correo=f.correo,
            nombre=f.nombre_completo,
            password=make_password(None),
        )
        for f in lote
        if f.con_usuario and not f.clave
    )
    documentos = [f.documento for f in lote if f.con_usuario]
    return {u.documento: u for u in Usuario.objects.filter(documento__in=documentos)}


def _servidor(f: Ficha, libros: Libros, usuario: Usuario | None, semilla: int) -> Servidor:
    azar = Azar(semilla, "servidor", f.documento)
    return Servidor(
        publico=azar.uuid(),
        usuario=usuario,
        unidad=libros.unidades[f.unidad],
        documento=f.documento,
        primer_apellido=f.primer_apellido,
        segundo_apellido=f.segundo_apellido,
        nombres=f.nombres,
        sexo=f.sexo,
        fecha_nacimiento=f.nacimiento,
        correo=f.correo,
        ambiente="Archivo de escalafón",
        estante=f"Estante {azar.randint(1, 12)}",
        caja=f"Caja {azar.randint(1, 90)}",
        folios=azar.randint(20, 240),
        abierto_en=f.ingreso,
    )
