"""Roles in the admin: given within one's branch, never above one's own rights."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts import limites
from accounts.alcance import AlcanceAdmin, FiltrosAdmin, SoloMiRama
from accounts.asignaciones import impedimento
from accounts.models import Asignacion, Unidad, Usuario


class AsignacionForm(forms.ModelForm):
    """Who, which role, where, between which dates; the person is typed, not chosen from a list."""

    por: Usuario
    documento = forms.CharField(label="Número de documento de la persona", max_length=12)

    class Meta:
        model = Asignacion
        fields = ("rol", "unidad", "desde", "hasta")

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
        propios = {"usuario", "rol", "unidad", "desde"} if self.instance.usuario_id else set()
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
            if motivo:
                raise ValidationError(motivo)
        return datos


class CambioDeAsignacionForm(AsignacionForm):
    """Only the dates of a role already given."""

    documento = None  # type: ignore[assignment]  # drops the field


@admin.register(Asignacion)
class AsignacionAdmin(AlcanceAdmin):
    """Roles in the units of one's branch."""

    list_display = ("usuario", "rol", "unidad", "desde", "hasta")
    list_filter = (("rol", SoloMiRama), ("unidad", SoloMiRama))
    list_select_related = ("usuario", "rol", "unidad")
    search_fields = ("usuario__documento__startswith", "usuario__nombre__icontains")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form of a new role, or that of its dates, knowing who gives it."""
        kwargs["form"] = CambioDeAsignacionForm if obj else AsignacionForm
        clase: Any = super().get_form(request, obj, change, **kwargs)
        clase.por = request.user
        return clase

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The person is typed once."""
        return ("usuario" if obj else "documento", "rol", "unidad", "desde", "hasta")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Another role or unit is another row."""
        return ("usuario", "rol", "unidad", "desde") if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the units where one may give roles."""
        if db_field.name == "unidad":
            kwargs["queryset"] = Unidad.objects.a_cargo(request.user, "accounts.add_asignacion")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


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
