"""The access of a servidor, as staff of his unit open it, mend it, and see whether mails reach him.

What an access is, accounts knows; here it is of whose file, and it is linked to it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import activacion, contrasenas
from accounts.models import CodigoActivacion, Envio, Usuario
from accounts.origen import Origen
from legajo import cambios
from legajo.models import Servidor
from portal.texto import fecha_hora

CUANTOS_CORREOS = 10
TONOS: dict[str, str] = {
    Envio.Estado.ENVIADO: "exito",
    Envio.Estado.RECHAZADO: "error",
    Envio.Estado.REINTENTANDO: "aviso",
}


class IdentidadForm(forms.Form):
    """That the person is here and is who he says; whether a code is printed or a mail mended."""

    identidad = forms.ChoiceField(
        label="Documento que mostró",
        choices=[("", "Elija una opción"), *CodigoActivacion.Identidad.choices],
    )
    verificado = forms.BooleanField(
        label="La persona está presente y comprobé que el documento es suyo",
        error_messages={"required": "Compruebe antes, en persona, que es quien dice ser."},
    )
    correo = forms.EmailField(
        label="Correo nuevo", required=False, max_length=254,
        help_text="Solo para «Corregir el correo». Al correo anterior le llega un aviso.",
    )  # fmt: skip

    def __init__(self, *args: Any, con_correo: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["correo"].required = con_correo


@transaction.atomic
def dar_acceso(servidor: Servidor, *, por: Usuario, origen: Origen) -> None:
    """Open his access with the mail of his file, and mail the link; ValidationError without one."""
    if not servidor.correo:
        raise ValidationError("anote primero su correo para el acceso.")
    servidor.usuario = contrasenas.crear_acceso(
        documento=servidor.documento, correo=servidor.correo, nombre=str(servidor), por=por,
        unidad=servidor.unidad, origen=origen,
    )  # fmt: skip
    _anotar(servidor, ("usuario",), por, "Crear acceso")


@transaction.atomic
def corregir_correo(
    servidor: Servidor, *, correo: str, identidad: str, por: Usuario, origen: Origen
) -> None:
    """Write the mail that he gave in person, in his file and his account, and mail the link.

    PermissionDenied for who has rights, whose mail only MINEDU changes.
    """
    servidor.correo = correo.strip().lower()
    mostrado = CodigoActivacion.Identidad(identidad).label
    _anotar(servidor, ("correo",), por, f"Acceso asistido: mostró su {mostrado}")
    dar_acceso(servidor, por=por, origen=origen)


@transaction.atomic
def emitir_codigo(
    servidor: Servidor, *, identidad: str, por: Usuario, origen: Origen
) -> tuple[str, CodigoActivacion]:
    """Issue an activation code, opening the account of who had none; see accounts.activacion."""
    usuario = servidor.usuario or contrasenas.abrir_cuenta(
        documento=servidor.documento, correo=servidor.correo, nombre=str(servidor), por=por,
        unidad=servidor.unidad, origen=origen,
    )  # fmt: skip
    if not usuario.is_active:
        raise ValidationError("El usuario está desactivado: pida a MINEDU que lo active.")
    if servidor.usuario_id is None:
        servidor.usuario = usuario
        _anotar(servidor, ("usuario",), por, "Acceso asistido")
    return activacion.emitir_codigo(
        usuario=usuario, identidad=identidad, por=por, unidad=servidor.unidad, origen=origen
    )


def _anotar(servidor: Servidor, campos: tuple[str, ...], por: Usuario, motivo: str) -> None:
    autoria = cambios.Autoria(por=por, medio="admin", motivo=motivo)
    cambios.cambiar_servidor(servidor, campos=campos, autoria=autoria)


def enmascarado(documento: str) -> str:
    """«•••••001»: enough for its holder to know it, not enough to be used from a lost paper."""
    return "•" * (len(documento) - 3) + documento[-3:]


def correos_de(servidor: Servidor, cuantos: int = CUANTOS_CORREOS) -> list[dict[str, Any]]:
    """The last mails that his account was owed, and what the mail server said."""
    if servidor.usuario_id is None:
        return []
    ultimos = Envio.objects.filter(usuario=servidor.usuario_id)[:cuantos]
    return [
        {
            "celdas": (
                fecha_hora(envio.creado_en), envio.get_clase_display(), envio.para,
                f"{envio.respuesta or 'Todavía no salió.'}{_cuando_otra_vez(envio)}", "",
            ),
            "estado": {
                "texto": envio.get_estado_display(), "tono": TONOS.get(envio.estado, "espera"),
            },
        }
        for envio in ultimos
    ]  # fmt: skip


def _cuando_otra_vez(envio: Envio) -> str:
    if envio.estado != Envio.Estado.REINTENTANDO:
        return ""
    return f" Se intentará otra vez el {fecha_hora(envio.toca_en)}."


def ultimo_correo(servidor: Servidor) -> str:
    """In one line, for the page of the servidor; empty if none was ever owed."""
    envio = Envio.objects.filter(usuario=servidor.usuario_id).first()
    if servidor.usuario_id is None or envio is None:
        return ""
    que = f"{envio.get_clase_display()} a {envio.para}, {fecha_hora(envio.creado_en)}"
    dicho = f" ({envio.respuesta})" if envio.estado != Envio.Estado.ENVIADO else ""
    return f"{que}: {envio.get_estado_display().lower()}{dicho if envio.respuesta else ''}"


def espera_para_enviar(servidor: Servidor) -> timedelta:
    """How long until another link may be mailed."""
    return contrasenas.espera_para_enviar(servidor.usuario) if servidor.usuario else timedelta()
