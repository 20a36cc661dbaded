"""The reduced service: who is in reads, nobody gets in, nothing is written or drawn."""

from unittest import mock

import pytest
from django.urls import reverse

from accounts.models import Suceso
from boletas.models import Consulta, Visita
from legajo.models import Documento
from tests import fabricas
from tests.boletas import apoyo
from tests.cliente import Client
from tests.test_direcciones import TABLA, Caso

pytestmark = pytest.mark.django_db
BANDA = "Servicio reducido:"


@pytest.fixture
def docente():
    return apoyo.docente()


@pytest.fixture
def dentro(docente, settings):
    """Somebody who got in before."""
    cliente = Client()
    cliente.force_login(docente.usuario)
    settings.MODO_DEGRADADO = True
    despues = Client()  # the chain of middleware is made anew
    despues.cookies.update(cliente.cookies)
    return despues


def pagina(respuesta) -> str:
    return respuesta.content.decode()


def test_quien_esta_dentro_lee_sus_boletas_y_se_le_dice(dentro, docente):
    boleta = apoyo.boleta(docente)
    for url in ("/boletas/", f"/boletas/{boleta.publico}/", "/boletas/anio/2025/", "/legajo/"):
        respuesta = dentro.get(url)
        assert respuesta.status_code == 200, url
        assert BANDA in pagina(respuesta), url
    assert not Visita.objects.exists()


def test_el_pdf_guardado_se_entrega_y_ninguno_se_dibuja(dentro, docente, settings):
    guardada, otra = apoyo.boleta(docente), apoyo.boleta(docente, 202510)
    settings.MODO_DEGRADADO = False
    antes = dentro.get(f"/boletas/{guardada.publico}/pdf/").content
    settings.MODO_DEGRADADO = True
    with mock.patch("portal.pdf.render") as dibujar:
        assert dentro.get(f"/boletas/{guardada.publico}/pdf/").content == antes
        negada = dentro.get(f"/boletas/{otra.publico}/pdf/", follow=True)
        assert "solo se entregan los PDF que ya se habían generado" in pagina(negada)
        del_anio = dentro.get("/boletas/anio/2025/pdf/", follow=True)
        assert "solo se entregan los PDF" in pagina(del_anio)
        assert not dibujar.called
    assert Documento.objects.count() == 1


@pytest.mark.parametrize("metodo", ["get", "post"])
@pytest.mark.parametrize(
    "url", ["/ingresar/", "/generar-contrasena/", "/generar-contrasena/codigo/"]
)
def test_nadie_entra_y_la_frase_dice_por_que(dentro, url, metodo):
    respuesta = getattr(Client(), metodo)(url)
    assert respuesta.status_code == 503
    assert "no se puede iniciar sesión" in pagina(respuesta)
    assert respuesta["Retry-After"]


def test_ninguna_direccion_que_escribe_escribe(settings):
    """Every address by POST, as its owner: a 503 with the sentence; the way out apart."""
    caso = Caso()
    cliente = Client()
    cliente.force_login(caso.gente["docente"], "accounts.backends.AsignacionBackend")
    settings.MODO_DEGRADADO = True
    despues = Client()
    despues.cookies.update(cliente.cookies)
    antes = (Suceso.objects.count(), Consulta.objects.count(), Documento.objects.count())
    for nombre, (lugar, _) in TABLA.items():
        if nombre == "salir":
            continue
        respuesta = despues.post(reverse(nombre, args=lugar(caso)), {"pregunta": "x"})
        assert respuesta.status_code == 503, nombre
        assert "Servicio reducido" in pagina(respuesta), nombre
    for nombre, (lugar, _) in TABLA.items():
        respuesta = despues.get(reverse(nombre, args=lugar(caso)))
        assert respuesta.status_code < 500 or "Servicio reducido" in pagina(respuesta), nombre
    assert antes == (Suceso.objects.count(), Consulta.objects.count(), Documento.objects.count())
    assert despues.post("/salir/").status_code == 302


def test_publico_y_salud_siguen_y_el_personal_no_escribe(dentro):
    for url in ("/", "/ayuda/", "/ugel/", "/verificar/", "/salud/vivo", "/salud/listo"):
        assert Client().get(url).status_code == 200, url
    assert Client().post("/admin/login/").status_code == 503


def test_sin_el_ajuste_no_hay_nada(client, settings):
    assert client.get("/ingresar/").status_code == 200
    client.force_login(fabricas.usuario())
    assert BANDA not in pagina(client.get("/"))
