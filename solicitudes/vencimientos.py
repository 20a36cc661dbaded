"""Who is told of a term that ends or has ended: once each, however often this runs.

The row of AvisoDePlazo is the claim: it is written in the transaction that owes the mails,
and its unique constraint lets one process write it. A term that moves (a request that was
mended, a holiday) is another term, and is told again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from solicitudes import avisos
from solicitudes.destinatarios import Destinatarios
from solicitudes.models import AvisoDePlazo, Solicitud
from solicitudes.plazos import Calendario, Calendarios, Procedimiento, termino

Clase = AvisoDePlazo.Clase
LOTE = 500
HOLGURA = timedelta(14)
"""Days beyond the national term that are looked at too, for branches with more holidays."""
CORRE = Q(observada_en=None)


@dataclass(frozen=True)
class Vigilancia:
    """One kind of notice: which requests may need it, which do, and who is told."""

    clase: Clase
    candidatas: Q
    toca: Callable[[Solicitud, Calendario], bool]
    decir: Callable[[Solicitud, Destinatarios], None]
    termino: str = "vence"
    """The column with the day that causes it."""


def revisar() -> Mapping[Clase, int]:
    """Owe every notice that is due today and was not given; how many of each kind."""
    hoy = localdate()
    calendarios = Calendarios(hoy - timedelta(400), hoy + timedelta(400))
    destinatarios = Destinatarios()
    return {
        v.clase: sum(len(_un_lote(v, lote, calendarios, destinatarios)) for lote in _lotes(v))
        for v in _vigilancias(hoy)
    }


def _vigilancias(hoy: date) -> tuple[Vigilancia, ...]:
    antes = termino(Procedimiento.RECORDATORIO)
    despues = termino(Procedimiento.ESCALAMIENTO)
    pronto = hoy + timedelta(2 * antes) + HOLGURA
    return (
        Vigilancia(
            Clase.RECORDATORIO, CORRE & Q(vence__range=(hoy, pronto)),
            lambda s, calendario: calendario.entre(hoy, _dia(s.vence)) <= antes,
            lambda s, quienes: _al_personal(s, quienes.encargados(s), "plazo_recordatorio"),
        ),
        Vigilancia(
            Clase.VENCIDA, CORRE & Q(vence__lt=hoy), lambda s, calendario: True,
            lambda s, quienes: _al_personal(s, quienes.responsables(s), "plazo_vencida"),
        ),
        Vigilancia(
            Clase.ESCALADA, CORRE & Q(vence__lt=hoy),
            lambda s, calendario: calendario.entre(_dia(s.vence), hoy) >= despues,
            lambda s, quienes: _al_personal(s, quienes.superiores(s), "plazo_escalada"),
        ),
        Vigilancia(
            Clase.SUBSANAR, Q(observada_en__isnull=False, subsanar_hasta__lt=hoy),
            lambda s, calendario: True, _decir_que_no_subsano, "subsanar_hasta",
        ),
    )  # fmt: skip


def _dia(termino: date | None) -> date:
    """The term of one that has it: the queries ask for nothing else."""
    return cast(date, termino)


def _sin_decir(vigilancia: Vigilancia) -> QuerySet[Solicitud]:
    """Open requests that may need the notice, and have not had it for this term."""
    dicho = AvisoDePlazo.objects.filter(
        solicitud=OuterRef("pk"), clase=vigilancia.clase, vence=OuterRef(vigilancia.termino)
    )
    return Solicitud.objects.abiertas().filter(vigilancia.candidatas, ~Exists(dicho))


def _lotes(vigilancia: Vigilancia) -> Iterator[list[int]]:
    """Their keys, some at a time; what another process tells meanwhile is no harm."""
    ultima = 0
    while True:
        siguientes = _sin_decir(vigilancia).filter(pk__gt=ultima).order_by("pk")
        claves = list(siguientes.values_list("pk", flat=True)[:LOTE])
        if not claves:
            return
        yield claves
        ultima = claves[-1]


@transaction.atomic
def _un_lote(
    vigilancia: Vigilancia,
    claves: list[int],
    calendarios: Calendarios,
    destinatarios: Destinatarios,
) -> set[int]:
    """Claim and tell those of a batch that are still so; what a verb holds waits until tomorrow."""
    filas = (
        Solicitud.objects.abiertas()
        .filter(vigilancia.candidatas, pk__in=claves)
        .select_related("unidad__superior__superior", "servidor__usuario")
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
        .order_by("pk")
    )
    tocan = {s.pk: s for s in filas if vigilancia.toca(s, calendarios.de(s.unidad))}
    mias = _reclamar(vigilancia, list(tocan))
    for clave in sorted(mias):
        vigilancia.decir(tocan[clave], destinatarios)
    return mias


def _reclamar(vigilancia: Vigilancia, claves: list[int]) -> set[int]:
    """Write the rows of the notices that are nobody's yet; those that this process wrote."""
    if not claves:
        return set()
    columna = connection.ops.quote_name(vigilancia.termino)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO solicitudes_avisodeplazo (solicitud_id, clase, vence, cuando)
            SELECT id, %s, {columna}, statement_timestamp() FROM solicitudes_solicitud
            WHERE id = ANY(%s) ORDER BY id
            ON CONFLICT DO NOTHING RETURNING solicitud_id
            """,  # noqa: S608 -- a column of ours
            [vigilancia.clase, claves],
        )
        return {clave for (clave,) in cursor.fetchall()}


def _al_personal(solicitud: Solicitud, quienes: list[Any], clase: str) -> None:
    for usuario in quienes:
        avisos.al_personal(usuario, solicitud, clase)


def _decir_que_no_subsano(solicitud: Solicitud, destinatarios: Destinatarios) -> None:
    avisos.al_titular(solicitud, "plazo_subsanar")
    _al_personal(solicitud, destinatarios.encargados(solicitud), "plazo_subsanar")
