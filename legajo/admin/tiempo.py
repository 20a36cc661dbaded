"""The time of service of a servidor in the admin: a page of its own, reached from his file."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path

from accounts.mostrado import accesos
from accounts.peticion import quien
from legajo.models import Servidor
from legajo.tiempo.pagina import contexto


class ConTiempo(admin.ModelAdmin):
    """Adds the page to the admin of Servidor."""

    def get_urls(self) -> list[URLPattern]:
        """Before Django's own, whose last takes any address."""
        tiempo = path(
            "<int:pk>/tiempo-de-servicios/",
            self.admin_site.admin_view(self.tiempo),
            name="legajo_servidor_tiempo",
        )
        return [tiempo, *super().get_urls()]

    def tiempo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The same explanation that the servidor reads, of somebody in one's branch."""
        visibles = Servidor.objects.visible_to(request.user, "legajo.view_servidor")
        servidor = get_object_or_404(visibles, pk=pk)
        accesos(request).abrir(servidor, "Tiempo de servicios")
        datos: dict[str, Any] = {
            **self.admin_site.each_context(request), "opts": self.opts,
            "title": "Tiempo de servicios",
            **contexto(servidor, request.GET, para=quien(request)),
        }  # fmt: skip
        return render(request, "admin/legajo/servidor/tiempo.html", datos)
