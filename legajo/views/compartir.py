"""«Compartir»: where a servidor makes the links to one of his documents, and withdraws them."""

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.origen import origen
from accounts.peticion import quien
from legajo import compartir as verbos
from legajo.acceso import con_legajo
from legajo.models import Apertura, Documento, Enlace, Servidor
from legajo.verificacion.resumen import resumir
from legajo.views.comunes import menu

ENLACES, APERTURAS = 50, 20
"""Shown of a document and of a link, the latest."""


class CompartirForm(forms.Form):
    """For whom and how long."""

    para = forms.CharField(
        label="Para quién es",
        max_length=120,
        help_text="Por ejemplo: Comité de contratación 2026. Solo lo ve usted.",
    )
    dias = forms.IntegerField(
        label="Días que funcionará",
        min_value=1,
        max_value=verbos.DIAS_MAX,
        initial=verbos.DIAS,
        help_text=f"De 1 a {verbos.DIAS_MAX}. Puede retirarlo antes.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    clave = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


@require_http_methods(["GET", "HEAD", "POST"])
@con_legajo
def compartir(request: HttpRequest, servidor: Servidor, publico: UUID) -> HttpResponse:
    """The links of a document, and making one, which is shown this once."""
    documento = _suyo_o_404(servidor, publico)
    form = CompartirForm(request.POST if request.method == "POST" else None)
    token = _crear(request, form, documento) if form.is_valid() else ""
    contexto: dict[str, Any] = {
        **menu(servidor),
        "documento": documento,
        "resumen": resumir(documento),
        "form": CompartirForm() if token else form,
        "enlaces": _enlaces(documento),
        "nuevo": token and f"{settings.PORTAL_URL}{reverse('compartido', args=[token])}",
    }
    return render(request, "legajo/compartir.html", contexto, status=201 if token else 200)


@require_POST
@con_legajo
def retirar_enlace(
    request: HttpRequest, servidor: Servidor, publico: UUID, enlace: UUID
) -> HttpResponse:
    """End a link at once."""
    documento = _suyo_o_404(servidor, publico)
    hallado = get_object_or_404(documento.enlaces.select_related("documento"), publico=enlace)
    if verbos.retirar(hallado, por=quien(request), origen=origen(request)):
        messages.success(request, "Retiró el enlace: ya no abre el documento.")
    else:
        messages.info(request, "Ese enlace ya no funcionaba.")
    return redirect("legajo:compartir", publico)


def _suyo_o_404(servidor: Servidor, publico: UUID) -> Documento:
    suyos = Documento.objects.con_vigencia().filter(titular=servidor)
    return get_object_or_404(
        suyos.select_related("titular", "unidad", "anulacion"), publico=publico
    )


def _crear(request: HttpRequest, form: CompartirForm, documento: Documento) -> str:
    """The token of a new link; nothing, and the sentence in the form, where there is none."""
    try:
        return verbos.crear(
            documento, **form.cleaned_data, por=quien(request), origen=origen(request)
        )
    except ValidationError as error:
        form.add_error(None, error)
        return ""


def _enlaces(documento: Documento) -> list[Enlace]:
    """With their openings, the last first."""
    aperturas = Prefetch(
        "aperturas", Apertura.objects.order_by("-pk")[:APERTURAS], to_attr="ultimas"
    )
    return list(documento.enlaces.con_aperturas().prefetch_related(aperturas)[:ENLACES])
