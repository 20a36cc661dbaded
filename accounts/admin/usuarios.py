"""People in the admin: mail and whether they may enter; never a password."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest

from accounts import contrasenas, limites, segundo_factor
from accounts.alcance import AlcanceAdmin
from accounts.models import Usuario
from accounts.origen import origen
from accounts.peticion import quien

EDITABLES = ("documento", "correo", "nombre", "is_active")


class UsuarioForm(forms.ModelForm):
    """An account; its documento is written as it is stored."""

    class Meta:
        model = Usuario
        fields = (*EDITABLES, "is_superuser")

    def clean_documento(self) -> str:
        """Upper case, no spaces."""
        return limites.normalizar(self.cleaned_data["documento"])


@admin.register(Usuario)
class UsuarioAdmin(AlcanceAdmin):
    """Accounts; rights are not given here but as Asignaciones."""

    form = UsuarioForm
    list_display = ("documento", "nombre", "correo", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("documento__startswith", "nombre__icontains", "correo__icontains")
    actions = ("enviar_enlace", "retirar_factor")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Being superuser is only shown to, and given by, superusers."""
        fechas = ("last_login", "creado_en") if obj else ()
        return (*EDITABLES, *fechas, *(("is_superuser",) if request.user.is_superuser else ()))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The documento is the identity: it never changes."""
        return ("documento", "last_login", "creado_en") if obj else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An access is opened by «Crear acceso»; by hand only by a superuser."""
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's account is out of reach of everybody else."""
        alcanzable = obj is None or not obj.is_superuser or request.user.is_superuser
        return alcanzable and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Change the mail by its verb; a new account has no password until its link is used."""
        if not change:
            obj.set_unusable_password()
            return obj.save()
        if "correo" in form.changed_data:
            nuevo, obj.correo = obj.correo, form.initial["correo"]
            contrasenas.cambiar_correo(
                usuario=obj, correo=nuevo, por=quien(request), origen=origen(request)
            )
        return obj.save(update_fields=form.changed_data)  # never the password of a moment ago

    @admin.action(description="Enviar enlace para poner contraseña", permissions=["crear_acceso"])
    def enviar_enlace(self, request: HttpRequest, queryset: models.QuerySet[Usuario]) -> None:
        """Mail a link to each chosen account."""
        for usuario in queryset:
            try:
                contrasenas.enviar_enlace(
                    usuario=usuario, por=quien(request), origen=origen(request)
                )
                messages.success(request, f"{usuario}: le enviaremos el enlace a {usuario.correo}.")
            except ValidationError as error:
                messages.error(request, f"{usuario}: {' '.join(error.messages)}")

    def has_crear_acceso_permission(self, request: HttpRequest) -> bool:
        """Right of its own."""
        return request.user.has_perm("accounts.crear_acceso")

    @admin.action(description="Retirar el segundo factor", permissions=["retirar_factor"])
    def retirar_factor(self, request: HttpRequest, queryset: models.QuerySet[Usuario]) -> None:
        """For who lost the telephone: at his next login he sets up another."""
        for usuario in queryset:
            try:
                desde = origen(request)
                segundo_factor.retirar(usuario=usuario, por=quien(request), origen=desde)
                messages.success(request, f"{usuario}: se retiró su segundo factor.")
            except PermissionDenied as error:
                messages.error(request, f"{usuario}: {error}")

    def has_retirar_factor_permission(self, request: HttpRequest) -> bool:
        """Right of its own."""
        return request.user.has_perm("accounts.retirar_factor")
