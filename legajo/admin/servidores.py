"""The servidor in the admin: the door to every kind, to his access, to his hoja de vida."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse

from accounts.alcance import AlcanceAdmin, SoloMiRama
from accounts.contrasenas import crear_acceso
from accounts.limites import normalizar
from accounts.models import Unidad, Usuario
from accounts.peticion import quien
from legajo import cambios
from legajo.admin.a_la_fecha import ALaFechaAdmin
from legajo.admin.avisos import salud_de
from legajo.admin.historial import HistorialAdmin
from legajo.admin.tiempo import ConTiempo
from legajo.derechos import puede_ver
from legajo.emision import HojaDeVidaForm
from legajo.estructuras import tipos
from legajo.hoja_de_vida import emitir_hoja_de_vida
from legajo.models import Servidor
from portal.pdf import PdfNoDisponible

IDENTIDAD = ("unidad", "tipo_identidad", "documento", "primer_apellido", "segundo_apellido",
             "nombres", "sexo", "fecha_nacimiento", "correo", "tipo_apertura")  # fmt: skip
UBICACION = ("ambiente", "estante", "caja", "folios", "folios_por_seccion")


class ServidorForm(forms.ModelForm):
    """Identity and physical place of a file."""

    por: Usuario

    def clean_documento(self) -> str:
        """As it is stored; never one's own."""
        documento = normalizar(self.cleaned_data["documento"])
        if documento == self.por.documento:
            raise ValidationError("Nadie abre su propio legajo.")
        return documento


@admin.register(Servidor)
class ServidorAdmin(HistorialAdmin, ALaFechaAdmin, ConTiempo, AlcanceAdmin):
    """Files of one's branch."""

    form = ServidorForm
    list_display = (
        "documento",
        "primer_apellido",
        "segundo_apellido",
        "nombres",
        "unidad",
        "con_usuario",
    )
    list_display_links = ("documento", "primer_apellido")
    list_filter = (("unidad", SoloMiRama),)
    list_select_related = ("unidad",)
    search_fields = ("documento__startswith", "primer_apellido__istartswith")
    search_help_text = "Número de documento o primer apellido"
    fieldsets = (
        ("Identidad", {"fields": IDENTIDAD}),
        ("Ubicación física del legajo", {"fields": UBICACION}),
    )
    actions = ("crear_acceso",)
    change_form_template = "admin/legajo/servidor/change_form.html"

    @admin.display(boolean=True, description="con usuario")
    def con_usuario(self, servidor: Servidor) -> bool:
        """Whether an access exists."""
        return servidor.usuario_id is not None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A file moves to another unit by an act of its own, not by editing."""
        return ("unidad", "documento", "tipo_identidad") if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form, knowing who opens the file."""
        clase: Any = super().get_form(request, obj, change, **kwargs)
        clase.por = request.user
        return clase

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the units where one may open files."""
        if db_field.name == "unidad":
            kwargs["queryset"] = Unidad.objects.a_cargo(request.user, "legajo.add_servidor")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write through legajo.cambios, with who and by what."""
        autoria = cambios.Autoria(por=quien(request), medio="admin")
        if change:
            cambios.cambiar_servidor(obj, campos=tuple(form.changed_data), autoria=autoria)
        else:
            cambios.abrir_legajo(obj, autoria=autoria)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The identity, and the doors to every kind of record of this person."""
        puertas = [
            {
                "titulo": t.titulo,
                "lista": reverse(f"admin:legajo_{t.modelo._meta.model_name}_changelist")
                + f"?servidor__id__exact={object_id}",
                "nuevo": reverse(f"admin:legajo_{t.modelo._meta.model_name}_add")
                + f"?servidor={object_id}",
            }
            for t in tipos()
            if puede_ver(request.user, t)
        ]
        contexto = {**(extra_context or {}), "puertas": puertas}
        if object_id.isdecimal():
            contexto |= salud_de(self.get_queryset(request).filter(pk=object_id), request.user)
        return super().change_view(request, object_id, form_url, contexto)

    @admin.action(description="Crear acceso", permissions=["crear_acceso"])
    def crear_acceso(self, request: HttpRequest, queryset: models.QuerySet[Servidor]) -> None:
        """Give each chosen servidor his user and mail him the link; a result per person."""
        alcanzables = Servidor.objects.visible_to(quien(request), "accounts.crear_acceso")
        for servidor in queryset.filter(pk__in=alcanzables.values("pk")):
            try:
                self._dar_acceso(servidor, quien(request))
                messages.success(
                    request, f"{servidor}: le enviaremos el enlace a {servidor.correo}."
                )
            except (ValidationError, PermissionDenied) as error:
                razon = " ".join(getattr(error, "messages", [str(error)]))
                messages.error(request, f"{servidor}: {razon}")

    def _dar_acceso(self, servidor: Servidor, por: Usuario) -> None:
        if not servidor.correo:
            raise ValidationError("anote primero su correo para el acceso.")
        with transaction.atomic():
            servidor.usuario = crear_acceso(
                documento=servidor.documento, correo=servidor.correo, nombre=str(servidor), por=por
            )
            autoria = cambios.Autoria(por=por, medio="admin", motivo="Crear acceso")
            cambios.cambiar_servidor(servidor, campos=("usuario",), autoria=autoria)

    def has_crear_acceso_permission(self, request: HttpRequest) -> bool:
        """Right of its own."""
        return request.user.has_perm("accounts.crear_acceso")

    def get_urls(self) -> list[URLPattern]:
        """Adds the page that issues the hoja de vida."""
        emitir = path(
            "<int:pk>/hoja-de-vida/",
            self.admin_site.admin_view(self.emitir_hoja),
            name="legajo_servidor_hoja_de_vida",
        )
        return [emitir, *super().get_urls()]

    def emitir_hoja(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask expediente, applicant and date; issue; one document a press."""
        permiso = "legajo.emitir_hoja_de_vida"
        if not request.user.has_perm(permiso):
            raise PermissionDenied("No tiene el derecho de emitir hojas de vida.")
        servidor = get_object_or_404(Servidor.objects.visible_to(request.user, permiso), pk=pk)
        form = HojaDeVidaForm(request.POST or None, initial={"solicitante": str(servidor)})
        if form.is_valid():
            try:
                documento = emitir_hoja_de_vida(
                    pk, pedido=form.pedido(), por=quien(request), clave=form.cleaned_data["clave"]
                )
                messages.success(request, f"Emitida: código {documento.codigo}.")
                return HttpResponseRedirect(
                    reverse("admin:legajo_documento_change", args=[documento.pk])
                )
            except PdfNoDisponible as error:
                form.add_error(None, str(error))
        contexto = {
            **self.admin_site.each_context(request), "form": form, "servidor": servidor,
            "opts": self.opts, "title": "Emitir hoja de vida",
        }  # fmt: skip
        return render(request, "admin/legajo/servidor/hoja_de_vida.html", contexto)
