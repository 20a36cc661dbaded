"""«Quién tiene qué»: the list of roles as an auditor asks for it, on the page and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.timezone import localdate

from accounts.alcance import AlcanceAdmin, permiso_de_ver
from accounts.models import Asignacion, Unidad, Usuario
from accounts.origen import origen
from accounts.peticion import quien
from accounts.sucesos import Tipo, anotar
from portal.exportacion import celda
from portal.texto import fecha, fecha_hora

TITULO = "Quién tiene qué"
COLUMNAS = ("Persona", "Documento", "Rol", "Unidad", "Desde", "Hasta", "Motivo", "Dada por",
            "Dada el", "Delegación de", "Terminada el")  # fmt: skip
ESTADOS = {
    "vigentes": "Vigentes",
    "delegaciones": "Delegaciones vigentes",
    "por_empezar": "Por empezar",
    "terminadas": "Terminadas",
    "todas": "Todas",
}


class EstadoFilter(admin.SimpleListFilter):
    """What holds today, unless something else is asked for."""

    title = "estado"
    parameter_name = "estado"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The choices."""
        return list(ESTADOS.items())

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Django's, without its «Todos» on top: nothing chosen is the first."""
        elegido = self.value() or "vigentes"
        for clave, texto in ESTADOS.items():
            enlace = changelist.get_query_string({self.parameter_name: clave})
            yield {"selected": clave == elegido, "query_string": enlace, "display": texto}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the choice; 400 for what is none."""
        vigentes = Asignacion.objects.vigentes().values("pk")
        condiciones = {
            "vigentes": Q(pk__in=vigentes),
            "delegaciones": Q(pk__in=vigentes, delegacion_de__isnull=False),
            "por_empezar": Q(desde__gt=localdate(), terminada_en=None),
            "terminadas": Q(pk__in=Asignacion.objects.terminadas().values("pk")),
            "todas": Q(),
        }
        if (elegido := self.value() or "vigentes") not in condiciones:
            raise BadRequest("Ese estado no existe.")
        return queryset.filter(condiciones[elegido])


class QuienTieneQue(AlcanceAdmin):
    """The list, with who is superuser besides, and its download."""

    list_display = ("usuario", "rol", "unidad", "inicio", "fin", "dada_por", "dada_el", "titular")
    list_select_related = ("usuario", "rol", "unidad", "dada_por", "delegacion_de__usuario")
    change_list_template = "admin/accounts/asignacion/change_list.html"

    @admin.display(description="desde", ordering="desde")
    def inicio(self, asignacion: Asignacion) -> str:
        """The date."""
        return fecha(asignacion.desde)

    @admin.display(description="dada el", ordering="dada_en")
    def dada_el(self, asignacion: Asignacion) -> str:
        """Date and hour."""
        return fecha_hora(asignacion.dada_en)

    @admin.display(description="hasta", ordering="hasta")
    def fin(self, asignacion: Asignacion) -> str:
        """The date, or that there is none."""
        return fecha(asignacion.hasta) or "Sin fecha de fin"

    @admin.display(description="delegación de")
    def titular(self, asignacion: Asignacion) -> str:
        """Whose absence it is."""
        return str(asignacion.delegacion_de.usuario) if asignacion.delegacion_de else ""

    def get_urls(self) -> list[URLPattern]:
        """Adds the download."""
        vista = self.admin_site.admin_view(self.descargar)
        return [path("csv/", vista, name="accounts_asignacion_csv"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With its name, and the superusers for who sees the country."""
        contexto = {"title": TITULO, "superusuarios": self._superusuarios(request)}
        return super().changelist_view(request, contexto | (extra_context or {}))

    def descargar(self, request: HttpRequest) -> HttpResponse:
        """The rows of the list, with its filters, as CSV; the event tells who took them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            lista = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters as error:
            raise BadRequest("La dirección de la lista no es válida.") from error
        filas = [_fila(asignacion) for asignacion in lista]
        filas += [_fila_de_superusuario(u) for u in self._superusuarios(request)]
        hoja = StringIO("\ufeff")  # the mark by which spreadsheets know UTF-8
        hoja.seek(0, 2)
        csv.writer(hoja).writerows([COLUMNAS, *([celda(v) for v in fila] for fila in filas)])
        anotar(
            Tipo.EXPORTACION, usuario=quien(request), origen=origen(request),
            detalle=f"{TITULO}: {len(filas)} filas. {request.GET.urlencode()}",
        )  # fmt: skip
        return HttpResponse(
            hoja.getvalue(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="quien-tiene-que.csv"'},
        )

    def _superusuarios(self, request: HttpRequest) -> QuerySet[Usuario]:
        """Who has every right without an Asignacion: for who sees the roles of the country."""
        if not Unidad.objects.nacional(request.user, permiso_de_ver(Asignacion)):
            return Usuario.objects.none()
        return Usuario.objects.filter(is_superuser=True, is_active=True).order_by("documento")


def _fila(asignacion: Asignacion) -> tuple[Any, ...]:
    titular = asignacion.delegacion_de and asignacion.delegacion_de.usuario
    persona = asignacion.usuario
    return (
        persona.nombre, persona.documento, str(asignacion.rol), str(asignacion.unidad),
        asignacion.desde, asignacion.hasta, asignacion.motivo,
        str(asignacion.dada_por or ""), asignacion.dada_en, str(titular or ""),
        asignacion.terminada_en,
    )  # fmt: skip


def _fila_de_superusuario(usuario: Usuario) -> tuple[Any, ...]:
    return (usuario.nombre, usuario.documento, "Superusuario", "Todas", usuario.creado_en.date(),
            *[""] * 6)  # fmt: skip
