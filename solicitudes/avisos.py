"""The mails of a request: which step is told to whom, unless he asked for silence."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import reverse

from accounts import envios
from accounts.models import Usuario
from solicitudes.models import Preferencia, Solicitud

DEL_TITULAR = {
    "sol_enviada": "Cuando su solicitud llega a su UGEL",
    "sol_observada": "Cuando le falta algo y debe subsanarla",
    "sol_subsanada": "Cuando subsana lo observado",
    "sol_atendido": "Cuando se atiende",
    "sol_rechazado": "Cuando se rechaza",
    "sol_anulada": "Cuando la anula",
}
"""Classes of accounts.Envio of which a person chooses whether he wants them."""


def al_titular(solicitud: Solicitud, clase: str) -> None:
    """Owe the titular the mail of a step, with the address of his request."""
    usuario = solicitud.servidor.usuario
    if usuario is not None and not callado(usuario, clase):
        ruta = reverse("solicitudes:detalle", args=[solicitud.publico])
        envios.avisar(usuario, clase, **_datos(solicitud, ruta))


def a_quien_la_lleva(solicitud: Solicitud, clase: str) -> None:
    """Owe the mail to whom it is assigned, with the address of his desk."""
    if solicitud.asignada_a is not None:
        al_personal(solicitud.asignada_a, solicitud, clase)


def al_personal(usuario: Usuario, solicitud: Solicitud, clase: str) -> None:
    """Owe one of the staff a mail with the address of the desk of a request."""
    ruta = reverse("admin:solicitudes_solicitud_change", args=[solicitud.pk])
    envios.avisar(usuario, clase, **_datos(solicitud, ruta))


def quiere(usuario: Usuario) -> list[str]:
    """The classes of DEL_TITULAR of which he is told."""
    suya = Preferencia.objects.filter(usuario=usuario).first()
    return [clase for clase in DEL_TITULAR if suya is None or clase not in suya.callados]


def elegir(*, por: Usuario, clases: Collection[str]) -> None:
    """Tell him of these steps of his requests from now on, and of no other."""
    callados = [clase for clase in DEL_TITULAR if clase not in clases]
    Preferencia.objects.update_or_create(usuario=por, defaults={"callados": callados})


def callado(usuario: Usuario, clase: str) -> bool:
    """Whether he asked not to be told of this step."""
    return Preferencia.objects.filter(usuario=usuario, callados__contains=[clase]).exists()


def _datos(solicitud: Solicitud, ruta: str) -> dict[str, Any]:
    """A number and an address: what it is about is read after the login."""
    return {"numero": solicitud.numero, "ruta": ruta}
