"""Roles in the admin: given within one's branch, never above one's own rights."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path

from accounts import limites
from accounts.admin.quien_tiene_que import EstadoFilter, QuienTieneQue
from accounts.alcance import FiltrosAdmin, SoloMiRama
from accounts.asignaciones import cambiar_fin, dar_rol, impedimento, por_que_no_dura, terminar_rol
from accounts.delegaciones import DelegarPorAusenteForm
from accounts.models import Asignacion, Unidad, Usuario
from accounts.origen import origen
from accounts.peticion import quien


class AsignacionForm(forms.ModelForm):
    """Who, which role, where, between which dates; the person is typed, not chosen from a list."""

    por: Usuario
    documento = forms.CharField(label="Número de documento de la persona", max_length=12)

    class Meta:
        model = Asignacion
        fields = ("rol", "unidad", "desde", "hasta", "motivo")

    def clean_documento(self) -> Usuario:
        """The account of that documento."""
        documento = limites.normalizar(self.cleaned_data["documento"])
        usuario = Usuario.objects.filter(documento=documento, is_active=True).first()
        if usuario is None:
            raise ValidationError("No hay un usuario activo con ese número de documento.")
        self.instance.usuario = usuario
        return usuario

    def _get_validation_exclusions(self) -> set[str]:
        """Check the constraints over what the form does not show, too: else the save is a 500."""
        propios = (
            {"usuario", "rol", "unidad", "desde", "terminada_en", "delegacion_de"}
            if self.instance.usuario_id
            else set()
        )
        return super()._get_validation_exclusions() - (  # type: ignore[misc]  # not in the stubs
            propios - self.fields.keys()
        )

    def clean(self) -> dict[str, Any]:
        """Refuse with the reason what the giver may not give."""
        datos = super().clean() or self.cleaned_data
        usuario = datos.get("documento") or self.instance.usuario_id and self.instance.usuario
        rol = datos.get("rol") or self.instance.rol_id and self.instance.rol
        unidad = datos.get("unidad") or self.instance.unidad_id and self.instance.unidad
        if usuario and rol and unidad:
            motivo = impedimento(por=self.por, usuario=usuario, rol=rol, unidad=unidad)
            if motivo := motivo or por_que_no_dura(self.instance, datos.get("hasta")):
                raise ValidationError(motivo)
        return datos


class CambioDeAsignacionForm(AsignacionForm):
    """Only the dates of a role already given."""

    documento = None  # type: ignore[assignment]  # drops the field


@admin.register(Asignacion)
class AsignacionAdmin(QuienTieneQue):
    """Roles in the units of one's branch: given, ended, delegated by their verbs."""

    list_filter = (EstadoFilter, ("rol", SoloMiRama), ("unidad", SoloMiRama))
    search_fields = ("usuario__documento__startswith", "usuario__nombre__icontains")
    actions = ("terminar",)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form of a new role, or that of its end, knowing who gives it."""
        kwargs["form"] = CambioDeAsignacionForm if obj else AsignacionForm
        clase: Any = super().get_form(request, obj, change, **kwargs)
        clase.por = request.user
        return clase

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The person is typed once."""
        if obj is None:
            return ("documento", "rol", "unidad", "desde", "hasta", "motivo")
        return ("usuario", "rol", "unidad", "desde", "hasta", "motivo", "dada_por", "dada_en",
                "titular", "terminada_en")  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Another role or unit is another row: only its end changes."""
        return tuple(c for c in self.get_fields(request, obj) if c != "hasta") if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the units where one may give roles."""
        if db_field.name == "unidad":
            kwargs["queryset"] = Unidad.objects.a_cargo(request.user, "accounts.add_asignacion")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What has ended stays as it was."""
        return (obj is None or not obj.termino) and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write by the verbs, with who and from where."""
        if change:
            cambiar_fin(obj.pk, hasta=obj.hasta, por=quien(request), origen=origen(request))
        else:
            dar_rol(obj, por=quien(request), origen=origen(request))

    @admin.action(description="Terminar ahora los roles elegidos", permissions=["change"])
    def terminar(self, request: HttpRequest, queryset: QuerySet[Asignacion]) -> None:
        """End each by the same verb; a result per row."""
        for asignacion in queryset:
            try:
                terminar_rol(asignacion.pk, por=quien(request), origen=origen(request))
                messages.success(request, f"{asignacion}: terminado.")
            except ValidationError as negativa:
                messages.error(request, f"{asignacion}: {' '.join(negativa.messages)}")

    def get_urls(self) -> list[URLPattern]:
        """Adds the page that delegates for who is absent."""
        vista = self.admin_site.admin_view(self.delegar)
        nombre = "accounts_asignacion_delegar"
        return [path("<int:pk>/delegar/", vista, name=nombre), *super().get_urls()]

    def delegar(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask to whom, between which days and why; delegate."""
        titular = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, titular):
            raise PermissionDenied("No puede delegar ese rol.")
        form = DelegarPorAusenteForm(
            request.POST or None, funciones=Asignacion.objects.filter(pk=pk), por=quien(request)
        )
        if form.is_valid() and (hecha := form.delegar(origen(request))):
            messages.success(request, f"{hecha.usuario} reemplaza a {titular.usuario}.")
            return redirect("admin:accounts_asignacion_change", hecha.pk)
        contexto = {
            **self.admin_site.each_context(request), "form": form, "titular": titular,
            "opts": self.opts, "title": "Delegar por ausencia",
        }  # fmt: skip
        return render(request, "admin/accounts/asignacion/delegar.html", contexto)


admin.site.unregister(Group)


@admin.register(Group)
class GrupoAdmin(FiltrosAdmin, GroupAdmin):
    """What each role may do: only a superuser sees and changes it."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Superusers."""
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers."""
        return request.user.is_superuser

    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Superusers."""
        return request.user.is_superuser
