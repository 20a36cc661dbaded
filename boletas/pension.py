"""How the pension discount of a boleta is made up: what is given, what is reckoned; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from boletas.montos import CENTIMO, CERO, leer_monto, soles

AFP, ONP, CEDULA_VIVA = "0113", "0002", "0001"
APORTE_AFP, APORTE_ONP = Decimal("0.10"), Decimal("0.13")
SEGURO_Y_COMISION_MAX = Decimal("0.05")
"""Of what pays contributions: more than this is no insurance and commission of one month."""
DADO, CALCULADO = "según la planilla", "calculado"
PARTES = (
    ("pension", "Aporte a su fondo (10 %)"),
    ("seguro_afp", "Prima del seguro"),
    ("comision_afp", "Comisión de la AFP"),
)
NO_SE_PUEDE = "No se puede desglosar con los datos de esta boleta"


class Desglose(NamedTuple):
    """The parts (name, amount, where it comes from), and a sentence that is true of them."""

    titulo: str
    partes: list[tuple[str, str, str]]
    frase: str


def desglosar(
    conceptos: Sequence[Sequence[str]], datos: Mapping[str, str], imponible: Decimal
) -> Desglose | None:
    """The make-up of the discount; None for a boleta that has none."""
    montos = {
        codigo: sum((Decimal(c[3]) for c in conceptos if c[0] == codigo and c[1] == "-"), CERO)
        for codigo in (AFP, ONP, CEDULA_VIVA)
    }
    if montos[AFP]:
        return _afp(montos[AFP], datos, imponible)
    if montos[ONP]:
        return _onp(montos[ONP], imponible)
    if montos[CEDULA_VIVA]:
        total = soles(montos[CEDULA_VIVA])
        return Desglose("D.L. 20530", [], f"{NO_SE_PUEDE}: la planilla solo da el total, {total}.")
    return None


def _afp(monto: Decimal, datos: Mapping[str, str], imponible: Decimal) -> Desglose:
    nombre = datos.get("afp") or datos.get("regimen_pensionario") or "AFP"
    dados = [(r, leido) for c, r in PARTES if (leido := leer_monto(datos.get(c, "")))]
    if sum((m for _, m in dados), CERO) == monto:
        partes = [(rotulo, soles(m), DADO) for rotulo, m in dados]
        return Desglose(nombre, partes, f"Estas partes suman {soles(monto)}, lo que se descontó.")
    aporte = _parte(imponible, APORTE_AFP)
    resto = monto - aporte
    if aporte and CERO <= resto <= imponible * SEGURO_Y_COMISION_MAX:
        partes = [("Aporte a su fondo (10 %)", soles(aporte), CALCULADO)]
        if resto:
            partes.append(("Prima del seguro y comisión", soles(resto), "calculado: lo que resta"))
        return Desglose(
            nombre, partes,
            f"La planilla solo da el total. El aporte se calculó sobre {soles(imponible)}, el monto"
            " imponible; cuánto del resto es prima y cuánto comisión no se puede saber aquí.",
        )  # fmt: skip
    return Desglose(
        nombre, [],
        f"{NO_SE_PUEDE}: {soles(monto)} no corresponde al 10 % del monto imponible"
        f" ({soles(imponible)}) más prima y comisión. Puede haber un reintegro o un ajuste.",
    )  # fmt: skip


def _onp(monto: Decimal, imponible: Decimal) -> Desglose:
    calculado = _parte(imponible, APORTE_ONP)
    if calculado and abs(calculado - monto) <= CENTIMO:
        partes = [("13 % del monto imponible", soles(monto), DADO)]
        return Desglose("ONP", partes, f"13 % de {soles(imponible)} es lo que se descontó.")
    return Desglose(
        "ONP", [],
        f"{NO_SE_PUEDE}: {soles(monto)} no es el 13 % del monto imponible ({soles(imponible)})."
        " Puede haber un reintegro o un ajuste.",
    )  # fmt: skip


def _parte(imponible: Decimal, tasa: Decimal) -> Decimal:
    return (imponible * tasa).quantize(CENTIMO, ROUND_HALF_UP)
