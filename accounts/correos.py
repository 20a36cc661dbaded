"""The mails of access: plain text, naming the person's usuario. A table, one row per class."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.models import Envio, Usuario
from accounts.tokens import emitir_enlace, vigencia

Clase = Envio.Clase
CARTAS: dict[str, tuple[str, str]] = {
    Clase.CORREO_CAMBIADO: ("Cambió el correo de su acceso", "correos/cambio_de_correo.txt"),
    Clase.COPIA_LISTA: ("Su copia de datos está lista", "correos/copia_lista.txt"),
    Clase.CONTRASENA_CAMBIADA: ("Se cambió su contraseña", "correos/contrasena_cambiada.txt"),
    Clase.BLOQUEO: ("Su usuario está bloqueado por unos minutos", "correos/bloqueo.txt"),
    Clase.DISPOSITIVO_NUEVO: (
        "Inició sesión desde un equipo nuevo",
        "correos/dispositivo_nuevo.txt",
    ),
    Clase.FACTOR_CAMBIADO: ("Cambió su segundo factor", "correos/factor_cambiado.txt"),
    Clase.ROL_DADO: ("Tiene un rol nuevo", "correos/rol_dado.txt"),
    Clase.ROL_CAMBIADO: ("Cambió un rol suyo", "correos/rol_cambiado.txt"),
    Clase.ROL_DELEGADO: ("Delegaron sus funciones", "correos/rol_delegado.txt"),
    Clase.EXPORTACION: ("Se exportaron datos con su usuario", "correos/exportacion.txt"),
    Clase.ARCO_RESPONDIDO: (
        "Su pedido sobre sus datos personales tiene respuesta",
        "correos/arco_respondido.txt",
    ),
    Clase.DOCUMENTO_ANULADO: (
        "Se anuló un documento emitido sobre usted",
        "correos/documento_anulado.txt",
    ),
    Clase.SOL_ENVIADA: ("Recibimos su solicitud", "correos/sol_enviada.txt"),
    Clase.SOL_OBSERVADA: ("Su solicitud tiene una observación", "correos/sol_observada.txt"),
    Clase.SOL_SUBSANADA: ("La solicitud fue subsanada", "correos/sol_subsanada.txt"),
    Clase.SOL_ATENDIDO: ("Su solicitud fue atendida", "correos/sol_atendido.txt"),
    Clase.SOL_RECHAZADO: ("Su solicitud fue rechazada", "correos/sol_rechazado.txt"),
    Clase.SOL_ANULADA: ("Anuló su solicitud", "correos/sol_anulada.txt"),
    Clase.SOL_ASIGNADA: ("Le asignaron una solicitud", "correos/sol_asignada.txt"),
    Clase.CONSULTA_RESPONDIDA: (
        "Planillas respondió su consulta",
        "correos/consulta_respondida.txt",
    ),
    Clase.PLAZO_RECORDATORIO: ("Una solicitud está por vencer", "correos/plazo_recordatorio.txt"),
    Clase.PLAZO_VENCIDA: ("Una solicitud venció sin respuesta", "correos/plazo_vencida.txt"),
    Clase.PLAZO_ESCALADA: ("Una solicitud de su región venció", "correos/plazo_escalada.txt"),
    Clase.BOLETA_PUBLICADA: ("Su boleta de pago está publicada", "correos/boleta_publicada.txt"),
    Clase.PLAZO_SUBSANAR: ("Venció el plazo para subsanar", "correos/plazo_subsanar.txt"),
}
"""Subject and template of each class but the link, whose words depend on the account."""


class YaNoCorresponde(Exception):
    """Between the asking and the sending the account changed: this mail is not owed any more."""


def carta(envio: Envio) -> EmailMessage:
    """The mail of a row, ready to send; the link, if it has one, is issued now."""
    if envio.clase == Clase.ENLACE:
        asunto, plantilla, propios = _enlace(envio)
    else:
        (asunto, plantilla), propios = CARTAS[envio.clase], {}
    datos = {
        **envio.datos, **propios, "usuario": envio.usuario,
        "portal_nombre": settings.PORTAL_NOMBRE, "portal_url": settings.PORTAL_URL,
    }  # fmt: skip
    return EmailMessage(
        asunto, render_to_string(plantilla, datos), to=[envio.para],
        headers={"Auto-Submitted": "auto-generated"},
    )  # fmt: skip


def _enlace(envio: Envio) -> tuple[str, str, dict[str, Any]]:
    """A link for the first password, or for a forgotten one, to the address of this moment."""
    usuario: Usuario = envio.usuario
    if not usuario.is_active:
        raise YaNoCorresponde("La cuenta está desactivada.")
    if usuario.correo != envio.para:
        raise YaNoCorresponde("El correo de la cuenta cambió antes de que este saliera.")
    horas = round(vigencia(usuario).total_seconds() / 3600)
    propios = {
        "enlace": emitir_enlace(usuario),
        "plazo": "1 hora" if horas == 1 else f"{horas} horas",
    }
    if usuario.has_usable_password():
        return "Cambie su contraseña", "correos/recuperacion.txt", propios
    return "Genere su contraseña", "correos/primera_vez.txt", propios
