"""Issuing documents for a test, reading them with independent readers, and their schema."""

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pikepdf
from pypdf import PdfReader

from accounts.models import Usuario
from bench import datos
from legajo.emision.emitir import emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.models import Documento, Servidor
from tests import fabricas
from tests.despliegue.apoyo import RAIZ

ESQUEMA = json.loads((RAIZ / "docs/esquemas/documento-1.schema.json").read_text())
RESPONSABLE = "Especialista Mamani Ñahui"
PACIENCIA = 120  # seconds for a drawing, on a machine that is busy


def llenar(persona: Servidor, cuantos: int, tipos: Iterable[Any]) -> None:
    """So many records of each kind, without forms."""
    datos._LEIDAS.clear()  # what another test left there is gone
    for tipo in tipos:
        datos.con_registros(tipo, persona, cuantos)


def emitido(
    persona: Servidor, clase: str = "hoja_de_vida", *, al: date | None = None,
    por: Usuario | None = None, segundos: float = PACIENCIA,
) -> Documento:  # fmt: skip
    """One document of a servidor, issued by the staff of his unit."""
    pedido = Pedido("MPV2026-EXT-0000001", "Rosa Quispe Ñahui", date(2026, 1, 15), a_la_fecha=al)
    return emitir_del_legajo(
        persona.pk, pedido=pedido, clase=Documento.Clase(clase), clave=uuid.uuid4(),
        por=por or fabricas.personal(persona.unidad, nombre=RESPONSABLE),
        segundos=segundos,
    )  # fmt: skip


def octetos_de(documento: Documento) -> bytes:
    """The stored file."""
    with documento.archivo.open("rb") as archivo:
        return bytes(archivo.read())


def paginas_de(octetos: bytes) -> list[str]:
    """The text of each page, its white space made one space."""
    return [llano(p.extract_text()) for p in PdfReader(BytesIO(octetos)).pages]


def llano(texto: str) -> str:
    """A text as one line."""
    return re.sub(r"\s+", " ", texto)


def adjunto_de(octetos: bytes) -> Any:
    """The copy for machines inside a PDF."""
    with pikepdf.open(BytesIO(octetos)) as pdf:
        return json.loads(pdf.attachments["documento.json"].get_file().read_bytes())


def etiquetas(octetos: bytes) -> list[tuple[str, dict[str, Any]]]:
    """Every structure element of a PDF in reading order: its tag, and some attributes."""
    with pikepdf.open(BytesIO(octetos)) as pdf:
        return list(_recorrer(pdf.Root.StructTreeRoot.K))


def _recorrer(nodo: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(nodo, pikepdf.Array):
        for uno in nodo:
            yield from _recorrer(uno)
    elif isinstance(nodo, pikepdf.Dictionary):
        if "/S" in nodo:
            dichos = {
                "alt": str(nodo.get("/Alt", "")),
                "id": str(nodo.get("/ID", "")),
                "cabezas": [str(h) for h in _atributos(nodo).get("/Headers", [])],
            }
            yield str(nodo.S)[1:], dichos
        if "/K" in nodo:
            yield from _recorrer(nodo.K)


def _atributos(nodo: Any) -> Any:
    return nodo.get("/A", pikepdf.Dictionary())


def faltas(dato: Any, esquema: Any = ESQUEMA, donde: str = "$") -> Iterator[str]:
    """Where a datum departs from the schema: the keywords that ours uses, and no other."""
    for clave, valor in esquema.items():
        if clave not in ANOTACIONES:
            yield from REGLAS[clave](dato, valor, esquema, donde)


def _ref(dato: Any, valor: str, _: Any, donde: str) -> Iterator[str]:
    yield from faltas(dato, ESQUEMA["$defs"][valor.removeprefix("#/$defs/")], donde)


def _propiedades(dato: Any, valor: Any, esquema: Any, donde: str) -> Iterator[str]:
    for nombre, suyo in valor.items():
        if isinstance(dato, dict) and nombre in dato:
            yield from faltas(dato[nombre], suyo, f"{donde}.{nombre}")


def _si(dato: Any, valor: Any, esquema: Any, donde: str) -> Iterator[str]:
    if not list(faltas(dato, valor)):
        yield from faltas(dato, esquema["then"], donde)


def _es(condicion: Any) -> Any:
    """A keyword that holds or does not."""

    def regla(dato: Any, valor: Any, esquema: Any, donde: str) -> Iterator[str]:
        if not condicion(dato, valor):
            yield f"{donde}: {str(dato)[:80]} no es {valor}"

    return regla


def _tipo(dato: Any, valor: Any) -> bool:
    tipos = {"string": str, "integer": int, "object": dict, "array": list, "null": type(None)}
    return isinstance(dato, tuple(tipos[t] for t in ([valor] if isinstance(valor, str) else valor)))


def _formato(dato: Any, valor: str) -> bool:
    leer: Any = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}[valor]
    return not isinstance(dato, str) or bool(leer(dato))


ANOTACIONES = {"$schema", "title", "description", "$defs", "then", "$comment"}
REGLAS: dict[str, Any] = {
    "$ref": _ref,
    "properties": _propiedades,
    "if": _si,
    "allOf": lambda d, v, e, donde: (f for suyo in v for f in faltas(d, suyo, donde)),
    "items": lambda d, v, e, donde: (
        f for i, uno in enumerate(d) for f in faltas(uno, v, f"{donde}[{i}]")
    ),
    "type": _es(_tipo),
    "const": _es(lambda d, v: d == v),
    "enum": _es(lambda d, v: d in v),
    "pattern": _es(lambda d, v: re.search(v, d)),
    "format": _es(_formato),
    "minItems": _es(lambda d, v: len(d) >= v),
    "maxItems": _es(lambda d, v: len(d) <= v),
    "minimum": _es(lambda d, v: d >= v),
    "maximum": _es(lambda d, v: d <= v),
    "required": _es(lambda d, v: set(v) <= set(d)),
    "additionalProperties": lambda d, v, e, donde: (
        f"{donde}.{sobra} sobra" for sobra in set(d) - set(e["properties"])
    ),
}
