"""The drawing of PDFs in a process of its own: what it is told, and what it may use.

It knows no Django: it gets HTML, gives PDF, and has no key, no address of a database and no
network. Whoever sends a document that takes too long or too much ends that process, not ours.
"""

from typing import NamedTuple

MEMORIA = 1024**3
"""Bytes of address space that the process may use."""
DOCUMENTOS = 200
"""After so many it gives way to a fresh one."""
SIN_USO = 300
"""Seconds without an order after which it goes."""

BASURA = 50_000
"""New objects after which it looks for garbage; at the usual 700 long documents take longer."""

HECHO, GRANDE, MALO = b"+", b"!", b"?"
"""First byte of an answer: the PDF follows; it asks for too much; the reason follows."""


class Adjunto(NamedTuple):
    """A file that travels inside the PDF; `hecho` is when it was made, in seconds since 1970."""

    nombre: str
    descripcion: str
    octetos: bytes
    hecho: float


class Encargo(NamedTuple):
    """A document to draw: its HTML, what goes with it, and what identifies the file."""

    html: str
    adjuntos: tuple[Adjunto, ...] = ()
    identificador: str = ""
