"""«Importar legajo» in the admin: upload, look at the trial, apply; reports and templates."""

from __future__ import annotations

from io import BytesIO, StringIO
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header

from accounts.alcance import AlcanceAdmin
from accounts.origen import origen
from accounts.peticion import quien
from accounts.sucesos import Tipo, anotar
from legajo.importacion.destinos import destinos
from legajo.importacion.importar import en_marcha
from legajo.importacion.informe import como_csv, filas_de
from legajo.importacion.plantillas import libro_de_plantilla, plantilla_csv
from legajo.importacion.subida import SIN_DERECHO, ImportarForm, pasos, pedir, recibir
from legajo.models import Hallazgo, ImportacionLegajo
from portal.texto import fecha_hora

EN_PANTALLA = 100
INFORMES = {"errores": Hallazgo.Clase.COTEJO, "cambios": Hallazgo.Clase.CAMBIO}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@admin.register(ImportacionLegajo)
class ImportacionLegajoAdmin(AlcanceAdmin):
    """Files brought in from the units of one's branch."""

    list_display = ("nombre", "creada_en", "hecha_por", "estado", "leidas", "malas", "nuevas",
                    "cambiadas", "iguales")  # fmt: skip
    list_filter = ("estado",)
    list_select_related = ("hecha_por",)
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Bringing files in is a right of its own."""
        return request.user.has_perm("legajo.importar_legajo")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An import is done step by step, not edited."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Adds the reports and the templates."""
        vista = self.admin_site.admin_view
        return [
            path("plantilla/<slug:slug>.<str:formato>", vista(self.plantilla),
                 name="legajo_importacionlegajo_plantilla"),
            path("<int:pk>/<slug:informe>.csv", vista(self.informe),
                 name="legajo_importacionlegajo_informe"),
            *super().get_urls(),
        ]  # fmt: skip

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form, and the templates to fill; what is sent is tried, never written at once."""
        if not self.has_add_permission(request):
            raise PermissionDenied(SIN_DERECHO)
        form = ImportarForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            datos = form.cleaned_data
            try:
                hecha = recibir(datos["archivo"], tipo=datos["tipo"], por=quien(request))
                return HttpResponseRedirect(self._pagina(hecha))
            except ValidationError as error:
                form.add_error("archivo", error)
        contexto = {
            **self.admin_site.each_context(request), "form": form, "opts": self.opts,
            "title": "Importar legajo", "destinos": destinos().values(),
        }  # fmt: skip
        return render(request, "admin/legajo/importacionlegajo/importar.html", contexto)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """How far it is, what was found, and the step that is open."""
        importacion = self.get_object(request, object_id)
        if importacion is None or not self.has_view_permission(request, importacion):
            raise Http404
        if request.method == "POST":
            self._pedir(request, importacion)
            return HttpResponseRedirect(self._pagina(importacion))
        contexto = {
            **self.admin_site.each_context(request), **_resumen(importacion),
            "opts": self.opts, "title": importacion.nombre, "importacion": importacion,
            "pasos": pasos(importacion, quien(request)).items(),
        }  # fmt: skip
        return render(request, "admin/legajo/importacionlegajo/importacion.html", contexto)

    def _pedir(self, request: HttpRequest, importacion: ImportacionLegajo) -> None:
        try:
            pedir(importacion, request.POST.get("verbo", ""), por=quien(request))
            messages.success(request, "Pedido: se hará en unos momentos. Actualice la página.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))

    def _pagina(self, importacion: ImportacionLegajo) -> str:
        return reverse("admin:legajo_importacionlegajo_change", args=[importacion.pk])

    def informe(self, request: HttpRequest, pk: int, informe: str) -> HttpResponseBase:
        """Errors or changes of an import of one's branch, whole, as CSV."""
        importacion = get_object_or_404(self.get_queryset(request), pk=pk)
        if informe not in INFORMES:
            raise Http404
        anotar(
            Tipo.EXPORTACION, usuario=quien(request), origen=origen(request),
            detalle=f"Informe de la importación {pk}: {informe}",
        )  # fmt: skip
        filas = filas_de([importacion], INFORMES[informe])
        respuesta = StreamingHttpResponse(como_csv(filas), content_type="text/csv; charset=utf-8")
        return _descarga(respuesta, f"{informe}-importacion-{pk}.csv")

    def plantilla(self, request: HttpRequest, slug: str, formato: str) -> HttpResponseBase:
        """The template of one destination, or of all as a workbook."""
        if not self.has_add_permission(request):
            raise PermissionDenied(SIN_DERECHO)
        elegidos = [d for d in destinos().values() if slug in ("legajo", d.slug)]
        if not elegidos or formato not in ("csv", "xlsx") or len(elegidos) > 1 and formato == "csv":
            raise Http404
        if formato == "csv":
            texto = StringIO()
            plantilla_csv(texto, elegidos[0])
            octetos, tipo = texto.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8"
        else:
            libro = BytesIO()
            libro_de_plantilla(elegidos).save(libro)
            octetos, tipo = libro.getvalue(), XLSX
        return _descarga(HttpResponse(octetos, content_type=tipo), f"{slug}.{formato}")


def _descarga(respuesta: Any, nombre: str) -> Any:
    respuesta.headers["Content-Disposition"] = content_disposition_header(True, nombre)
    return respuesta


def _resumen(importacion: ImportacionLegajo) -> dict[str, Any]:
    """What the page of an import says."""
    errores, cambios = importacion.hallazgos.errores(), importacion.hallazgos.cambios()
    hay_errores, hay_cambios = errores.count(), cambios.count()
    quien_subio = importacion.hecha_por or "el sistema"
    simulada = importacion.estado != ImportacionLegajo.Estado.APLICADA
    pares = [
        ("Estado", importacion.get_estado_display()),
        ("Subida", f"{fecha_hora(importacion.creada_en)}, por {quien_subio}"),
        ("Aplicada", fecha_hora(importacion.aplicada_en)),
        ("Filas leídas", importacion.leidas),
        ("Filas con errores", importacion.malas),
        ("Registros que se crearían" if simulada else "Registros creados", importacion.nuevas),
        ("Registros que cambiarían" if simulada else "Registros cambiados", importacion.cambiadas),
        ("Registros que ya están igual", importacion.iguales),
    ]  # fmt: skip
    return {
        "pares": [(rotulo, str(valor)) for rotulo, valor in pares if valor != ""],
        "trabajando": en_marcha(importacion),
        "en_espera": importacion.pedida_en,
        "porcentaje": 100 * importacion.avance // importacion.tamano if importacion.tamano else 0,
        "errores": errores[:EN_PANTALLA],
        "mas_errores": max(0, hay_errores - EN_PANTALLA),
        "cambios": cambios[:EN_PANTALLA],
        "mas_cambios": max(0, hay_cambios - EN_PANTALLA),
    }
