"""The tray of petitions over personal data, with the day by which the law wants an answer."""

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
from solicitudes import arco
from solicitudes.arco_paginas import hechos
from solicitudes.formularios import RespuestaArcoForm
from solicitudes.models import PedidoArco
from solicitudes.transiciones import VerboNegado

EN_TRAMITE_PRIMERO = models.Case(
    models.When(estado=PedidoArco.Estado.EN_TRAMITE, then=0), default=1
).asc()


@admin.register(PedidoArco)
class PedidoArcoAdmin(AlcanceAdmin):
    """Petitions sent to one's branch, what is due first."""

    list_display = ("numero", "asunto", "usuario", "estado", "creado_en", "vence")
    list_filter = ("estado", "derecho", ("unidad", SoloMiRama))
    list_select_related = ("usuario",)
    search_fields = ("usuario__documento__startswith",)
    ordering = (EN_TRAMITE_PRIMERO, "vence")
    actions = None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With a title that says what it is."""
        titulo = {"title": "Pedidos sobre datos personales"}
        return super().changelist_view(request, {**titulo, **(extra_context or {})})

    @admin.display(description="número", ordering="pk")
    def numero(self, pedido: PedidoArco) -> str:
        """Number that people quote."""
        return pedido.numero

    @admin.display(description="derecho", ordering="derecho")
    def asunto(self, pedido: PedidoArco) -> str:
        """The right, in a word."""
        return pedido.asunto

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come from the person."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Answering is a right of its own; the form of Django never edits a petition."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What is asked, and the answer."""
        pedido = self.get_object(request, object_id)
        if pedido is None or not self.has_view_permission(request, pedido):
            raise Http404
        puede = self._puede_responder(request, pedido)
        form = RespuestaArcoForm(request.POST or None)
        if request.method == "POST":
            if not request.user.has_perm(arco.PERMISO):
                raise PermissionDenied("No tiene el derecho de responder estos pedidos.")
            if form.is_valid() and self._responder(request, pedido, form.cleaned_data):
                return HttpResponseRedirect(reverse("admin:solicitudes_pedidoarco_changelist"))
        contexto = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(pedido),
            "pedido": pedido,
            "pares": hechos(pedido),
            "eventos": pedido.eventos.select_related("por"),
            "form": form if puede else None,
        }
        return render(request, "admin/solicitudes/arco.html", contexto)

    def _puede_responder(self, request: HttpRequest, pedido: PedidoArco) -> bool:
        """Whether this person may answer this one: who sees a region answers for his unit alone."""
        suyos = PedidoArco.objects.visible_to(quien(request), arco.PERMISO)
        return pedido.abierto and suyos.filter(pk=pedido.pk).exists()

    def _responder(self, request: HttpRequest, pedido: PedidoArco, datos: dict[str, Any]) -> bool:
        try:
            hecho = arco.responder(pedido.pk, por=quien(request), **datos)
        except VerboNegado as negativa:
            messages.error(request, str(negativa))
            return False
        except PedidoArco.DoesNotExist as ajeno:
            raise Http404 from ajeno
        messages.success(request, f"Pedido N° {hecho.numero}: {hecho.get_estado_display()}.")
        return True
