"""Drafts: their list, throwing one away, and the files that a servidor put to what he asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from legajo.acceso import con_legajo
from legajo.estructuras import por_slug
from legajo.models import Servidor
from legajo.tablas import en_lineas
from legajo.tipos import Operacion
from portal.archivos import entregar
from portal.texto import fecha_hora
from solicitudes import borradores
from solicitudes.models import Adjunto, Borrador, Sustento

TIPOS = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}


@dataclass(frozen=True, slots=True)
class EnLista:
    """A draft as the tray shows it."""

    titulo: str
    registro: str
    guardado: str
    archivos: int
    seguir: str
    descartar: str


def en_lista(servidor: Servidor) -> list[EnLista]:
    """His drafts: one query, and one for each kind of record that they would change."""
    suyos = list(borradores.de(servidor))
    tipos = {por_slug()[b.tipo_slug] for b in suyos if b.registro and b.tipo_slug in por_slug()}
    nombres = en_lineas(servidor, tipos)
    return [
        EnLista(
            titulo=titulo(borrador),
            registro=nombres.get(borrador.registro, "") if borrador.registro else "",
            guardado=fecha_hora(borrador.guardado_en),
            archivos=borrador.archivos,  # type: ignore[attr-defined]  # counted with them
            seguir=_seguir(borrador),
            descartar=reverse("solicitudes:descartar", args=[borrador.clave]),
        )
        for borrador in suyos
    ]


def titulo(borrador: Borrador) -> str:
    """What it asks, in a line."""
    if borrador.subsana:
        return f"Subsanar la solicitud N° {borrador.subsana.numero}"
    tipo = por_slug().get(borrador.tipo_slug)
    return f"{Operacion(borrador.operacion).rotulo}: {tipo.singular if tipo else ''}"


def _seguir(borrador: Borrador) -> str:
    if borrador.subsana:
        return reverse("solicitudes:subsanar", args=[borrador.subsana.publico])
    partes = [borrador.tipo_slug, borrador.operacion]
    if borrador.registro:
        return reverse("solicitudes:formulario_registro", args=[*partes, borrador.registro])
    return reverse("solicitudes:formulario", args=partes)


@require_http_methods(["GET", "HEAD", "POST"])
@con_legajo
def descartar(request: HttpRequest, servidor: Servidor, clave: UUID) -> HttpResponse:
    """Asks once, and throws it away."""
    suyos = Borrador.objects.filter(servidor=servidor).select_related("subsana")
    borrador = get_object_or_404(suyos, clave=clave)
    if request.method != "POST":
        contexto = {"titulo": titulo(borrador), "volver": _seguir(borrador)}
        return render(request, "solicitudes/descartar.html", contexto)
    borradores.descartar(borrador)
    messages.success(request, "Descartó el borrador.")
    return redirect("solicitudes:bandeja")


@require_safe
@con_legajo
def adjunto(request: HttpRequest, servidor: Servidor, clave: UUID, pk: int) -> HttpResponseBase:
    """Download a file of one's own draft, as it was put there."""
    suyos = Adjunto.objects.filter(borrador__servidor=servidor, borrador__clave=clave)
    hallado = get_object_or_404(suyos, pk=pk)
    tipo = TIPOS[PurePath(hallado.nombre).suffix.lower()]
    return entregar(
        request, hallado.archivo, nombre=hallado.nombre, sha256=hallado.sha256, tipo=tipo
    )


@require_safe
@con_legajo
def sustento(request: HttpRequest, servidor: Servidor, publico: UUID, pk: int) -> HttpResponseBase:
    """Download the papers of one's own request, as one PDF."""
    suyos = Sustento.objects.filter(solicitud__servidor=servidor, solicitud__publico=publico)
    hallado = get_object_or_404(suyos.select_related("solicitud"), pk=pk)
    nombre = f"sustento-{hallado.solicitud.numero}.pdf"
    return entregar(
        request, hallado.archivo, nombre=nombre, sha256=hallado.sha256, tipo=TIPOS[".pdf"]
    )
