"""The catalogs and the workplaces of the demo, read once."""

from collections import defaultdict
from functools import cache
from typing import Any

from accounts.models import Unidad
from legajo.models import CentroLaboral, Distrito, MotivoAccion
from portal.demo.azar import Azar
from portal.demo.lugares import PROVINCIAS


class Libros:
    """Entries by code, kept in memory while people are made."""

    def __init__(self) -> None:
        self.unidades = {u.codigo: u for u in Unidad.objects.select_related("superior")}
        self.centros: dict[str, list[CentroLaboral]] = defaultdict(list)
        for centro in CentroLaboral.objects.select_related("unidad").order_by("codigo"):
            self.centros[centro.unidad.codigo].append(centro)
        self.motivos: dict[int, list[MotivoAccion]] = defaultdict(list)
        for motivo in MotivoAccion.objects.order_by("codigo"):
            self.motivos[motivo.accion_id].append(motivo)
        self.distritos: dict[str, list[Distrito]] = defaultdict(list)
        for distrito in Distrito.objects.filter(provincia__in=PROVINCIAS.values()):
            self.distritos[distrito.provincia].append(distrito)
        self._del = cache(_por_codigo)

    def de(self, modelo: Any, codigo: str) -> Any:
        """The entry of a catalog with that code."""
        return self._del(modelo)[codigo]

    def alguno(self, modelo: Any, azar: Azar) -> Any:
        """Any entry of a catalog in force."""
        return azar.uno([e for e in self._del(modelo).values() if e.vigente])

    def sede(self, unidad: str) -> CentroLaboral:
        """The office of a unit."""
        return self.centros[unidad][0]

    def escuela(self, unidad: str, azar: Azar) -> CentroLaboral:
        """A school of a unit; its office where it has none."""
        return azar.uno(self.centros[unidad][1:] or self.centros[unidad])

    def distrito(self, unidad: str, azar: Azar) -> Distrito:
        """A district of the province of a unit."""
        return azar.uno(self.distritos[PROVINCIAS[unidad]])


def _por_codigo(modelo: Any) -> dict[str, Any]:
    return {entrada.codigo: entrada for entrada in modelo.objects.order_by("codigo")}
