"""The two official structures: the one a servidor looks at, and where each kind stands in both."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from legajo.acceso import ESTRUCTURA_ELEGIDA, con_legajo
from legajo.estructuras import DIEZ, DOCE, Seccion, tipos
from legajo.models import Servidor


@require_POST
@con_legajo
def elegir(request: HttpRequest, servidor: Servidor) -> HttpResponse:
    """Look at the legajo in another structure, of those where he has vínculos, this session."""
    pedida = request.POST.get("estructura")
    if pedida in servidor.estructuras:
        request.session[ESTRUCTURA_ELEGIDA] = pedida
    return HttpResponseRedirect(reverse("legajo:inicio"))


@login_not_required
@require_safe
def donde_esta(request: HttpRequest) -> HttpResponse:
    """Public: which kind of record stands under which heading of each structure."""
    personales = [_titulos(s for s in e if s.con_datos_personales) for e in (DIEZ, DOCE)]
    lugares = [("Datos personales", *personales)]
    for tipo in tipos():
        diez, doce = (_titulos(s for s in e if tipo.modelo in s.modelos) for e in (DIEZ, DOCE))
        lugares.append((tipo.titulo, diez, doce))
    return render(request, "legajo/donde_esta.html", {"lugares": lugares})


def _titulos(secciones: Iterable[Seccion]) -> str:
    return "; ".join(f"{s.numero}. {s.titulo}" for s in secciones)
