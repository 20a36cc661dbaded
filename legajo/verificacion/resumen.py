"""The least that answers the question: what is told of a document to who has its paper."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from legajo.models import Documento, Servidor
from legajo.vigencia import Vigencia, vigencia_de
from portal.texto import fecha, unir

TONOS = {
    Vigencia.VIGENTE: "exito", Vigencia.VENCIDO: "aviso", Vigencia.REEMPLAZADO: "aviso",
    Vigencia.ANULADO: "error",
}  # fmt: skip
SIN_FIRMA = "No lleva firma digital"


@dataclass(frozen=True, slots=True)
class Resumen:
    """Kind, number, what it proves, unit, dates, state, signature, hash; of the holder, traces."""

    clase: Documento.Clase
    numero: str
    acredita: str
    unidad: str
    emitido_en: datetime
    a_la_fecha: date | None
    iniciales: str
    documento: str
    vigencia: Vigencia
    vence: date | None
    anulado_en: datetime | None
    firmado_por: str
    sha256: str

    @property
    def nombre(self) -> str:
        """The kind, with its number if it has one."""
        return unir(self.clase.label, self.numero and f"N° {self.numero}")

    @property
    def estado(self) -> str:
        """The state in words, with the day that goes with it; of an annulment, not the motive."""
        if self.vigencia == Vigencia.ANULADO and self.anulado_en:
            return f"Anulado el {fecha(localtime(self.anulado_en).date())}"
        if self.vigencia == Vigencia.VENCIDO:
            return f"Vencido: valió hasta el {fecha(self.vence)}"
        if self.vigencia == Vigencia.VIGENTE and self.vence:
            return f"Vigente hasta el {fecha(self.vence)}"
        return str(self.vigencia.label)

    @property
    def tono(self) -> str:
        """Of the chip of its state."""
        return TONOS[self.vigencia]

    @property
    def emitido(self) -> str:
        """The day of issue."""
        return fecha(localtime(self.emitido_en).date())

    @property
    def pares(self) -> list[tuple[str, str]]:
        """As labels and texts."""
        pares = [
            ("Documento", self.nombre),
            ("Acredita", self.acredita),
            ("Emitido por", self.unidad),
            ("Fecha de emisión", self.emitido),
            ("Muestra el legajo al", fecha(self.a_la_fecha)),
            ("Titular", f"{self.iniciales} ({self.documento})"),
            ("Firma", unir("Firmado digitalmente por", self.firmado_por) if self.firmado_por
             else SIN_FIRMA),
            ("SHA-256 del archivo", self.sha256),
        ]  # fmt: skip
        return [par for par in pares if par[1]]


def resumir(documento: Documento) -> Resumen:
    """Of one of `Documento.objects.con_vigencia()`, which may come with its `acredita` alone."""
    titular = documento.titular
    if hasattr(documento, "acredita"):
        acredita = documento.acredita
    else:
        acredita = documento.contenido.get("acredita")
    return Resumen(
        clase=Documento.Clase(documento.clase),
        numero=documento.numero,
        acredita=acredita or "",
        unidad=documento.unidad.nombre,
        emitido_en=documento.emitido_en,
        a_la_fecha=documento.a_la_fecha,
        iniciales=_iniciales(titular),
        documento="*" * (len(titular.documento) - 4) + titular.documento[-4:],
        vigencia=vigencia_de(documento),
        vence=documento.vence,
        anulado_en=documento.anulado_en,
        firmado_por=documento.firmado_por,
        sha256=documento.sha256,
    )


def _iniciales(titular: Servidor) -> str:
    nombres = (titular.nombres, titular.primer_apellido, titular.segundo_apellido)
    return "".join(f"{nombre[0]}." for nombre in nombres if nombre)
