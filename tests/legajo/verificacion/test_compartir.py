"""A shared document from its link to its end: who makes it, who reads it, what is noted of that."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from accounts.models import Suceso
from accounts.origen import Origen
from accounts.sucesos import Tipo
from legajo import compartir
from legajo.anulacion import anular
from legajo.models import Apertura, Documento, Enlace
from tests import fabricas
from tests.accounts.apoyo import dentro_de
from tests.cliente import Client
from tests.legajo.apoyo import PAPEL, compartido, documento
from tests.mis_datos.apoyo import Copia

pytestmark = pytest.mark.django_db
HOJA = {
    "dre": "DRE Junín", "unidad": "UGEL Huancayo",
    "datos_personales": [["Nombres", "Rosa Zzcontenido"]], "situacion": [],
    "secciones": [{"numero": 1, "titulo": "Filiación", "tablas": []}],
}  # fmt: skip
CELULAR = {
    "HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 14) Chrome/130",
    "REMOTE_ADDR": "198.51.100.77",
}


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def hoja(persona):
    return documento(persona, clase=Documento.Clase.HOJA_DE_VIDA, contenido=HOJA)


def entrar(persona) -> Client:
    client = Client()
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


def pagina(emitido) -> str:
    return reverse("legajo:compartir", args=[emitido.publico])


def crear(client, emitido, **datos):
    datos = {"para": "Comité 2026", "dias": "7", "clave": str(uuid.uuid4())} | datos
    return client.post(pagina(emitido), datos)


def enlace_en(respuesta) -> str:
    return re.search(r"/compartido/c-[0-9a-f]{32}/", respuesta.content.decode())[0]


def test_the_whole_life_of_a_link(persona, hoja, settings):
    dentro, afuera = entrar(persona), Client()
    hecha = crear(dentro, hoja)
    assert hecha.status_code == 201
    ruta = enlace_en(hecha)
    assert f"{settings.PORTAL_URL}{ruta}" in hecha.content.decode()
    assert ruta not in dentro.get(pagina(hoja)).content.decode()  # shown once
    puerta = afuera.get(ruta, **CELULAR).content.decode()
    assert "Ver el documento" in puerta
    assert "Zzcontenido" not in puerta and persona.nombres not in puerta  # noqa: PT018
    assert "Comité 2026" not in puerta
    assert not Apertura.objects.exists()
    abierta = afuera.post(ruta, **CELULAR).content.decode()
    for esperado in ("Rosa Zzcontenido", "Vigente", hoja.sha256, "Descargar el PDF"):
        assert esperado in abierta
    pdf = afuera.get(re.search(r'href="([^"]+/pdf/\?llave=[^"]+)"', abierta)[1], **CELULAR)
    assert (pdf.content, pdf["Content-Type"]) == (PAPEL, "application/pdf")
    gestion = dentro.get(pagina(hoja)).content.decode()
    for esperado in ("Comité 2026", "Se abrió 2 veces", "Vio el documento", "Descargó el PDF",
                     "Chrome en Android", "red 198.51.100.0/24"):  # fmt: skip
        assert esperado in gestion
    assert "198.51.100.77" not in gestion
    retirar = reverse("legajo:retirar_enlace", args=[hoja.publico, Enlace.objects.get().publico])
    assert "ya no abre" in dentro.post(retirar, follow=True).content.decode()
    assert afuera.get(ruta).status_code == afuera.post(ruta).status_code == 410
    assert "Retirado el" in dentro.get(pagina(hoja)).content.decode()
    assert "ya no funcionaba" in dentro.post(retirar, follow=True).content.decode()
    tipos = list(Suceso.objects.filter(usuario=persona.usuario).values_list("tipo", flat=True))
    assert tipos.count(Tipo.ENLACE_CREADO) == tipos.count(Tipo.ENLACE_RETIRADO) == 1


def test_what_opens_a_link_is_kept_nowhere(persona, hoja):
    token = enlace_en(crear(entrar(persona), hoja)).split("/")[2]
    with connection.cursor() as cursor:
        for tabla in connection.introspection.table_names(cursor):
            nombre = connection.ops.quote_name(tabla)
            cursor.execute(f"SELECT count(*) FROM {nombre} t WHERE t::text LIKE %s", [f"%{token}%"])
            assert cursor.fetchone()[0] == 0, tabla


def test_over_withdrawn_and_unknown_are_one_page(persona, hoja):
    vencido, retirado = compartido(hoja, dias=1), compartido(hoja, dias=30)
    compartir.retirar(retirado, por=persona.usuario, origen=Origen())
    with dentro_de(days=1, seconds=1):
        respuestas = [
            getattr(Client(), metodo)(ruta.format(token))
            for token in (vencido.token, retirado.token, "c-" + "0" * 32, "x")
            for ruta in ("/compartido/{}/", "/compartido/{}/pdf/")
            for metodo in (("get", "post") if ruta.endswith("}/") else ("get",))
        ]
    assert {(r.status_code, r.content) for r in respuestas} == {(410, respuestas[0].content)}
    assert "Este enlace ya no sirve" in respuestas[0].content.decode()
    assert not Apertura.objects.exists()


def test_dead_links_of_every_kind_cost_the_same_queries(hoja, django_assert_num_queries):
    retirado = compartido(hoja)
    compartir.retirar(retirado, por=hoja.titular.usuario, origen=Origen())
    for token in (retirado.token, "c-" + "0" * 32):
        with django_assert_num_queries(1):
            Client().get(f"/compartido/{token}/")


def test_nobody_finds_it_nor_learns_its_address(hoja):
    enlace = compartido(hoja)
    for respuesta in (
        Client().get(f"/compartido/{enlace.token}/"),
        Client().post(f"/compartido/{enlace.token}/"),
        Client().get("/compartido/x/"),
    ):
        assert respuesta["Referrer-Policy"] == "no-referrer"
        assert "noindex" in respuesta["X-Robots-Tag"]
        assert respuesta["Cache-Control"] == "no-store"


def test_the_pdf_needs_the_button(hoja):
    enlace, otro = compartido(hoja), compartido(hoja)
    abierta = Client().post(f"/compartido/{otro.token}/").content.decode()
    llave_de_otro = re.search(r"llave=([^\"]+)", abierta)[1]
    for llave in ("", "x", llave_de_otro):
        respuesta = Client().get(f"/compartido/{enlace.token}/pdf/", {"llave": llave})
        assert respuesta.status_code == 302
    propia = re.search(
        r"llave=([^\"]+)", Client().post(f"/compartido/{enlace.token}/").content.decode()
    )[1]
    with dentro_de(hours=2):
        respuesta = Client().get(f"/compartido/{enlace.token}/pdf/", {"llave": propia})
        assert respuesta.status_code == 302
    assert not Apertura.objects.filter(que=Apertura.Que.PDF).exists()


def test_of_an_annulled_document_there_is_neither_content_nor_pdf(persona, hoja):
    enlace = compartido(hoja)
    antes = Client().post(f"/compartido/{enlace.token}/").content.decode()
    llave = re.search(r"llave=([^\"]+)", antes)[1]
    responsable = fabricas.personal(persona.unidad, "Responsable de escalafón")
    anular(hoja.pk, motivo="Zzmotivo", por=responsable)
    despues = Client().post(f"/compartido/{enlace.token}/").content.decode()
    assert "Anulado el" in despues
    for callado in ("Zzmotivo", "Zzcontenido", "Descargar el PDF"):
        assert callado not in despues
    respuesta = Client().get(f"/compartido/{enlace.token}/pdf/", {"llave": llave})
    assert respuesta.status_code == 302
    gestion = entrar(persona)
    assert "no se puede compartir" in gestion.get(pagina(hoja)).content.decode()
    assert compartir.ANULADO in crear(gestion, hoja).content.decode()
    assert Enlace.objects.count() == 1


def test_a_kind_without_a_page_is_read_in_its_pdf(persona):
    enlace = compartido(documento(persona, clase=Documento.Clase.REMUNERACIONES))
    texto = Client().post(f"/compartido/{enlace.token}/").content.decode()
    assert "Este documento se lee en su PDF" in texto
    assert "Zzsecreto" not in texto


@pytest.mark.parametrize(
    ("mal", "frase"),
    [({"para": ""}, "Para quién es"), ({"para": "x" * 121}, "120"), ({"dias": "0"}, "1"),
     ({"dias": "31"}, "30"), ({"dias": "x"}, "número"), ({"dias": ""}, "Días")],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_kept(persona, hoja, mal, frase):
    respuesta = crear(entrar(persona), hoja, **{"para": "Zztecleado", **mal})
    texto = respuesta.content.decode()
    assert respuesta.status_code == 200
    assert "Revise lo siguiente" in texto
    assert frase in texto
    assert "para" in mal or "Zztecleado" in texto
    assert not Enlace.objects.exists()


def test_a_second_click_makes_no_second_link(persona, hoja):
    dentro, clave = entrar(persona), str(uuid.uuid4())
    assert crear(dentro, hoja, clave=clave).status_code == 201
    otra = crear(dentro, hoja, clave=clave)
    assert "Ese enlace ya se creó" in otra.content.decode()
    assert Enlace.objects.count() == 1


def test_twenty_live_links_of_a_person_and_no_more(persona, hoja):
    otra = documento(persona)
    for n in range(20):
        enlace = compartido(hoja if n % 2 else otra)
    assert compartir.DEMASIADOS in crear(entrar(persona), hoja).content.decode()
    compartir.retirar(enlace, por=persona.usuario, origen=Origen())
    assert crear(entrar(persona), hoja).status_code == 201
    assert crear(entrar(persona), hoja).status_code == 200
    with dentro_de(days=8):
        assert crear(entrar(persona), hoja).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_twenty_also_at_once(persona):
    emitido = documento(persona)

    def uno(_: int) -> bool:
        try:
            compartido(emitido)
        except ValidationError as error:
            return error.message != compartir.DEMASIADOS
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as hilos:
        assert sum(hilos.map(uno, range(40))) == 20
    assert Enlace.objects.vivos().count() == 20


def test_anothers_document_is_not_there(persona, hoja):
    for alguien in (fabricas.servidor(persona.unidad), fabricas.servidor(fabricas.ugel("210001"))):
        ajeno = entrar(alguien)
        assert ajeno.get(pagina(hoja)).status_code == 404
        assert crear(ajeno, hoja).status_code == 404
        enlace = compartido(hoja)
        retirar = reverse("legajo:retirar_enlace", args=[hoja.publico, enlace.publico])
        assert ajeno.post(retirar).status_code == 404
        suyo = documento(alguien)
        cruzado = reverse("legajo:retirar_enlace", args=[suyo.publico, enlace.publico])
        assert ajeno.post(cruzado).status_code == 404
    assert Enlace.objects.vivos().count() == 2


def test_who_no_longer_works_still_shares(hoja):
    cesada = fabricas.servidor(hoja.unidad, con_vinculo=False)
    assert crear(entrar(cesada), documento(cesada)).status_code == 201


def test_the_same_device_within_ten_minutes_is_one_opening(hoja):
    ruta = f"/compartido/{compartido(hoja).token}/"
    for _ in range(5):
        Client().post(ruta, **CELULAR)
    assert Apertura.objects.count() == 1
    Client().post(ruta, **CELULAR | {"REMOTE_ADDR": "203.0.113.5"})
    assert Apertura.objects.count() == 2
    with dentro_de(minutes=11):
        Client().post(ruta, **CELULAR)
    assert Apertura.objects.count() == 3


def test_head_and_get_as_a_mail_scanner_sends_count_nothing(hoja):
    ruta = f"/compartido/{compartido(hoja).token}/"
    for _ in range(3):
        assert Client().get(ruta).status_code == 200
        assert Client().head(ruta).status_code == 200
        assert Client().get(f"{ruta}pdf/").status_code == 302
    assert not Apertura.objects.exists()


def test_both_are_in_the_copy_of_his_data(persona, hoja):
    enlace = compartido(hoja, para="Comité de Zzdatos")
    Client().post(f"/compartido/{enlace.token}/", **CELULAR)
    copia = Copia(persona.usuario)
    assert copia.partes["enlaces"]["filas"][0]["para"] == "Comité de Zzdatos"
    assert "huella" not in copia.partes["enlaces"]["filas"][0]
    (apertura,) = copia.partes["aperturas"]["filas"]
    assert (apertura["red"], apertura["equipo"]) == ("198.51.100.0/24", "Chrome en Android")


def test_storage_that_fails_is_a_sentence_and_no_opening(hoja):
    ruta = f"/compartido/{compartido(hoja).token}/"
    llave = re.search(r"llave=([^\"]+)", Client().post(ruta).content.decode())[1]
    hoja.archivo.storage.delete(hoja.archivo.name)
    respuesta = Client().get(f"{ruta}pdf/", {"llave": llave})
    assert respuesta.status_code == 503
    assert respuesta["Referrer-Policy"] == "no-referrer"
    assert not Apertura.objects.filter(que=Apertura.Que.PDF).exists()
