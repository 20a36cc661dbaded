"""A value against a JSON Schema, as far as ours go: no more of the standard than they use."""

import re
from typing import Any

TIPOS: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "integer": int, "boolean": bool,
    "null": type(None),
}  # fmt: skip
CONOCIDAS = {
    "$schema", "$id", "$ref", "$defs", "title", "description", "type", "const", "enum", "pattern",
    "properties", "required", "additionalProperties", "items", "oneOf", "minimum", "minItems",
    "maxItems", "examples",
}  # fmt: skip


def fallas(
    valor: Any, esquema: dict[str, Any], raiz: dict[str, Any], donde: str = "$"
) -> list[str]:
    """What of `valor` the schema refuses."""
    assert not set(esquema) - CONOCIDAS, esquema
    if "$ref" in esquema:
        nombre = esquema["$ref"].removeprefix("#/$defs/")
        return fallas(valor, raiz["$defs"][nombre], raiz, donde)
    if "oneOf" in esquema:
        pasan = [o for o in esquema["oneOf"] if not fallas(valor, o, raiz, donde)]
        return [] if len(pasan) == 1 else [f"{donde}: {len(pasan)} of oneOf"]
    tipos = esquema.get("type", [])
    tipos = [tipos] if isinstance(tipos, str) else tipos
    if tipos and not any(_es(valor, tipo) for tipo in tipos):
        return [f"{donde}: not {tipos}"]
    malas = []
    if "const" in esquema and valor != esquema["const"]:
        malas.append(f"{donde}: not {esquema['const']!r}")
    if "enum" in esquema and valor not in esquema["enum"]:
        malas.append(f"{donde}: not in {esquema['enum']}")
    if isinstance(valor, str) and not re.search(esquema.get("pattern", ""), valor):
        malas.append(f"{donde}: not like {esquema['pattern']}")
    if isinstance(valor, int) and valor < esquema.get("minimum", valor):
        malas.append(f"{donde}: below {esquema['minimum']}")
    if isinstance(valor, dict):
        malas += _de_objeto(valor, esquema, raiz, donde)
    if isinstance(valor, list):
        if not esquema.get("minItems", 0) <= len(valor) <= esquema.get("maxItems", len(valor)):
            malas.append(f"{donde}: {len(valor)} items")
        for n, uno in enumerate(valor):
            malas += fallas(uno, esquema.get("items", {}), raiz, f"{donde}[{n}]")
    return malas


def _es(valor: Any, tipo: str) -> bool:
    return isinstance(valor, TIPOS[tipo]) and not (tipo == "integer" and isinstance(valor, bool))


def _de_objeto(
    valor: dict[str, Any], esquema: dict[str, Any], raiz: dict[str, Any], donde: str
) -> list[str]:
    propias = esquema.get("properties", {})
    malas = [f"{donde}: no {n}" for n in esquema.get("required", ()) if n not in valor]
    if esquema.get("additionalProperties") is False:
        malas += [f"{donde}: {n} is not there" for n in valor if n not in propias]
    for nombre, suyo in propias.items():
        if nombre in valor:
            malas += fallas(valor[nombre], suyo, raiz, f"{donde}.{nombre}")
    return malas
