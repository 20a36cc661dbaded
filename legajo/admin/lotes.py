"""«Emitir en lote» in the admin: the list, the trial, how far it is, its results and its ZIP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime

from accounts.alcance import AlcanceAdmin, SoloMiRama
from accounts.mostrado import accesos
from accounts.origen import origen
from accounts.peticion import quien
from accounts.sucesos import Tipo, anotar
from legajo.lotes import paquete, verbos
from legajo.lotes.avance import Avance, avance_de, en_palabras
from legajo.lotes.formulario import LoteForm
from legajo.lotes.lista import EMITIR
from legajo.lotes.resultados import COLUMNAS, celdas, filas_de, lineas
from legajo.models import FilaDeLote, Lote
from portal.descargas import entregar_por_trozos
from portal.texto import fecha, fecha_hora

POR_PAGINA = 25
DE_LA_LISTA = "Emisión en lote: {}"
YA_ENVIADO = (
    "Ese formulario ya se había enviado: este es el lote que preparó. Si cambió algo, cancélelo y "
    "prepare otro."
)
PEDIDO = {
    "empezar": "En marcha. Puede cerrar esta página: el lote sigue solo.",
    "continuar": "En marcha otra vez.",
    "reanudar": "En marcha otra vez.",
    "pausar": "En pausa. Lo que ya se estaba emitiendo termina.",
    "cancelar": "Cancelado. Lo que ya se emitió sigue siendo válido.",
    "reintentar": "En marcha otra vez, con los que no se emitieron.",
    "armar": "Pedido: el ZIP estará en unos minutos.",
}


@admin.register(Lote)
class LoteAdmin(AlcanceAdmin):
    """Batches of the units of one's branch."""

    list_display = ("__str__", "unidad", "pedido_por", "pedido_en", "estado", "emitidos")
    list_filter = ("estado", "clase", ("unidad", SoloMiRama))
    list_select_related = ("unidad", "pedido_por")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever issues."""
        return request.user.has_perm(EMITIR)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A batch is moved by its verbs, not edited."""
        return False

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list; of those on the page, how many each issued, of how many: one query."""
        lista = super().get_changelist_instance(request)
        emitida = Q(estado=FilaDeLote.Estado.EMITIDA)
        contadas = (
            FilaDeLote.objects.filter(lote__in=[lote.pk for lote in lista.result_list])
            .order_by()
            .values_list("lote")
            .annotate(hechos=Count("pk", emitida), todos=Count("pk"))
        )
        cuentas = {lote: f"{hechos} de {todos}" for lote, hechos, todos in contadas}
        for lote in lista.result_list:
            lote.cuenta = cuentas.get(lote.pk, "0 de 0")
        return lista

    @admin.display(description="emitidos")
    def emitidos(self, lote: Any) -> str:
        """«38 de 40»."""
        return str(lote.cuenta)

    def get_urls(self) -> list[URLPattern]:
        """Adds how far it is, the results and the ZIP."""
        vista, nombre = self.admin_site.admin_view, "legajo_lote"
        return [
            path("<int:pk>/avance/", vista(self.avance), name=f"{nombre}_avance"),
            path("<int:pk>/resultados.csv", vista(self.resultados), name=f"{nombre}_csv"),
            path("<int:pk>/documentos.zip", vista(self.zip), name=f"{nombre}_zip"),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """For whom, what and by which expediente; it is prepared, and nothing is issued yet."""
        if not self.has_add_permission(request):
            raise PermissionDenied(verbos.SIN_DERECHO)
        form = LoteForm(request.POST or None, por=quien(request))
        if form.is_valid():
            datos = form.cleaned_data
            lote, nuevo = verbos.preparar(
                form.claves, clase=datos["clase"], unidad=datos["unidad"], pedido=form.pedido(),
                clave=datos["clave"], por=quien(request),
            )  # fmt: skip
            if not nuevo:
                messages.warning(request, YA_ENVIADO)
            elif form.fuera:
                messages.warning(request, f"Líneas que quedaron fuera: {form.fuera}.")
            return HttpResponseRedirect(_pagina(lote.pk))
        contexto = {
            **self.admin_site.each_context(request), "form": form, "opts": self.opts,
            "title": "Emitir en lote",
        }  # fmt: skip
        return render(request, "admin/legajo/lote/nuevo.html", contexto)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """How far it is, the steps that are open, and what became of each row."""
        lote = self.get_object(request, object_id)
        if lote is None or not self.has_view_permission(request, lote):
            raise Http404
        if request.method == "POST":
            return self._hacer(request, lote)
        avance = avance_de(lote)
        contexto = {
            **self.admin_site.each_context(request), **_del_avance(lote, avance),
            **self._filas(request, lote), "opts": self.opts, "title": str(lote),
            "pasos": verbos.pasos(lote, avance, quien(request)).items(), "pares": _pares(lote),
        }  # fmt: skip
        return render(request, "admin/legajo/lote/lote.html", contexto)

    def _hacer(self, request: HttpRequest, lote: Lote) -> HttpResponse:
        verbo = request.POST.get("verbo", "")
        try:
            verbos.hacer(lote.pk, verbo, por=quien(request), origen=origen(request))
            messages.success(request, PEDIDO[verbo])
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        except Lote.DoesNotExist as error:
            raise PermissionDenied(verbos.SIN_DERECHO) from error
        return HttpResponseRedirect(_pagina(lote.pk))

    def _filas(self, request: HttpRequest, lote: Lote) -> dict[str, Any]:
        """A page of the rows, those of one state if the address says so; whom it shows is noted."""
        elegido = request.GET.get("estado", "")
        filas = filas_de(lote)
        if elegido in FilaDeLote.Estado.values:
            filas = filas.filter(estado=elegido)
        pagina: Page[Any] = Paginator(filas, POR_PAGINA).get_page(request.GET.get("pagina"))
        accesos(request).listar(FilaDeLote, pagina.object_list, DE_LA_LISTA.format("filas"))
        return {
            "pagina": pagina, "elegido": elegido, "estados": FilaDeLote.Estado.choices,
            "consulta": f"estado={elegido}&" if elegido in FilaDeLote.Estado.values else "",
        }  # fmt: skip

    def avance(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The figures alone, which name nobody, for the page that asks every few seconds."""
        lote = self._uno(request, pk)
        return render(request, "admin/legajo/lote/_avance.html", _del_avance(lote, avance_de(lote)))

    def resultados(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Every row as CSV; the download is noted, and is an event."""
        lote = self._uno(request, pk)
        self._anotar(request, lote, "resultados")
        cuerpo = lineas([COLUMNAS, *(celdas(fila) for fila in filas_de(lote))])
        respuesta = StreamingHttpResponse(cuerpo, content_type="text/csv; charset=utf-8")
        disposicion = content_disposition_header(True, f"lote-{pk}-resultados.csv")
        respuesta.headers["Content-Disposition"] = disposicion or "attachment"
        return respuesta

    def zip(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The ZIP while it is kept; the download is noted, and is an event."""
        lote = self._uno(request, pk)
        if not paquete.disponible(lote):
            raise Http404
        self._anotar(request, lote, "ZIP")
        dia = localtime(lote.paquete_en)
        return entregar_por_trozos(
            request, lote.paquete, nombre=f"lote-{pk}-{dia:%Y-%m-%d}.zip",
            tamano=lote.paquete_bytes, sha256=lote.paquete_sha256, tipo="application/zip",
        )  # fmt: skip

    def _uno(self, request: HttpRequest, pk: int) -> Lote:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=pk)

    def _anotar(self, request: HttpRequest, lote: Lote, que: str) -> None:
        """Whom a download tells of, in the log of accesses; and the download itself."""
        de_quienes = lote.filas.order_by("orden").values_list("servidor")
        accesos(request).listar(FilaDeLote, de_quienes, DE_LA_LISTA.format(f"descarga de {que}"))
        anotar(
            Tipo.EXPORTACION, usuario=quien(request), origen=origen(request), unidad=lote.unidad,
            detalle=f"{lote}: {que}",
        )  # fmt: skip


