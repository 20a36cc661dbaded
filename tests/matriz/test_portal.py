"""Every address of the portal x everybody of the cast x methods x own, same UGEL, foreign, absent.

The table of what a GET answers is tests/test_direcciones.py; here, that no other way in
opens what it shuts, that what is another's is told like what is not, and that every POST
asks for its token.
"""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Asignacion, CopiaDeDatos, Usuario
from boletas.constancia import emitir_constancia
from boletas.models import Boleta
from legajo.emision.emitir import emitir_del_legajo
from legajo.models import Capacitacion, Documento, Servidor
from solicitudes import arco
from solicitudes.models import PedidoArco, Solicitud
from tests import fabricas
from tests.boletas.apoyo import boleta, con_hoja
from tests.cliente import Client
from tests.legajo.apoyo import compartido
from tests.matriz import admin as del_admin
from tests.matriz.conftest import construyendo, sin_lo_que_demora
from tests.matriz.mundo import Navegadores, entrar
from tests.matriz.respuestas import cuerpo, sin_lo_que_cambia
from tests.mis_datos.apoyo import copia_lista
from tests.solicitudes.apoyo import (
    PEDIDO,
    borrador_con_adjunto,
    en_situacion,
    enviar_alta,
    sustento_de,
)
from tests.test_direcciones import ANONIMO, DENTRO, TABLA, TODOS, Caso, nombres

pytestmark = pytest.mark.django_db
OTROS_METODOS = ("head", "options", "put", "delete", "trace", "patch")
TITULARES = {"docente": "propio de la UGEL 1", "contratada": "otra de la UGEL 1", "salud": "UGEL 2"}
SUYAS = {"delegacion_retirar": ("responsable_ugel1",)}
"""Whose is an object that is not of the docente."""
CIERRAN = {"salir", "cerrar_sesion", "retirar_factor"}
"""What ends one's own session: tried apart, so that the rest is tried from inside."""


SU_FICHA_ES_SU_DIRECCION = {"compartido"}
"""Who does not know the address cannot forge a form for it."""


class DeOtro:
    """The same objects as `Caso`, of another holder or of nobody."""

    def __init__(
        self, servidor: Servidor | None = None, por: Any = None, observa: Any = None
    ) -> None:
        self.delegacion = 987654321
        if servidor is None:
            self.registro = self.solicitud = self.boleta = uuid.uuid4()
            self.borrador = self.observada = uuid.uuid4()
            self.adjunto = self.sustento = 987654321
            self.copia = self.documento = self.arco = self.enlace = self.constancia = self.boleta
            return
        registro = fabricas.con_sustento(Capacitacion.objects.get(servidor=servidor), b"de otro")
        self.registro = registro.publico
        pedida = enviar_alta(servidor)
        self.solicitud, self.sustento = pedida.publico, sustento_de(pedida).pk
        self.observada = en_situacion("observada", servidor, observa).publico
        adjunto = borrador_con_adjunto(servidor)
        self.borrador, self.adjunto = adjunto.borrador.clave, adjunto.pk
        self.boleta = con_hoja(boleta(servidor)).publico
        self.constancia = emitir_constancia(servidor, 202511, 202511).publico
        self.arco = arco.pedir(
            usuario=servidor.usuario, derecho="acceso", pedido="Qué", clave=uuid.uuid4()
        ).publico
        self.copia = copia_lista(servidor.usuario).publico
        emitido = emitir_del_legajo(servidor.pk, pedido=PEDIDO, por=por)
        self.documento, self.enlace = emitido.publico, compartido(emitido).publico


class Reparto(Caso):
    """The case of the docente, and the objects of the others."""

    def __init__(self) -> None:
        super().__init__()
        de = {c: Servidor.objects.get(usuario=self.gente[c]) for c in ("contratada", "salud")}
        self.objetos = {
            "docente": self,
            "contratada": DeOtro(
                de["contratada"], self.gente["responsable_ugel1"], self.gente["especialista_ugel1"]
            ),
            "salud": DeOtro(
                de["salud"], self.gente["especialista_ugel2"], self.gente["especialista_ugel2"]
            ),
        }
        self.clientes = Navegadores(dict.fromkeys(TODOS, Client()))
        self.clientes.update({clave: entrar(self.gente[clave]) for clave in DENTRO})


