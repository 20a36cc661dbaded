"""Periods of payroll: AAAAMM, and AAAAMM + 20 for the adicional of that month."""

MESES = (
    "Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Setiembre",
    "Octubre", "Noviembre", "Diciembre",
)  # fmt: skip
PRIMER_ANIO, ULTIMO_ANIO = 1950, 2099
ADICIONAL = 20


def es_valido(periodo: int) -> bool:
    """Whether it names a month, or the adicional of a month."""
    anio, mes = divmod(periodo, 100)
    return PRIMER_ANIO <= anio <= ULTIMO_ANIO and (1 <= mes <= 12 or 21 <= mes <= 32)


def anio_de(periodo: int) -> int:
    """Its year."""
    return periodo // 100


def mes_de(periodo: int) -> int:
    """Its month, 1 to 12, of an adicional too."""
    return (periodo % 100 - 1) % ADICIONAL + 1


def es_adicional(periodo: int) -> bool:
    """Whether it is the adicional of its month."""
    return periodo % 100 > 12


def regular_de(periodo: int) -> int:
    """The regular period of its month: of an adicional, that to which it adds."""
    return periodo - ADICIONAL if es_adicional(periodo) else periodo


def nombre_de(periodo: int) -> str:
    """«Noviembre 2025», or «Noviembre 2025 (adicional)»."""
    nombre = f"{MESES[mes_de(periodo) - 1]} {anio_de(periodo)}"
    return f"{nombre} (adicional)" if es_adicional(periodo) else nombre


def de_anio(anio: int) -> tuple[int, int]:
    """First and last period of a year, adicionales included."""
    return anio * 100 + 1, anio * 100 + 32


def ultimos(hasta: int, cuantos: int) -> list[int]:
    """The last `cuantos` regular periods up to `hasta`, oldest first."""
    meses = anio_de(hasta) * 12 + mes_de(hasta) - 1
    return [m // 12 * 100 + m % 12 + 1 for m in range(meses - cuantos + 1, meses + 1)]