def _pagina(pk: int) -> str:
    return reverse("admin:legajo_lote_change", args=[pk])


def _pares(lote: Lote) -> list[tuple[str, str]]:
    """What was asked for."""
    quien_pidio = f"{lote.pedido_por}, el {fecha_hora(lote.pedido_en)}"
    pares = [
        ("Unidad", lote.unidad.nombre),
        ("Pedido por", quien_pidio),
        ("Expediente", f"{lote.expediente}, del {fecha(lote.fecha_expediente)}"),
        ("Solicitante", lote.solicitante),
        ("Legajo a la fecha", fecha(lote.a_la_fecha)),
        ("Anotaciones", lote.anotaciones),
    ]
    return [par for par in pares if par[1]]


def _del_avance(lote: Lote, avance: Avance) -> dict[str, Any]:
    """What the figures say; `moviendose`, whether they will change by themselves."""
    armando = paquete.en_curso(lote)
    probando = lote.estado == Lote.Estado.PREPARADO and lote.paginas is None and not lote.reparo
    return {
        "lote": lote,
        "avance": avance,
        "prueba": _prueba(lote, avance),
        "probando": probando,
        "armando": armando,
        "zip_listo": paquete.disponible(lote),
        "zip_tamano": filesizeformat(lote.paquete_bytes),
        "zip_vence": fecha_hora(paquete.vence_en(lote)),
        "moviendose": probando or armando or lote.estado == Lote.Estado.EN_MARCHA,
        "duro": _duro(lote),
    }


def _prueba(lote: Lote, avance: Avance) -> str:
    """«Unas 120 páginas en total; con un proceso de tareas, unos 3 minutos.»"""
    if lote.paginas is None or lote.segundos is None:
        return ""
    total = round(lote.paginas * avance.total)
    tiempo = en_palabras(timedelta(seconds=lote.segundos * avance.total))
    return f"cerca de {total} páginas en total; con un solo proceso de tareas, {tiempo}"


def _duro(lote: Lote) -> str:
    """From the last start to the end."""
    if lote.terminado_en is None or lote.en_marcha_desde is None:
        return ""
    return en_palabras(lote.terminado_en - lote.en_marcha_desde)
