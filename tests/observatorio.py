"""The score of Mozilla's HTTP Observatory for one answer, without the bonuses that it may drop.

The rules are those of its source as of 1.4.8; the 10 points each for COOP and COEP are left
out, so that the score is what every version of it gives at least.
"""

from typing import Any


def directivas(politica: str) -> dict[str, list[str]]:
    """A policy as directive -> sources."""
    partes = (parte.split() for parte in politica.split(";"))
    return {parte[0]: parte[1:] for parte in partes if parte}


def puntaje(cabeceras: Any, galletas: Any = ()) -> int:
    """100, plus what each header adds or takes; `galletas` are those that the answer sets."""
    return 100 + sum(
        (
            _politica(cabeceras.get("Content-Security-Policy", "")),
            _galletas(list(galletas)),
            5 if cabeceras.get("Referrer-Policy") in ("same-origin", "no-referrer") else 0,
            _marco(cabeceras),
            10 if cabeceras.get("Cross-Origin-Resource-Policy") == "same-origin" else 0,
            0 if _segundos(cabeceras) >= 15_768_000 else -20,
            0 if cabeceras.get("X-Content-Type-Options") == "nosniff" else -5,
        )
    )


def _politica(politica: str) -> int:
    if not politica:
        return -25
    fuentes = directivas(politica)
    todas = {f for lista in fuentes.values() for f in lista}
    if todas & {"'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "*"}:
        return -20
    return 10 if fuentes.get("default-src") == ["'none'"] else 5


def _galletas(galletas: list[Any]) -> int:
    if not galletas:
        return 0
    seguras = all(g["secure"] and g["httponly"] and g["samesite"] for g in galletas)
    return 5 if seguras else -40


def _marco(cabeceras: Any) -> int:
    fuentes = directivas(cabeceras.get("Content-Security-Policy", "")).get("frame-ancestors")
    if fuentes == ["'none'"] or cabeceras.get("X-Frame-Options") == "DENY":
        return 5
    return -20


def _segundos(cabeceras: Any) -> int:
    for parte in cabeceras.get("Strict-Transport-Security", "").split(";"):
        nombre, _, valor = parte.strip().partition("=")
        if nombre == "max-age" and valor.isdecimal():
            return int(valor)
    return 0
