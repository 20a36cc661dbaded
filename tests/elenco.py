"""The cast of the demo, made in a moment: the same people and rights, little legajo."""

from datetime import date
from typing import Any

from django.contrib.auth.models import Group

from accounts.models import Asignacion, Usuario
from legajo.models import Capacitacion
from portal.demo.elenco import ELENCO, Personaje
from tests import fabricas

VENCIDOS = {"cesado", "entre_contratos"}


def reunir() -> dict[str, Usuario]:
    """Everybody of the cast by key, with account, rights and legajo."""
    return {personaje.clave: _persona(personaje) for personaje in ELENCO}


def _persona(personaje: Personaje) -> Usuario:
    usuario = Usuario.objects.create(
        documento=personaje.documento,
        correo=personaje.correo,
        nombre=personaje.nombre_completo,
        is_active=personaje.activo,
    )
    if personaje.legajo:
        _legajo(personaje, usuario)
    if personaje.rol:
        Asignacion.objects.create(
            usuario=usuario,
            rol=Group.objects.get(name=personaje.rol),
            unidad=fabricas.ugel(personaje.sede),
        )
    return usuario


def _legajo(personaje: Personaje, usuario: Usuario) -> None:
    datos: dict[str, Any] = {"documento": personaje.documento, "usuario": usuario}
    servidor = fabricas.servidor(fabricas.ugel(personaje.legajo), con_vinculo=False, **datos)
    hasta = date(2020, 12, 31) if personaje.clave in VENCIDOS else None
    fabricas.vinculo(servidor, fecha_fin=hasta)
    fabricas.registro(Capacitacion.tipo, servidor)
