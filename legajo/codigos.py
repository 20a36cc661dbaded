"""Verification codes: short, unambiguous, not guessable, with a check letter."""

import secrets

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

ALFABETO = "ABCDEFGHJKMNPQRSTUVWXY23456789"
"""Thirty signs (no I, L, O, Z, 0, 1): ISO 7064 checks them over the prime 31, and no slip of one
letter, nor two neighbours exchanged, passes."""
LARGO = 12


def codigo_nuevo() -> str:
    """Eleven random letters and digits (54 bits) and the check: «7KQM-2HXT-R9WA»."""
    letras = "".join(secrets.choice(ALFABETO) for _ in range(LARGO - 1))
    return _en_grupos(letras + mod_37_36.calc_check_digit(letras, ALFABETO))


def normalizar(escrito: str) -> str:
    """What a person typed as the code it means: case, spaces and hyphens do not matter."""
    return _en_grupos("".join(c for c in escrito.upper() if c.isalnum())[: 2 * LARGO])


def bien_escrito(escrito: str) -> bool:
    """Whether it is a whole code whose check agrees: a slip of the pen is told at once."""
    letras = normalizar(escrito).replace("-", "")
    if len(letras) != LARGO or set(letras) - set(ALFABETO):
        return False
    try:
        mod_37_36.validate(letras, ALFABETO)
    except ValidationError:
        return False
    return True


def _en_grupos(letras: str) -> str:
    return "-".join(letras[i : i + 4] for i in range(0, len(letras), 4))
