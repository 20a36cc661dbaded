"""The steps of the demo, in order; each writes only what is missing, whole or not at all."""

from collections.abc import Iterator

from django.utils.timezone import localdate

from portal.demo import hojas, lugares, pagos, personas, tramites
from portal.pdf import PdfNoDisponible
from solicitudes import resumen


def cargar(cuantos: int, semilla: int) -> Iterator[str]:
    """Load the demo; yields a line after each step."""
    hoy = localdate()
    lugares.publicar_contactos()
    lugares.crear_centros()
    personas.crear_elenco(hoy, semilla)
    personas.crear_padron(semilla)
    yield f"servidores: {personas.crear_servidores(cuantos, hoy, semilla)} nuevos"
    yield f"boletas: {pagos.pagar(hoy, semilla)} nuevas"
    yield f"solicitudes: {tramites.tramitar(cuantos, hoy, semilla)} nuevas"
    resumen.resumir(todo=True)
    try:
        yield f"documentos: {len(list(hojas.emitir(hoy, semilla)))} nuevos"
    except PdfNoDisponible as error:
        yield f"documentos: no se emitieron. {error}"
