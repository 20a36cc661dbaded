"""An issued document as a page: its state, its file, what stands around its content."""

from collections.abc import Iterable

from django.urls import reverse

from legajo.models import Documento
from legajo.tablas import Fila, Tabla
from legajo.vigencia import Vigencia, vigencia_de
from portal.texto import fecha, fecha_hora

TONOS = {
    Vigencia.VIGENTE: "exito",
    Vigencia.VENCIDO: "aviso",
    Vigencia.REEMPLAZADO: "neutro",
    Vigencia.ANULADO: "error",
}
COLUMNAS = ("Documento", "Emitido", "Por", "Vale hasta", "Estado")
SIN_TERMINO = "Sin término"


class Emitido:
    """An issued document of `con_vigencia()`, with what a page says of it."""

    def __init__(self, documento: Documento) -> None:
        self.documento = documento
        self.vigencia = vigencia_de(documento)
        self.tono = TONOS[self.vigencia]

    @property
    def titulo(self) -> str:
        """«Informe escalafonario N° 00012-2026-UGEL HUANCAYO», «Copia del legajo al 01/03/2026»."""
        documento = self.documento
        if documento.clase == Documento.Clase.COPIA:
            return f"Copia del legajo al {fecha(documento.a_la_fecha)}"
        numero = f" N° {documento.numero}" if documento.numero else ""
        return f"{documento.get_clase_display()}{numero}"

    @property
    def nombre_de_archivo(self) -> str:
        """hoja-de-vida-2026-03-01.pdf; nothing of the person in it."""
        clase = self.documento.clase.replace("_", "-")
        return f"{clase}-{self.documento.emitido_en:%Y-%m-%d}.pdf"

    @property
    def compartir(self) -> str:
        """Where it is shared, while it speaks."""
        if self.vigencia != Vigencia.VIGENTE:
            return ""
        return reverse("legajo:compartir", args=[self.documento.publico])

    @property
    def pares(self) -> list[tuple[str, str]]:
        """Label and text of what stands around its content."""
        documento = self.documento
        pares = [
            ("Emitido", fecha_hora(documento.emitido_en)),
            ("Por", f"{documento.emitido_por or 'La plataforma'}, {documento.unidad}"),
            ("Vale hasta", fecha(documento.vence) or SIN_TERMINO),
            ("Expediente", documento.expediente),
            ("Solicitado por", documento.solicitante),
            ("Código de verificación", documento.codigo),
        ]
        return [par for par in pares if par[1]]


def lista(emitidos: Iterable[Emitido], titulo: str) -> Tabla:
    """Issued documents as a table: each with its page and its file."""
    return Tabla(
        titulo, COLUMNAS, [_fila(e) for e in emitidos], "Todavía no se ha emitido ninguno.",
        con_acciones=True,
    )  # fmt: skip


def _fila(emitido: Emitido) -> Fila:
    documento = emitido.documento
    celdas = (
        emitido.titulo, fecha_hora(documento.emitido_en), documento.unidad.nombre,
        fecha(documento.vence) or SIN_TERMINO, "",
    )  # fmt: skip
    return Fila(celdas, _acciones(emitido), {"texto": emitido.vigencia.label, "tono": emitido.tono})


def _acciones(emitido: Emitido) -> list[dict[str, str]]:
    acciones = [
        (reverse("legajo:documento", args=[emitido.documento.publico]), "documento", "Ver"),
        (
            reverse("legajo:documento_pdf", args=[emitido.documento.publico]),
            "descargar",
            "Descargar",
        ),
        (emitido.compartir, "enviar", "Compartir"),
    ]
    return [
        {"url": url, "icono": icono, "texto": f"{verbo}: {emitido.titulo}"}
        for url, icono, verbo in acciones
        if url
    ]
