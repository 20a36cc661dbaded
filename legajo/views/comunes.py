"""What the pages of the legajo share: the menu, what an address names, and as of which day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from legajo.a_la_fecha import CLAVE, FechaForm, consulta_de, registros_al
from legajo.acceso import seccion_propia
from legajo.estructuras import ESTRUCTURAS, Seccion
from legajo.models import Servidor
from legajo.tipos import TipoRegistro


@dataclass(frozen=True, slots=True)
class Momento:
    """As of which day a page shows the legajo: `dia`, or None for now; and its form."""

    form: FechaForm
    dia: date | None = None

    @property
    def errado(self) -> bool:
        """Whether what was asked is no day to look at."""
        return self.form.is_bound and not self.form.is_valid()


def momento(request: HttpRequest) -> Momento:
    """The day that the address names; none, or an empty one, is now."""
    form = FechaForm(request.GET if request.GET.get(CLAVE) else None)
    return Momento(form, form.cleaned_data[CLAVE] if form.is_valid() else None)


def menu(servidor: Servidor, cuando: Momento | None = None) -> dict[str, Any]:
    """Context of the side menu, and of the notice that what is shown is the past."""
    return {
        "servidor": servidor,
        "secciones": ESTRUCTURAS[servidor.estructura],
        "momento": cuando,
        "consulta": consulta_de(cuando.dia if cuando else None),
    }


def seccion_o_404(servidor: Servidor, slug: str) -> Seccion:
    """The section of his legajo at an address; Http404."""
    hallada = seccion_propia(servidor, slug)
    if hallada is None:
        raise Http404
    return hallada


def registro_o_404(
    servidor: Servidor, actual: Seccion, publico: UUID, *, dia: date | None = None
) -> Any:
    """His record in force in that section, today or that day, with what it points to; Http404."""
    return _hallado(_en_vigor(servidor, actual, dia), publico)


def retirado_o_no_o_404(servidor: Servidor, actual: Seccion, publico: UUID) -> Any:
    """His record in that section, in force or retired; Http404."""
    todos = ((t, t.modelo.objects.filter(servidor=servidor)) for t in actual.tipos)
    return _hallado(todos, publico)


def _en_vigor(
    servidor: Servidor, actual: Seccion, dia: date | None
) -> Iterator[tuple[TipoRegistro, Any]]:
    for tipo in actual.tipos:
        if dia:
            yield tipo, registros_al(tipo, servidor.pk, dia)
        else:
            yield tipo, tipo.modelo.objects.activos().filter(servidor=servidor)


def _hallado(por_tipo: Iterator[tuple[TipoRegistro, Any]], publico: UUID) -> Any:
    for tipo, registros in por_tipo:
        hallado = registros.select_related(*tipo.relaciones).filter(publico=publico).first()
        if hallado is not None:
            hallado.tipo = tipo  # a version of another day does not declare it
            return hallado
    raise Http404
