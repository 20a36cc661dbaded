"""«Solicitar un documento»: what each is, its term and its validity, and asking for one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.peticion import quien
from legajo.acceso import con_legajo
from legajo.models import Servidor
from portal.texto import fecha
from solicitudes import verbos
from solicitudes.documentos import pedibles
from solicitudes.formularios import DocumentoForm
from solicitudes.models import Solicitud
from solicitudes.transiciones import VerboNegado


@require_http_methods(["GET", "HEAD", "POST"])
@con_legajo
def pedir(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """Choose one and ask for it; the second press finds the first."""
    form = DocumentoForm(servidor, request.POST or None)
    if form.is_valid():
        try:
            solicitud = verbos.pedir_documento(
                servidor=servidor, por=quien(request), **form.cleaned_data
            )
        except VerboNegado as negativa:
            form.add_error(None, str(negativa))
        else:
            _decir(request, solicitud, form)
            return redirect("solicitudes:detalle", solicitud.publico)
    contexto = {"servidor": servidor, "form": form, "pedibles": pedibles(servidor)}
    return render(request, "solicitudes/documento.html", contexto)


def _decir(request: HttpRequest, solicitud: Solicitud, form: DocumentoForm) -> None:
    """Where it is; of one that waited already for another day, that it is that one."""
    if solicitud.a_la_fecha != form.cleaned_data["a_la_fecha"]:
        messages.warning(
            request,
            f"Ya tiene una en curso, con el legajo al {fecha(solicitud.a_la_fecha)}: es esta. "
            "Para pedir otra fecha, anúlela o espere a que la atiendan.",
        )
        return
    messages.success(
        request,
        f"Su solicitud N° {solicitud.numero} ({solicitud.asunto}) está en {solicitud.unidad}.",
    )
