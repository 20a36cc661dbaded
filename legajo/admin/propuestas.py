"""Changes that one of the staff proposed: the list, and the page where another confirms them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.alcance import AlcanceAdmin, SoloMiRama
from accounts.peticion import quien
from legajo import propuestas
from legajo.models import Propuesta
from legajo.models.propuesta import CONFIRMAR

QUEDA = "{que}: el cambio queda por confirmar. No entra al legajo hasta que otra persona lo haga."


def exigir_libre(form: Any) -> None:
    """Add an error to each changed field of two over which a proposal waits already."""
    if form.instance.pk and propuestas.pendiente_sobre(form.instance):
        for campo in set(form.changed_data) & propuestas.de_dos(form.instance):
            form.add_error(campo, propuestas.YA_HAY)


class ConSegundosOjos(admin.ModelAdmin):
    """Sets apart, for another to confirm, what a setting says that two must look at."""

    def campos_de_uno(self, request: HttpRequest, form: Any) -> tuple[str, ...]:
        """The changed fields that may be written at once; the others are proposed, and told."""
        campos = [c for c in form.changed_data if c in form.fields and c != "version_vista"]
        propuesta = propuestas.apartar(form.instance, campos, por=quien(request))
        if propuesta is None:
            return tuple(campos)
        rotulos = ", ".join(dato["rotulo"] for dato in propuesta.datos)
        messages.warning(request, QUEDA.format(que=rotulos))
        apartados = {dato["campo"] for dato in propuesta.datos}
        return tuple(c for c in campos if c not in apartados)

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Two people at once on one row: the second is told, nothing is overwritten."""
        try:
            return super().changeform_view(request, object_id, *args, **kwargs)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(request.get_full_path())


class DevolverForm(forms.Form):
    """Why a proposed change is not confirmed."""

    motivo = forms.CharField(
        label="Motivo para devolverlo",
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Escriba el motivo."},
    )


@admin.register(Propuesta)
class PropuestaAdmin(AlcanceAdmin):
    """Proposals over the files of one's branch."""

    list_display = ("__str__", "estado", "propuesta_por", "propuesta_en")
    list_filter = ("estado", ("servidor__unidad", SoloMiRama))
    list_select_related = ("servidor", "propuesta_por")
    search_fields = ("servidor__documento__startswith",)
    actions = None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With a title that says what it is."""
        titulo = {"title": "Cambios por confirmar"}
        return super().changelist_view(request, {**titulo, **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come from the pages where a file is changed."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Confirming is a right of its own; the form of Django never edits a proposal."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What it said, what it says today, what is proposed; confirm or send back."""
        propuesta = self.get_object(request, object_id)
        if propuesta is None or not self.has_view_permission(request, propuesta):
            raise Http404
        devolver = DevolverForm(request.POST if "devolver" in request.POST else None)
        if request.method == "POST" and self._decidir(request, propuesta, devolver):
            return HttpResponseRedirect(reverse("admin:legajo_propuesta_changelist"))
        de_hoy = propuestas.hoy(propuesta)
        contexto = {
            **self.admin_site.each_context(request), "opts": self.opts, "title": str(propuesta),
            "propuesta": propuesta, "devolver": devolver,
            "filas": [
                {"campo": d["rotulo"], "antes": d["antes_texto"], "pedido": d["pedido_texto"],
                 "hoy": de_hoy.get(d["campo"], "")}
                for d in propuesta.datos
            ],
            "puede_decidir": propuesta.estado == Propuesta.Estado.PENDIENTE
            and request.user.has_perm(CONFIRMAR),
            "es_suya": propuesta.propuesta_por_id == request.user.pk,
        }  # fmt: skip
        return render(request, "admin/legajo/propuesta/propuesta.html", contexto)

    def _decidir(self, request: HttpRequest, propuesta: Propuesta, devolver: DevolverForm) -> bool:
        """Do what was pressed; False, with the reason told, when it cannot be."""
        if not request.user.has_perm(CONFIRMAR):
            raise PermissionDenied("No tiene el derecho de confirmar cambios.")
        try:
            if "devolver" not in request.POST:
                propuestas.confirmar(propuesta.pk, por=quien(request))
                messages.success(request, "Cambio confirmado: ya está en el legajo.")
                return True
            if not devolver.is_valid():
                return False
            motivo = devolver.cleaned_data["motivo"]
            propuestas.devolver(propuesta.pk, por=quien(request), motivo=motivo)
            messages.success(request, "Cambio devuelto: el legajo queda como estaba.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return False
        except Propuesta.DoesNotExist as ajena:
            raise Http404 from ajena
        return True
