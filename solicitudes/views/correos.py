"""«Correos que recibo»: of which steps of his requests a person is told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.peticion import quien
from legajo.acceso import con_legajo
from legajo.models import Servidor
from solicitudes import avisos
from solicitudes.formularios import CorreosForm


@require_http_methods(["GET", "HEAD", "POST"])
@con_legajo
def correos(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """A checkbox for each step."""
    usuario = quien(request)
    enviado = request.POST if request.method == "POST" else None
    form = CorreosForm(enviado, initial={"quiere": avisos.quiere(usuario)})
    if form.is_valid():
        avisos.elegir(por=usuario, clases=form.cleaned_data["quiere"])
        messages.success(request, "Guardamos qué correos recibe.")
        return redirect("solicitudes:correos")
    contexto = {"servidor": servidor, "form": form, "correo": usuario.correo}
    return render(request, "solicitudes/correos.html", contexto)
