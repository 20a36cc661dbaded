"""A unit with people, somebody who issues for them, and what a browser would send."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import Unidad, Usuario
from accounts.origen import Origen
from legajo.emision.pedido import Pedido
from legajo.lotes import verbos
from legajo.models import Documento, FilaDeLote, Lote, Servidor
from tests import fabricas
from tests.cliente import Client

PEDIDO = Pedido("E-77", "Comité de contrato docente", date(2026, 1, 5))
Fila = FilaDeLote.Estado


class Mesa:
    """A UGEL with so many servidores, its responsable, and his browser."""

    def __init__(self, cuantos: int = 3, codigo: str = "190001") -> None:
        self.unidad: Unidad = fabricas.ugel(codigo)
        self.jefe: Usuario = fabricas.personal(self.unidad, "Responsable de escalafón")
        self.gente: list[Servidor] = [fabricas.servidor(self.unidad) for _ in range(cuantos)]
        self.client = Client()
        self.client.force_login(self.jefe, "accounts.backends.AsignacionBackend")

    def prepara(self, *gente: Servidor) -> Lote:
        """A batch for these, or for all, not started."""
        lote, _ = verbos.preparar(
            [s.pk for s in gente or self.gente], clase="hoja_de_vida", unidad=self.unidad,
            pedido=PEDIDO, clave=uuid.uuid4(), por=self.jefe,
        )  # fmt: skip
        return lote

    def hace(self, lote: Lote, verbo: str) -> Lote:
        """Press a button."""
        return verbos.hacer(lote.pk, verbo, por=self.jefe, origen=Origen())

    def datos(self, **cambio: Any) -> dict[str, Any]:
        """The form as it is filled for all of the unit."""
        return {
            "unidad": self.unidad.pk, "clase": "hoja_de_vida", "quienes": "todos",
            "expediente": "E-77", "fecha_expediente": "2026-01-05", "solicitante": "Comité",
            "clave": str(uuid.uuid4()), **cambio,
        }  # fmt: skip

    def envia(self, **cambio: Any) -> Any:
        """Press «Preparar»."""
        return self.client.post(reverse("admin:legajo_lote_add"), self.datos(**cambio))

    def pagina(self, lote: Lote, consulta: str = "") -> str:
        """What the page of a batch says."""
        return self.client.get(f"{direccion(lote)}{consulta}").content.decode()


def direccion(lote: Lote, vista: str = "change") -> str:
    """Address of a page of a batch."""
    return reverse(f"admin:legajo_lote_{vista}", args=[lote.pk])


def estados(lote: Lote) -> dict[str, int]:
    """How many rows there are of each state."""
    todos = list(lote.filas.values_list("estado", flat=True))
    return {estado: todos.count(estado) for estado in set(todos)}


def emitidos(lote: Lote) -> list[Documento]:
    """What the batch issued."""
    return list(Documento.objects.filter(clave__contains=f":lote:{lote.pk}:"))
