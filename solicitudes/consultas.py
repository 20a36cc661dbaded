"""Open requests as the pages of the legajo show them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery, prefetch_related_objects
from django.urls import reverse

from legajo.a_la_fecha import fin_del_dia
from legajo.models import Servidor
from portal.preparadas import Preparada, columnas_de, instancia
from portal.texto import fecha_hora
from solicitudes.models import Evento, Solicitud


@dataclass(frozen=True, slots=True)
class PendienteDelLegajo:
    """An open request in the table of its kind: its mark, what is asked, what may be done."""

    registro: UUID | None
    textos: dict[str, str]
    acciones: list[dict[str, str]]
    rotulo: str


_ABIERTAS = Preparada(
    lambda servidor: (
        Solicitud.objects.abiertas()
        .filter(servidor=servidor, clase=Solicitud.Clase.MODIFICACION)
        .values_list(*columnas_de(Solicitud))
    )
)


def pendientes(servidor: Servidor) -> dict[str, list[PendienteDelLegajo]]:
    """Open requests of a servidor by slug of their kind: two queries."""
    por_tipo: dict[str, list[PendienteDelLegajo]] = defaultdict(list)
    abiertas = [instancia(Solicitud, fila) for fila in _ABIERTAS.filas(servidor.pk)]
    prefetch_related_objects(abiertas, "datos")
    for solicitud in abiertas:
        por_tipo[solicitud.tipo_slug].append(
            PendienteDelLegajo(
                registro=solicitud.registro,
                textos={d.campo: d.pedido_texto for d in solicitud.datos.all()},
                acciones=acciones(solicitud),
                rotulo=f"{solicitud.get_operacion_display()}: En solicitud",
            )
        )
    return por_tipo


def pendientes_al(servidor: Servidor, dia: date) -> list[tuple[str, str, str]]:
    """Requests of a servidor that were pending at the end of a day: number, what, when sent."""
    ocurridos = Evento.objects.filter(solicitud=OuterRef("pk"), cuando__lt=fin_del_dia(dia))
    estado = Subquery(ocurridos.order_by("-cuando", "-pk").values("hacia")[:1])
    suyas = Solicitud.objects.filter(servidor=servidor).annotate(estado_al=estado)
    abiertas = suyas.filter(estado_al=Solicitud.Estado.EN_SOLICITUD).order_by("creada_en", "pk")
    return [(s.numero, s.asunto, fecha_hora(s.creada_en)) for s in abiertas]


def acciones(solicitud: Solicitud) -> list[dict[str, str]]:
    """The icons of a request: (i) to follow it, the bin to cancel it while it waits."""
    ver = {
        "url": reverse("solicitudes:detalle", args=[solicitud.publico]),
        "icono": "info",
        "texto": f"Ver el estado de la solicitud {solicitud.numero}",
    }
    anular = {
        "url": reverse("solicitudes:anular", args=[solicitud.publico]),
        "icono": "papelera",
        "texto": f"Anular la solicitud {solicitud.numero}",
    }
    return [ver, anular] if solicitud.abierta else [ver]
