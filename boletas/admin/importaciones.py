"""«Importar boletas» in the admin: upload, look at the trial, give it an hour, retire it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header

from accounts.alcance import AlcanceAdmin
from accounts.origen import origen
from accounts.peticion import quien
from accounts.sucesos import Tipo, anotar
from boletas.formulario_importar import ProgramarForm, SubirForm, rotulo_de_publicar
from boletas.importacion import verbos
from boletas.importacion.informe import filas_de
from boletas.importacion.trabajo import alcanza
from boletas.importacion.vista import resumen
from boletas.models import Importacion
from legajo.importacion.informe import como_csv

HECHO = {
    "revisar": "Pedido: se revisará en unos momentos. Actualice la página.",
    "continuar": "Pedido: se hará en unos momentos. Actualice la página.",
    "programar": "Pedido: se escribirán en unos momentos. Actualice la página.",
    "retirar": "Retirada: nadie verá esas boletas.",
}
"""What is said once a verb was asked for."""


@admin.register(Importacion)
class ImportacionAdmin(AlcanceAdmin):
    """Files of payroll from the units of one's branch."""

    list_display = ("archivo", "cuando", "hecha_por", "situacion", "filas")
    list_filter = ("estado",)
    list_select_related = ("hecha_por",)
    actions = None

    @admin.display(description="estado")
    def situacion(self, importacion: Importacion) -> str:
        """The state, with the hour."""
        return importacion.situacion

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An import is done step by step, not edited."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Adds the report of findings."""
        vista = self.admin_site.admin_view(self.informe)
        propia = path("<int:pk>/hallazgos.csv", vista, name="boletas_importacion_informe")
        return [propia, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form; what is sent is tried, never published at once."""
        if not self.has_add_permission(request):
            raise PermissionDenied(verbos.SIN_DERECHO)
        form = SubirForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                hecha = verbos.recibir(
                    form.cleaned_data["archivo"], control=form.control(), por=quien(request)
                )
                return HttpResponseRedirect(self._pagina(hecha))
            except ValidationError as error:
                form.add_error("archivo", error)
        contexto = {**self.admin_site.each_context(request), "form": form, "opts": self.opts,
                    "title": "Importar boletas"}  # fmt: skip
        return render(request, "admin/boletas/importacion/importar.html", contexto)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """How far it is, what it sums, what was found, and the steps that are open."""
        importacion = self.get_object(request, object_id)
        if importacion is None or not self.has_view_permission(request, importacion):
            raise Http404
        if request.method == "POST" and not self.has_add_permission(request):
            raise PermissionDenied(verbos.SIN_DERECHO)
        hallazgos = verbos.tiene_hallazgos(importacion)
        form = ProgramarForm(request.POST or None, hallazgos=hallazgos)
        if request.method == "POST" and self._hacer(request, importacion, form):
            return HttpResponseRedirect(self._pagina(importacion))
        contexto = {
            **self.admin_site.each_context(request),
            **resumen(importacion, quien(request)),
            "opts": self.opts, "title": importacion.archivo, "importacion": importacion,
            "form": form, "publicar": rotulo_de_publicar(importacion),
        }  # fmt: skip
        return render(request, "admin/boletas/importacion/importacion.html", contexto)

    def _hacer(self, request: HttpRequest, importacion: Importacion, form: ProgramarForm) -> bool:
        """Do what the button says; False where the form must be shown again."""
        verbo = request.POST.get("verbo", "")
        try:
            if verbo == "programar":
                if not form.is_valid():
                    return False
                verbos.programar(importacion, por=quien(request), **form.cleaned_data)
            else:
                self._verbo(request, verbo)(importacion)
        except ValidationError as error:
            if hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields):
                form.add_error(None, error)
                return False
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, HECHO[verbo])
        return True

    def _verbo(self, request: HttpRequest, nombre: str) -> Callable[[Importacion], None]:
        por = quien(request)
        dados: dict[str, Callable[[Importacion], None]] = {
            "revisar": lambda i: verbos.revisar(i, por=por),
            "continuar": lambda i: verbos.continuar(i, por=por),
            "retirar": lambda i: verbos.retirar(i, por=por, origen=origen(request)),
        }
        if nombre not in dados:
            raise ValidationError(verbos.CERRADO)
        return dados[nombre]

    def _pagina(self, importacion: Importacion) -> str:
        return reverse("admin:boletas_importacion_change", args=[importacion.pk])

    def informe(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Every finding of an import of whoever may import it, as CSV."""
        importacion = self.get_queryset(request).filter(pk=pk).first()
        if importacion is None or not alcanza(quien(request), importacion):
            raise Http404
        anotar(
            Tipo.EXPORTACION, usuario=quien(request), origen=origen(request),
            detalle=f"Hallazgos de la importación de boletas {pk}",
        )  # fmt: skip
        respuesta = StreamingHttpResponse(
            como_csv(filas_de(importacion)), content_type="text/csv; charset=utf-8"
        )
        disposicion = content_disposition_header(True, f"hallazgos-importacion-{pk}.csv")
        respuesta.headers["Content-Disposition"] = disposicion or "attachment"
        return respuesta
