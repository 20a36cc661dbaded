"""Somebody in front of the portal: a browser that notes every fault, and the usual steps."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    APIResponse,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
)
from playwright.sync_api import Error as PreguntaDelNavegador

from portal.demo.elenco import POR_CLAVE, SIN_ACEPTAR
from tests.navegador.vivo import PortalVivo

ENVIADO = "Enviamos su solicitud"
PACIENCIA = 20  # seconds for a mail: the worker looks at its queue once a second


class Persona:
    """A browser context with one page. `faltas` fills with what no page of the portal may do."""

    def __init__(self, contexto: BrowserContext, vivo: PortalVivo) -> None:
        self.contexto, self.vivo = contexto, vivo
        self.faltas: list[str] = []
        contexto.on("request", self._al_pedir)
        contexto.on("response", self._al_responder)
        contexto.on("console", self._al_hablar)
        contexto.on("weberror", lambda e: self.faltas.append(f"error: {e.error}"))
        self.page: Page = contexto.new_page()

    def _al_pedir(self, pedido: Request) -> None:
        partes = urlsplit(pedido.url)
        if partes.scheme not in ("data", "blob") and partes.netloc != self.vivo.servidor:
            self.faltas.append(f"another host: {pedido.url}")

    def _al_responder(self, respuesta: Response) -> None:
        es_pagina = respuesta.request.is_navigation_request()
        if respuesta.status >= (500 if es_pagina else 400):
            self.faltas.append(f"{respuesta.status}: {respuesta.url}")

    def _al_hablar(self, mensaje: ConsoleMessage) -> None:
        """CSP violations are console errors too; a refused document is judged by its status."""
        if mensaje.type == "error" and "Failed to load resource" not in mensaje.text:
            self.faltas.append(f"console: {mensaje.text}")

    # --- Going about ------------------------------------------------------------------------------

    def ir(self, camino: str) -> Response | None:
        """Type an address."""
        return self.page.goto(camino)

    @property
    def cuerpo(self) -> Locator:
        """What is between header and footer."""
        return self.page.get_by_role("main")

    def atras(self) -> None:
        """The browser's arrow; before a page that answered a form it asks, and one says yes."""
        try:
            self.page.go_back()
        except PreguntaDelNavegador:
            self.page.wait_for_url("chrome-error://**")
            self.page.reload()

    def menu(self, nombre: str) -> None:
        """Choose in the main menu, which a phone keeps behind a button."""
        boton = self.page.get_by_role("button", name="Menú", exact=True)
        if boton.is_visible():
            boton.click()
        principal = self.page.get_by_role("navigation", name="Menú principal")
        principal.get_by_role("link", name=nombre, exact=True).click()

    def salir(self) -> None:
        """Log out by the menu."""
        boton = self.page.get_by_role("button", name="Menú", exact=True)
        if boton.is_visible():
            boton.click()
        self.page.get_by_role("button", name="Salir").click()

    def enlace(self, nombre: str, **mas: Any) -> None:
        """Follow a link of the page's body."""
        self.cuerpo.get_by_role("link", name=nombre, **mas).first.click()

    def boton(self, nombre: str) -> None:
        """Press a button of the page's body."""
        self.cuerpo.get_by_role("button", name=nombre, exact=True).click()

    def dice_para_que(self, motivo: str = "Actualizar el legajo") -> None:
        """Answer, of a file that is opened for the first time, why."""
        self.page.get_by_role("heading", name="¿Para qué abre este legajo?").wait_for()
        self.page.get_by_role("button", name=motivo, exact=True).click()

    def ve(self, *textos: str) -> None:
        """Wait until the page's body says each of these."""
        for texto in textos:
            self.cuerpo.get_by_text(texto).first.wait_for()

    def titulo(self, texto: str) -> None:
        """Wait for the page with this heading."""
        self.page.get_by_role("heading", level=1, name=texto).wait_for()

    def enviar_a_mano(self, camino: str, datos: dict[str, str]) -> APIResponse:
        """Post without the page's form, but with its session and CSRF token."""
        ficha = self.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
        return self.contexto.request.post(
            camino, form={"csrfmiddlewaretoken": ficha, **datos},
            headers={"Referer": self.page.url},
        )  # fmt: skip

    # --- Getting in -------------------------------------------------------------------------------

    def codigo(self) -> str:
        """What the image of this page shows."""
        clave = self.page.locator("input[name=codigo_0]").input_value()
        return self.vivo.codigo_de_imagen(clave)

    def llenar_ingreso(self, usuario: str, contrasena: str, codigo: str | None = None) -> None:
        """Fill the login form and press its button."""
        self.page.get_by_label("Usuario", exact=True).fill(usuario)
        self.page.get_by_label("Contraseña", exact=True).fill(contrasena)
        self.page.get_by_label("Código de la imagen").fill(codigo or self.codigo())
        self.boton("Iniciar sesión")

    def ingresa(self, clave: str, camino: str = "/") -> Persona:
        """Somebody of the cast goes to an address through the login."""
        personaje = POR_CLAVE[clave]
        self.ir(f"/ingresar/?next={camino}")
        self.llenar_ingreso(personaje.documento, personaje.contrasena)
        if personaje.rol:
            self.verifica()
        if clave == SIN_ACEPTAR:
            self.acepta_el_aviso()
        self.page.wait_for_url(self.vivo.url + camino)
        return self

    def verifica(self) -> None:
        """Type the code that the demo shows."""
        codigo = self.cuerpo.locator(".codigo-demo").inner_text()
        self.page.get_by_label("Código de verificación").fill(codigo)
        self.boton("Verificar")

    def acepta_el_aviso(self) -> None:
        """Read the privacy notice and go on, the first time; later it does not show."""
        self.page.wait_for_url(lambda url: "/ingresar/" not in url)
        if urlsplit(self.page.url).path == "/privacidad/":
            self.cuerpo.get_by_label("Leí el aviso de privacidad y lo acepto.").check()
            self.boton("Continuar")

    def correo(self, para: str) -> Locator:
        """Wait, on the demo's page of mails, for one to this address."""
        hasta = time.monotonic() + PACIENCIA
        while time.monotonic() < hasta:
            self.ir("/demo/correos/")
            cartas = self.cuerpo.get_by_role("article").filter(has_text=f"Para {para}")
            if cartas.count():
                return cartas.first
            time.sleep(0.5)
        raise AssertionError(f"no mail for {para}")

    # --- Asking -----------------------------------------------------------------------------------

    def pide_curso(self, tema: str) -> None:
        """From the legajo to the confirmation of a request to add a course."""
        self.ir("/legajo/")
        self.enlace("Solicitar modificación")
        self.enlace("Situación académica")
        self.enlace("Agregar: capacitación")
        self.llenar_curso(tema)
        self.boton("Enviar Solicitud")

    def llenar_curso(self, tema: str) -> None:
        """Fill in a course, without sending it."""
        c = self.cuerpo
        c.get_by_label("Tipo", exact=True).select_option(label="Curso")
        c.get_by_label("Tema").fill(tema)
        c.get_by_label("Institución").fill("Instituto Sintético de Huancayo")
        c.get_by_label("Participación").select_option(index=1)
        c.get_by_label("Fecha de inicio").fill("2025-03-03")
        c.get_by_label("Fecha de fin").fill("2025-06-27")
        c.get_by_label("Horas").fill("120")
        c.get_by_label("Tipo de documento").select_option(label="Certificado")
        c.get_by_label("Número de documento").fill("CERT-0001-2025")
        c.get_by_label("Fecha del documento").fill("2025-07-01")

    def envia(self) -> str:
        """Confirm what is on screen; the number of the request."""
        self.boton("Enviar")
        aviso = self.cuerpo.get_by_text(ENVIADO)
        aviso.wait_for()
        return aviso.inner_text().split("N°")[1].split()[0]
