"""Authentication, and rights that come from current Asignaciones."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from accounts.models import Asignacion, Usuario
from portal.preparadas import Preparada, columnas_de, instancia

_POR_CLAVE = Preparada(
    lambda clave: (
        Usuario.objects.con_cargo()
        .filter(pk=clave)
        .values_list("tiene_cargo", *columnas_de(Usuario))
    )
)


class AsignacionBackend(ModelBackend):
    """Django's backend; a person's groups are the roles he holds today."""

    def get_user(self, user_id: Any) -> Usuario | None:
        """Load the account with `tiene_cargo`, so that no page asks again."""
        for tiene_cargo, *columnas in _POR_CLAVE.filas(user_id):
            usuario = instancia(Usuario, tuple(columnas))
            usuario.tiene_cargo = tiene_cargo
            return usuario if self.user_can_authenticate(usuario) else None
        return None

    def _get_group_permissions(self, user_obj: Any) -> QuerySet[Permission]:
        vigentes = Asignacion.objects.vigentes().filter(usuario=user_obj)
        return Permission.objects.filter(group__in=vigentes.values("rol"))
