"""One verb over the rows chosen in the tray: row by row, with what became of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.alcance import AlcanceAdmin
from accounts.models import Usuario
from accounts.peticion import quien
from solicitudes import decisiones, reparto
from solicitudes.aplicacion import registro_de_hoy
from solicitudes.datos import comparacion
from solicitudes.formas_de_mesa import MotivoForm, ReasignarForm
from solicitudes.models import Motivo, Solicitud
from solicitudes.transiciones import ATENDER, REASIGNAR, VerboNegado, lo_visto
from solicitudes.ya_hecho import quien_fue, repetido

SOLO_LAS_VISTAS = "Elija en la página las solicitudes: no se decide sobre las que no ve."
Hacer = Callable[[Solicitud], Solicitud]


class EnBloque(AlcanceAdmin):
    """Actions of the tray. Each row goes through the verb of the desk; one refused stops none."""

    actions = ("tomar", "atender", "observar", "rechazar", "reasignar")

    def has_atender_permission(self, request: HttpRequest) -> bool:
        """The right to decide, somewhere; the verb asks for it over each row."""
        return request.user.has_perm(ATENDER)

    def has_reasignar_permission(self, request: HttpRequest) -> bool:
        """The right to say whose work they are."""
        return request.user.has_perm(REASIGNAR)

    @admin.action(description="Tomar", permissions=["atender"])
    def tomar(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Take them."""
        self._una_por_una(request, "tomar", lambda s: reparto.tomar(s.pk, por=quien(request)))

    @admin.action(description="Atender: aceptar todo lo pedido", permissions=["atender"])
    def atender(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Accept all that they ask, where nothing asks for a closer look."""
        self._una_por_una(request, "atender", lambda s: atender_de_una_vez(s, quien(request)))

    @admin.action(description="Observar…", permissions=["atender"])
    def observar(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Say of all the same that is missing."""
        form = MotivoForm(
            request.POST if "aplicar" in request.POST else None,
            motivos=Motivo.objects.de_observacion(), rotulo="Qué falta (lo leerán los servidores)",
        )  # fmt: skip
        return self._con_forma(
            request, "observar", "Observar", form,
            lambda s: decisiones.observar(s.pk, por=quien(request), **form.cleaned_data),
        )  # fmt: skip

    @admin.action(description="Rechazar…", permissions=["atender"])
    def rechazar(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Refuse them for the same reason."""
        form = MotivoForm(
            request.POST if "aplicar" in request.POST else None,
            motivos=Motivo.objects.de_rechazo(),
            rotulo="Motivo del rechazo (lo leerán los servidores)",
        )  # fmt: skip
        return self._con_forma(
            request, "rechazar", "Rechazar", form,
            lambda s: decisiones.rechazar(s.pk, por=quien(request), **form.cleaned_data),
        )  # fmt: skip

    @admin.action(description="Reasignar…", permissions=["reasignar"])
    def reasignar(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Give them to one person."""
        datos = request.POST if "aplicar" in request.POST else None
        form = ReasignarForm(reparto.candidatos(self._elegidas(request)), datos)
        return self._con_forma(
            request, "reasignar", "Reasignar", form,
            lambda s: reparto.reasignar(s.pk, por=quien(request), a=form.cleaned_data["a"]),
        )  # fmt: skip

    def _con_forma(
        self, request: HttpRequest, verbo: str, titulo: str, form: Any, hacer: Hacer
    ) -> HttpResponse | None:
        """Ask first for what the verb needs; then do it."""
        if request.POST.get("select_across") == "1":
            messages.error(request, SOLO_LAS_VISTAS)
            return None
        if form.is_bound and form.is_valid():
            self._una_por_una(request, verbo, hacer)
            return None
        contexto = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{titulo} las solicitudes elegidas",
            "boton": titulo,
            "accion": verbo,
            "nombre": ACTION_CHECKBOX_NAME,
            "elegidas": self._elegidas(request).select_related("servidor"),
            "form": form,
            "volver": request.get_full_path(),
        }
        return render(request, "admin/solicitudes/en_bloque.html", contexto)

    def _elegidas(self, request: HttpRequest) -> QuerySet[Any]:
        """The chosen rows of one's branch, still in the tray or not: of each something is told."""
        return self.get_queryset(request).filter(
            pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME)[: self.list_max_show_all]
        )

    def _una_por_una(self, request: HttpRequest, verbo: str, hacer: Hacer) -> None:
        if request.POST.get("select_across") == "1":
            messages.error(request, SOLO_LAS_VISTAS)
            return
        elegidas = list(self._elegidas(request).select_related("servidor"))
        if faltan := len(set(request.POST.getlist(ACTION_CHECKBOX_NAME))) - len(elegidas):
            no_estan = "no está" if faltan == 1 else "no están"
            messages.warning(request, f"{faltan} de las elegidas {no_estan} en su rama.")
        for solicitud in elegidas:
            tono, dice = _resultado(solicitud, verbo, quien(request), hacer)
            messages.add_message(request, tono, f"{solicitud} ({solicitud.servidor}): {dice}")


def _resultado(solicitud: Solicitud, verbo: str, por: Usuario, hacer: Hacer) -> tuple[int, str]:
    """Do it to a row; how it went, in a sentence."""
    try:
        hecha = hacer(solicitud)
    except VerboNegado as negativa:
        if ya := repetido(solicitud.pk, verbo, por):
            return messages.INFO, ya
        fue = quien_fue(solicitud.pk, por) if verbo in ("atender", "rechazar", "observar") else ""
        return messages.ERROR, f"{negativa} {fue}".strip()
    except ValidationError as error:
        return messages.ERROR, "No se pudo aplicar. " + " ".join(error.messages)
    except Solicitud.DoesNotExist:
        return messages.ERROR, "No está a su cargo: es de otra unidad o usted se abstiene."
    if verbo in ("tomar", "reasignar"):
        return messages.SUCCESS, f"A cargo de {hecha.asignada_a}."
    return messages.SUCCESS, f"{hecha.situacion.label}."


def atender_de_una_vez(solicitud: Solicitud, por: Usuario) -> Solicitud:
    """Attend without opening it. What asks for a look at the desk is refused, never guessed."""
    if solicitud.pide_documento:
        raise VerboNegado("El documento se emite desde su mesa: ábrala.")
    if solicitud.operacion == "quitar":
        raise VerboNegado("Quitar un registro se decide desde su mesa: ábrala.")
    vista = lo_visto(solicitud)
    registro = registro_de_hoy(solicitud) if solicitud.abierta else None
    filas = comparacion(list(solicitud.datos.pedidos()), registro)
    if registro and any(fila["hoy"] != fila["antes"] for fila in filas):
        raise VerboNegado("El registro cambió desde que se pidió: ábrala y compare.")
    return decisiones.atender(
        solicitud.pk, por=por, vista=vista, version_vista=registro.version if registro else None
    )
