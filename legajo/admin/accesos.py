"""The log of accesses in the admin: looked through and taken out; and why a file is opened."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString

from accounts import limites
from accounts.alcance import AlcanceAdmin, permiso_de_ver
from accounts.models import Usuario
from accounts.mostrado import accesos
from accounts.origen import origen
from accounts.peticion import destino_propio, quien
from accounts.sucesos import Tipo, anotar
from legajo.accesos import AccesosDePeticion, dar_motivo
from legajo.auditoria import CABECERA, DE_UN_CLIC, ExportarForm, MotivoForm, bloques, detalle, entre
from legajo.models import Acceso, Servidor
from portal.tablas_csv import neutra


@admin.register(Acceso)
class AccesoAdmin(AlcanceAdmin):
    """Accesses that concern one's branch. The list names who looked; each page, at whom."""

    list_display = ("ocurrido_en", "por", "cargo", "que", "buscado", "por_que", "cuantos")
    list_select_related = ("por", "asignacion__rol", "asignacion__unidad")
    list_filter = ("motivo", "ocurrido_en")
    sortable_by = ()
    actions = None
    fields = ("ocurrido_en", "por", "cargo", "que", "buscado", "por_que", "de_quienes")
    readonly_fields = fields
    search_fields = ("que",)  # what it says does not matter, that it says something does
    search_help_text = "Escriba el número de documento completo de quien vio o de quien fue visto."
    change_list_template = "admin/legajo/acceso/change_list.html"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With a title that says what it is."""
        return super().changelist_view(
            request, {"title": "Accesos a legajos", **(extra_context or {})}
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The portal writes it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor does the database let anybody."""
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """The accesses to the file of a documento, and those that its account made."""
        documento = limites.normalizar(search_term)
        if not documento:
            return queryset, False
        cuentas = Usuario.objects.filter(documento=documento).values_list("pk", flat=True)
        legajos = Servidor.objects.filter(documento=documento).values_list("pk", flat=True)
        return queryset.filter(
            Q(por__in=list(cuentas)) | Q(servidores__overlap=list(legajos) or [0])
        ), False

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """One access, with those of one's branch whom it showed; the page names them."""
        acceso = super().get_object(request, object_id, from_field)
        if acceso is not None:
            acceso.nombrados = list(self._de_mi_rama(request).filter(pk__in=acceso.servidores))
            accesos(request).listar(Servidor, acceso.nombrados, "Lista: registro de accesos")
        return acceso

    def _de_mi_rama(self, request: HttpRequest) -> QuerySet[Servidor]:
        """Those whose names one may be told; never one's own."""
        return Servidor.objects.visible_to(request.user, permiso_de_ver(Acceso))

    @admin.display(description="motivo")
    def por_que(self, acceso: Acceso) -> str:
        """The reason and what it refers to."""
        return acceso.porque

    @admin.display(description="con qué rol")
    def cargo(self, acceso: Acceso) -> str:
        """The role, and the unit where he has it."""
        return acceso.cargo

    @admin.display(description="legajos")
    def cuantos(self, acceso: Acceso) -> int:
        """How many people it showed."""
        return len(acceso.servidores)

    @admin.display(description="de quiénes")
    def de_quienes(self, acceso: Any) -> SafeString:
        """Documento and name, one a line; of another unit's, how many."""
        lineas = [(f"{s.documento} {s}",) for s in acceso.nombrados]
        if otros := len(acceso.servidores) - len(lineas):
            lineas.append((f"{otros} que usted no puede ver",))
        return format_html_join("", "{}<br>", lineas)

    def get_urls(self) -> list[URLPattern]:
        """Adds the reason, for all staff, and the export, for who may look."""
        vista = self.admin_site.admin_view
        return [
            path("motivo/<int:servidor>/", vista(self.motivo), name="legajo_acceso_motivo"),
            path("exportar/", vista(self.exportar), name="legajo_acceso_exportar"),
            *super().get_urls(),
        ]

    def motivo(self, request: HttpRequest, servidor: int) -> HttpResponse:
        """Ask why a file is opened and go on; of the file it says nothing: it is not open yet."""
        form = MotivoForm(request.POST or None)
        if form.is_valid():
            dar_motivo(request.session, servidor, **form.cleaned_data)
            adonde = request.GET.get("next", "")
            return HttpResponseRedirect(destino_propio(request, adonde, si_no="admin:index"))
        contexto = {
            **self.admin_site.each_context(request), "title": "¿Para qué abre este legajo?",
            "form": form, "motivos": DE_UN_CLIC, "opts": self.opts,
        }  # fmt: skip
        return render(request, "admin/legajo/acceso/motivo.html", contexto)

    def exportar(self, request: HttpRequest) -> HttpResponseBase:
        """Ask between which days; download."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        vistos = self.get_queryset(request)
        form = ExportarForm(request.GET or None, vistos=vistos, legajos=self._de_mi_rama(request))
        if form.is_valid():
            return self._descarga(request, vistos, form.cleaned_data)
        contexto = {
            **self.admin_site.each_context(request), "title": "Quién vio los datos de quién",
            "form": form, "opts": self.opts,
        }  # fmt: skip
        return render(request, "admin/legajo/acceso/exportar.html", contexto)

    def _descarga(
        self, request: HttpRequest, vistos: QuerySet[Acceso], datos: dict[str, Any]
    ) -> HttpResponseBase:
        anotar(
            Tipo.EXPORTACION, usuario=quien(request), origen=origen(request),
            detalle=detalle(datos, "descarga"),
        )  # fmt: skip
        propios = AccesosDePeticion(request.user, request.session, pregunta=False, acotada=False)
        gente = self._de_mi_rama(request)
        filas = bloques(entre(vistos, **datos), de=gente, servidor=datos["servidor"])
        nombre = f"accesos-{datos['desde']}-{datos['hasta']}.csv"
        return StreamingHttpResponse(
            _como_csv(filas, propios), content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": content_disposition_header(True, nombre) or ""},
        )  # fmt: skip


def _como_csv(
    hallados: Iterator[tuple[set[int], list[tuple[str, ...]]]], propios: AccesosDePeticion
) -> Iterator[bytes]:
    """Lines of a CSV, block by block; whom a block names is written down before it leaves."""
    yield b"\xef\xbb\xbf" + _lineas([CABECERA])
    for claves, filas in hallados:
        propios.listar(Servidor, [(pk,) for pk in claves], "Descarga: registro de accesos")
        propios.guardar()
        yield _lineas(filas)


def _lineas(filas: Iterable[tuple[str, ...]]) -> bytes:
    hoja = StringIO()
    csv.writer(hoja).writerows([neutra(celda) for celda in fila] for fila in filas)
    return hoja.getvalue().encode()
