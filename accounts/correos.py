"""The mails of access: plain text, naming the person's usuario."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.models import CopiaDeDatos, Usuario
from accounts.tokens import emitir_enlace, vigencia
from portal.texto import fecha_hora


def enviar_enlace(usuario: Usuario) -> None:
    """Mail a link to set the first password, or a forgotten one; OSError when it fails."""
    primera_vez = not usuario.has_usable_password()
    horas = round(vigencia(usuario).total_seconds() / 3600)
    _enviar(
        usuario.correo,
        "Genere su contraseña" if primera_vez else "Cambie su contraseña",
        "correos/primera_vez.txt" if primera_vez else "correos/recuperacion.txt",
        {
            "usuario": usuario,
            "enlace": emitir_enlace(usuario),
            "plazo": "1 hora" if horas == 1 else f"{horas} horas",
        },
    )


def avisar_cambio_de_correo(usuario: Usuario, anterior: str) -> None:
    """Tell the old address that the access now belongs to another; OSError when it fails."""
    _enviar(anterior, "Cambió el correo de su acceso", "correos/cambio_de_correo.txt",
            {"usuario": usuario})  # fmt: skip


def avisar_copia_lista(copia: CopiaDeDatos) -> None:
    """Tell its owner that a copy of his data is ready; the file is never mailed. OSError."""
    _enviar(copia.usuario.correo, "Su copia de datos está lista", "correos/copia_lista.txt",
            {"usuario": copia.usuario, "vence": fecha_hora(copia.vence_en)})  # fmt: skip


AVISOS = {"arco_respondido": "Su pedido sobre sus datos personales tiene respuesta"}
"""Subject of each notice; its text is the template of the same name."""


def avisar(usuario: Usuario, clase: str, datos: dict[str, str]) -> None:
    """Mail a notice of `AVISOS`; OSError when it fails."""
    _enviar(usuario.correo, AVISOS[clase], f"correos/{clase}.txt", {"usuario": usuario, **datos})


def _enviar(para: str, asunto: str, plantilla: str, datos: dict[str, Any]) -> None:
    cuerpo = render_to_string(
        plantilla,
        {**datos, "portal_nombre": settings.PORTAL_NOMBRE, "portal_url": settings.PORTAL_URL},
    )
    EmailMessage(asunto, cuerpo, to=[para], headers={"Auto-Submitted": "auto-generated"}).send()
