"""The tray of a UGEL: a request as a comparison, attended or rejected."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.alcance import AlcanceAdmin, SoloMiRama
from accounts.peticion import quien
from portal.pdf import PdfNoDisponible
from solicitudes import transiciones
from solicitudes.models import Solicitud
from solicitudes.models.solicitud import ATENDER
from solicitudes.revision import Revision

ABIERTAS_PRIMERO = models.Case(
    models.When(estado=Solicitud.Estado.EN_SOLICITUD, then=0), default=1
).asc()


@admin.register(Solicitud)
class SolicitudAdmin(AlcanceAdmin):
    """Requests of the files that one's branch keeps; one's own never."""

    list_display = ("numero", "asunto", "servidor", "estado", "creada_en", "expediente")
    list_filter = ("estado", "clase", ("servidor__unidad", SoloMiRama))
    list_select_related = ("servidor",)
    search_fields = ("servidor__documento__startswith", "servidor__primer_apellido__istartswith",
                     "expediente__startswith")  # fmt: skip
    ordering = (ABIERTAS_PRIMERO, "creada_en")
    actions = None

    @admin.display(description="número", ordering="pk")
    def numero(self, solicitud: Solicitud) -> str:
        """Number that people quote."""
        return solicitud.numero

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Requests come from the servidor."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Deciding is a right of its own; the form of Django never edits a request."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The desk: when asked, today, requested; attend or reject."""
        solicitud = self.get_object(request, object_id)
        if solicitud is None or not self.has_view_permission(request, solicitud):
            raise Http404
        revision = Revision(solicitud, request.POST if request.method == "POST" else None)
        if request.method == "POST" and self._decidir(request, revision):
            return HttpResponseRedirect(reverse("admin:solicitudes_solicitud_changelist"))
        contexto = {
            **self.admin_site.each_context(request),
            **revision.contexto(),
            "opts": self.opts,
            "title": str(solicitud),
            "puede_decidir": solicitud.abierta and request.user.has_perm(ATENDER),
        }
        return render(request, "admin/solicitudes/revision.html", contexto)

    def _decidir(self, request: HttpRequest, revision: Revision) -> bool:
        """Do the verb that was pressed; False, with the reason told, when it cannot be."""
        if not request.user.has_perm(ATENDER):
            raise PermissionDenied("No tiene el derecho de atender solicitudes.")
        if not revision.es_valida():
            return False
        try:
            solicitud = revision.decidir(por=quien(request))
        except (transiciones.VerboNegado, PdfNoDisponible) as negativa:
            messages.error(request, str(negativa))
            return False
        except ValidationError as error:
            messages.error(request, "No se pudo aplicar. " + " ".join(error.messages))
            return False
        except Solicitud.DoesNotExist as ajena:
            raise Http404 from ajena
        estado = solicitud.get_estado_display()
        messages.success(request, f"Solicitud N° {solicitud.numero}: {estado}.")
        return True
