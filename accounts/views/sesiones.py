"""«Mis sesiones»: where one's account is open, and closing it there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import sesiones
from accounts.origen import origen
from accounts.peticion import quien


@require_http_methods(["GET"])
def mis_sesiones(request: HttpRequest) -> HttpResponse:
    """The open sessions, this one marked."""
    filas = sesiones.abiertas(quien(request), request.session.session_key)
    return render(request, "accounts/mis_sesiones.html", {"sesiones": filas})


@require_POST
def cerrar(request: HttpRequest) -> HttpResponse:
    """Close one (`cual`), or all but this one."""
    cuantas = sesiones.cerrar(
        usuario=quien(request),
        cual=request.POST.get("cual", ""),
        esta=request.session.session_key or "",
        origen=origen(request),
    )
    texto = {0: "Esa sesión ya estaba cerrada.", 1: "Se cerró la sesión."}
    messages.success(request, texto.get(cuantas, f"Se cerraron {cuantas} sesiones."))
    return redirect("mis_sesiones")
