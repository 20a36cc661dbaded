"""What the pages of the legajo share: the menu of sections, and what an address names."""

from typing import Any
from uuid import UUID

from django.http import Http404

from legajo.estructuras import ESTRUCTURAS, Seccion, seccion_de
from legajo.models import Servidor


def menu(servidor: Servidor) -> dict[str, Any]:
    """Context of the side menu."""
    return {"servidor": servidor, "secciones": ESTRUCTURAS[servidor.estructura]}


def seccion_o_404(servidor: Servidor, slug: str) -> Seccion:
    """The section of the structure that he follows; Http404."""
    hallada = seccion_de(servidor.estructura, slug)
    if hallada is None:
        raise Http404
    return hallada


def registro_o_404(servidor: Servidor, actual: Seccion, publico: UUID) -> Any:
    """His record in force in that section, with what it points to; Http404."""
    for tipo in actual.tipos:
        propios = tipo.modelo.objects.activos().filter(servidor=servidor)
        propios = propios.select_related(*tipo.relaciones)
        if hallado := propios.filter(publico=publico).first():
            return hallado
    raise Http404
