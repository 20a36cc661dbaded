"""Synthetic people in the exact shapes of the goals, written in bulk."""

import random
import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import models
from django.utils.timezone import localdate

from accounts.models import Unidad, Usuario
from bench import formas
from boletas.sinteticas import Empleo, generar
from legajo.emision.emitir import emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.estructuras import tipos
from legajo.models import Capacitacion, CentroLaboral, Distrito, Servidor, Vinculo
from legajo.tipos import Operacion
from solicitudes import verbos


def cargar() -> None:
    """Everything that the measurements need, in a few seconds."""
    clave = make_password(formas.CLAVE)
    unidad = Unidad.objects.select_related("superior").get(codigo="190001")
    CentroLaboral.objects.create(codigo="9900001", nombre="IE sintética", unidad=unidad)
    con_capacitaciones = _persona(formas.CON_CAPACITACIONES, unidad, clave)
    con_registros(Capacitacion.tipo, con_capacitaciones, formas.CAPACITACIONES)
    con_boletas = _persona(formas.CON_BOLETAS, unidad, clave)
    _boletas(con_boletas, cargos=2, meses=12)
    _hoja_de_vida(con_capacitaciones)
    _hoja_de_vida(con_boletas)
    for cuantos, documento in formas.CON_CADA_REGISTRO.items():
        persona = _persona(documento, unidad, clave)
        _hoja_de_vida(persona)  # before the records: drawing thousands of rows takes a minute
        _boletas(persona, cargos=-(-cuantos // 12), meses=min(cuantos, 12))
        for tipo in tipos():
            con_registros(tipo, persona, cuantos - (tipo is Vinculo.tipo))  # he has one already
        _pedidos(persona, cuantos)
    _cuentas(clave)


def _persona(documento: str, unidad: Unidad, clave: str) -> Servidor:
    usuario = Usuario.objects.create(
        documento=documento, password=clave, correo=f"{documento}@demo.invalid",
        nombre="Rosa Quispe Ñahui",
    )  # fmt: skip
    persona = Servidor.objects.create(
        usuario=usuario, unidad=unidad, documento=documento, primer_apellido="Quispe",
        segundo_apellido="Ñahui", nombres="Rosa", sexo="F", fecha_nacimiento=formas.NACIMIENTO,
    )  # fmt: skip
    con_registros(Vinculo.tipo, persona, 1)
    Vinculo.objects.filter(servidor=persona).update(fecha_fin=None)
    return persona


def con_registros(tipo: Any, persona: Servidor, cuantos: int) -> None:
    """So many records of a kind, with every field of its form filled."""
    if tipo.una_fila:
        cuantos = 1
    tipo.modelo.objects.bulk_create(
        tipo.modelo(servidor=persona, unidad=persona.unidad, **_datos(tipo, i))
        for i in range(cuantos)
    )


def _datos(tipo: Any, i: int) -> dict[str, Any]:
    """A value of each field, but of those that may be empty and that the rules refuse."""
    campos = {nombre: tipo.modelo._meta.get_field(nombre) for nombre in tipo.campos}
    datos = {nombre: _valor(campo, i) for nombre, campo in campos.items()}
    sobran = [nombre for nombre in tipo.errores(datos) if campos[nombre].blank]
    return datos | {nombre: campos[nombre].get_default() for nombre in sobran}


def _valor(campo: Any, i: int) -> Any:
    """A value of the type and about the length that real data have."""
    if campo.is_relation:
        return _opciones(campo.related_model)[i % len(_opciones(campo.related_model))]
    if campo.name == "tipo_identidad":  # a DNI, as all his documentos here
        return campo.choices[0][0]
    if campo.choices:
        return campo.choices[i % len(campo.choices)][0]
    if campo.name == "fecha_cese":  # long before the bond that he has today
        return date(2008, 1, 1) + timedelta(days=i)
    if isinstance(campo, models.DateField):
        return date(2012, 1, 9) + timedelta(days=20 * i + (90 if "fin" in campo.name else 0))
    if isinstance(campo, models.BooleanField):
        return i % 2 == 0
    if isinstance(campo, models.IntegerField):
        return 2010 if campo.name.startswith("anio_") else 11  # a month of a year, too
    if isinstance(campo, models.DecimalField):
        return 24
    if isinstance(campo, models.EmailField):
        return "rosa@demo.invalid"
    if campo.name == "codigo_plaza":  # nobody holds the plaza of another
        return ""
    if campo.name == "documento":
        return formas.documento(900_000 + i)
    if campo.name == "numero_documento":
        return f"{i:06}-2019-UGEL SINTÉTICA"
    return f"Dato sintético de {campo.verbose_name} {i}"[: campo.max_length or 300]


_LEIDAS: dict[type, list[Any]] = {}


def _opciones(modelo: type[models.Model]) -> list[Any]:
    """A few rows of a catalog, read once."""
    if modelo not in _LEIDAS:
        orden = "codigo" if modelo is Distrito else "pk"
        _LEIDAS[modelo] = list(modelo._default_manager.order_by(orden)[:5])
    return _LEIDAS[modelo]


def _pedidos(persona: Servidor, cuantos: int) -> None:
    """Open requests to take away records: as many as records, but at most 24."""
    usuario = persona.usuario
    for registro in Capacitacion.objects.filter(servidor=persona)[: min(cuantos, 24)]:
        verbos.enviar(
            servidor=persona, por=usuario, tipo=Capacitacion.tipo, operacion=Operacion.QUITAR,
            clave=uuid.uuid4(), registro=registro.publico,
        )  # fmt: skip


def _boletas(persona: Servidor, cargos: int, meses: int) -> None:
    """A boleta for each cargo and month of one year, so that one page lists them all."""
    empleos = [
        Empleo(
            persona.pk, persona.unidad_id, persona.documento, "docente", "Profesor",
            "IE sintética", "Ley 29944", "II", f"{cargo:06}", date(2010, 3, 1), None,
        )
        for cargo in range(1, cargos + 1)
    ]  # fmt: skip
    generar(empleos, [formas.ANIO_BOLETAS * 100 + mes for mes in range(1, meses + 1)], semilla=1)


def con_boletas(documentos: list[str], unidad: Unidad) -> None:
    """A legajo and a year of boletas for accounts that have none."""
    for usuario in Usuario.objects.filter(documento__in=documentos, servidor=None):
        persona = Servidor.objects.create(
            usuario=usuario, unidad=unidad, documento=usuario.documento, primer_apellido="Quispe",
            segundo_apellido="Ñahui", nombres="Rosa", sexo="F", fecha_nacimiento=formas.NACIMIENTO,
        )  # fmt: skip
        con_registros(Vinculo.tipo, persona, 1)
        _boletas(persona, cargos=1, meses=12)


def _hoja_de_vida(persona: Servidor) -> None:
    pedido = Pedido("EXP-2026-000001", str(persona), localdate())
    emitir_del_legajo(persona.pk, pedido=pedido, por=persona.usuario)


def _cuentas(clave: str) -> None:
    """Accounts of synthetic people, all with the hash of the same password."""
    Usuario.objects.bulk_create(
        Usuario(
            documento=(documento := formas.documento(formas.PRIMERA_CUENTA + i)),
            correo=f"{documento}@demo.invalid", password=clave, nombre="Cuenta sintética",
        )
        for i in range(formas.CUENTAS)
    )  # fmt: skip


def pdf_de_referencia() -> bytes:
    """The stored file of F_auth: 25 KB that do not compress."""
    return b"%PDF-1.7\n" + random.Random(25).randbytes(formas.BYTES_PDF - 9)
