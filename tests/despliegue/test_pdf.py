"""A PDF is drawn from our own style and fonts; what a document names is not fetched."""

import socket
import threading
from io import BytesIO

import pytest
from pypdf import PdfReader

from portal import pdf

AJENO = """<!doctype html><html lang="es"><head><title>x</title>
<link rel="stylesheet" href="{web}/a.css"><link rel="attachment" href="file:///etc/passwd">
<style>@import url({web}/b.css); @font-face {{ font-family: z; src: url({web}/z.woff2) }}</style>
</head><body><img src="{web}/c.png"><img src="file:///etc/passwd">
<object data="{web}/d.svg"></object><p style="background: url({web}/e.png)">Ñandú</p>
</body></html>"""


@pytest.fixture
def escucha():
    """A web server's address, and who came to it."""
    llegados = []
    with socket.create_server(("127.0.0.1", 0)) as servidor:
        servidor.settimeout(0.1)
        fin = threading.Event()

        def atender():
            while not fin.is_set():
                try:
                    servidor.accept()[0].close()
                    llegados.append(1)
                except TimeoutError:
                    continue

        hilo = threading.Thread(target=atender)
        hilo.start()
        yield f"http://127.0.0.1:{servidor.getsockname()[1]}", llegados
        fin.set()
        hilo.join()


def test_a_document_fetches_neither_files_nor_addresses(monkeypatch, escucha):
    direccion, llegados = escucha
    monkeypatch.setattr(pdf, "render_to_string", lambda *_: AJENO.format(web=direccion))
    lector = PdfReader(BytesIO(pdf.render("x.html", {})))
    assert "Ñandú" in lector.pages[0].extract_text()
    assert llegados == []
    assert not lector.attachments
    assert b"root:" not in b"".join(p.get_contents().get_data() for p in lector.pages)
