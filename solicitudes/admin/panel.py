"""«Panel de solicitudes»: what each unit received and decided, how late, and what was thought."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.timezone import localdate

from accounts.alcance import AlcanceAdmin, permiso_de_ver
from accounts.models import Unidad
from accounts.origen import origen
from accounts.peticion import quien
from accounts.sucesos import Tipo, anotar
from portal.tablas_csv import neutra
from portal.texto import fecha_hora
from solicitudes import panel
from solicitudes.admin import panel_tablas
from solicitudes.admin.panel_form import PanelForm
from solicitudes.models import Resumen
from solicitudes.resumen import ABIERTOS, mover

TITULO = "Panel de solicitudes"


@admin.register(Resumen)
class PanelAdmin(AlcanceAdmin):
    """The panel stands where the list of the summary would be; nothing is written here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The summary is reckoned, not written."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The summary is reckoned, not written."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Adds the download."""
        vista = self.admin_site.admin_view(self.descargar)
        return [path("csv/", vista, name="solicitudes_resumen_csv"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The three tables with their charts; a filter that is wrong is said in its place."""
        form = self._form(request)
        contexto: dict[str, Any] = {
            **self.admin_site.each_context(request), "opts": self.opts, "title": TITULO,
            "form": form, "columnas": panel_tablas.COLUMNAS, "actualizado": self._actualizado(),
        }  # fmt: skip
        if form.is_valid():
            cifras = panel.leer(form.filtrar(self.get_queryset(request)))
            contexto |= {
                "tablas": panel_tablas.tablas(cifras, form),
                "total": panel_tablas.Renglon("Total", cifras.total),
                "motivos": cifras.motivos,
                "bandejas": panel_tablas.en_bandeja(form),
                "consulta": request.GET.urlencode(),
            }
        return render(request, "admin/solicitudes/panel.html", contexto)

    def descargar(self, request: HttpRequest) -> HttpResponse:
        """One of the tables as CSV, with the filters of the page; the download is an event."""
        form = self._form(request)
        if not form.is_valid():
            raise BadRequest("Uno de los filtros no es válido.")
        cifras = panel.leer(form.filtrar(self.get_queryset(request)))
        por_clave = {tabla.clave: tabla for tabla in panel_tablas.tablas(cifras, form)}
        tabla = por_clave.get(request.GET.get("tabla", "unidades"))
        if tabla is None:
            raise BadRequest("Esa tabla no existe.")
        anotar(
            Tipo.EXPORTACION, usuario=quien(request), origen=origen(request),
            detalle=f"{TITULO}: {tabla.titulo.lower()}. {form.dicho()}",
        )  # fmt: skip
        hoja = StringIO("\ufeff")  # the mark by which spreadsheets know UTF-8
        hoja.seek(0, 2)
        filas = ((r.rotulo, *r.cifras) for r in tabla.renglones)
        csv.writer(hoja).writerows(
            [neutra(celda) for celda in fila]
            for fila in ((tabla.primera, *panel_tablas.COLUMNAS), *filas)
        )
        nombre = f'attachment; filename="panel-{tabla.clave}.csv"'
        return HttpResponse(
            hoja.getvalue(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": nombre},
        )

    def _form(self, request: HttpRequest) -> PanelForm:
        """The filters, over the units of one's branch."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.GET.keys() - {*PanelForm.base_fields, "tabla"}:
            raise BadRequest("Esa página no tiene ese filtro.")
        unidades = Unidad.objects.a_cargo(request.user, permiso_de_ver(Resumen))
        return PanelForm(request.GET.dict(), unidades.order_by("codigo"))

    def _actualizado(self) -> str:
        """When the summary was last written; every run writes the last months."""
        ultimos = Resumen.objects.filter(mes__gt=mover(localdate(), -ABIERTOS))
        return fecha_hora(ultimos.aggregate(cuando=Max("actualizado_en"))["cuando"])
