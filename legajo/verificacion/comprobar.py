"""The one way to look a code up: one or many, each counted, the wrong ones limited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models.fields.json import KT
from django.utils.crypto import constant_time_compare

from accounts.origen import Origen
from legajo.models import Documento
from legajo.verificacion.limites import Cuenta
from legajo.verificacion.resumen import Resumen, resumir

TANDA = 20
"""So many codes are locked at once: each lock takes a place in the memory of the database."""
Par = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Comprobado:
    """What one try found: the document, nothing, or that one has to wait so long."""

    documento: Resumen | None = None
    espera: timedelta = timedelta(0)


def comprobar(pares: Sequence[Par], *, origen: Origen) -> list[Comprobado]:
    """Look up each code, well written, with its datum; what is right costs nothing.

    Which of the two was wrong is not said. Over a limit nothing is looked at, not even
    what is right, or else the limit would limit nobody.
    """
    tandas = (pares[i : i + TANDA] for i in range(0, len(pares), TANDA))
    hechos = [hecho for tanda in tandas for hecho in _contados(tanda, origen)]
    return [
        Comprobado(resumir(hecho) if isinstance(hecho, Documento) else None)
        if not isinstance(hecho, timedelta)
        else Comprobado(espera=hecho)
        for hecho in hechos
    ]


@transaction.atomic
def _contados(pares: Sequence[Par], origen: Origen) -> list[Documento | timedelta | None]:
    """Of each try the document, None, or how long to wait."""
    codigos = {codigo for codigo, _ in pares}
    cuenta, emitidos = Cuenta(origen, codigos), _leer(codigos)
    hechos: list[Documento | timedelta | None] = []
    for codigo, digitos in pares:
        if espera := cuenta.espera(codigo):
            hechos.append(espera)
            continue
        hallado = emitidos.get(codigo)
        if hallado and not constant_time_compare(hallado.titular.documento[-4:], digitos):
            hallado = None
        if hallado is None:
            cuenta.fallo(codigo)
        hechos.append(hallado)
    cuenta.guardar()
    return hechos


def _leer(codigos: set[str]) -> dict[str, Documento]:
    """The documents of these codes, with what is told of them and no more."""
    documentos = Documento.objects.con_vigencia().filter(codigo__in=codigos)
    con_lo_dicho = documentos.annotate(acredita=KT("contenido__acredita")).defer("contenido")
    return {d.codigo: d for d in con_lo_dicho.select_related("titular", "unidad")}
