"""The cast of the demo, made in a moment: the same people and rights, little legajo."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils.timezone import localdate

from accounts.asignaciones import delegar
from accounts.models import Asignacion, Usuario
from legajo.models import Capacitacion
from portal.demo.elenco import ELENCO, Personaje
from tests import fabricas

DELEGADA = "delegada_ugel1"
"""Of the tests alone: the demo has no absence."""
VENCIDOS = {"cesado", "entre_contratos"}


def reunir() -> dict[str, Usuario]:
    """Everybody of the cast by key, with account, rights and legajo."""
    gente = {personaje.clave: _persona(personaje) for personaje in ELENCO}
    return gente | {DELEGADA: _delegada(gente["responsable_ugel1"])}


def _delegada(titular: Usuario) -> Usuario:
    """Who stands in for the responsable: of planillas, in the same unit."""
    asignacion = titular.asignaciones.get()
    persona = fabricas.personal(asignacion.unidad, "Planillas", nombre="Delegada")
    hoy = localdate()
    delegar(
        asignacion.pk, usuario=persona, desde=hoy, hasta=hoy + timedelta(days=9),
        motivo="Vacaciones", por=titular,
    )  # fmt: skip
    return persona


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
