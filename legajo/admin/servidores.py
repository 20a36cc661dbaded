"""The servidor in the admin: his list, his identity, his access, his documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from accounts.alcance import AlcanceAdmin, SoloMiRama
from accounts.limites import normalizar
from accounts.models import Unidad, Usuario
from accounts.peticion import quien
from legajo import cambios
from legajo.admin.a_la_fecha import ALaFechaAdmin
from legajo.admin.acceso import ConAcceso
from legajo.admin.busqueda import BuscaServidores
from legajo.admin.emision import EmiteDocumentos
from legajo.admin.ficha import ConFicha
from legajo.admin.filtros import DEL_VINCULO
from legajo.admin.historial import HistorialAdmin
from legajo.admin.lista import ListaDeServidores
from legajo.admin.mudanzas import MudaLegajos
from legajo.admin.propuestas import ConSegundosOjos, exigir_libre
from legajo.admin.tiempo import ConTiempo
from legajo.models import Servidor

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

    def clean(self) -> Any:
        """Nothing proposed that still waits for its second person."""
        datos = super().clean()
        exigir_libre(self)
        return datos


@admin.register(Servidor)
class ServidorAdmin(
    ConSegundosOjos,
    HistorialAdmin,
    ALaFechaAdmin,
    ConTiempo,
    ConFicha,
    ConAcceso,
    EmiteDocumentos,
    MudaLegajos,
    BuscaServidores,
    AlcanceAdmin,
):
    """Files of one's branch."""

    form = ServidorForm
    list_display = ("documento", "apellidos_y_nombres", "unidad", "con_usuario")
    list_display_links = ("documento", "apellidos_y_nombres")
    sortable_by = ("documento", "apellidos_y_nombres")
    list_filter = (("unidad", SoloMiRama), *DEL_VINCULO)
    fieldsets = (
        ("Identidad", {"fields": IDENTIDAD}),
        ("Ubicación física del legajo", {"fields": UBICACION}),
    )
    que_muestra = "Ficha"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ListaDeServidores]:
        """A list that does not count."""
        return ListaDeServidores

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With a title that says what it is."""
        return super().changelist_view(request, {"title": "Servidores", **(extra_context or {})})

    @admin.display(description="apellidos y nombres", ordering="orden")
    def apellidos_y_nombres(self, servidor: Servidor) -> str:
        """As in a Spanish list: surnames first."""
        return str(servidor)

    @admin.display(boolean=True, description="acceso")
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
            if campos := self.campos_de_uno(request, form):
                cambios.cambiar_servidor(obj, campos=campos, autoria=autoria)
        else:
            cambios.abrir_legajo(obj, autoria=autoria)
