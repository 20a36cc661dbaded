"""Small documents: one that is PDF/A-3a and PDF/UA-1 at once, and one that is neither."""

from functools import cache

from django.conf import settings

from portal import pango

FUENTE = (settings.BASE_DIR / "static" / "fuentes" / "public-sans-400.woff2").as_uri()
TEXTO = f"""<!doctype html><html lang="es-PE"><head><meta charset="utf-8">
<title>Hoja de muestra</title><meta name="author" content="UGEL de muestra">
<style>@font-face {{ font-family: M; src: url({FUENTE}) }} body {{ font-family: M }}</style>
</head><body><h1>Hoja de muestra</h1><p>Ñandú, pingüino y acción.</p>
<table><thead><tr><th scope="col">Cargo</th><th scope="col">Desde</th></tr></thead>
<tbody><tr><td>Docente</td><td>01/03/2019</td></tr></tbody></table></body></html>"""
PDFUAID = "http://www.aiim.org/pdfua/ns/id/"
RDF = f"""<rdf:Description rdf:about="" xmlns:pdfuaid="{PDFUAID}">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{PDFUAID}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li>
</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
""".encode()


@cache
def documento_simple() -> bytes:
    """A PDF as any program makes it: neither archival nor accessible."""
    pango.preparar()
    from weasyprint import HTML

    return HTML(string=TEXTO).write_pdf()


@cache
def documento_bueno() -> bytes:
    """The same page as PDF/A-3a and PDF/UA-1 at once."""
    pango.preparar()
    from weasyprint import HTML

    documento = HTML(string=TEXTO).render(pdf_variant="pdf/a-3a")
    metadatos = documento.metadata
    original = metadatos.generate_rdf_metadata
    metadatos.generate_rdf_metadata = lambda *a: original(*a).replace(
        b"</rdf:RDF>", RDF + b"</rdf:RDF>"
    )
    return documento.write_pdf(pdf_variant="pdf/a-3a", pdf_identifier=b"muestra")
