"""The reference programs F, F_t and F_auth, and a login with Django's default hash."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from accounts.captcha import gastar
from accounts.models import Unidad, Usuario
from bench.formas import CLAVE, PDF_REFERENCIA
from legajo.models import CentroLaboral, Servidor

FILAS = 29


class UsuarioLlano(ModelBackend):
    """Loads the account of a session as Django does; lets nobody in."""

    def authenticate(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """No: logins are the portal's own."""


_TEXTOS = (
    "Curso de actualización docente",
    "Instituto Pedagógico Sintético",
    "RD N° 001234-2023-UGEL",
    "Satisfactorio con mención",
    "Doscientas cuarenta horas",
)


class Curso:
    """A row as an object, as a model instance would give it to the template."""

    def __init__(self, numero: int) -> None:
        self.tipo, self.centro, self.documento, self.nota, self.horas = (
            f"{texto} {numero:02}" for texto in _TEXTOS
        )
        primero = date(2001, 1, 1) + timedelta(days=97 * numero)
        self.inicio, self.fin, self.emitido, self.registrado = (
            primero + timedelta(days=30 * paso) for paso in range(4)
        )


CURSOS = [Curso(numero) for numero in range(1, FILAS + 1)]


def _tres_consultas(request: HttpRequest) -> dict[str, Any]:
    """Session and user (by reading it), and three rows by their primary key."""
    request.user.is_authenticated  # noqa: B018  the lazy user is loaded here
    return {
        "unidad": Unidad.objects.get(pk=1),
        "centro": CentroLaboral.objects.get(pk=1),
        "servidor": Servidor.objects.get(pk=1),
    }


@login_not_required
def f(request: HttpRequest) -> HttpResponse:
    """F: objects, and 116 date filters, in a plain template."""
    return render(request, "f.html", {**_tres_consultas(request), "filas": CURSOS})


def tuplas() -> list[tuple[str, ...]]:
    """The rows of F with everything written."""
    return [
        (
            c.tipo, c.centro, c.documento, f"{c.inicio:%d/%m/%Y}", f"{c.fin:%d/%m/%Y}",
            f"{c.emitido:%d/%m/%Y}", f"{c.registrado:%d/%m/%Y}", c.nota, c.horas,
        )
        for c in CURSOS
    ]  # fmt: skip


@login_not_required
def f_t(request: HttpRequest) -> HttpResponse:
    """F_t: the same bytes, from tuples with the dates already written."""
    return render(request, "f_t.html", {**_tres_consultas(request), "filas": tuplas()})


@login_not_required
def f_auth(request: HttpRequest) -> HttpResponse:
    """F_auth: session, user, one query, and a stored PDF of 25 KB."""
    request.user.is_authenticated  # noqa: B018
    Servidor.objects.get(pk=1)
    with open(f"{settings.MEDIA_BENCH}/{PDF_REFERENCIA}", "rb") as archivo:
        return HttpResponse(archivo.read(), content_type="application/pdf")


@cache
def _hash() -> str:
    return PBKDF2PasswordHasher().encode(CLAVE, "salsintetica1234567890")


@csrf_exempt
@login_not_required
def pbkdf2(request: HttpRequest) -> HttpResponse:
    """Log in as the portal does, code of the image included, with Django's default hash."""
    acertado = gastar(request.POST.get("codigo_0", ""), request.POST.get("codigo_1", ""))
    usuario = Usuario.objects.filter(documento=request.POST.get("username", "")).first()
    clave = request.POST.get("password", "")
    if not (acertado and usuario and PBKDF2PasswordHasher().verify(clave, _hash())):
        return HttpResponseForbidden()
    login(request, usuario, backend="accounts.backends.AsignacionBackend")
    return HttpResponse(status=302, headers={"Location": "/"})