@pytest.fixture(scope="module")
def reparto(django_db_setup: None, django_db_blocker: Any) -> Iterator[Reparto]:
    with django_db_blocker.unblock(), transaction.atomic():
        with construyendo():
            reparto = Reparto()
        with sin_lo_que_demora():
            yield reparto
        transaction.set_rollback(True)


DE_UN_ANIO = ("boletas:resumen", "boletas:pdf_de_anio")
"""The address names a year: each sees his own."""
CON_OBJETO = (
    "legajo:registro", "legajo:historial", "legajo:sustento", "legajo:hoja_de_vida_pdf",
    "legajo:compartir", "legajo:retirar_enlace",
    "legajo:documento", "legajo:documento_pdf",
    "solicitudes:formulario_registro", "solicitudes:detalle", "solicitudes:anular",
    "solicitudes:causa_registro", "solicitudes:guardar_registro", "solicitudes:descartar",
    "solicitudes:adjunto", "solicitudes:subsanar", "solicitudes:guardar_subsanacion",
    "solicitudes:sustento", "solicitudes:expediente", "solicitudes:opinion",
    "solicitudes:cargo", "solicitudes:fut", "solicitudes:queja", "mis_datos:descargar",
    "boletas:detalle", "boletas:pdf", "boletas:consultar", "boletas:constancia_pdf",
    "boletas:detalle", "boletas:pdf", "boletas:original", "boletas:original_txt",
    "solicitudes:arco_detalle", "delegacion_retirar",
)  # fmt: skip


def test_estan_todas_las_que_llevan_un_objeto():
    llevan = {n for n in TABLA if re.search(r"<uuid:publico>|<int:pk>|<uuid:", _ruta(n))}
    assert llevan - {"nueva_contrasena"} == set(CON_OBJETO)


@pytest.mark.parametrize("clave", sorted(TODOS))
def test_lo_de_otro_se_responde_como_lo_que_no_existe(reparto: Reparto, clave: str) -> None:
    client, ausente = reparto.clientes[clave], DeOtro()
    for nombre in CON_OBJETO:
        lugar, _ = TABLA[nombre]
        for metodo in ("get", "post"):
            nada = _respuesta(client, metodo, nombre, lugar(ausente))
            for titular, objetos in reparto.objetos.items():
                if clave in (
                    titular,
                    "responsable_ugel1" if nombre == "delegacion_retirar" else "",
                ):
                    continue
                suyo = _respuesta(client, metodo, nombre, lugar(objetos))
                assert suyo == nada, (clave, metodo, nombre, TITULARES[titular])


@pytest.mark.parametrize("clave", sorted(TODOS - {"docente"}))
def test_ningun_post_abre_lo_que_un_get_cierra(reparto: Reparto, clave: str) -> None:
    antes = _estado(reparto)
    for nombre, (lugar, quien) in sorted(TABLA.items(), key=lambda fila: fila[0] in CIERRAN):
        if clave in SUYAS.get(nombre, ()):
            continue
        direccion = reverse(nombre, args=lugar(reparto))
        with transaction.atomic():
            respuesta = reparto.clientes[clave].post(direccion, {"confirmado": "1"})
            transaction.set_rollback(nombre in CIERRAN)
        assert respuesta.status_code < 500, nombre
        if quien[clave] in (403, 404):
            assert respuesta.status_code in (403, 404, 405), nombre
        if quien[clave] == 302 and clave not in DENTRO:
            assert respuesta.status_code in (302, 405), nombre
    _sigue_dentro(reparto, clave)
    assert _estado(reparto) == antes


@pytest.mark.parametrize("clave", sorted(TODOS - {"docente"}))
def test_ningun_otro_metodo_sirve(reparto: Reparto, clave: str) -> None:
    client, antes = reparto.clientes[clave], _estado(reparto)
    for nombre, (lugar, quien) in TABLA.items():
        direccion = reverse(nombre, args=lugar(reparto))
        for metodo in OTROS_METODOS:
            respuesta = getattr(client, metodo)(direccion)
            assert respuesta.status_code < 500, (nombre, metodo)
            cerrada = quien[clave] in (403, 404) and nombre not in DE_UN_ANIO
            if cerrada and metodo != "options":
                assert respuesta.status_code in (403, 404, 405), (nombre, metodo)
            if metodo == "trace":
                assert respuesta.headers.get("Content-Type") != "message/http", nombre
    _sigue_dentro(reparto, clave)
    assert _estado(reparto) == antes


