"""Home, help, directory and the pages of the demo."""

import re

import pytest
from django.core.mail import EmailMessage

from accounts.models import Unidad
from tests.fabricas import personal, servidor, ugel, usuario

pytestmark = pytest.mark.django_db


@pytest.fixture
def entrar(client):
    def entrar(persona):
        client.force_login(persona, backend="accounts.backends.AsignacionBackend")
        return client.get("/").content.decode()

    return entrar


def cuerpo(pagina: str) -> str:
    return re.search(r"<main.*</main>", pagina, re.S)[0]


def test_home_leads_a_stranger_to_every_way_in(client):
    pagina = cuerpo(client.get("/").content.decode())
    for direccion in ("/ingresar/", "/generar-contrasena/", "/ayuda/", "/ugel/"):
        assert f'href="{direccion}"' in pagina
    assert "Iniciar sesión" in pagina
    assert "Generar contraseña" in pagina


def test_home_leads_a_servidor_to_what_is_his(entrar):
    pagina = cuerpo(entrar(servidor(ugel()).usuario))
    for texto in ("Ver mi legajo", "Mi Boleta", "Seguimiento de atención de solicitud"):
        assert texto in pagina
    assert "/admin/" not in pagina


def test_home_tells_who_has_no_legajo_where_it_is_opened(entrar):
    pagina = cuerpo(entrar(usuario()))
    assert "Su legajo todavía no está abierto" in pagina
    assert 'href="/ugel/"' in pagina
    assert "Ver mi legajo" not in pagina


def test_home_leads_staff_to_the_admin(entrar):
    assert 'href="/admin/"' in cuerpo(entrar(personal(ugel())))


def test_help_answers_without_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/ayuda/").status_code == 200


class TestDirectorio:
    def buscar(self, client, **consulta: str) -> set[str]:
        """Codes of the UGEL shown."""
        grupos = client.get("/ugel/", consulta).context["grupos"]
        return {unidad.codigo for grupo in grupos for unidad in grupo.ugel}

    def test_all_of_them_in_three_queries_at_most(self, client, django_assert_max_num_queries):
        with django_assert_max_num_queries(3):
            assert len(self.buscar(client)) == 224

    @pytest.mark.parametrize("q", ["cañete", "CANETE", " Cañete ", "cañeté"])
    def test_case_and_accents_do_not_matter(self, client, q):
        (codigo,) = self.buscar(client, q=q)
        assert "Cañete" in ugel(codigo).nombre

    def test_a_region_brings_all_its_ugel(self, client):
        puno = set(ugel("210000").inferiores.values_list("codigo", flat=True))
        assert self.buscar(client, region="210000") == puno
        assert self.buscar(client, q="dre puno") == puno

    def test_by_province(self, client):
        Unidad.objects.filter(codigo="190002").update(provincia="Oxapampa de Prueba")
        assert self.buscar(client, q="oxapampa de prueba") == {"190002"}

    @pytest.mark.parametrize("consulta", [{"q": "zzz"}, {"region": "999999"}, {"region": "x'--"}])
    def test_nothing_found_is_said(self, client, consulta):
        assert not self.buscar(client, **consulta)
        assert "Ninguna UGEL coincide" in client.get("/ugel/", consulta).content.decode()

    def test_what_is_typed_comes_back_escaped(self, client):
        pagina = client.get("/ugel/", {"q": '"><script>'}).content.decode()
        assert '"><script>' not in pagina
        assert "&quot;&gt;&lt;script&gt;" in pagina

    def test_blank_says_whom_to_ask_and_the_rest_is_shown(self, client):
        Unidad.objects.filter(codigo="190002").update(
            mesa_de_partes="https://mesa.invalid/", contacto="063 000 000"
        )
        pagina = client.get("/ugel/", {"q": ugel("190002").nombre}).content.decode()
        assert 'href="https://mesa.invalid/"' in pagina
        assert "063 000 000" in pagina
        assert "onsulte a su DRE" in client.get("/ugel/", {"q": "Cañete"}).content.decode()


class TestDemo:
    @pytest.mark.parametrize("direccion", ["/demo/correos/", "/demo/componentes/"])
    def test_only_in_the_demo(self, client, settings, direccion):
        settings.PORTAL_DEMO = settings.DEBUG = False
        assert client.get(direccion).status_code == 404
        settings.PORTAL_DEMO = True
        assert client.get(direccion).status_code == 200

    def test_mails_newest_first_with_their_links(self, client, settings, tmp_path):
        settings.PORTAL_DEMO, settings.EMAIL_FILE_PATH = True, str(tmp_path)
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        for asunto in ("Añadido primero", "Añadido después"):
            EmailMessage(
                asunto, "Vea <b> http://x.invalid/a/ y\nadiós", to=["r@demo.invalid"]
            ).send()
        correos = client.get("/demo/correos/").context["correos"]
        assert {c["asunto"] for c in correos} == {"Añadido primero", "Añadido después"}
        assert correos[0]["enlaces"] == ["http://x.invalid/a/"]
        assert correos[0]["para"] == "r@demo.invalid"
        assert "Vea &lt;b&gt;" in client.get("/demo/correos/").content.decode()

    def test_no_mails_yet(self, client, settings, tmp_path):
        settings.PORTAL_DEMO, settings.EMAIL_FILE_PATH = True, str(tmp_path / "aún-no")
        assert "Todavía no se envió" in client.get("/demo/correos/").content.decode()
