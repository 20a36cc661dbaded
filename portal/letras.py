"""Numbers in words, as a constancia writes them: «veintiún días», «un año»."""

UNIDADES = (
    "cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
    "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho",
    "diecinueve", "veinte", "veintiún", "veintidós", "veintitrés", "veinticuatro", "veinticinco",
    "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)  # fmt: skip
DECENAS = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")


def en_letras(numero: int) -> str:
    """A number from 0 to 99 before a masculine noun. Raises ValueError for another."""
    if not 0 <= numero < 100:
        raise ValueError(numero)
    if numero < len(UNIDADES):
        return UNIDADES[numero]
    decena, unidad = divmod(numero, 10)
    return f"{DECENAS[decena - 3]} y {UNIDADES[unidad]}" if unidad else DECENAS[decena - 3]
