"""A4 PDF by WeasyPrint, at once PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1)."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from portal.dibujo import Adjunto, Encargo
from portal.dibujo.letras import legible

ESTILO = Path(__file__).resolve().parents[2] / "static" / "css" / "pdf.css"
ARCHIVO = "pdf/a-3a"
ACCESIBLE = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""
"""That the file is PDF/UA-1 too: WeasyPrint writes one standard into a file, not two."""
NADA = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
"""A document opens nothing but `data:`: no address, no file of ours (SECURITY.md)."""


def dibujar(encargo: Encargo) -> bytes:
    """The PDF of `encargo`; the same order gives the same bytes."""
    estilo, fuentes = preparado()
    documento = HTML(string=legible(encargo.html), url_fetcher=NADA).render(
        stylesheets=[estilo], font_config=fuentes, pdf_variant=ARCHIVO
    )
    rdf = documento.metadata.generate_rdf_metadata
    documento.metadata.generate_rdf_metadata = lambda *a: rdf(*a).replace(b"</rdf:RDF>", ACCESIBLE)
    return documento.write_pdf(
        pdf_variant=ARCHIVO, pdf_identifier=encargo.identificador.encode() or None,
        attachments=[_adjunto(a) for a in encargo.adjuntos],
    )  # fmt: skip


@cache
def preparado() -> tuple[Any, Any]:
    """Stylesheet and fonts, read once a process: a new FontConfiguration each time leaks."""
    fuentes = FontConfiguration()
    propios = URLFetcher(allowed_protocols=("file", "data"), allow_redirects=False)
    return CSS(filename=str(ESTILO), font_config=fuentes, url_fetcher=propios), fuentes


def _adjunto(adjunto: Adjunto) -> Attachment:
    hecho = datetime.fromtimestamp(adjunto.hecho, UTC)
    return Attachment(
        string=adjunto.octetos, name=adjunto.nombre, description=adjunto.descripcion,
        relationship="Data", created=hecho, modified=hecho, url_fetcher=NADA,
    )  # fmt: skip
