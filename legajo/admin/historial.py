"""The history of a record and of a servidor in the admin: what the database kept, not its log."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from legajo.historia import versiones


class HistorialAdmin(admin.ModelAdmin):
    """ModelAdmin whose «Historial» tells every version, whoever wrote it and by whatever path."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The versions of a row of one's branch, as its holder sees them."""
        objeto = self.get_object(request, unquote(object_id))
        if objeto is None:
            raise Http404
        if not self.has_view_or_change_permission(request, objeto):
            raise PermissionDenied
        contexto = {
            **self.admin_site.each_context(request),
            "title": f"Historial: {objeto}",
            "opts": self.opts,
            "objeto": objeto,
            "versiones": versiones(objeto),
            **(extra_context or {}),
        }
        return render(request, "admin/legajo/historial.html", contexto)
