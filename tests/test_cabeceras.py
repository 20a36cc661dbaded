"""Every kind of answer x the headers that keep it safe, as production sends them."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ajustes

from accounts.models import Usuario
from legajo.models import Servidor
from portal.mis_datos import verbos as copias
from tests import fabricas
from tests.accounts.apoyo import ingresar, trabajar
from tests.boletas.apoyo import boleta
from tests.cliente import Client
from tests.despliegue import apoyo
from tests.observatorio import directivas, puntaje

pytestmark = pytest.mark.django_db

RAIZ = Path(ajustes.BASE_DIR)
DE_PRODUCCION = re.compile(r"(SECURE|SESSION_COOKIE|CSRF_COOKIE)_[A-Z_]+")
VOLCAR = (
    "import json, re; from django.conf import settings as s;"
    "print(json.dumps({n: v for n in dir(s) if re.fullmatch(r'%s', n)"
    " and isinstance(v := getattr(s, n), (str, int, bool, list))}))"
)


@pytest.fixture(scope="module")
def produccion() -> dict[str, Any]:
    """What portal/settings.py says where PORTAL_HTTPS is on."""
    entorno = {
        "SECRET_KEY": "x" * 60, "DATABASE_URL": "postgres://a@localhost/a", "PORTAL_HTTPS": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings", **apoyo.OFICIAL,
    }  # fmt: skip
    orden = [sys.executable, "-c", VOLCAR % DE_PRODUCCION.pattern]
    hecho = subprocess.run(orden, cwd=RAIZ, env=entorno, capture_output=True, text=True, check=True)
    return json.loads(hecho.stdout)


class Https(Client):
    """A browser over TLS that takes a 500 for a page."""

    def __init__(self) -> None:
        super().__init__(raise_request_exception=False)

    def request(self, **peticion: Any) -> Any:
        return super().request(**peticion | {"wsgi.url_scheme": "https", "SERVER_PORT": "443"})


@pytest.fixture
def por_https(settings, produccion, tmp_path):
    for nombre, valor in produccion.items():
        setattr(settings, nombre, valor)
    settings.MEDIA_ROOT = str(tmp_path)
    settings.WHITENOISE_USE_FINDERS = True
    settings.ROOT_URLCONF = "tests.portal.rutas_rotas"


def dentro(usuario: Usuario) -> Https:
    client = Https()
    client.force_login(usuario, "accounts.backends.AsignacionBackend")
    return client


class Caso:
    """Somebody of the field, her staff, and what each looks at."""

    def __init__(self) -> None:
        self.persona: Servidor = fabricas.servidor(fabricas.ugel())
        self.boleta = boleta(self.persona).publico
        self.jefa = fabricas.personal(fabricas.ugel(), "Responsable de escalafón")
        self.nadie, self.titular, self.personal = (
            Https(), dentro(self.persona.usuario), dentro(self.jefa),
        )  # fmt: skip

    def clave(self) -> str:
        pagina = self.nadie.get("/ingresar/").content.decode()
        return re.search(r'name="codigo_0" value="(\w+)"', pagina)[1]

    def copia(self) -> str:
        copias.pedir(por=self.persona.usuario)
        trabajar()
        return self.persona.usuario.copias.get().publico

    def bloqueada(self) -> Any:
        for _ in range(7):
            respuesta = ingresar(self.nadie, self.persona.documento, "otra clave equivocada")
        return respuesta


Pedir = Callable[[Caso], Any]
SALUD = "/admin/legajo/servidor/salud/"
CLASES: dict[str, tuple[int, Pedir]] = {
    "publica": (200, lambda c: c.nadie.get("/")),
    "ingreso": (200, lambda c: c.nadie.get("/ingresar/")),
    "aviso": (200, lambda c: c.nadie.get("/privacidad/")),
    "personal": (200, lambda c: c.titular.get("/legajo/")),
    "boleta": (200, lambda c: c.titular.get(f"/boletas/{c.boleta}/")),
    "admin, portada": (200, lambda c: c.personal.get("/admin/")),
    "admin, lista": (200, lambda c: c.personal.get("/admin/legajo/servidor/")),
    "admin, ficha": (
        200, lambda c: c.personal.get(f"/admin/legajo/servidor/{c.persona.pk}/change/")
    ),
    "redireccion a ingresar": (302, lambda c: c.nadie.get("/legajo/")),
    "redireccion de barra": (301, lambda c: c.nadie.get("/ayuda")),
    "400": (400, lambda c: c.nadie.get("/ugel/?q=%00")),
    "400 por nombre": (400, lambda c: c.nadie.get("/", headers={"Host": "malo.invalid"})),
    "403": (403, lambda c: c.titular.get("/admin/login/")),
    "404": (404, lambda c: c.nadie.get("/nada/")),
    "405": (405, lambda c: c.nadie.get("/salir/")),
    "411": (411, lambda c: c.nadie.generic("POST", "/ingresar/", HTTP_TRANSFER_ENCODING="chunked",
                                           CONTENT_LENGTH="")),
    "413": (413, lambda c: c.nadie.generic("POST", "/ingresar/", CONTENT_LENGTH="99999999")),
    "500": (500, lambda c: c.nadie.get("/rota/")),
    "503": (503, lambda c: c.nadie.get("/ocupada/")),
    "pdf": (200, lambda c: c.titular.get(f"/boletas/{c.boleta}/pdf/")),
    "zip": (200, lambda c: c.titular.get(f"/mis-datos/{c.copia()}/")),
    "csv": (200, lambda c: c.personal.get(
        "/admin/legajo/importacionlegajo/plantilla/capacitaciones.csv")),
    "imagen": (200, lambda c: c.nadie.get(f"/captcha/imagen/{c.clave()}/")),
    "audio": (200, lambda c: c.nadie.get(f"/captcha/audio/{c.clave()}.wav")),
    "estatico": (200, lambda c: c.nadie.get("/static/css/portal.css")),
    "texto": (200, lambda c: c.nadie.get("/salud/vivo")),
    "429": (429, Caso.bloqueada),
}  # fmt: skip
ARCHIVOS = {"pdf", "zip"}
"""Kept by the browser of one person, and asked again each time (docs/decisiones/0020)."""


def test_every_kind_of_answer_is_dressed(por_https):
    caso = Caso()
    for clase, (estado, pedir) in CLASES.items():
        respuesta = pedir(caso)
        assert respuesta.status_code == estado, clase
        exigir_vestida(clase, respuesta)


def exigir_vestida(clase: str, respuesta: Any) -> None:
    cabeceras = respuesta.headers
    assert puntaje(cabeceras, respuesta.cookies.values()) >= 130, (clase, dict(cabeceras))
    assert cabeceras["Cross-Origin-Opener-Policy"] == "same-origin", clase
    assert cabeceras["Cross-Origin-Embedder-Policy"] == "require-corp", clase
    assert "includeSubDomains" in cabeceras["Strict-Transport-Security"], clase
    assert "camera=()" in cabeceras["Permissions-Policy"], clase
    assert "Server" not in cabeceras, clase
    guardado = cabeceras["Cache-Control"]
    if clase == "estatico":
        assert "public" in guardado
    elif clase in ARCHIVOS:
        assert guardado in ("no-store", "private, no-cache"), clase
        assert cabeceras["Content-Disposition"].startswith("attachment"), clase
    else:
        assert "no-store" in guardado, clase


def test_the_policy_lets_nothing_unsafe_nor_foreign_in(por_https):
    politica = directivas(Https().get("/").headers["Content-Security-Policy"])
    assert politica.pop("default-src") == ["'none'"]
    assert {f for fuentes in politica.values() for f in fuentes} == {"'self'", "'none'", "data:"}
    assert [d for d, fuentes in politica.items() if "data:" in fuentes] == ["img-src"]
    assert politica["object-src"] == politica["base-uri"] == ["'none'"]


def test_cookies_are_of_this_host_alone_and_out_of_reach_of_scripts(por_https, produccion):
    caso, galletas = Caso(), {}
    galletas.update(caso.nadie.get("/ingresar/").cookies)
    galletas.update(ingresar(caso.nadie, caso.persona.documento).cookies)
    assert set(galletas) == {"__Host-sid", "__Host-csrf"}
    for galleta in galletas.values():
        assert (galleta["secure"], galleta["httponly"], galleta["path"]) == (True, True, "/")
        assert galleta["samesite"] in ("Lax", "Strict")
        assert not galleta["domain"]


def test_who_comes_without_tls_is_sent_to_it(por_https):
    respuesta = Client().get("/ingresar/")
    assert respuesta.status_code == 301
    assert respuesta["Location"] == "https://testserver/ingresar/"


def test_no_page_asks_anything_of_another_site(por_https):
    """What a browser fetches or posts to by itself; a link that a person follows is none."""
    caso = Caso()
    for nombre, (_, pedir) in CLASES.items():
        respuesta = pedir(caso) if nombre not in {"zip", "429"} else None
        if respuesta is None or "html" not in respuesta.headers.get("Content-Type", ""):
            continue
        pagina = respuesta.content.decode()
        pedidos = re.findall(
            r"<(?:script|img|link|iframe|source|audio|video|form|embed|object)\b[^>]*?"
            r"\b(?:src|href|action|srcset|data)=[\"']?([^\"'\s>]+)",
            pagina,
        )
        assert [p for p in pedidos if re.match(r"(https?:)?//", p)] == [], nombre
        assert not re.search(r"url\(['\"]?(https?:)?//", pagina), nombre


def test_no_style_sheet_nor_script_of_ours_asks_anything_of_another_site():
    for archivo in (*RAIZ.glob("static/**/*.css"), *RAIZ.glob("static/**/*.js")):
        texto = re.sub(r"/\*.*?\*/", "", archivo.read_text(encoding="utf-8"), flags=re.S)
        assert not re.search(r"https?://(?!www\.w3\.org/)", texto), archivo


def _del_proxy() -> dict[str, str]:
    texto = (RAIZ / "deploy/Caddyfile").read_text()
    bloque = re.search(r"\(cabeceras\) \{\s*header \{(.*?)\}", texto, re.S)[1]
    lineas = (linea.strip().split(" ", 1) for linea in bloque.splitlines() if linea.strip())
    return {nombre: valor.strip('"') for nombre, valor in lineas}


@pytest.mark.parametrize("pagina", ["mantenimiento.html", "demasiado.html"])
def test_what_the_proxy_answers_by_itself_is_dressed_too(por_https, pagina):
    cabeceras, nuestras = _del_proxy(), Https().get("/nada/").headers
    assert puntaje(cabeceras) >= 130
    for nombre in cabeceras.keys() - {"Content-Security-Policy"}:
        assert cabeceras[nombre] == nuestras[nombre], nombre
    html = (RAIZ / "deploy" / pagina).read_text(encoding="utf-8")
    estilo = re.search(r"<style>(.*?)</style>", html, re.S)[1]
    huella = base64.b64encode(hashlib.sha256(estilo.encode()).digest()).decode()
    assert f"'sha256-{huella}'" in cabeceras["Content-Security-Policy"]
    assert not re.search(r"(src|href)=", html)
    caddy = (RAIZ / "deploy/Caddyfile").read_text()
    assert f"rewrite * /{pagina}" in caddy
    assert re.search(r"handle_errors \{\s*import cabeceras", caddy)
