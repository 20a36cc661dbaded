"""Into whose files somebody may import: those that his branch keeps, and never his own."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Unidad, Usuario
from accounts.models.unidad import UnidadQuerySet
from legajo.importacion.destinos import Destino


@dataclass(frozen=True)
class Alcance:
    """The reach of who imports; of nobody in particular, when the system's operator orders it."""

    por: Usuario | None

    @property
    def documento(self) -> str:
        """The número de documento whose file is out of reach."""
        return self.por.documento if self.por else ""

    def unidades(self, destino: Destino) -> UnidadQuerySet:
        """The units of `claves` themselves."""
        claves = self.claves(destino)
        return Unidad.objects.all() if claves is None else Unidad.objects.filter(pk__in=claves)

    def claves(self, destino: Destino) -> list[int] | None:
        """Units over whose files he holds every right that an import into `destino` asks for.

        None where nothing is out of reach. Each right is asked alone: of several in one query
        the planner made minutes.
        """
        if self.por is None:
            return None
        por_derecho = (Unidad.objects.claves_a_cargo(self.por, p) for p in destino.permisos)
        acotadas = [set(claves) for claves in por_derecho if claves is not None]
        return sorted(set.intersection(*acotadas)) if acotadas else None


def unidad_de(por: Usuario | None, permiso: str = "legajo.importar_legajo") -> Unidad | None:
    """The highest unit where somebody holds that right; None without it."""
    if por is None:
        return Unidad.objects.filter(tipo=Unidad.Tipo.MINEDU).first()
    suyas = Unidad.objects.a_cargo(por, permiso).select_related("superior")
    return min(suyas, key=lambda u: (_hondura(u), u.codigo), default=None)


def _hondura(unidad: Unidad) -> int:
    return [Unidad.Tipo.MINEDU, Unidad.Tipo.DRE, Unidad.Tipo.UGEL].index(Unidad.Tipo(unidad.tipo))
