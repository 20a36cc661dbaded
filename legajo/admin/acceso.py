"""The access of a servidor in the admin: open it in bulk, mend it in person, see his mails."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from accounts import contrasenas, pausas
from accounts.activacion import CREAR_ACCESO
from accounts.origen import origen
from accounts.peticion import quien
from legajo import acceso_asistido
from legajo.acceso_asistido import IdentidadForm
from legajo.models import Servidor
from portal.texto import fecha_hora

COLUMNAS = ("Cuándo", "Mensaje", "Para", "Respuesta del servidor de correo", "Estado")


class ConAcceso(admin.ModelAdmin):
    """Adds the action «Crear acceso» and the page «Acceso asistido»."""

    actions = ("crear_acceso",)

    @admin.action(description="Crear acceso", permissions=["crear_acceso"])
    def crear_acceso(self, request: HttpRequest, queryset: models.QuerySet[Servidor]) -> None:
        """Give each chosen servidor his user and mail him the link; a result per person."""
        alcanzables = Servidor.objects.visible_to(quien(request), CREAR_ACCESO)
        for servidor in queryset.filter(pk__in=alcanzables.values("pk")):
            try:
                acceso_asistido.dar_acceso(servidor, por=quien(request), origen=origen(request))
                messages.success(
                    request, f"{servidor}: le enviaremos el enlace a {servidor.correo}."
                )
            except (ValidationError, PermissionDenied) as error:
                messages.error(request, f"{servidor}: {_razon(error)}")

    def has_crear_acceso_permission(self, request: HttpRequest) -> bool:
        """Right of its own."""
        return request.user.has_perm(CREAR_ACCESO)

    def get_urls(self) -> list[URLPattern]:
        """Adds the page."""
        vista = self.admin_site.admin_view(self.acceso)
        return [path("<int:pk>/acceso/", vista, name="legajo_servidor_acceso"), *super().get_urls()]

    def acceso(self, request: HttpRequest, pk: int) -> HttpResponse:
        """His access and his mails; with the identity verified, a code or another address."""
        if not request.user.has_perm(CREAR_ACCESO):
            raise PermissionDenied("No tiene el derecho de dar accesos.")
        alcanzables = Servidor.objects.visible_to(quien(request), CREAR_ACCESO)
        servidor = get_object_or_404(alcanzables.select_related("usuario", "unidad"), pk=pk)
        verbo = request.POST.get("verbo")
        if verbo == "reenviar":
            return self._reenviar(request, servidor)
        form = IdentidadForm(request.POST or None, con_correo=verbo == "correo")
        if verbo in ("codigo", "correo") and form.is_valid():
            hacer = self._codigo if verbo == "codigo" else self._correo
            if hecho := self._intentar(hacer, request, pk, form):
                return hecho
        return render(
            request, "admin/legajo/servidor/acceso.html", self._contexto(request, pk, form)
        )

    def _contexto(self, request: HttpRequest, pk: int, form: IdentidadForm) -> dict[str, Any]:
        servidor = Servidor.objects.select_related("usuario").get(pk=pk)  # as it is, not as typed
        espera = acceso_asistido.espera_para_enviar(servidor)
        correos = [SimpleNamespace(**fila) for fila in acceso_asistido.correos_de(servidor)]
        return {
            **self.admin_site.each_context(request), "opts": self.opts, "title": "Acceso asistido",
            "servidor": servidor, "form": form,
            "espera": pausas.en_palabras(espera) if espera else "",
            "tabla": SimpleNamespace(
                titulo="Correos que se le enviaron", columnas=COLUMNAS, filas=correos,
                vacio="Todavía no se le envió ningún correo.", con_acciones=False,
            ),
        }  # fmt: skip

    def _reenviar(self, request: HttpRequest, servidor: Servidor) -> HttpResponse:
        try:
            if servidor.usuario is None:
                acceso_asistido.dar_acceso(servidor, por=quien(request), origen=origen(request))
            else:
                contrasenas.enviar_enlace(
                    usuario=servidor.usuario, por=quien(request), unidad=servidor.unidad,
                    origen=origen(request),
                )  # fmt: skip
            messages.success(request, f"{servidor}: le enviaremos el enlace a su correo.")
        except ValidationError as error:
            messages.error(request, f"{servidor}: {_razon(error)}")
        return redirect("admin:legajo_servidor_acceso", servidor.pk)

    def _intentar(
        self, hacer: Callable[..., HttpResponse], request: HttpRequest, pk: int, form: IdentidadForm
    ) -> HttpResponse | None:
        """The answer of the verb; or what it refused, said on the form."""
        servidor = Servidor.objects.select_related("usuario", "unidad").get(pk=pk)
        try:
            return hacer(request, servidor, form.cleaned_data)
        except (ValidationError, PermissionDenied) as error:
            form.add_error(None, _razon(error))
            return None

    def _correo(
        self, request: HttpRequest, servidor: Servidor, datos: dict[str, Any]
    ) -> HttpResponse:
        acceso_asistido.corregir_correo(
            servidor, correo=datos["correo"], identidad=datos["identidad"],
            por=quien(request), origen=origen(request),
        )  # fmt: skip
        messages.success(request, f"{servidor}: le enviaremos el enlace a {servidor.correo}.")
        return redirect("admin:legajo_servidor_acceso", servidor.pk)

    def _codigo(
        self, request: HttpRequest, servidor: Servidor, datos: dict[str, Any]
    ) -> HttpResponse:
        """The sheet to print: the one time that the code is seen."""
        codigo, emitido = acceso_asistido.emitir_codigo(
            servidor, identidad=datos["identidad"], por=quien(request), origen=origen(request)
        )
        contexto = {
            "servidor": servidor, "codigo": codigo, "vence": fecha_hora(emitido.vence_en),
            "usuario_enmascarado": acceso_asistido.enmascarado(emitido.usuario.documento),
            "direccion": f"{settings.PORTAL_URL}{reverse('usar_codigo')}",
        }  # fmt: skip
        return render(request, "admin/legajo/servidor/codigo.html", contexto)


def _razon(error: ValidationError | PermissionDenied) -> str:
    return " ".join(getattr(error, "messages", [str(error)]))
