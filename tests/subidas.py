"""Files as people upload them, and as somebody means harm with them; made here, none is kept."""

import io
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


def pdf(paginas: int = 1, cambio: Callable[[PdfWriter], object] = lambda w: None) -> bytes:
    """A PDF of blank pages; `cambio` does something to it before it is written."""
    escritor = PdfWriter()
    for _ in range(paginas):
        escritor.add_blank_page(595, 842)
    cambio(escritor)
    salida = io.BytesIO()
    escritor.write(salida)
    return salida.getvalue()


def imagen(formato: str = "PNG", tamano: tuple[int, int] = (60, 80), modo: str = "RGB") -> bytes:
    """An image of some noise."""
    salida = io.BytesIO()
    Image.effect_noise(tamano, 40).convert(modo).save(salida, formato)
    return salida.getvalue()


def zip_con_algo() -> bytes:
    """A small ZIP."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as archivo:
        archivo.writestr("algo.txt", "algo")
    return salida.getvalue()


def con_accion(**accion: str) -> Callable[[PdfWriter], None]:
    """An action that the document runs when it is opened: con_accion(S="/Launch")."""

    def cambio(escritor: PdfWriter) -> None:
        valores = {NameObject(f"/{c}"): NameObject(v) for c, v in accion.items()}
        escritor.root_object[NameObject("/OpenAction")] = DictionaryObject(valores)

    return cambio


def con_clave_en_raiz(clave: str) -> Callable[[PdfWriter], None]:
    """A key of the catalog, as /AA."""

    def cambio(escritor: PdfWriter) -> None:
        escritor.root_object[NameObject(clave)] = DictionaryObject()

    return cambio


def con_formulario_xfa(escritor: PdfWriter) -> None:
    """A form drawn by a program."""
    formulario = DictionaryObject({NameObject("/XFA"): ArrayObject([TextStringObject("x")])})
    escritor.root_object[NameObject("/AcroForm")] = formulario


def con_anotacion(tipo: str) -> Callable[[PdfWriter], None]:
    """An annotation of the first page, as /RichMedia."""

    def cambio(escritor: PdfWriter) -> None:
        nota = DictionaryObject(
            {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(tipo)}
        )
        escritor.pages[0][NameObject("/Annots")] = ArrayObject([nota])

    return cambio


def con_flujo(datos: bytes, **claves: object) -> Callable[[PdfWriter], None]:
    """One more stream in the file, with these keys."""

    def cambio(escritor: PdfWriter) -> None:
        flujo = EncodedStreamObject() if "Filter" in claves else DecodedStreamObject()
        flujo._data = datos
        for clave, valor in claves.items():
            flujo[NameObject(f"/{clave}")] = valor
        escritor._add_object(flujo)

    return cambio


def con_bomba(escritor: PdfWriter) -> None:
    """A page whose drawing inflates to 600 MB."""
    inflador = zlib.compressobj(9)
    ceros = bytes(1024**2)
    datos = b"".join(inflador.compress(ceros) for _ in range(600)) + inflador.flush()
    con_flujo(datos, Filter=NameObject("/FlateDecode"))(escritor)


def con_bomba_doble(escritor: PdfWriter) -> None:
    """A stream that is compressed twice."""
    filtros = ArrayObject([NameObject("/FlateDecode")] * 2)
    con_flujo(zlib.compress(zlib.compress(bytes(10**6))), Filter=filtros)(escritor)


def con_imagen_gigante(escritor: PdfWriter) -> None:
    """A picture that says it has ten thousand million points."""
    con_flujo(
        b"x", Subtype=NameObject("/Image"),
        Width=NumberObject(100_000), Height=NumberObject(100_000),
    )(escritor)  # fmt: skip


def png_gigante() -> bytes:
    """A PNG of a few bytes whose head says it has ten thousand million points."""
    png = bytearray(imagen())
    png[16:24] = (100_000).to_bytes(4, "big") * 2
    png[29:33] = zlib.crc32(png[12:29]).to_bytes(4, "big")
    return bytes(png)
