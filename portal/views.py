"""Pages of the site itself: home, help, directory of UGEL, health, and those of the demo."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from legajo.consultas import servidor_de
from portal import directorio, muestras, salud
from portal.correos_demo import correos_enviados


@login_not_required
@require_safe
def inicio(request: HttpRequest) -> HttpResponse:
    """Home: what the platform is, or where a person goes from here."""
    usuario = request.user
    servidor = servidor_de(usuario) if usuario.is_authenticated else None
    return render(request, "portal/inicio.html", {"servidor": servidor})


@login_not_required
@require_safe
def ayuda(request: HttpRequest) -> HttpResponse:
    """The frequent questions."""
    return render(request, "portal/ayuda.html")


@login_not_required
@require_safe
def ugel(request: HttpRequest) -> HttpResponse:
    """Directory of UGEL, by region and by name or province."""
    regiones = directorio.regiones()
    grupos = directorio.buscar(
        regiones, region=request.GET.get("region", ""), texto=request.GET.get("q", "")
    )
    opciones = [(grupo.dre.codigo, grupo.dre.nombre) for grupo in regiones]
    return render(request, "portal/ugel.html", {"regiones": opciones, "grupos": grupos})


@login_not_required
@require_safe
def salud_vivo(request: HttpRequest) -> HttpResponse:
    """Whether the process answers; touches nothing else."""
    return HttpResponse("vivo\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def salud_listo(request: HttpRequest) -> HttpResponse:
    """Whether it can serve: 200, or 503 with what is missing."""
    falta = salud.que_falta()
    return HttpResponse(
        f"{falta or 'listo'}\n",
        status=503 if falta else 200,
        content_type="text/plain; charset=utf-8",
    )


@login_not_required
@require_safe
def demo_correos(request: HttpRequest) -> HttpResponse:
    """The mails that the demo has «sent»."""
    if not settings.PORTAL_DEMO:
        raise Http404
    return render(
        request, "portal/correos.html", {"correos": correos_enviados(settings.EMAIL_FILE_PATH)}
    )


@login_not_required
@require_safe
def componentes(request: HttpRequest) -> HttpResponse:
    """Every component of the face, in every state."""
    if not (settings.DEBUG or settings.PORTAL_DEMO):
        raise Http404
    return render(request, "portal/componentes.html", muestras.contexto())
