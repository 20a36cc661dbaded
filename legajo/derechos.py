"""What a person of the staff may see of the kinds of record."""

from typing import Any

from accounts.alcance import permiso_de_ver
from legajo.models.servidor import VER_SENSIBLES
from legajo.tipos import TipoRegistro


def alcanza(usuario: Any, tipo: TipoRegistro) -> bool:
    """Whether the right to see sensitive data is his, where the kind asks for it."""
    return not tipo.sensible or usuario.has_perm(VER_SENSIBLES)


def puede_ver(usuario: Any, tipo: TipoRegistro) -> bool:
    """Whether he may see the kind somewhere: its own right, and that of sensitive data if it is."""
    return usuario.has_perm(permiso_de_ver(tipo.modelo)) and alcanza(usuario, tipo)
