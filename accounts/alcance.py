"""The fence of the admin: what a person in charge of a unit may list, open, choose and save.

Every registered ModelAdmin that shows rows of people mixes in `AlcanceAdmin`; its
model's manager has `visible_to(usuario, permiso)`. The same query is the list and the
permission: a stranger's row does not exist (SECURITY, finding 6). Whom a page shows is
noted here too (docs/decisiones/0026-quien-vio-mi-legajo.md).
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from django.contrib import admin
from django.contrib.admin.filters import RelatedOnlyFieldListFilter
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

from accounts.models import Unidad
from accounts.mostrado import accesos


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


class PaginasSinConteo(Paginator):
    """Pages over what may be millions of rows: counted up to a limit, never all."""

    LIMITE = 2500
    object_list: models.QuerySet[Any]

    @cached_property
    def count(self) -> int:
        """How many there are, or the limit."""
        return self.object_list[: self.LIMITE].count()


class AlcanceAdmin(FiltrosAdmin):
    """ModelAdmin within one's branch: list, object, foreign keys and filters alike."""

    paginator = PaginasSinConteo
    show_facets = admin.ShowFacets.NEVER  # each choice of a filter would count its rows
    show_full_result_count = False
    list_per_page = 25
    que_muestra = ""
    """What the log calls a row's page, if not by the name of its model."""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Rows of one's branch, in the order of the list."""
        filas = visibles(self.model, request.user)
        return filas.order_by(*self.get_ordering(request) or self.model._meta.ordering)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """A row of one's branch; that it was opened is noted."""
        objeto = super().get_object(request, object_id, from_field)
        if objeto is not None:
            en_historial = request.path.endswith("/history/")
            que = capfirst(self.que_muestra or str(self.opts.verbose_name))
            accesos(request).abrir(objeto, f"{que}: historial" if en_historial else que)
        return objeto

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The page of the list; whom it shows is noted."""
        lista = super().get_changelist_instance(request)
        que = f"Lista: {self.opts.verbose_name_plural}"
        accesos(request).listar(self.model, lista.result_list, que, lista.query)
        return lista

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
        cambiables = request.__dict__.setdefault("cambiables", {})  # Django asks six times a page
        if obj not in cambiables:
            permiso = f"{self.opts.app_label}.change_{self.opts.model_name}"
            mias = filas.visible_to(request.user, permiso)
            cambiables[obj] = mias.filter(pk=obj.pk).exists()
        return cambiables[obj]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing of a file is ever deleted; it is retired or annulled."""
        return False


class EnLista:
    """Mixed into a filter of many choices, by keys: one list and a button, not as many links."""

    template = "admin/filtro_en_lista.html"
    nombre: str
    demas: list[tuple[str, str]]

    def choices(self: Any, changelist: Any) -> Iterator[dict[str, Any]]:
        """One piece, the options ready to print; in `demas`, what the address says besides."""
        propios = self.expected_parameters()
        self.nombre = propios[0]
        self.demas = [(c, v) for c, v in changelist.params.items() if c not in propios]
        dicho = self.used_parameters.get(self.nombre, "")
        elegido = str(dicho[-1] if isinstance(dicho, list) else dicho)
        yield {"opciones": mark_safe("".join(self._opciones(elegido)))}  # noqa: S308 -- escaped

    def _opciones(self: Any, elegido: str) -> Iterator[str]:
        for valor, texto in [("", "Todos"), *self.lookup_choices]:
            marca = " selected" if str(valor) == elegido else ""
            yield f'<option value="{valor}"{marca}>{escape(texto)}</option>'


class SoloMiRama(EnLista, RelatedOnlyFieldListFilter):  # type: ignore[misc]  # its choices are ours
    """List filter over a foreign key that names only what is of one's branch.

    Units are those in charge, whether they occur or not: to see which do, the database would
    read every row.
    """

    def __init__(
        self, field: Any, request: Any, params: Any, model: Any, model_admin: Any, field_path: str
    ) -> None:
        clave = f"{field_path}__{field.target_field.name}__exact"
        if params.get(clave) == [""]:  # «Todos»
            del params[clave]
        super().__init__(field, request, params, model, model_admin, field_path)

    def field_choices(self, field: Any, request: Any, model_admin: Any) -> Any:
        """The choices of the list."""
        if field.remote_field.model is not Unidad:
            return super().field_choices(field, request, model_admin)
        permiso = permiso_de_ver(model_admin.model)
        return Unidad.objects.opciones_a_cargo(request.user, permiso)
