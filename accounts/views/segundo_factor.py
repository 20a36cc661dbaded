"""Pages of the second factor: activate, verify, recovery codes, retire."""

from __future__ import annotations

from base64 import b32encode
from typing import Any

import segno
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_POST

from accounts import segundo_factor
from accounts.origen import origen
from accounts.peticion import destino_propio, quien


class CodigoForm(forms.Form):
    """The one box: a code of the telephone or, where there are any, of the paper."""

    codigo = forms.CharField(
        label="Código de verificación",
        help_text="Los seis números que muestra su aplicación.",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}),
    )


@require_http_methods(["GET", "POST"])
def verificar(request: HttpRequest) -> HttpResponse:
    """After the password: the code."""
    usuario, adonde = quien(request), _adonde(request)
    telefono = segundo_factor.dispositivo(usuario)
    if telefono is None or not segundo_factor.exigido(usuario, request.session):
        return redirect(adonde if telefono else "activar_factor")
    form = CodigoForm(request.POST or None)
    if form.is_valid():
        try:
            segundo_factor.verificar(usuario=usuario, **_intento(request, form))
            return redirect(adonde)
        except ValidationError as error:
            form.add_error("codigo", error)
            telefono.refresh_from_db()
    demo = segundo_factor.codigo_de_demostracion(telefono)
    datos = {"form": form, "next": adonde, "demo": demo}
    return render(request, "accounts/verificar_factor.html", datos)


@require_http_methods(["GET", "POST"])
def activar(request: HttpRequest) -> HttpResponse:
    """Show the secret, take a code of it, and give the recovery codes, this once.

    Who has a factor replaces it here, once this session has shown the former.
    """
    usuario, adonde = quien(request), _adonde(request)
    if segundo_factor.dispositivo(usuario) and segundo_factor.exigido(usuario, request.session):
        return redirect("verificar_factor")
    form = CodigoForm(request.POST or None)
    if form.is_valid():
        try:
            codigos = segundo_factor.activar(usuario=usuario, **_intento(request, form))
            return _respaldos(request, codigos, adonde)
        except ValidationError as error:
            form.add_error("codigo", error)
    nuevo = segundo_factor.por_activar(usuario)
    secreto = b32encode(nuevo.bin_key).decode()
    datos = {
        "form": form,
        "next": adonde,
        "enlace": nuevo.config_url,
        "qr": segno.make(nuevo.config_url).svg_data_uri(scale=5, border=4, light="white"),
        "secreto": " ".join(secreto[i : i + 4] for i in range(0, len(secreto), 4)),
        "demo": segundo_factor.codigo_de_demostracion(nuevo),
        "obligado": segundo_factor.exigido(usuario, request.session),
    }
    return render(request, "accounts/activar_factor.html", datos)


@require_http_methods(["GET"])
def mi_factor(request: HttpRequest) -> HttpResponse:
    """What of the second factor is active, and what may be done with it."""
    telefono = segundo_factor.dispositivo(quien(request))
    return render(request, "accounts/mi_factor.html", {"telefono": telefono})


@require_POST
def respaldos(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes."""
    codigos = segundo_factor.nuevos_respaldos(usuario=quien(request), origen=origen(request))
    return _respaldos(request, codigos, resolve_url("mi_factor"))


@require_POST
def retirar(request: HttpRequest) -> HttpResponse:
    """A servidor does without it again; he logs in anew."""
    usuario = quien(request)
    segundo_factor.retirar(usuario=usuario, por=usuario, origen=origen(request))
    return redirect("ingresar")


def _respaldos(request: HttpRequest, codigos: list[str], adonde: str) -> HttpResponse:
    return render(request, "accounts/respaldos.html", {"codigos": codigos, "next": adonde})


def _intento(request: HttpRequest, form: CodigoForm) -> dict[str, Any]:
    return {
        "codigo": form.cleaned_data["codigo"],
        "sesion": request.session,
        "origen": origen(request),
    }


def _adonde(request: HttpRequest) -> str:
    adonde = request.POST.get("next") or request.GET.get("next") or ""
    return destino_propio(request, adonde, si_no="inicio")
