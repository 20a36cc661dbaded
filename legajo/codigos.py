"""Verification codes: short, unambiguous, not guessable."""

import secrets

ALFABETO = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LARGO = 12


def codigo_nuevo() -> str:
    """Twelve letters and digits in groups of four, 59 bits: «7KQM-2HXT-R9WA»."""
    letras = "".join(secrets.choice(ALFABETO) for _ in range(LARGO))
    return f"{letras[:4]}-{letras[4:8]}-{letras[8:]}"


def normalizar(escrito: str) -> str:
    """What a person typed as the code it means: case, spaces and hyphens do not matter."""
    letras = "".join(c for c in escrito.upper() if c in ALFABETO)[:LARGO]
    return f"{letras[:4]}-{letras[4:8]}-{letras[8:]}"
