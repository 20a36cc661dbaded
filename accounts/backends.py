"""Authentication, and rights that come from current Asignaciones."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from accounts.models import Asignacion, Usuario
from portal.preparadas import Preparada, columnas_de, instancia

_POR_CLAVE = Preparada(
    lambda clave: (
        Usuario.objects.con_cargo().filter(pk=clave).values_list("cargos", *columnas_de(Usuario))
    )
)


def _de_los_roles(clave: int) -> QuerySet[Permission]:
    vigentes = Asignacion.objects.vigentes().filter(usuario=clave)
    return Permission.objects.filter(group__in=vigentes.values("rol")).order_by()


_DE_SUS_ROLES = Preparada(
    lambda clave: _de_los_roles(clave).values_list("content_type__app_label", "codename")
)


class AsignacionBackend(ModelBackend):
    """Django's backend; a person's groups are the roles he holds today."""

    def get_user(self, user_id: Any) -> Usuario | None:
        """Load the account with its `cargos`, so that no page asks again."""
        for cargos, *columnas in _POR_CLAVE.filas(user_id):
            usuario = instancia(Usuario, tuple(columnas))
            usuario.cargos = cargos
            return usuario if self.user_can_authenticate(usuario) else None
        return None

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """What the roles of today grant, as "app.codename"; everything for a superuser."""
        if user_obj.is_superuser or not user_obj.is_active or user_obj.is_anonymous:
            return super().get_group_permissions(user_obj, obj)
        if not hasattr(user_obj, "_group_perm_cache"):
            filas = _DE_SUS_ROLES.filas(user_obj.pk)
            user_obj._group_perm_cache = {f"{app}.{codigo}" for app, codigo in filas}
        return user_obj._group_perm_cache

    def _get_group_permissions(self, user_obj: Any) -> QuerySet[Permission]:
        return _de_los_roles(user_obj.pk)

    def _get_user_permissions(self, user_obj: Any) -> QuerySet[Permission]:
        """None: a right comes with a role, in a unit, between two dates."""
        return Permission.objects.none()
