"""The issued documents of the demo: by the staff of the cast, weeks ago."""

from collections.abc import Iterator
from datetime import date, timedelta

from accounts.models import Usuario
from legajo.emision.emitir import emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.models import Documento, Servidor
from portal.demo.azar import Azar
from portal.demo.elenco import POR_CLAVE
from portal.demo.reloj import a_las, hora_de_oficina

HOJAS = (
    ("docente", "especialista_ugel1", 75, Documento.Clase.HOJA_DE_VIDA),
    ("docente", "responsable_ugel1", 40, Documento.Clase.INFORME),
    ("docente", "responsable_ugel1", 9, Documento.Clase.CONSTANCIA),
    ("auxiliar", "especialista_dre", 40, Documento.Clase.HOJA_DE_VIDA),
    ("administrativa", "especialista_dre", 12, Documento.Clase.HOJA_DE_VIDA),
    ("salud", "especialista_ugel2", 30, Documento.Clase.HOJA_DE_VIDA),
    ("cesado", "responsable_ugel1", 25, Documento.Clase.HOJA_DE_VIDA),
    ("cesado", "responsable_ugel1", 24, Documento.Clase.CONSTANCIA),
)
"""Whose, issued by whom, how many days ago, of what kind. The contratada has none."""


def emitir(hoy: date, semilla: int) -> Iterator[Documento]:
    """Issue those that are missing, each by itself. Raises portal.pdf.PdfNoDisponible."""
    for clave, emisor, hace, clase in HOJAS:
        titular = Servidor.objects.get(documento=POR_CLAVE[clave].documento)
        if titular.documentos.filter(clase=clase).exists():
            continue
        azar = Azar(semilla, "hoja", titular.documento, clase)
        dia = hoy - timedelta(days=hace)
        pedido = Pedido(
            expediente=f"MPV{dia.year}-EXT-{azar.randrange(10**5):07}",
            solicitante=POR_CLAVE[clave].nombre_completo,
            fecha_expediente=dia - timedelta(days=3),
        )
        por = Usuario.objects.get(documento=POR_CLAVE[emisor].documento)
        with a_las(hora_de_oficina(dia, azar)):
            yield emitir_del_legajo(
                titular.pk, pedido=pedido, por=por, clase=clase, clave=azar.uuid()
            )
