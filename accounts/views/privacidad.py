"""The privacy notice: for everybody to read, and for who is in to accept."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from accounts import privacidad
from accounts.origen import origen
from accounts.peticion import quien
from accounts.segundo_factor import exigido


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def aviso(request: HttpRequest) -> HttpResponse:
    """What is done with people's data; accepted once for each version.

    Who still owes the second factor is not in yet: for him it is a text to read.
    """
    dentro = request.user.is_authenticated and not exigido(quien(request), request.session)
    if request.method != "POST":
        falta = dentro and privacidad.falta_aceptar(quien(request), request.session)
        contexto = {
            "falta": falta,
            "next": request.GET.get("next", ""),
            "version": settings.AVISO_DE_PRIVACIDAD,
            "titular": settings.TITULAR_DEL_BANCO,
            "oficial": settings.OFICIAL_DE_DATOS,
        }
        return render(request, "accounts/privacidad.html", contexto)
    if not dentro:
        return redirect_to_login(request.path)
    if "leido" not in request.POST:
        messages.warning(request, "Marque que leyó el aviso para continuar.")
        return HttpResponseRedirect(request.get_full_path())
    privacidad.aceptar(usuario=quien(request), origen=origen(request))
    return HttpResponseRedirect(_adonde(request))


def _adonde(request: HttpRequest) -> str:
    """Where he was going, within the portal."""
    destino = request.POST.get("next", "")
    propio = url_has_allowed_host_and_scheme(
        destino, {request.get_host()}, require_https=request.is_secure()
    )
    return destino if propio else resolve_url(settings.LOGIN_REDIRECT_URL)
