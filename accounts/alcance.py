"""The fence of the admin: what a person in charge of a unit may list, open, choose and save.

Every registered ModelAdmin that shows rows of people mixes in `AlcanceAdmin`; its
model's manager has `visible_to(usuario, permiso)`. The same query is the list and the
permission: a stranger's row does not exist (SECURITY, finding 6).
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.filters import RelatedOnlyFieldListFilter
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest, ValidationError
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


class FiltrosAdmin(admin.ModelAdmin):
    """ModelAdmin whose address may not carry every lookup of every column, as Django allows."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """No pattern (a bad one is a 500), no password (its hash could be told by letters)."""
        if lookup.endswith("regex") or lookup.startswith("password"):
            return False
        return super().lookup_allowed(lookup, value, request)

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Act on the chosen rows; a row that cannot be one is a 400, not Django's 500."""
        try:
            for fila in request.POST.getlist(ACTION_CHECKBOX_NAME):
                self.opts.pk.to_python(fila)
        except ValidationError as error:
            raise BadRequest("Una de las filas elegidas no existe.") from error
        return super().response_action(request, *args, **kwargs)


class AlcanceAdmin(FiltrosAdmin):
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

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The right over this very row: who may see a region may write in his own UGEL alone."""
        puede = super().has_change_permission(request, obj)
        if obj is None or not puede:
            return puede
        filas = self.model._default_manager.all()
        if not hasattr(filas, "visible_to"):
            return True
        permiso = f"{self.opts.app_label}.change_{self.opts.model_name}"
        return filas.visible_to(request.user, permiso).filter(pk=obj.pk).exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing of a file is ever deleted; it is retired or annulled."""
        return False


class SoloMiRama(RelatedOnlyFieldListFilter):
    """List filter over a foreign key that names only what occurs in one's own rows."""
