"""The page of a request after it is sent: whose turn it is, what happened, how it went."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, Value
from django.db.models.functions import Greatest, JSONObject, Least
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from accounts.peticion import quien
from legajo.acceso import con_legajo
from legajo.models import Servidor
from solicitudes import verbos
from solicitudes.formularios import NOTAS, ExpedienteForm, OpinionForm
from solicitudes.models import Evento, Solicitud, Sustento
from solicitudes.plazos import Calendario, feriados_de
from solicitudes.seguimiento import comparados, estado_de, hechos, pasos, turno
from solicitudes.transiciones import VerboNegado


def propia_o_404(
    servidor: Servidor, publico: UUID, filas: QuerySet[Solicitud] | None = None
) -> Solicitud:
    """A request of one's own, of `filas` or of all; another's does not exist."""
    filas = Solicitud.objects.all() if filas is None else filas
    solicitud = get_object_or_404(filas, servidor=servidor, publico=publico)
    solicitud.servidor = servidor  # with its unit, which decides the request
    return solicitud


def con_su_historia() -> QuerySet[Solicitud]:
    """Requests with what was asked and what happened: two queries more."""
    eventos = Evento.objects.select_related("por")
    return Solicitud.objects.prefetch_related("datos", Prefetch("eventos", eventos))


def _con_todo(servidor: Servidor) -> QuerySet[Solicitud]:
    """The same with its papers and the holidays of its term, which cost no query."""
    hoy = Value(localdate())
    feriados = feriados_de(
        servidor.unidad,
        Least(OuterRef("vence"), hoy),
        Greatest(OuterRef("vence"), OuterRef("subsanar_hasta"), hoy),
    )
    papeles = Sustento.objects.filter(solicitud=OuterRef("pk"))
    return (
        con_su_historia()
        .select_related("decidida_por", "documento")
        .annotate(
            feriados=ArraySubquery(feriados.order_by().values("dia")),
            papeles=ArraySubquery(
                papeles.values(json=JSONObject(pk="pk", folios="folios", partes="partes"))
            ),
        )
    )


@require_safe
@con_legajo
def detalle(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponse:
    """The (i): whose turn it is, what was asked and decided, what happened, what he may do."""
    return _pagina(request, servidor, publico)


@require_POST
@con_legajo
def expediente(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponse:
    """Write down the expediente number of the mesa de partes."""
    solicitud = propia_o_404(servidor, publico)
    form = ExpedienteForm(request.POST)
    if not form.is_valid():
        return _pagina(request, servidor, publico, form=form)
    numero = form.cleaned_data["expediente"]
    try:
        verbos.anotar_expediente(solicitud.pk, por=quien(request), numero=numero)
        messages.success(request, "Anotamos su número de expediente.")
    except VerboNegado as negativa:
        messages.warning(request, str(negativa))
    return redirect("solicitudes:detalle", publico)


@require_POST
@con_legajo
def opinion(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponse:
    """Answer, once, how the attention was."""
    solicitud = propia_o_404(servidor, publico)
    form = OpinionForm(request.POST)
    if solicitud.satisfaccion is None and solicitud.decidida_en and not form.is_valid():
        return _pagina(request, servidor, publico, opinion=form)
    try:
        nota = form.cleaned_data["nota"] if form.is_valid() else 0
        verbos.opinar(solicitud.pk, por=quien(request), nota=nota)
        messages.success(request, "Gracias por su opinión.")
    except VerboNegado as negativa:
        messages.warning(request, str(negativa))
    return redirect("solicitudes:detalle", publico)


def _pagina(request: HttpRequest, servidor: Servidor, publico: UUID, **formas: Any) -> HttpResponse:
    """The page, with a form of it as it was sent, where that has mistakes."""
    solicitud = propia_o_404(servidor, publico, _con_todo(servidor))
    calendario = Calendario(frozenset(solicitud.feriados))  # type: ignore[attr-defined]
    es_modificacion = solicitud.clase == Solicitud.Clase.MODIFICACION
    contexto = {
        "servidor": servidor,
        "solicitud": solicitud,
        "estado": estado_de(solicitud),
        "turno": turno(solicitud, servidor.unidad, calendario),
        "pares": hechos(solicitud),
        "datos": comparados(solicitud),
        "pasos": pasos(solicitud),
        "papeles": solicitud.papeles,  # type: ignore[attr-defined]
        "lleva_papeles": solicitud.abierta and es_modificacion and servidor.unidad.recibe_en_mesa,
        "form": ExpedienteForm(initial={"expediente": solicitud.expediente}),
        "opinion": OpinionForm() if solicitud.decidida_en else None,
        "opino": NOTAS.get(solicitud.satisfaccion or 0),
    }
    return render(request, "solicitudes/detalle.html", contexto | formas)
