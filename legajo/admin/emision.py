"""«Emitir documento» in the page of a servidor: what it will say, then the issuing."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse

from accounts.mostrado import accesos
from accounts.peticion import quien
from legajo.emision.clases import EMISIBLES
from legajo.emision.emitir import (
    EMITIR,
    LegajoCambio,
    contenido_para,
    emitibles_por,
    emitir_del_legajo,
    huella_de,
    leer,
    vista_previa,
)
from legajo.emision.formulario import EmitirForm
from legajo.models import Servidor
from portal.pdf import PdfNoDisponible
from portal.texto import fecha

CAMBIO = (
    "El legajo cambió después de la vista previa, así que no se emitió. Revísela otra vez: ya "
    "dice lo de ahora."
)
OTRO = (
    "Desde esa página ya se había emitido este documento, con el expediente N° {}. Para emitir "
    "otro, empiece de nuevo en «Emitir documento»."
)


class EmiteDocumentos(admin.ModelAdmin):
    """The page «Emitir documento» of a servidor."""

    def get_urls(self) -> list[URLPattern]:
        """Adds the page."""
        vista = self.admin_site.admin_view(self.emitir)
        return [
            path("<int:pk>/emitir/", vista, name="legajo_servidor_emitir"),
            *super().get_urls(),
        ]

    def emitir(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask what, for whom and by which expediente; show it; issue. One document a press."""
        if not request.user.has_perm(EMITIR):
            raise PermissionDenied("No tiene el derecho de emitir documentos.")
        servidor = get_object_or_404(emitibles_por(request.user), pk=pk)
        accesos(request).abrir(servidor, "Emisión de un documento")
        inicial = {"solicitante": str(servidor)}
        form = EmitirForm(servidor, request.POST or None, initial=inicial)
        if form.is_valid():
            try:
                if respuesta := self._seguir(request, servidor, form):
                    return respuesta
            except PdfNoDisponible as error:
                form.add_error(None, str(error))
        previa = form.is_valid() and "corregir" not in request.POST
        contexto = {
            **self.admin_site.each_context(request), "form": form, "servidor": servidor,
            "opts": self.opts, "title": "Emitir documento",
            **(self._previa(request, servidor, form) if previa else {}),
        }  # fmt: skip
        return render(request, "admin/legajo/servidor/emitir.html", contexto)

    def _seguir(
        self, request: HttpRequest, servidor: Servidor, form: EmitirForm
    ) -> HttpResponse | None:
        """What a button of the preview does; None to show it, for the first time or again."""
        if "pdf" in request.POST:
            octetos = vista_previa(servidor.pk, form.clase_elegida, form.pedido(), quien(request))
            return como_vista_previa(octetos)
        if "emitir" not in request.POST:
            return None
        clase = form.clase_elegida
        try:
            documento = emitir_del_legajo(
                servidor.pk, pedido=form.pedido(), por=quien(request), clase=clase,
                clave=form.cleaned_data["clave"], huella=request.POST.get("huella") or "ninguna",
            )  # fmt: skip
        except LegajoCambio:
            messages.warning(request, CAMBIO)
            return None
        if documento.expediente != form.cleaned_data["expediente"]:
            messages.warning(request, OTRO.format(documento.expediente))
        else:
            messages.success(request, f"Emitido: {clase.label}, código {documento.codigo}.")
        return HttpResponseRedirect(reverse("admin:legajo_documento_change", args=[documento.pk]))

    def _previa(self, request: HttpRequest, servidor: Servidor, form: EmitirForm) -> dict[str, Any]:
        """What it would say now, with the hash by which the issuing knows that it was seen."""
        clase, pedido = form.clase_elegida, form.pedido()
        contenido = contenido_para(leer(servidor.pk), clase, pedido, quien(request))
        pares = [
            ("Documento", clase.label),
            ("Muestra el legajo al", fecha(pedido.a_la_fecha)),
            ("Número de expediente", pedido.expediente),
            ("Fecha de expediente", fecha(pedido.fecha_expediente)),
            ("Solicitante", pedido.solicitante),
            ("Anotaciones", pedido.anotaciones),
            ("Número", "Se le da al emitirlo" if EMISIBLES[clase].numerado else ""),
        ]
        return {
            "contenido": contenido,
            "huella": huella_de(contenido),
            "pagina": EMISIBLES[clase].pagina,
            "pares": [par for par in pares if par[1]],
        }


def como_vista_previa(octetos: bytes) -> HttpResponse:
    """A preview as a download."""
    respuesta = HttpResponse(octetos, content_type="application/pdf")
    respuesta.headers["Content-Disposition"] = 'attachment; filename="vista-previa.pdf"'
    return respuesta
