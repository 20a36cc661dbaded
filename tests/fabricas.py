"""Synthetic people and records, for any kind, with values that its form accepts."""

from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import models

from accounts.models import Asignacion, Unidad, Usuario
from legajo import cambios
from legajo.models import (
    Accion,
    CampoEstudio,
    Cargo,
    CentroLaboral,
    Condicion,
    Distrito,
    Merito,
    Pais,
    RegimenLaboral,
    Servidor,
    Situacion,
    TipoMerito,
    TipoServidor,
    Vinculo,
)

CLAVE = "lluvia-en-la-sierra-77"
_siguiente = count(500_001)  # the demo has the numbers below


def documento() -> str:
    """A DNI that nobody has: series 99."""
    return f"99{next(_siguiente):06}"


def plaza() -> str:
    """A code of a plaza that nobody holds."""
    return f"99{next(_siguiente):010}"


def ugel(codigo: str = "190001") -> Unidad:
    """A real unit by its code."""
    return Unidad.objects.get(codigo=codigo)


def usuario(**datos: Any) -> Usuario:
    """An account whose password is CLAVE."""
    clave = datos.pop("clave", CLAVE)
    datos.setdefault("documento", documento())
    return Usuario.objects.create_user(password=clave, **datos)


def personal(unidad: Unidad, rol: str = "Especialista de escalafón", **datos: Any) -> Usuario:
    """Somebody with a role in a unit."""
    persona = usuario(**datos)
    Asignacion.objects.create(usuario=persona, rol=Group.objects.get(name=rol), unidad=unidad)
    return persona


def servidor(unidad: Unidad, *, con_vinculo: bool = True, **datos: Any) -> Servidor:
    """A servidor with an account, and with a current vínculo unless told otherwise."""
    numero = datos.pop("documento", None) or documento()
    if "usuario" not in datos:
        datos["usuario"] = usuario(documento=numero)
    persona = Servidor.objects.create(
        unidad=unidad, documento=numero, primer_apellido="Quispe", segundo_apellido="Ñahui",
        nombres="Rosa", sexo="F", fecha_nacimiento=date(1985, 5, 12), **datos,
    )  # fmt: skip
    if con_vinculo:
        vinculo(persona)
    return persona


def centro(unidad: Unidad) -> CentroLaboral:
    """A synthetic school of a unit."""
    hallado, _ = CentroLaboral.objects.get_or_create(
        codigo=f"99{unidad.codigo[-5:]}", defaults={"nombre": "IE sintética", "unidad": unidad}
    )
    return hallado


def vinculo(persona: Servidor, **datos: Any) -> Vinculo:
    """A bond; open-ended under Ley 29944 unless told otherwise."""
    datos.setdefault("regimen", RegimenLaboral.objects.get(codigo="1"))
    datos.setdefault("fecha_inicio", date(2010, 3, 1))
    return Vinculo.objects.create(
        servidor=persona, unidad=persona.unidad, centro=centro(persona.unidad),
        accion=Accion.objects.filter(grupo="vinculo").first(), cargo=Cargo.objects.first(),
        condicion=Condicion.objects.first(), situacion=Situacion.objects.first(),
        tipo_servidor=TipoServidor.objects.first(), **datos,
    )  # fmt: skip


def valores(tipo: Any, persona: Servidor) -> dict[str, Any]:
    """A value for every field of the form of a kind, as a person would type it."""
    return {campo: _tecleado(tipo, campo, persona) for campo in tipo.campos}


def _tecleado(tipo: Any, nombre: str, persona: Servidor) -> str:
    campo = tipo.modelo._meta.get_field(nombre)
    if nombre == "documento":
        return "99123456"
    if nombre == "motivo":
        return ""
    if nombre == "codigo_plaza":
        return plaza()
    if nombre == "fallecido" and campo.choices:
        return "F"
    if isinstance(campo, models.ForeignKey):
        return _elegido(tipo, campo.related_model, persona)
    if campo.choices:
        return str(campo.choices[0][0])
    if isinstance(campo, models.DateField):
        return "2019-03-01" if "fin" not in nombre else "2019-12-31"
    if isinstance(campo, models.DecimalField):
        return "10.50"
    if isinstance(campo, models.IntegerField):
        return "2015" if nombre.startswith("anio_") else "3"
    if isinstance(campo, models.BooleanField):
        return "on"
    if isinstance(campo, models.EmailField):
        return "rosa@demo.invalid"
    return f"Dato de {nombre}"[: campo.max_length or 100]


def _elegido(tipo: Any, modelo: Any, persona: Servidor) -> str:
    if modelo is Distrito:
        return "JULIACA, SAN ROMAN, PUNO"
    if modelo is CentroLaboral:
        return centro(persona.unidad).codigo
    if modelo is Pais:
        return "Perú"
    if modelo is RegimenLaboral:
        return str(RegimenLaboral.objects.get(codigo="1").pk)
    if modelo is Accion:
        del_grupo = Accion.objects.filter(grupo=tipo.grupo_de_accion, regimenes__codigo="1")
        return str(del_grupo.first().pk)
    if modelo is Merito:
        return str(Merito.objects.filter(tipo=TipoMerito.objects.first()).first().pk)
    if modelo is CampoEstudio:
        return str(CampoEstudio.objects.get(codigo="0113").pk)
    return str(modelo.objects.filter(vigente=True).first().pk)


def registro(tipo: Any, persona: Servidor, *, por: Usuario | None = None, **cambio: Any) -> Any:
    """A record of any kind, through its own form and the one way to write."""
    from legajo.formularios import form_class

    form = form_class(tipo)(valores(tipo, persona) | cambio, servidor=persona)
    assert form.is_valid(), form.errors
    autoria = cambios.Autoria(por=por or persona.usuario, medio="prueba")
    return cambios.agregar(form.instance, unidad=persona.unidad, autoria=autoria)


def con_sustento(fila: Any, octetos: bytes) -> Any:
    """The same record with a file in the storage, whatever its bytes."""
    guardado = fila._meta.get_field("archivo").storage.save("sustento.pdf", ContentFile(octetos))
    type(fila).objects.filter(pk=fila.pk).update(archivo=guardado)
    return fila
