"""The shapes that the goals speak of, and the people who have them."""

from datetime import date

CLAVE = "lluvia-en-la-sierra-77"
PDF_REFERENCIA = "referencia-25k.pdf"
BYTES_PDF = 25 * 1024
CUANTOS_REGISTROS = (1, 24, 200)
CAPACITACIONES = 30
CUENTAS = 700  # accounts that log in, each once or twice
ANIO_BOLETAS = 2025
NACIMIENTO = date(1985, 5, 12)


def documento(numero: int) -> str:
    """A DNI that nobody has: series 99."""
    return f"99{numero:06}"


CON_CAPACITACIONES = documento(1)
CON_BOLETAS = documento(2)
CON_CADA_REGISTRO = {cuantos: documento(100 + cuantos) for cuantos in CUANTOS_REGISTROS}
"""One servidor for each number of records of every kind."""

PRIMERA_CUENTA = 10_000
