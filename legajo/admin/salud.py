"""«Salud de los legajos»: what the rules find in the files of a unit, as a list to work through."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from accounts.alcance import AlcanceAdmin
from accounts.models import Unidad
from accounts.mostrado import accesos
from accounts.origen import origen
from accounts.peticion import quien
from accounts.sucesos import Tipo, anotar
from legajo.avisos.casos import Punto, casos, cuentas, leer_casos, puntos
from legajo.models import SaludDeLegajo, Servidor
from legajo.tablas import en_una_linea
from portal.tablas_csv import neutra

PERMISO = "legajo.view_servidor"
POR_PAGINA = 25
HASTA_EN_CSV = 5_000
LOTE = 500
PARAMETROS = {"unidad", "detalles", "pagina"}


@admin.register(SaludDeLegajo)
class SaludAdmin(AlcanceAdmin):
    """Lines of the list within one's branch; what is to be mended opens in its own page."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever views files."""
        return request.user.has_perm(PERMISO)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Stand in the index of who views files."""
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A place to look, where nothing is written."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A place to look, where nothing is written."""
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        """Files of one's branch."""
        return self.model._default_manager.visible_to(request.user, PERMISO)

    def get_urls(self) -> list[URLPattern]:
        """Adds the cases of a rule, and their download."""
        vista, nombre = self.admin_site.admin_view, "legajo_saluddelegajo"
        lugar = "casos/<slug:regla>/<slug:tipo>/"
        return [
            path(lugar, vista(self.ver_casos), name=f"{nombre}_casos"),
            path(f"{lugar}csv/", vista(self.descargar), name=f"{nombre}_csv"),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        """The file itself is elsewhere."""
        return HttpResponseRedirect(reverse("admin:legajo_servidor_change", args=[object_id]))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The rules with how many cases each has in one unit."""
        unidad, unidades = self._unidad(request)
        detalles = request.GET.get("detalles") == "1"
        lineas = cuentas(usuario=request.user, unidad=unidad, detalles=detalles) if unidad else None
        contexto = {"unidades": unidades, "lineas": lineas, "detalles": detalles}
        return self._pintar(request, "lista", "Salud de los legajos", unidad, contexto)

    def ver_casos(self, request: HttpRequest, regla: str, tipo: str) -> HttpResponse:
        """The records that meet a rule, file by file."""
        punto, unidad = self._punto(request, regla, tipo), self._elegida(request)
        pedida = request.GET.get("pagina", "1")
        pagina = max(int(pedida), 1) if pedida.isdecimal() and len(pedida) < 6 else 1
        desde = (pagina - 1) * POR_PAGINA
        claves = list(
            casos(punto, usuario=request.user, unidad=unidad)[desde : desde + POR_PAGINA + 1]
        )
        hallados = leer_casos(punto, claves[:POR_PAGINA])
        accesos(request).listar(punto.modelo, hallados, f"Lista: {punto.regla.titulo}")
        filas = [_fila(punto, caso) for caso in hallados]
        contexto = {
            "punto": punto,
            "filas": filas,
            "anterior": pagina - 1,
            "siguiente": pagina + 1 if len(claves) > POR_PAGINA else 0,
        }
        return self._pintar(request, "casos", punto.regla.titulo, unidad, contexto)

    def descargar(self, request: HttpRequest, regla: str, tipo: str) -> HttpResponse:
        """The same list as CSV, up to HASTA_EN_CSV rows; the download is an event."""
        punto, unidad = self._punto(request, regla, tipo), self._elegida(request)
        claves = list(casos(punto, usuario=request.user, unidad=unidad)[: HASTA_EN_CSV + 1])
        que = f"{punto.regla.titulo}, {unidad}"
        anotar(
            Tipo.EXPORTACION, usuario=quien(request), origen=origen(request), unidad=unidad,
            detalle=f"Salud de los legajos: {que}",
        )  # fmt: skip
        hoja = StringIO("\ufeff")  # the mark by which spreadsheets know UTF-8
        hoja.seek(0, 2)
        csv.writer(hoja).writerows(
            [neutra(celda) for celda in fila] for fila in _para_csv(punto, unidad, claves, request)
        )
        return HttpResponse(
            hoja.getvalue(),
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{regla}-{tipo}-{unidad.codigo}.csv"'
            },
        )

    def _pintar(
        self, request: HttpRequest, pagina: str, titulo: str, unidad: Any, contexto: dict[str, Any]
    ) -> HttpResponse:
        comun = {
            **self.admin_site.each_context(request), "opts": self.opts, "unidad": unidad,
            "title": titulo[:1].upper() + titulo[1:],
        }  # fmt: skip
        return render(request, f"admin/legajo/salud/{pagina}.html", comun | contexto)

    def _unidad(self, request: HttpRequest) -> tuple[Unidad | None, list[Unidad]]:
        """The unit that is looked at, and those of one's branch: of one alone, that one.

        A count over more than a unit at a time would have no bound.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.GET.keys() - PARAMETROS:
            raise BadRequest("Esa página no tiene ese filtro.")
        unidades = list(Unidad.objects.a_cargo(request.user, PERMISO).order_by("codigo"))
        pedida = request.GET.get("unidad", "")
        if not pedida:
            return (unidades[0] if len(unidades) == 1 else None), unidades
        for unidad in unidades:
            if str(unidad.pk) == pedida:
                return unidad, unidades
        raise Http404

    def _elegida(self, request: HttpRequest) -> Unidad:
        unidad, _ = self._unidad(request)
        if unidad is None:
            raise Http404
        return unidad

    def _punto(self, request: HttpRequest, regla: str, tipo: str) -> Punto:
        """The line at an address; Http404 for a kind that one may not view."""
        for punto in puntos():
            if (punto.regla.id, punto.tipo.slug) == (regla, tipo):
                if request.user.has_perm(punto.permiso):
                    return punto
                break
        raise Http404


def _fila(punto: Punto, caso: Any) -> dict[str, Any]:
    """A case as the page shows it: the servidor, the record in a line, where it is mended."""
    modelo = f"admin:legajo_{punto.tipo.modelo._meta.model_name}"
    if isinstance(caso, Servidor):
        url = f"{reverse(f'{modelo}_changelist')}?servidor__id__exact={caso.pk}"
        return {"servidor": caso, "url": url, "texto": f"Completar: {punto.tipo.singular.lower()}"}
    return {
        "servidor": caso.servidor,
        "url": reverse(f"{modelo}_change", args=[caso.pk]),
        "texto": _en_linea(punto, caso),
    }


def _en_linea(punto: Punto, registro: Any) -> str:
    textos = en_una_linea(c.de(registro) for c in punto.tipo.columnas)
    return textos or punto.tipo.singular


def _para_csv(
    punto: Punto, unidad: Unidad, claves: list[int], request: HttpRequest
) -> Iterator[tuple[str, ...]]:
    """Header, one row a case, and a last row that says so if there are more; whom, is noted."""
    yield "Aviso", "Unidad", "Documento", "Apellidos y nombres", punto.tipo.singular, "Qué hacer"
    aviso = f"{punto.regla.id} {punto.regla.titulo}"
    for i in range(0, min(len(claves), HASTA_EN_CSV), LOTE):
        hallados = leer_casos(punto, claves[i : min(i + LOTE, HASTA_EN_CSV)])
        accesos(request).listar(punto.modelo, hallados, f"Descarga: {punto.regla.titulo}")
        for caso in hallados:
            servidor = caso if isinstance(caso, Servidor) else caso.servidor
            texto = "" if caso is servidor else _en_linea(punto, caso)
            yield (aviso, unidad.nombre, servidor.documento, str(servidor), texto,
                   punto.regla.paso_de_la_ugel)  # fmt: skip
    if len(claves) > HASTA_EN_CSV:
        yield (f"Hay más de {HASTA_EN_CSV} casos: estos son los primeros por apellido.",)
