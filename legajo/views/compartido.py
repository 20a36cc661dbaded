"""The public page of a link: who has it reads the document, once he presses the button.

Mail programs open the links of a message by themselves: a GET shows nothing and counts
nothing. No other site and no log gets the address from here.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.origen import origen
from legajo import compartir
from legajo.emision.clases import pagina_de
from legajo.models import Apertura, Documento, Enlace
from legajo.verificacion.resumen import resumir
from legajo.vigencia import Vigencia
from portal.archivos import entregar

SAL = "legajo.compartido"
DURA = 3600  # seconds that the page's link to the PDF serves
CABECERAS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}


def con_enlace(vista: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the link; one that is over, withdrawn or unknown gets one and the same page."""

    @wraps(vista)
    def envuelta(request: HttpRequest, token: str) -> HttpResponseBase:
        enlace = compartir.hallar(token)
        if enlace is None:
            respuesta: HttpResponseBase = render(request, "legajo/enlace_muerto.html", status=410)
        else:
            respuesta = vista(request, token, enlace)
        for nombre, valor in CABECERAS.items():
            respuesta.headers[nombre] = valor
        return respuesta

    return envuelta


@login_not_required
@csrf_exempt  # its address is a secret that no forger has; and without Referer there is no Origin
@require_http_methods(["GET", "HEAD", "POST"])
@con_enlace
def compartido(request: HttpRequest, token: str, enlace: Enlace) -> HttpResponse:
    """A button; pressed, what a verification tells, and the document if it is not annulled."""
    if request.method != "POST":
        return render(request, "legajo/compartido.html", {"enlace": enlace})
    documento = _leer(enlace)
    resumen = resumir(documento)
    compartir.abierto(enlace, Apertura.Que.PAGINA, origen=origen(request))
    contexto: dict[str, Any] = {"enlace": enlace, "d": resumen}
    if resumen.vigencia != Vigencia.ANULADO:
        contexto |= {
            "documento": documento,
            "contenido": documento.contenido,
            "pagina": pagina_de(documento),
            "token": token,
            "llave": signing.dumps(str(enlace.publico), salt=SAL),
        }
    return render(request, "legajo/compartido.html", contexto)


@login_not_required
@require_safe
@con_enlace
def compartido_pdf(request: HttpRequest, token: str, enlace: Enlace) -> HttpResponseBase:
    """The PDF, for whom the page was opened a moment ago."""
    documento = _leer(enlace)
    if not _abrio(request, enlace) or documento.anulado_en:
        return redirect("compartido", token)
    nombre = f"{documento.clase.replace('_', '-')}-{documento.codigo}.pdf"
    respuesta = entregar(
        request, documento.archivo, nombre=nombre, sha256=documento.sha256, tipo="application/pdf"
    )
    if request.method == "GET" and respuesta.status_code == 200:
        compartir.abierto(enlace, Apertura.Que.PDF, origen=origen(request))
    return respuesta


def _leer(enlace: Enlace) -> Documento:
    documentos = Documento.objects.con_vigencia().select_related("titular", "unidad")
    return documentos.get(pk=enlace.documento_id)


def _abrio(request: HttpRequest, enlace: Enlace) -> bool:
    try:
        de_cual = signing.loads(request.GET.get("llave", ""), salt=SAL, max_age=DURA)
    except signing.BadSignature:
        return False
    return bool(de_cual == str(enlace.publico))
