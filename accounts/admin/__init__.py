"""The admin of access: units, people, roles, and who asked for a password."""

from accounts.admin import factores  # noqa: F401 -- takes its pages away
from accounts.admin.asignaciones import AsignacionAdmin, GrupoAdmin
from accounts.admin.contrasenas import EnvioAdmin, PadronAdmin, PedidoAdmin
from accounts.admin.unidades import UnidadAdmin
from accounts.admin.usuarios import UsuarioAdmin

__all__ = [
    "AsignacionAdmin",
    "EnvioAdmin",
    "GrupoAdmin",
    "PadronAdmin",
    "PedidoAdmin",
    "UnidadAdmin",
    "UsuarioAdmin",
]
