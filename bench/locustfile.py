"""Payday in Locust: people who log in and open their boleta, and a bare page beside them.

It runs by itself against any portal that BENCH_CUENTAS describes (bench/pago.py writes it, and
starts this): a JSON object with the accounts, their password, a session for the bare page.
The answers of the image codes are read from the database, as the person who sees them would.
"""

import itertools
import json
import os
import re
from pathlib import Path

import psycopg2
from locust import HttpUser, constant, task

_DATOS = json.loads(Path(os.environ["BENCH_CUENTAS"]).read_text())
_CUENTAS = itertools.cycle(_DATOS["cuentas"])
_ORIGENES = (f"10.8.{n // 250 % 250}.{n % 250}" for n in itertools.count())
_IMAGEN = re.compile(r'src="(/captcha/imagen/[^"]+)"')
_BOLETA = re.compile(r'href="(/boletas/[0-9a-f-]{36}/)"')
_CSRF = "b" * 32


class DiaDePago(HttpUser):
    """A servidor on payday: in, the list, the newest boleta, its PDF; then the next person."""

    wait_time = constant(0)
    weight = 3

    def on_start(self) -> None:
        """A connection of one's own to read the codes."""
        self.base = psycopg2.connect(_DATOS["base"])
        self.base.autocommit = True

    @task
    def mi_boleta(self) -> None:
        """One visit."""
        self.client.cookies.clear()
        self.client.cookies.set("csrf", _CSRF)
        self._ingresar(next(_CUENTAS))
        lista = self.client.get("/boletas/", name="list").text
        boleta = _BOLETA.search(lista)[1]
        self.client.get(boleta, name="boleta page")
        self.client.get(f"{boleta}pdf/", name="boleta PDF")

    def _ingresar(self, usuario: str) -> None:
        de = {"X-Forwarded-For": next(_ORIGENES)}
        pagina = self.client.get("/ingresar/", name="login page").text
        imagen = _IMAGEN.search(pagina)[1]
        self.client.get(imagen, name="image code")
        clave = imagen.rstrip("/").rpartition("/")[2]
        datos = {
            "csrfmiddlewaretoken": _CSRF, "username": usuario, "password": _DATOS["clave"],
            "codigo_0": clave, "codigo_1": self._respuesta(clave),
        }  # fmt: skip
        with self.client.post(
            "/ingresar/", datos, name="login", headers=de, allow_redirects=False,
            catch_response=True,
        ) as respuesta:  # fmt: skip
            if respuesta.status_code != 302:
                respuesta.failure(f"{respuesta.status_code}")

    def _respuesta(self, clave: str) -> str:
        with self.base.cursor() as cursor:
            cursor.execute("SELECT response FROM captcha_captchastore WHERE hashkey = %s", (clave,))
            return str(cursor.fetchone()[0])


class PaginaDesnuda(HttpUser):
    """F_t, the bare Django page, asked for in the same run by as many as a fourth."""

    wait_time = constant(0)
    weight = 1

    @task
    def f_t(self) -> None:
        """The reference."""
        self.client.get("/referencia/f_t/", name="F_t", cookies={"sid": _DATOS["sesion"]})