def test_todo_post_pide_su_ficha(reparto: Reparto) -> None:
    """Each address, of the portal and of the admin, by who has every right."""
    operador = reparto.gente["operador_minedu"]
    client = Client(enforce_csrf_checks=True)
    client.force_login(operador, "accounts.backends.AsignacionBackend")
    for nombre in nombres(get_resolver()):
        lugar, _ = TABLA[nombre]
        respuesta = client.post(reverse(nombre, args=lugar(reparto)))
        assert respuesta.status_code == (410 if nombre in SU_FICHA_ES_SU_DIRECCION else 403), nombre
    for nombre in set(del_admin.nombres()) - {"jsi18n"}:
        respuesta = client.post(_del_admin(nombre))
        assert respuesta.status_code == 403, nombre
    assert client.get(reverse("mi_cuenta")).context["user"] == operador


def _del_admin(nombre: str) -> str:
    """An address of the admin with arguments that fit, whatever they are."""
    ruta = next(r for n, r in _rutas(get_resolver()) if n == f"admin:{nombre}")
    ejemplos = {"int": 1, "slug": "x", "path": "1", "str": "csv"}
    if nombre == "app_list":
        return reverse("admin:app_list", args=["accounts"])
    args = [ejemplos[tipo] for tipo in re.findall(r"<(\w+):", ruta)]
    return reverse(f"admin:{nombre}", args=args)


def _rutas(resolver: URLResolver, espacio: str = "") -> Iterator[tuple[str, str]]:
    for parte in resolver.url_patterns:
        if isinstance(parte, URLPattern):
            yield f"{espacio}{parte.name}", str(parte.pattern)
        else:
            yield from _rutas(parte, f"{parte.namespace}:" if parte.namespace else espacio)


def _ruta(nombre: str) -> str:
    return next(ruta for n, ruta in _rutas(get_resolver()) if n == nombre)


def _respuesta(client: Client, metodo: str, nombre: str, lugar: list[Any]) -> tuple[Any, ...]:
    respuesta = getattr(client, metodo)(reverse(nombre, args=lugar))
    primera, *otras = (x for x in lugar if not isinstance(x, str))
    en_la_ruta = "".join(f"|(?<=/){otra}(?=/)" for otra in otras)
    return sin_lo_que_cambia(respuesta, f"(?:{primera}{en_la_ruta})")


def _sigue_dentro(reparto: Reparto, clave: str) -> None:
    """Else the walk would have been that of somebody who is out."""
    pagina = reparto.clientes[clave].get(reverse("mi_cuenta"))
    assert pagina.status_code == (200 if clave in DENTRO else 302), clave


def _estado(reparto: Reparto) -> list[Any]:
    """What the docente's objects say."""
    de_quien = (
        (Capacitacion, reparto.registro), (Solicitud, reparto.solicitud),
        (Boleta, reparto.boleta), (PedidoArco, reparto.arco),
        (CopiaDeDatos, reparto.copia), (Documento, reparto.documento),
    )  # fmt: skip
    delegacion = Asignacion.objects.filter(pk=reparto.delegacion).values().get()
    filas: list[Any] = [m.objects.filter(publico=p).values().get() for m, p in de_quien]
    return [*filas, delegacion]


def test_una_cuenta_desactivada_es_nadie(reparto: Reparto) -> None:
    """Who was in, of the field or of the staff, is sent to the login as who never was."""
    for clave in ("contratada", "responsable_ugel1"):
        client = entrar(reparto.gente[clave])
        Usuario.objects.filter(pk=reparto.gente[clave].pk).update(is_active=False)
        propias = [reverse(n, args=lugar(reparto)) for n, (lugar, quien) in TABLA.items()
                   if quien[ANONIMO] == 302]  # fmt: skip
        for direccion in (*propias, "/admin/", "/admin/legajo/servidor/"):
            for metodo in ("get", "post"):
                respuesta = getattr(client, metodo)(direccion)
                assert respuesta.status_code in (302, 405), (clave, metodo, direccion)
                if respuesta.status_code == 302:
                    entradas = ("/ingresar/", "/admin/login/")
                    assert respuesta["Location"].startswith(entradas), (clave, direccion)


def test_quien_no_ha_entrado_no_recibe_nada_de_nadie(reparto: Reparto) -> None:
    client, nombre = reparto.clientes[ANONIMO], reparto.gente["docente"].nombre
    for direccion, (lugar, _) in TABLA.items():
        assert nombre not in cuerpo(client.get(reverse(direccion, args=lugar(reparto))))
