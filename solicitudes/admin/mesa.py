"""The desk of a request: what was, is and would be; one verb a press, then the next request."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.peticion import quien
from legajo.derechos import puede_ver
from portal.pdf import PdfNoDisponible
from solicitudes.admin.bandeja import BandejaAdmin, Camino
from solicitudes.admin.en_bloque import EnBloque
from solicitudes.admin.papeles import ConPapeles
from solicitudes.models import Solicitud
from solicitudes.revision import DECIDEN, PREVIA, Revision
from solicitudes.transiciones import ATENDER, VerboNegado
from solicitudes.ya_hecho import quien_fue, repetido

SE_ABSTIENE = "Usted declaró a esta persona como pariente: la solicitud la decide otra persona."


@admin.register(Solicitud)
class SolicitudAdmin(EnBloque, ConPapeles, BandejaAdmin):
    """Requests of the files that one's branch keeps; one's own never."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Requests come from the servidor."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Deciding is a right of its own; the form of Django never edits a request."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The desk; a verb that was done leads to the next request of the tray."""
        solicitud = self.get_object(request, object_id)
        if solicitud is None or not self.has_view_permission(request, solicitud):
            raise Http404
        camino = self.camino(request, solicitud)
        enviado = request.POST if request.method == "POST" else None
        if enviado is not None and enviado.get("verbo") != PREVIA:
            if adonde := self._hacer(request, solicitud, camino):
                return HttpResponseRedirect(adonde)
            solicitud.refresh_from_db()
        revision = Revision(solicitud, quien(request), enviado)
        visto = revision.contexto()
        contexto = {
            **self.admin_site.each_context(request),
            **visto,
            **camino.vecinas,
            "historial": _historial(request, visto["registro"]),
            "lista": camino.lista,
            "opts": self.opts,
            "title": str(solicitud),
        }
        return render(request, "admin/solicitudes/revision.html", contexto)

    def _hacer(self, request: HttpRequest, solicitud: Solicitud, camino: Camino) -> str:
        """Do the verb that was pressed; where to go on, or empty, with the reason told."""
        if not request.user.has_perm(ATENDER):
            raise PermissionDenied("No tiene el derecho de atender solicitudes.")
        revision = Revision(solicitud, quien(request), request.POST)
        if revision.se_abstiene:
            messages.error(request, SE_ABSTIENE)
            return camino.adelante if revision.verbo == "abstenerse" else ""
        try:
            hecho = revision.hacer()
        except VerboNegado as negativa:
            return self._negado(request, revision, negativa, camino)
        except PdfNoDisponible as negativa:
            messages.error(request, str(negativa))
            return ""
        except ValidationError as error:
            messages.error(request, "No se pudo aplicar. " + " ".join(error.messages))
            return ""
        except Solicitud.DoesNotExist as ajena:
            raise Http404 from ajena
        if not hecho:
            return ""
        messages.success(request, hecho)
        sigue = revision.verbo in (*DECIDEN, "abstenerse")
        return camino.adelante if sigue else request.get_full_path()

    def _negado(
        self, request: HttpRequest, revision: Revision, negativa: VerboNegado, camino: Camino
    ) -> str:
        """A second press by the same person goes on; who was overtaken is told by whom."""
        pk, por = revision.solicitud.pk, revision.por
        if ya := repetido(pk, revision.verbo, por):
            messages.info(request, f"Solicitud N° {revision.solicitud.numero}: {ya}")
            return camino.adelante
        fue = quien_fue(pk, por) if revision.verbo in DECIDEN else ""
        messages.error(request, f"{negativa} {fue}".strip())
        return ""


def _historial(request: HttpRequest, registro: Any) -> str:
    """The address of every version of the record, for who may see its kind."""
    if registro is None or not puede_ver(request.user, registro.tipo):
        return ""
    return reverse(f"admin:legajo_{registro._meta.model_name}_history", args=[registro.pk])
