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
        """Units over whose files he holds every right that an import into `destino` asks for."""
        filas = Unidad.objects.all()
        if self.por is None:
            return filas
        for permiso in destino.permisos:
            suyas = Unidad.objects.a_cargo(self.por, permiso)
            filas = filas.filter(pk__in=suyas.values("pk"))
        return filas

    def claves(self, destino: Destino) -> list[int] | None:
        """The same as keys; None where nothing is out of reach."""
        if self.por is None or self.por.is_superuser:
            return None
        return list(self.unidades(destino).values_list("pk", flat=True))


def unidad_de(por: Usuario | None) -> Unidad | None:
    """The highest unit from which somebody imports; None without the right."""
    if por is None:
        return Unidad.objects.filter(tipo=Unidad.Tipo.MINEDU).first()
    suyas = Unidad.objects.a_cargo(por, "legajo.importar_legajo").select_related("superior")
    return min(suyas, key=lambda u: (_hondura(u), u.codigo), default=None)


def _hondura(unidad: Unidad) -> int:
    return [Unidad.Tipo.MINEDU, Unidad.Tipo.DRE, Unidad.Tipo.UGEL].index(Unidad.Tipo(unidad.tipo))
