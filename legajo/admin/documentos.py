"""Issued documents in the admin: seen, downloaded and annulled, never changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate

from accounts.alcance import AlcanceAdmin, EnLista, SoloMiRama
from accounts.mostrado import accesos
from accounts.origen import origen
from accounts.peticion import quien
from legajo.anulacion import ANULAR, anular
from legajo.emision.clases import pagina_de
from legajo.models import Anulacion, Documento
from legajo.vigencia import Vigencia, vigencia_de
from portal.archivos import entregar
from portal.texto import fecha_hora, por_comas

DATOS = ("clase", "numero", "codigo", "titular", "unidad", "emitido_por", "emitido_en", "vigencia",
         "vence", "anulado", "a_la_fecha", "expediente", "fecha_expediente", "solicitante",
         "anotaciones", "firmado_por", "sha256")  # fmt: skip
SIEMPRE = frozenset({"clase", "codigo", "titular", "unidad", "emitido_en", "vigencia", "sha256"})


class PorVigencia(EnLista, admin.SimpleListFilter):  # type: ignore[misc]  # its choices are ours
    """By what it is worth today; whether a boleta was replaced is told by its own page."""

    title, parameter_name = "vigencia", "vigencia"

    def lookups(self, request: Any, model_admin: Any) -> Any:
        """The four."""
        return Vigencia.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of one; all for what is none. The gravest first, as in legajo.vigencia."""
        anulado, reemplazado = Q(anulacion__isnull=False), Q(reemplazado=True)
        vencido = Q(vence__lt=localdate())
        por_valor = {
            Vigencia.ANULADO: anulado,
            Vigencia.REEMPLAZADO: ~anulado & reemplazado,
            Vigencia.VENCIDO: ~anulado & ~reemplazado & vencido,
            Vigencia.VIGENTE: ~anulado & ~reemplazado & (~vencido | Q(vence=None)),
        }
        elegida = por_valor.get(self.value() or "")  # type: ignore[call-overload]  # a str enum
        return queryset if elegida is None else queryset.filter(elegida)


class AnularForm(forms.Form):
    """Why it is annulled."""

    motivo = forms.CharField(
        label="Motivo de la anulación (lo leerá el servidor)", max_length=1000,
        widget=forms.Textarea({"rows": 3}), error_messages={"required": "Escriba el motivo."},
    )  # fmt: skip


@admin.register(Documento)
class DocumentoAdmin(AlcanceAdmin):
    """What was issued in one's branch."""

    list_display = ("clase", "numero", "codigo", "titular", "unidad", "emitido_en", "vigencia")
    list_filter = ("clase", PorVigencia, "emitido_en", ("unidad", SoloMiRama))
    list_select_related = ("titular", "unidad")
    search_fields = ("codigo", "numero__startswith", "titular__documento__startswith")
    search_help_text = "Por código de verificación, número o documento del titular."
    sortable_by = ()
    readonly_fields = DATOS
    change_form_template = "admin/legajo/documento/change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Documents are issued, not typed."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing issued is ever changed."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Each with whether it still speaks."""
        de_mi_rama: Any = super().get_queryset(request)
        return de_mi_rama.con_vigencia()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What there is to say of this one."""
        hay = SIEMPRE | ({"anulado"} if obj and obj.anulado_en else set())
        return tuple(dato for dato in DATOS if dato in hay or getattr(obj, dato, None))

    @admin.display(description="vigencia")
    def vigencia(self, documento: Documento) -> str:
        """«Vigente», «Vencido», «Reemplazado por uno posterior» or «Anulado»."""
        return vigencia_de(documento).label

    @admin.display(description="anulado")
    def anulado(self, documento: Documento) -> str:
        """When, by whom and why."""
        anulacion = Anulacion.objects.filter(documento=documento).select_related("por").first()
        if anulacion is None:
            return ""
        return f"{por_comas(fecha_hora(anulacion.cuando), str(anulacion.por))}: {anulacion.motivo}"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With a title that says what it is."""
        titulo = {"title": "Documentos emitidos"}
        return super().changelist_view(request, {**titulo, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The facts of its issuing, and its content as a page."""
        documento = self.get_object(request, object_id)
        contexto = dict(extra_context or {})
        if documento is not None:
            contexto |= {
                "title": str(documento),
                "subtitle": "",
                "contenido": documento.contenido,
                "pagina": pagina_de(documento),
                "se_anula": self._se_anula(request, documento),
            }
        return super().change_view(request, object_id, form_url, contexto)

    def _se_anula(self, request: HttpRequest, documento: Documento) -> bool:
        anulables = Documento.objects.visible_to(request.user, ANULAR)
        vale = documento.anulado_en is None and documento.clase != Documento.Clase.CARGO
        return vale and anulables.filter(pk=documento.pk).exists()

    def get_urls(self) -> list[URLPattern]:
        """Adds the download and the annulment."""
        vista = self.admin_site.admin_view
        return [
            path("<int:pk>/pdf/", vista(self.descargar), name="legajo_documento_pdf"),
            path("<int:pk>/anular/", vista(self.anular), name="legajo_documento_anular"),
            *super().get_urls(),
        ]

    def descargar(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The stored file of a document of one's branch."""
        documento = get_object_or_404(self.get_queryset(request), pk=pk)
        accesos(request).abrir(documento, f"{documento.get_clase_display()}: descarga")
        return entregar(
            request,
            documento.archivo,
            nombre=f"{documento.clase}-{documento.codigo}.pdf",
            sha256=documento.sha256,
            tipo="application/pdf",
        )

    def anular(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, once; then it is annulled everywhere, for good."""
        if not request.user.has_perm(ANULAR):
            raise PermissionDenied("No tiene el derecho de anular documentos.")
        anulables = Documento.objects.visible_to(request.user, ANULAR)
        con_titular = anulables.con_vigencia().select_related("titular", "unidad")
        documento = get_object_or_404(con_titular, pk=pk)
        accesos(request).abrir(documento, f"{documento.get_clase_display()}: anulación")
        form = AnularForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return self._anular(request, documento, form.cleaned_data["motivo"])
        contexto = {
            **self.admin_site.each_context(request), "form": form, "documento": documento,
            "vigencia": vigencia_de(documento), "opts": self.opts, "title": "Anular documento",
        }  # fmt: skip
        return render(request, "admin/legajo/documento/anular.html", contexto)

    def _anular(self, request: HttpRequest, documento: Documento, motivo: str) -> HttpResponse:
        try:
            anular(documento.pk, motivo=motivo, por=quien(request), origen=origen(request))
            messages.success(request, f"Anulado: {documento}. Ya lo dice a quien lo verifique.")
        except ValidationError as negativa:
            messages.warning(request, " ".join(negativa.messages))
        return HttpResponseRedirect(reverse("admin:legajo_documento_change", args=[documento.pk]))
