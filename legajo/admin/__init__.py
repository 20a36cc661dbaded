"""The admin of the legajo: the servidor and his door to every kind, each kind, the catalogs."""

from legajo.admin import (
    accesos,
    catalogos,
    documentos,
    importaciones,
    lotes,
    mudanzas,
    propuestas,
    registros,
    salud,
    servidores,
)

__all__ = [
    "accesos", "catalogos", "documentos", "importaciones", "lotes", "mudanzas",
    "propuestas", "registros", "salud", "servidores",
]  # fmt: skip
