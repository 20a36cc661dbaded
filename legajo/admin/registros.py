"""One changelist for each kind of record, through the same forms and the same verbs as all else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from accounts.alcance import AlcanceAdmin, SoloMiRama
from accounts.models import Unidad
from accounts.mostrado import accesos
from accounts.peticion import quien
from legajo import cambios
from legajo.admin.avisos import ConAvisos
from legajo.admin.busqueda import BuscaServidores
from legajo.admin.historial import HistorialAdmin
from legajo.admin.propuestas import ConSegundosOjos, exigir_libre
from legajo.admin.sustento import ConSustento
from legajo.derechos import alcanza
from legajo.estructuras import tipos
from legajo.formularios import RegistroForm, form_class
from legajo.models import Servidor
from legajo.tipos import TipoRegistro
from portal.archivos import entregar
from portal.texto import clave

SUSTENTO_ARCHIVO = ("archivo", "folios")


class RegistroAdmin(ConSegundosOjos, HistorialAdmin, ConAvisos, BuscaServidores, AlcanceAdmin):
    """Records of one kind in one's branch. Writing needs the file, not just the row, in it."""

    tipo: TipoRegistro
    list_filter = ("retirado", ("servidor__unidad", SoloMiRama))
    camino_al_servidor = "servidor__"
    list_select_related = ("servidor",)
    autocomplete_fields = ("servidor",)
    actions = ("retirar",)
    readonly_fields = ("sustento_guardado",)
    change_form_template = "admin/legajo/registro/change_form.html"

    class Media:
        js = (forms.Script("js/portal.js", defer=True),)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """The person, then the first columns of the kind."""
        campos = [c for c in self.tipo.columnas_declaradas if isinstance(c, str)]
        return ("servidor", *campos[:4], "retirado")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[RegistroForm]:
        """The kind's form; when adding, with the servidor to choose within one's branch."""
        base = form_class(self.tipo, *SUSTENTO_ARCHIVO)
        if change:
            return type(f"Cambio{base.__name__}", (_ConVersion, ConSustento, base), {})
        mios = Servidor.objects.visible_to(request.user, self._permiso("add"))
        return type(
            f"Nuevo{base.__name__}", (_ConServidor, ConSustento, base), {"servidores": mios}
        )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[tuple[Any, Any]]:
        """Who, then what."""
        plegados = self.tipo.plegados
        campos = [c for c in self.tipo.campos if c not in plegados]
        if obj is None:
            campos = ["servidor", *campos, *SUSTENTO_ARCHIVO]
        else:
            campos.append("sustento_guardado")
            if self.has_change_permission(request, obj):
                campos += [*SUSTENTO_ARCHIVO, "version_vista"]
        mas = [("Más datos (opcionales)", {"fields": list(plegados), "classes": ["collapse"]})]
        return [(None, {"fields": campos}), *(mas if plegados else [])]

    @admin.display(description="sustento guardado")
    def sustento_guardado(self, registro: Any) -> str:
        """Link to the file that proves the record, through the permission check."""
        if not registro.archivo:
            return "Ninguno"
        url = reverse(f"admin:legajo_{self.opts.model_name}_sustento", args=[registro.pk])
        return format_html('<a href="{}">Descargar</a>', url)

    def get_urls(self) -> list[URLPattern]:
        """Adds the download of the sustento."""
        vista = self.admin_site.admin_view(self.descargar_sustento)
        nombre = f"legajo_{self.opts.model_name}_sustento"
        return [path("<int:pk>/sustento/", vista, name=nombre), *super().get_urls()]

    def descargar_sustento(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file that proves a record of one's branch."""
        registro = get_object_or_404(self.get_queryset(request), pk=pk)
        if not registro.archivo:
            raise Http404
        accesos(request).abrir(registro, f"{self.tipo.singular}: sustento")
        extension = registro.archivo.name.rpartition(".")[2]
        return entregar(
            request, registro.archivo, nombre=f"sustento-{self.tipo.slug}-{pk}.{extension}"
        )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Come from a servidor's page with him already chosen, if he is in one's branch."""
        inicial = super().get_changeform_initial_data(request)
        mios = Servidor.objects.visible_to(request.user, self._permiso("add"))
        servidor = mios.filter(pk=clave(inicial.get("servidor")) or 0).first()
        if servidor is None:
            inicial.pop("servidor", None)
        elif request.method == "GET":
            accesos(request).abrir(servidor, f"{self.tipo.singular}: nuevo registro")
        return inicial

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page; one that comes back with errors shows whom was chosen, which is noted."""
        elegido = getattr(context["adminform"].form, "cleaned_data", {}).get("servidor")
        if elegido:
            accesos(request).abrir(elegido, f"{self.tipo.singular}: nuevo registro")
        return super().render_change_form(request, context, *args, **kwargs)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The right to view the kind, and to see sensitive data where it is."""
        return alcanza(request.user, self.tipo) and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The right to add to the kind, and to see sensitive data where it is."""
        return alcanza(request.user, self.tipo) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """In force, and of a file that one's branch keeps: the old UGEL only reads."""
        if not (alcanza(request.user, self.tipo) and super().has_change_permission(request, obj)):
            return False
        if obj is None:
            return True
        unidades = Unidad.objects.a_cargo(request.user, self._permiso("change"))
        return not obj.retirado and unidades.filter(pk=obj.servidor.unidad_id).exists()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write through legajo.cambios, with who and by what."""
        autoria = cambios.Autoria(por=quien(request), medio="admin")
        if change:
            if campos := self.campos_de_uno(request, form):
                cambios.cambiar(obj, campos=campos, autoria=autoria)
        else:
            cambios.agregar(obj, unidad=obj.servidor.unidad, autoria=autoria)

    @admin.action(description="Retirar del legajo los registros elegidos", permissions=["change"])
    def retirar(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Retire one by one through the same verb; a result per row.

        Never what was not on the page: there is no verb that brings it back.
        """
        if request.POST.get("select_across") == "1":
            messages.error(request, "Retire solo registros que ve en la página: elíjalos en ella.")
            return
        for registro in queryset.select_related("servidor"):
            try:
                if not self.has_change_permission(request, registro):
                    raise ValidationError("no está en su rama o ya fue retirado.")
                autoria = cambios.Autoria(por=quien(request), medio="admin")
                cambios.retirar(registro, autoria=autoria)
                messages.success(request, f"{registro}: retirado.")
            except ValidationError as error:
                messages.error(request, f"{registro}: {' '.join(error.messages)}")

    def _permiso(self, verbo: str) -> str:
        return f"legajo.{verbo}_{self.model._meta.model_name}"

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Back to the person, not to the list of everybody."""
        return HttpResponseRedirect(reverse("admin:legajo_servidor_change", args=[obj.servidor_id]))


class _ConVersion(forms.ModelForm):
    """Carries the version that was read, so that nobody overwrites what he has not seen."""

    CAMBIO = (
        "El registro cambió mientras usted lo editaba. Lo que escribió sigue aquí y no se guardó:"
        " abra el registro en otra pestaña y compare."
    )
    version_vista = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": CAMBIO, "invalid": CAMBIO}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version_vista"].initial = self.instance.version

    def clean(self) -> Any:
        """The rules of the kind; and nothing proposed that still waits for its second person."""
        datos = super().clean()
        exigir_libre(self)
        return datos

    def clean_version_vista(self) -> int:
        """The version of today, or the refusal."""
        if self.cleaned_data["version_vista"] != self.instance.version:
            raise ValidationError(self.CAMBIO)
        return self.instance.version


class _ElegirServidor(AutocompleteSelect):
    """Django's choice as one types; sent something that is no key, Django's is a 500."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Draw what was chosen, if it can be a row."""
        return super().optgroups(name, [v for v in value if clave(v) is not None], attr)


class _ConServidor(forms.ModelForm):
    """Adds the choice of servidor to the form of a kind, checked against one's branch."""

    servidores: models.QuerySet[Servidor]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = _ElegirServidor(self._meta.model._meta.get_field("servidor"), admin.site)
        self.fields["servidor"] = forms.ModelChoiceField(self.servidores, widget=widget)

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # Django's own hook, missing in its stubs
        if servidor := self.cleaned_data.get("servidor"):
            self.instance.servidor = servidor


for tipo in tipos():
    admin.site.register(
        tipo.modelo, type(f"{tipo.modelo.__name__}Admin", (RegistroAdmin,), {"tipo": tipo})
    )
