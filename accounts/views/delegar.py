"""«Delegar mis funciones»: who stands in for somebody of the staff while he is absent."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import asignaciones
from accounts.delegaciones import DelegarForm
from accounts.models import Asignacion
from accounts.origen import origen
from accounts.peticion import quien


@require_http_methods(["GET", "HEAD", "POST"])
def delegar(request: HttpRequest) -> HttpResponse:
    """What one has delegated, and the form to delegate; for staff."""
    usuario = quien(request)
    if not usuario.is_staff:
        raise PermissionDenied("Solo delega funciones quien tiene un rol en una unidad.")
    mias = Asignacion.objects.vigentes().propias().filter(usuario=usuario)
    form = DelegarForm(request.POST or None, funciones=mias, por=usuario)
    if form.is_valid() and (hecha := form.delegar(origen(request))):
        messages.success(request, f"{hecha.usuario} lo reemplazará como {hecha.rol}.")
        return redirect("delegar")
    dadas = Asignacion.objects.filter(delegacion_de__usuario=usuario).order_by("-pk")
    contexto = {
        "form": form,
        "funciones": mias.exists(),
        "delegadas": [d for d in dadas.select_related("usuario", "rol", "unidad") if not d.termino],
    }
    return render(request, "accounts/delegar.html", contexto)


@require_POST
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back, in this moment, what one delegated."""
    usuario = quien(request)
    dada = Asignacion.objects.filter(pk=pk, delegacion_de__usuario=usuario).first()
    if dada is None:
        raise Http404
    try:
        asignaciones.terminar_rol(pk, por=usuario, origen=origen(request))
        messages.success(request, "La delegación terminó: esa función ya es solo suya.")
    except ValidationError as negativa:
        messages.info(request, " ".join(negativa.messages))
    return redirect("delegar")
