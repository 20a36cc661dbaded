"""The fence of the admin: what a person in charge of a unit may list, open, choose and save.

Every registered ModelAdmin that shows rows of people mixes in `AlcanceAdmin`; its
model's manager has `visible_to(usuario, permiso)`. The same query is the list and the
permission: a stranger's row does not exist (SECURITY, finding 6).
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.filters import RelatedOnlyFieldListFilter
from django.db import models
from django.http import HttpRequest


def permiso_de_ver(modelo: type[models.Model]) -> str:
    """Name of the permission to view `modelo`, as "app.codename"."""
    return f"{modelo._meta.app_label}.view_{modelo._meta.model_name}"


def visibles(modelo: type[models.Model], usuario: Any) -> models.QuerySet[Any]:
    """Rows of `modelo` that `usuario` may see; all, where the model has no fence (catalogs)."""
    filas = modelo._default_manager.all()
    if hasattr(filas, "visible_to"):
        return filas.visible_to(usuario, permiso_de_ver(modelo))
    return filas


class AlcanceAdmin(admin.ModelAdmin):
    """ModelAdmin within one's branch: list, object, foreign keys and filters alike."""

    show_full_result_count = False
    list_per_page = 25

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Rows of one's branch, in the order of the list."""
        filas = visibles(self.model, request.user)
        return filas.order_by(*self.get_ordering(request) or self.model._meta.ordering)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer, and accept, only rows of one's branch."""
        kwargs.setdefault("queryset", visibles(db_field.remote_field.model, request.user))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing of a file is ever deleted; it is retired or annulled."""
        return False


class SoloMiRama(RelatedOnlyFieldListFilter):
    """List filter over a foreign key that names only what occurs in one's own rows."""
