"""Names as people write them, made comparable: no accents, no case, no signs."""

import re
import unicodedata
from functools import lru_cache

_SIGNOS = re.compile(r"[\W_]+")


@lru_cache(maxsize=50_000)
def llana(texto: str) -> str:
    """«Fecha de  Emisión» and fecha_de_emision alike: words in lower case with single spaces."""
    sin_tildes = "".join(
        c for c in unicodedata.normalize("NFKD", texto) if not unicodedata.combining(c)
    )
    return _SIGNOS.sub(" ", sin_tildes).strip().casefold()
