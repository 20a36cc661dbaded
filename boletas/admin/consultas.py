"""The tray of planillas: questions about the lines of boletas that one's units paid."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.alcance import AlcanceAdmin, SoloMiRama
from accounts.peticion import quien
from boletas.formularios import RespuestaForm
from boletas.models import Boleta, Consulta
from boletas.montos import soles
from boletas.periodo import nombre_de
from boletas.preguntas import PERMISO, ConsultaNegada, responder

ABIERTAS_PRIMERO = models.Case(models.When(estado=Consulta.Estado.ABIERTA, then=0), default=1).asc()


@admin.register(Consulta)
class ConsultaAdmin(AlcanceAdmin):
    """What waits first, the oldest on top. The list says who and which month, never about what."""

    list_display = ("__str__", "servidor", "unidad", "estado", "creada_en")
    list_filter = ("estado", ("unidad", SoloMiRama))
    list_select_related = ("servidor", "unidad")
    search_fields = ("servidor__documento__startswith",)
    search_help_text = "Escriba el comienzo del número de documento."
    ordering = (ABIERTAS_PRIMERO, "creada_en")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come from the servidor."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Answering is a right of its own; the form of Django never edits a question."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What is asked, about which line, and the answer."""
        consulta = self.get_object(request, object_id)
        if consulta is None or not self.has_view_permission(request, consulta):
            raise Http404
        puede = self._puede_responder(request, consulta)
        form = RespuestaForm(request.POST or None)
        if request.method == "POST":
            if not request.user.has_perm(PERMISO):
                raise PermissionDenied("No tiene el derecho de responder consultas.")
            if form.is_valid() and self._responder(request, consulta, **form.cleaned_data):
                return HttpResponseRedirect(reverse("admin:boletas_consulta_changelist"))
        contexto = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(consulta),
            "consulta": consulta,
            "pares": _hechos(consulta),
            "form": form if puede else None,
        }
        return render(request, "admin/boletas/consulta.html", contexto)

    def _puede_responder(self, request: HttpRequest, consulta: Consulta) -> bool:
        """Whether this person may answer this one: who sees a region answers for his unit alone."""
        suyas = Consulta.objects.visible_to(quien(request), PERMISO)
        return consulta.abierta and suyas.filter(pk=consulta.pk).exists()

    def _responder(self, request: HttpRequest, consulta: Consulta, respuesta: str) -> bool:
        try:
            responder(consulta.pk, por=quien(request), respuesta=respuesta)
        except ConsultaNegada as negativa:
            messages.error(request, str(negativa))
            return False
        except Consulta.DoesNotExist as ajena:
            raise Http404 from ajena
        messages.success(request, "Respuesta enviada.")
        return True


def _hechos(consulta: Consulta) -> list[tuple[str, str]]:
    """Label and text: whose, which line, what is asked, what was answered."""
    boleta = Boleta.objects.get(pk=consulta.boleta)
    codigo, _, nombre, monto = boleta.conceptos[consulta.linea]
    pares = [
        ("Servidor", f"{consulta.servidor} · {consulta.servidor.documento}"),
        ("Boleta", f"{nombre_de(boleta.periodo)}, planilla {boleta.planilla}, cargo"
                   f" {boleta.numero_cargo}, versión {boleta.version}"),
        ("Concepto", f"{codigo} {nombre}: {soles(monto)}"),
        ("Pregunta", consulta.pregunta),
    ]  # fmt: skip
    if not consulta.abierta:
        pares += [("Respuesta", consulta.respuesta), ("Respondió", str(consulta.respondida_por))]
    return pares
