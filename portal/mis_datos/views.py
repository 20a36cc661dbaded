"""The pages of «Mis datos»: of the account that is in, with a legajo or without."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from accounts.models import CopiaDeDatos
from accounts.origen import origen
from accounts.peticion import quien
from accounts.sucesos import Tipo, anotar
from portal.descargas import entregar_por_trozos
from portal.mis_datos import verbos
from portal.texto import fecha_hora

SEGUNDOS = 5
"""After which the page of a copy that is being prepared asks again by itself."""


@require_safe
def pagina(request: HttpRequest) -> HttpResponse:
    """The copy asked last: being prepared, ready, failed or gone; and the way to ask."""
    suyas = CopiaDeDatos.objects.filter(usuario=quien(request))
    ultima = suyas.first()
    lista = suyas.filter(estado=CopiaDeDatos.Estado.LISTA).first()
    contexto = {
        "ultima": ultima,
        "en_curso": ultima is not None and ultima.en_curso,
        "fallo": _fallo(ultima),
        "lista": lista if lista and lista.disponible else None,
        "tamano": filesizeformat(lista.bytes) if lista else "",
        "hecha": fecha_hora(lista.lista_en) if lista else "",
        "vence": fecha_hora(lista.vence_en) if lista else "",
    }
    respuesta = render(request, "portal/mis_datos.html", contexto)
    if contexto["en_curso"]:
        respuesta.headers["Refresh"] = str(SEGUNDOS)
    return respuesta


def _fallo(copia: CopiaDeDatos | None) -> str:
    """Why the last copy is not there; empty when it is or is on its way."""
    if copia is None or copia.en_curso:
        return ""
    if copia.estado == CopiaDeDatos.Estado.EN_PREPARACION:
        return "La preparación de su copia se detuvo."
    return copia.error if copia.estado == CopiaDeDatos.Estado.FALLIDA else ""


@require_POST
def pedir(request: HttpRequest) -> HttpResponse:
    """Ask for a copy; pressed twice, there is one."""
    try:
        verbos.pedir(por=quien(request))
    except verbos.CopiaNegada as error:
        messages.error(request, str(error))
    return redirect("mis_datos:pagina")


@require_safe
def descargar(request: HttpRequest, publico: UUID) -> HttpResponseBase:
    """The ZIP of one's own copy, while it is kept."""
    copia = get_object_or_404(CopiaDeDatos, usuario=quien(request), publico=publico)
    if not copia.disponible:
        messages.error(request, "Esa copia ya no se guarda. Solicite otra.")
        return redirect("mis_datos:pagina")
    anotar(Tipo.EXPORTACION, usuario=quien(request), origen=origen(request), detalle="Mis datos")
    nombre = f"mis-datos-{localtime(copia.lista_en):%Y-%m-%d}.zip"
    return entregar_por_trozos(
        request, copia.archivo, nombre=nombre, tamano=copia.bytes, sha256=copia.sha256,
        tipo="application/zip",
    )  # fmt: skip
