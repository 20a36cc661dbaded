"""Moving a file to another unit: the page that does it, and the list of what was moved."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from accounts.alcance import AlcanceAdmin
from accounts.mostrado import accesos
from accounts.peticion import quien
from legajo import cambios
from legajo.admin.busqueda import BuscaServidores
from legajo.columnas import SUSTENTO
from legajo.models import Mudanza, Servidor
from legajo.mudanzas import MudarForm


class MudaLegajos(admin.ModelAdmin):
    """The page «Mudar el legajo» of a servidor."""

    def get_urls(self) -> list[URLPattern]:
        """Adds the page."""
        vista = self.admin_site.admin_view(self.mudar)
        return [path("<int:pk>/mudar/", vista, name="legajo_servidor_mudar"), *super().get_urls()]

    def mudar(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask where to and by which act; show it; do it. Sent twice, it is done once."""
        if not request.user.has_perm(cambios.MUDAR):
            raise PermissionDenied("No tiene el derecho de mudar legajos.")
        mios = Servidor.objects.visible_to(quien(request), cambios.MUDAR)
        servidor = mios.select_related("unidad").filter(pk=pk).first()
        if servidor is None:
            return self._ya_mudado(request, pk)
        accesos(request).abrir(servidor, "Mudanza del legajo")
        form = MudarForm(request.POST or None, servidor=servidor)
        confirmado = form.is_valid() and "confirmado" in request.POST
        if confirmado and (mudanza := self._mudar(request, servidor, form)):
            return self._al_terminar(request, mudanza)
        por_confirmar = form.is_valid() and "corregir" not in request.POST
        contexto = {
            **self.admin_site.each_context(request), "form": form, "servidor": servidor,
            "opts": self.opts, "title": "Mudar el legajo",
            "pares": form.resumen() if por_confirmar else None,
        }  # fmt: skip
        return render(request, "admin/legajo/servidor/mudar.html", contexto)

    def _mudar(self, request: HttpRequest, servidor: Servidor, form: MudarForm) -> Mudanza | None:
        mudanza = form.mudanza()
        motivo = f"Mudanza por {SUSTENTO.de(mudanza)}"
        try:
            return cambios.mudar(servidor, mudanza, por=quien(request), motivo=motivo)
        except Servidor.DoesNotExist as ajeno:
            raise Http404 from ajeno
        except ValidationError as error:
            form.add_error(None, error)
            return None

    def _ya_mudado(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The second of two clicks finds the file gone from the branch: by the first."""
        try:
            hechas = Mudanza.objects.filter(servidor=pk, por=quien(request))
            return self._al_terminar(request, hechas.get(clave=request.POST.get("clave", "")))
        except (Mudanza.DoesNotExist, ValidationError) as ajeno:
            raise Http404 from ajeno

    def _al_terminar(self, request: HttpRequest, mudanza: Mudanza) -> HttpResponse:
        messages.success(request, f"El legajo pasó a la {mudanza.a}.")
        return HttpResponseRedirect(reverse("admin:legajo_mudanza_change", args=[mudanza.pk]))


@admin.register(Mudanza)
class MudanzaAdmin(BuscaServidores, AlcanceAdmin):
    """What left and what entered one's branch; both units see it."""

    camino_al_servidor = "servidor__"
    list_display = ("servidor", "de", "a", "acto", "cuando")
    list_select_related = ("servidor", "de", "a", "tipo_documento")
    sortable_by = ("cuando",)
    fields = ("servidor", "de", "a", "acto", "fecha_documento", "motivo", "por", "cuando")
    readonly_fields = fields

    @admin.display(description="documento que la ordena")
    def acto(self, mudanza: Mudanza) -> str:
        """«RD N° 001234-2026»."""
        return SUSTENTO.de(mudanza)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A file is moved from its own page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was done stays as it was done; a wrong move is mended by another."""
        return False
