"""The public pages that say whether a printed document is genuine, for people and programs."""

from math import ceil
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from accounts.origen import origen
from accounts.pausas import en_palabras
from legajo.verificacion import maquinas
from legajo.verificacion import tabla as tablas
from legajo.verificacion.comprobar import Comprobado, comprobar
from legajo.verificacion.formularios import Linea, ListaForm, VerificarForm

CADUCA = "Esa tabla ya no se puede descargar. Revise la lista otra vez."


@login_not_required
@maquinas.ficha_o_json
@require_http_methods(["GET", "HEAD", "POST"])
def verificar(request: HttpRequest) -> HttpResponse:
    """One document. A QR brings the code; what is typed travels in no address."""
    if maquinas.pide_json(request):
        return _verificar_json(request)
    if request.method != "POST":
        form = VerificarForm(initial={"codigo": request.GET.get("codigo", "")})
        return render(request, "legajo/verificar.html", {"form": form})
    form = VerificarForm(request.POST)
    if not form.is_valid():
        return render(request, "legajo/verificar.html", {"form": form})
    (hecho,) = comprobar([form.par], origen=origen(request))
    contexto = {"form": VerificarForm() if hecho.documento else form, "hecho": hecho}
    return _con_espera(request, "legajo/verificar.html", contexto, hecho)


@login_not_required
@maquinas.ficha_o_json
@require_http_methods(["GET", "HEAD", "POST"])
def lista(request: HttpRequest) -> HttpResponse:
    """A list of a committee: each line a try, a table and a CSV."""
    if maquinas.pide_json(request):
        return _lista_json(request)
    if request.method != "POST":
        return render(request, "legajo/verificar_lista.html", {"form": ListaForm()})
    if "sello" in request.POST:
        return _csv(request)
    form = ListaForm(request.POST)
    if not form.is_valid():
        return render(request, "legajo/verificar_lista.html", {"form": form})
    hechas = _comprobadas(request, form.cleaned_data["lineas"])
    hecha = tablas.tabla(hechas)
    contexto = {"form": form, "tabla": hecha, "sello": tablas.sellada(hecha)}
    sin_mirar = [hecho for _, hecho in hechas if hecho and hecho.espera]
    ninguna = len(sin_mirar) == sum(1 for linea, _ in hechas if linea.par)
    return _con_espera(
        request, "legajo/verificar_lista.html", contexto | {"sin_mirar": len(sin_mirar)},
        sin_mirar[-1] if sin_mirar and ninguna else None,
    )  # fmt: skip


def _verificar_json(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return maquinas.solo_post()
    try:
        form = VerificarForm(maquinas.leer_par(maquinas.leer(request)))
    except maquinas.IlegibleError as error:
        return maquinas.incorrecto(str(error))
    if not form.is_valid():
        errores = {campo: list(cada) for campo, cada in form.errors.items()}
        return maquinas.incorrecto("Revise los datos.", errores)
    (hecho,) = comprobar([form.par], origen=origen(request))
    return maquinas.uno(hecho)


def _lista_json(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return maquinas.solo_post()
    try:
        lineas = maquinas.leer_lista(maquinas.leer(request))
    except maquinas.IlegibleError as error:
        return maquinas.incorrecto(str(error))
    return maquinas.lista(_comprobadas(request, lineas))


def _comprobadas(request: HttpRequest, lineas: list[Linea]) -> tablas.Hechas:
    """Each line with what it found; None for one that is badly written."""
    hechos = iter(comprobar([li.par for li in lineas if li.par], origen=origen(request)))
    return [(linea, next(hechos) if linea.par else None) for linea in lineas]


def _con_espera(
    request: HttpRequest, plantilla: str, contexto: dict[str, Any], hecho: Comprobado | None
) -> HttpResponse:
    """The page; as 429 where one has to wait."""
    if hecho is None or not hecho.espera:
        return render(request, plantilla, contexto)
    respuesta = render(
        request, plantilla, contexto | {"espere": en_palabras(hecho.espera)}, status=429
    )
    respuesta.headers["Retry-After"] = str(ceil(hecho.espera.total_seconds()))
    return respuesta


def _csv(request: HttpRequest) -> HttpResponse:
    try:
        texto = tablas.como_csv(request.POST["sello"])
    except BadSignature:
        form = ListaForm(initial={"lineas": request.POST.get("lineas", "")})
        contexto = {"form": form, "caduca": CADUCA}
        return render(request, "legajo/verificar_lista.html", contexto, status=400)
    nombre = f"verificacion-{localdate()}.csv"
    return HttpResponse(
        f"\ufeff{texto}", content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{nombre}"'},
    )  # fmt: skip
