"""The admin site: no second door, the portal's login serves it."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject

from accounts.mostrado import accesos


class Autocompletado(AutocompleteJsonView):
    """Django's choices of a foreign key; asked for the other end of one, Django's is a 500."""

    def process_request(self, request: HttpRequest) -> Any:
        """The four parts of the question; PermissionDenied for what is no foreign key."""
        partes = super().process_request(request)
        if not partes[2].concrete:
            raise PermissionDenied
        return partes

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The choices of a page; whom they name is noted."""
        contexto = super().get_context_data(**kwargs)
        ofrecidos = contexto["object_list"]
        accesos(self.request).listar(
            self.model_admin.model, ofrecidos, "Lista para elegir", self.term
        )
        return contexto


class PortalAdminSite(admin.AdminSite):
    """Django's admin behind the portal's login with image code (SECURITY, finding 4)."""

    site_header = "Plataforma de servicios para servidores públicos"
    site_title = "Administración"
    index_title = "Administración de la UGEL"
    enable_nav_sidebar = False

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """What one may enter, worked out where it is shown: Django asks for it on every page."""
        return SimpleLazyObject(partial(super().get_app_list, request, app_label))

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponseRedirect:
        """Send to the one login; who is in already and is no staff gets a 403."""
        destino = request.GET.get("next", reverse("admin:index"))
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied(
                "Su usuario no tiene un cargo vigente en una UGEL, DRE o MINEDU."
            )
        return redirect_to_login(destino)

    def password_change(  # type: ignore[override]  # a redirect
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponseRedirect:
        """To the page of the portal, which closes the other sessions and tells by mail."""
        return HttpResponseRedirect(reverse("cambiar_contrasena"))

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Choices of a foreign key, as a person types."""
        return Autocompletado.as_view(admin_site=self)(request)
