"""The models of accounts, one module per noun."""

from accounts.models.asignacion import Asignacion
from accounts.models.codigo import CodigoActivacion
from accounts.models.contrasena import PadronEvaluacion, PedidoContrasena
from accounts.models.copia import CopiaDeDatos
from accounts.models.envio import Envio
from accounts.models.intento import Intento
from accounts.models.privacidad import AceptacionPrivacidad
from accounts.models.sesion import Sesion
from accounts.models.suceso import Suceso
from accounts.models.unidad import Unidad
from accounts.models.usuario import Usuario

__all__ = [
    "AceptacionPrivacidad", "Asignacion", "CodigoActivacion", "CopiaDeDatos", "Envio", "Intento",
    "PadronEvaluacion", "PedidoContrasena", "Sesion", "Suceso", "Unidad", "Usuario",
]  # fmt: skip
