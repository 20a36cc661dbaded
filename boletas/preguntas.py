"""The verbs of a question about a line of a boleta: ask, answer; and up to where one has looked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import envios
from accounts.models import Usuario
from boletas.models import Boleta, Consulta, Visita
from legajo.models import Servidor

Estado = Consulta.Estado
PERMISO = "boletas.responder_consulta"
ABIERTAS = 5
"""How many of one person may wait at a time: nobody fills a tray."""


class ConsultaNegada(Exception):
    """A question, or an answer, that cannot be sent; the message says why for people."""


def preguntar(*, boleta: Boleta, linea: int, pregunta: str, por: Usuario) -> Consulta:
    """Ask the planillas of the unit that paid about a line of one's own boleta.

    The same text twice is one question. Raises ConsultaNegada: the line is being asked
    about already, or too many of his wait for an answer.
    """
    with transaction.atomic():
        servidor = Servidor.objects.select_for_update().get(pk=boleta.servidor_id, usuario=por)
        abiertas = Consulta.objects.filter(servidor=servidor, estado=Estado.ABIERTA)
        if igual := abiertas.filter(boleta=boleta.pk, linea=linea).first():
            if igual.pregunta == pregunta.strip():
                return igual
            raise ConsultaNegada("Ya consultó sobre esta línea: espere la respuesta.")
        if abiertas.count() >= ABIERTAS:
            raise ConsultaNegada(
                f"Ya tiene {ABIERTAS} consultas sin respuesta: espere la de alguna."
            )
        return Consulta.objects.create(
            servidor=servidor, unidad_id=boleta.unidad_id, boleta=boleta.pk,
            periodo=boleta.periodo, linea=linea, pregunta=pregunta.strip(),
        )  # fmt: skip


def responder(pk: int, *, por: Usuario, respuesta: str) -> Consulta:
    """Answer a question of one's branch, and mail its owner that there is an answer.

    Raises ConsultaNegada (answered already, or without a text), Consulta.DoesNotExist (one's
    own, or not in one's branch). The mail names no concept and no amount.
    """
    if not respuesta.strip():
        raise ConsultaNegada("Escriba la respuesta: la persona la leerá.")
    with transaction.atomic():
        visibles = Consulta.objects.visible_to(por, PERMISO)
        consulta = visibles.select_for_update(of=("self",)).get(pk=pk)
        if not consulta.abierta:
            raise ConsultaNegada("Esta consulta ya fue respondida.")
        consulta.estado, consulta.respuesta = Estado.RESPONDIDA, respuesta.strip()
        consulta.respondida_por, consulta.respondida_en = por, timezone.now()
        consulta.save(update_fields=["estado", "respuesta", "respondida_por", "respondida_en"])
        if dueno := consulta.servidor.usuario:
            ruta = reverse("boletas:detalle", args=[consulta.boleta])
            envios.avisar(dueno, "consulta_respondida", ruta=ruta)
    return consulta


def anotar_vista(servidor: Servidor, publicada: datetime) -> None:
    """He opened a boleta published then: what was published up to that hour is no longer new."""
    Visita.objects.bulk_create(
        [Visita(servidor=servidor, hasta=publicada)],
        update_conflicts=True, unique_fields=["servidor"], update_fields=["hasta"],
    )  # fmt: skip
