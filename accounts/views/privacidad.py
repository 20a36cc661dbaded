"""The privacy notice: for everybody to read, and for who is in to accept."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts import privacidad
from accounts.origen import origen
from accounts.peticion import destino_propio, quien
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
    adonde = request.POST.get("next", "")
    return HttpResponseRedirect(destino_propio(request, adonde, si_no=settings.LOGIN_REDIRECT_URL))
