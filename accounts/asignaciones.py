"""Who may give which role to whom."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from accounts.models import Asignacion, Unidad, Usuario


def impedimento(*, por: Usuario, usuario: Usuario, rol: Group, unidad: Unidad) -> str:
    """The sentence that says why `por` may not give this role there; empty when he may."""
    if usuario.pk == por.pk:
        return "Nadie puede darse un rol a sí mismo."
    if por.is_superuser:
        return ""
    if not Unidad.objects.a_cargo(por, "accounts.add_asignacion").filter(pk=unidad.pk).exists():
        return "Solo puede dar roles en las unidades a su cargo."
    if rol.permissions.exclude(pk__in=_derechos(por, unidad)).exists():
        return "No puede dar un rol con derechos que usted no tiene en esa unidad."
    return ""


def _derechos(usuario: Usuario, unidad: Unidad) -> set[int]:
    """Ids of the permissions that `usuario` holds over `unidad`, from it or from above."""
    arriba = Unidad.objects.filter(
        Q(pk=unidad.pk) | Q(inferiores=unidad.pk) | Q(inferiores__inferiores=unidad.pk)
    )
    propias = Asignacion.objects.vigentes().filter(usuario=usuario, unidad__in=arriba)
    return set(
        Permission.objects.filter(group__in=propias.values("rol")).values_list("pk", flat=True)
    )
