"""Every address x every person of the cast -> what he gets. An address without a row is a red test.

The objects that appear in the addresses belong to the docente of UGEL 1.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Usuario
from boletas.constancia import emitir_constancia
from legajo.emision.emitir import emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.models import Capacitacion, Documento, Servidor
from portal.demo.elenco import ELENCO
from solicitudes import arco
from solicitudes.models import Solicitud
from tests import fabricas
from tests.boletas.apoyo import boleta, con_hoja
from tests.cliente import Client
from tests.elenco import DELEGADA, reunir
from tests.legajo.apoyo import compartido
from tests.mis_datos.apoyo import copia_lista
from tests.solicitudes.apoyo import (
    borrador_con_adjunto,
    en_situacion,
    enviar_alta,
    sustento_de,
)

pytestmark = pytest.mark.django_db

ANONIMO = "anonimo"
TODOS = {ANONIMO, DELEGADA, *(p.clave for p in ELENCO)}
DENTRO = TODOS - {ANONIMO, "deshabilitada"}
CON_LEGAJO = {p.clave for p in ELENCO if p.legajo and p.activo}
SIN_VINCULO = {"cesado", "entre_contratos"}
PERSONAL = {DELEGADA, *(p.clave for p in ELENCO if p.rol)}
TITULAR = {"docente"}


def publica(codigo: int = 200) -> dict[str, int]:
    """The same for everybody, logged in or not."""
    return dict.fromkeys(TODOS, codigo)


def de_dentro(**excepciones: int) -> dict[str, int]:
    """200 for who is in, and the login page for the rest."""
    return dict.fromkeys(TODOS, 302) | dict.fromkeys(DENTRO, 200) | excepciones


def del_titular(codigo: int = 200, ajeno: int = 404) -> dict[str, int]:
    """The holder gets it; for every other servidor it does not exist.

    An account without legajo gets the page that says so (200), whatever it asks for.
    """
    con_aviso = dict.fromkeys(DENTRO - CON_LEGAJO, 200)
    return (
        dict.fromkeys(TODOS, 302)
        | con_aviso
        | dict.fromkeys(CON_LEGAJO - TITULAR, ajeno)
        | dict.fromkeys(TITULAR, codigo)
    )


def con_vinculo(codigo: int = 200) -> dict[str, int]:
    """Who may ask for changes; 403 with the reason for who has no current vínculo."""
    return de_dentro() | dict.fromkeys(CON_LEGAJO, codigo) | dict.fromkeys(SIN_VINCULO, 403)


def _de_uno(mapa: dict[str, int], sin_vinculo: int) -> dict[str, int]:
    return mapa | dict.fromkeys(SIN_VINCULO, sin_vinculo)


SOLO_POST = dict.fromkeys(TODOS, 405)
SOLO_POST_DE_DENTRO = dict.fromkeys(TODOS, 302) | dict.fromkeys(DENTRO, 405)
DEL_TITULAR_Y_NADIE_MAS = (
    dict.fromkeys(TODOS, 302) | dict.fromkeys(DENTRO, 404) | dict.fromkeys(TITULAR, 200)
)
Lugar = Callable[[Any], list[Any]]

TABLA: dict[str, tuple[Lugar, dict[str, int]]] = {
    "inicio": (lambda c: [], publica()),
    "ayuda": (lambda c: [], publica()),
    "ugel": (lambda c: [], publica()),
    "verificar": (lambda c: [], publica()),
    "verificar_lista": (lambda c: [], publica()),
    "compartido": (lambda c: ["c-abc"], publica(410)),
    "compartido_pdf": (lambda c: ["c-abc"], publica(410)),
    "salud_vivo": (lambda c: [], publica()),
    "salud_listo": (lambda c: [], publica()),
    "ingresar": (lambda c: [], publica() | dict.fromkeys(DENTRO, 302)),
    "salir": (lambda c: [], SOLO_POST),
    "generar_contrasena": (lambda c: [], publica()),
    "contrasena_enviada": (lambda c: [], publica()),
    "usar_codigo": (lambda c: [], publica()),
    "nueva_contrasena": (lambda c: [uuid.uuid4(), "abc-123"], publica(410)),
    "captcha-image": (lambda c: ["0" * 40], publica(410)),
    "captcha-audio": (lambda c: ["0" * 40], publica(410)),
    "captcha-refresh": (lambda c: [], publica(404)),
    "demo_correos": (lambda c: [], publica(404)),
    "componentes": (lambda c: [], publica(404)),
    "privacidad": (lambda c: [], publica()),
    "mi_cuenta": (lambda c: [], de_dentro()),
    "confirmar_identidad": (lambda c: [], de_dentro()),
    "cambiar_contrasena": (lambda c: [], de_dentro()),
    "mis_sesiones": (lambda c: [], de_dentro()),
    "cerrar_sesion": (lambda c: [], SOLO_POST_DE_DENTRO),
    "mi_factor": (lambda c: [], de_dentro()),
    "activar_factor": (lambda c: [], de_dentro()),
    "respaldos": (lambda c: [], SOLO_POST_DE_DENTRO),
    "retirar_factor": (lambda c: [], SOLO_POST_DE_DENTRO),
    "verificar_factor": (lambda c: [], dict.fromkeys(TODOS, 302)),
    "actividad": (lambda c: [], de_dentro()),
    "delegar": (
        lambda c: [],
        dict.fromkeys(TODOS, 302) | dict.fromkeys(DENTRO, 403) | dict.fromkeys(PERSONAL, 200),
    ),
    "delegacion_retirar": (lambda c: [c.delegacion], SOLO_POST_DE_DENTRO),
    "legajo:inicio": (lambda c: [], de_dentro()),
    "legajo:estructura": (lambda c: [], SOLO_POST_DE_DENTRO),
    "legajo:donde_esta": (lambda c: [], publica()),
    "legajo:tiempo": (lambda c: [], de_dentro()),
    "legajo:accesos": (lambda c: [], de_dentro()),
    "legajo:salud": (lambda c: [], de_dentro()),
    "legajo:confirmar_todo": (lambda c: [], SOLO_POST_DE_DENTRO),
    "legajo:confirmar": (lambda c: ["formacion"], SOLO_POST_DE_DENTRO),
    "legajo:seccion": (lambda c: ["formacion"], de_dentro()),
    "legajo:registro": (lambda c: ["formacion", c.registro], del_titular()),
    "legajo:retirados": (lambda c: ["formacion"], de_dentro()),
    "legajo:historial": (lambda c: ["formacion", c.registro], del_titular()),
    "legajo:sustento": (lambda c: ["formacion", c.registro], del_titular()),
    "legajo:documentos": (lambda c: [], de_dentro()),
    "legajo:documento": (lambda c: [c.documento], DEL_TITULAR_Y_NADIE_MAS),
    "legajo:documento_pdf": (lambda c: [c.documento], DEL_TITULAR_Y_NADIE_MAS),
    "legajo:hoja_de_vida": (lambda c: [], de_dentro()),
    "legajo:hoja_de_vida_pdf": (lambda c: [c.documento], DEL_TITULAR_Y_NADIE_MAS),
    "legajo:compartir": (lambda c: [c.documento], del_titular()),
    "legajo:retirar_enlace": (lambda c: [c.documento, c.enlace], SOLO_POST_DE_DENTRO),
    "solicitudes:bandeja": (lambda c: [], de_dentro()),
    "solicitudes:nueva": (lambda c: [], con_vinculo()),
    "solicitudes:formulario": (lambda c: ["capacitaciones", "agregar"], con_vinculo()),
    "solicitudes:formulario_registro": (
        lambda c: ["capacitaciones", "cambiar", c.registro],
        _de_uno(del_titular(), 403),
    ),
    "solicitudes:causa": (lambda c: ["capacitaciones"], con_vinculo()),
    "solicitudes:causa_registro": (
        lambda c: ["capacitaciones", c.registro],
        _de_uno(del_titular(), 403),
    ),
    "solicitudes:recurso": (lambda c: ["capacitaciones"], de_dentro()),
    "solicitudes:guardar": (lambda c: ["capacitaciones", "agregar"], SOLO_POST_DE_DENTRO),
    "solicitudes:guardar_registro": (
        lambda c: ["capacitaciones", "cambiar", c.registro],
        SOLO_POST_DE_DENTRO,
    ),
    "solicitudes:descartar": (lambda c: [c.borrador], del_titular()),
    "solicitudes:adjunto": (lambda c: [c.borrador, c.adjunto], del_titular()),
    "solicitudes:subsanar": (lambda c: [c.observada], del_titular()),
    "solicitudes:guardar_subsanacion": (lambda c: [c.observada], SOLO_POST_DE_DENTRO),
    "solicitudes:sustento": (lambda c: [c.solicitud, c.sustento], del_titular()),
    "solicitudes:detalle": (lambda c: [c.solicitud], del_titular()),
    "solicitudes:anular": (lambda c: [c.solicitud], del_titular()),
    "solicitudes:expediente": (lambda c: [c.solicitud], SOLO_POST_DE_DENTRO),
    "solicitudes:opinion": (lambda c: [c.solicitud], SOLO_POST_DE_DENTRO),
    "solicitudes:cargo": (lambda c: [c.solicitud], del_titular()),
    "solicitudes:fut": (lambda c: [c.solicitud], del_titular()),
    "solicitudes:queja": (lambda c: [c.solicitud], del_titular(302)),
    "solicitudes:correos": (lambda c: [], de_dentro()),
    "solicitudes:pedir_documento": (lambda c: [], de_dentro()),
    "solicitudes:arco": (lambda c: [], de_dentro()),
    "solicitudes:arco_nuevo": (lambda c: [], de_dentro()),
    "solicitudes:arco_detalle": (lambda c: [c.arco], DEL_TITULAR_Y_NADIE_MAS),
    "mis_datos:pagina": (lambda c: [], de_dentro()),
    "mis_datos:pedir": (lambda c: [], SOLO_POST_DE_DENTRO),
    "mis_datos:descargar": (lambda c: [c.copia], DEL_TITULAR_Y_NADIE_MAS),
    "boletas:lista": (lambda c: [], de_dentro()),
    "boletas:detalle": (lambda c: [c.boleta], DEL_TITULAR_Y_NADIE_MAS),
    "boletas:pdf": (lambda c: [c.boleta], DEL_TITULAR_Y_NADIE_MAS),
    "boletas:consultar": (lambda c: [c.boleta, 0], DEL_TITULAR_Y_NADIE_MAS),
    "boletas:consultas": (lambda c: [], de_dentro()),
    "boletas:resumen": (lambda c: [2025], del_titular()),
    "boletas:pdf_de_anio": (lambda c: [2025], del_titular()),
    "boletas:historial": (lambda c: ["boletas.csv"], de_dentro()),
    "boletas:constancia": (lambda c: [], de_dentro()),
    "boletas:constancia_pdf": (lambda c: [c.constancia], del_titular()),
    "boletas:original": (lambda c: [c.boleta], DEL_TITULAR_Y_NADIE_MAS),
    "boletas:original_txt": (lambda c: [c.boleta], DEL_TITULAR_Y_NADIE_MAS),
}


class Caso:
    """The cast, and one object of each kind, all of the docente of UGEL 1."""

    def __init__(self) -> None:
        self.gente: dict[str, Usuario] = reunir()
        self.delegacion = self.gente[DELEGADA].asignaciones.get(delegacion_de__isnull=False).pk
        docente = Servidor.objects.get(usuario=self.gente["docente"])
        registro = fabricas.con_sustento(Capacitacion.objects.get(servidor=docente), b"suyo")
        self.registro = registro.publico
        pedida = enviar_alta(docente)
        self.solicitud, self.sustento = pedida.publico, sustento_de(pedida).pk
        especialista = self.gente["especialista_ugel1"]
        self.observada = en_situacion("observada", docente, especialista).publico
        adjunto = borrador_con_adjunto(docente)
        self.borrador, self.adjunto = adjunto.borrador.clave, adjunto.pk
        self.boleta = con_hoja(boleta(docente)).publico
        self.constancia = emitir_constancia(docente, 202511, 202511).publico
        self.copia = copia_lista(docente.usuario).publico
        self.arco = arco.pedir(
            usuario=docente.usuario, derecho="acceso", pedido="Qué datos hay", clave=uuid.uuid4()
        ).publico
        self.documento = emitir_del_legajo(
            docente.pk,
            pedido=Pedido("1", "x", date(2026, 1, 15)),
            por=self.gente["responsable_ugel1"],
        ).publico
        self.enlace = compartido(Documento.objects.get(publico=self.documento)).publico


def nombres(resolver: URLResolver, espacio: str = "") -> Iterator[str]:
    """Every named address of the portal, the admin apart (it has a table of its own)."""
    for parte in resolver.url_patterns:
        if isinstance(parte, URLPattern):
            yield f"{espacio}{parte.name}"
        elif parte.namespace != "admin":
            yield from nombres(parte, f"{parte.namespace}:" if parte.namespace else espacio)


def test_cada_direccion_esta_en_la_tabla():
    assert sorted(nombres(get_resolver())) == sorted(TABLA)


def test_cada_direccion_con_cada_persona():
    caso = Caso()
    for clave in sorted(TODOS):
        client = Client()
        if clave != ANONIMO:
            client.force_login(caso.gente[clave], "accounts.backends.AsignacionBackend")
        hallado = {
            nombre: client.get(reverse(nombre, args=lugar(caso))).status_code
            for nombre, (lugar, _) in TABLA.items()
        }
        esperado = {nombre: quien[clave] for nombre, (_, quien) in TABLA.items()}
        assert (clave, hallado) == (clave, esperado)


def test_lo_ajeno_y_lo_que_no_existe_se_responden_igual():
    caso = Caso()
    for clave in sorted(DENTRO & CON_LEGAJO - TITULAR):
        client = Client()
        client.force_login(caso.gente[clave], "accounts.backends.AsignacionBackend")
        for nombre in (
            "legajo:hoja_de_vida_pdf",
            "legajo:compartir",
            "legajo:documento",
            "legajo:documento_pdf",
            "boletas:detalle",
            "boletas:constancia_pdf",
            "boletas:original",
            "solicitudes:detalle",
            "solicitudes:cargo",
            "solicitudes:fut",
            "solicitudes:queja",
            "solicitudes:subsanar",
            "solicitudes:descartar",
            "solicitudes:arco_detalle",
            "mis_datos:descargar",
        ):
            lugar, _ = TABLA[nombre]
            ajeno = client.get(reverse(nombre, args=lugar(caso)))
            ausente = client.get(reverse(nombre, args=[uuid.uuid4()]))
            assert _sin_csrf(ajeno) == _sin_csrf(ausente), (clave, nombre)


def _sin_csrf(respuesta: Any) -> tuple[int, bytes]:
    """Status and body, without the token that differs on every answer."""
    cuerpo = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", respuesta.content)
    return respuesta.status_code, cuerpo


def test_un_post_ajeno_no_cambia_nada():
    caso = Caso()
    for clave in sorted(TODOS - TITULAR):
        client = Client()
        if clave != ANONIMO:
            client.force_login(caso.gente[clave], "accounts.backends.AsignacionBackend")
        for nombre in ("solicitudes:anular", "solicitudes:expediente"):
            client.post(reverse(nombre, args=[caso.solicitud]), {"expediente": "AJENO"})
            solicitud = Solicitud.objects.get(publico=caso.solicitud)
            assert (solicitud.estado, solicitud.expediente) == ("en_solicitud", ""), clave


def test_un_registro_ajeno_no_se_puede_pedir_cambiar():
    caso = Caso()
    client = Client()
    client.force_login(caso.gente["contratada"], "accounts.backends.AsignacionBackend")
    url = reverse(
        "solicitudes:formulario_registro", args=["capacitaciones", "quitar", caso.registro]
    )
    datos = {"solicitud-explicacion": "x", "confirmado": "1", "clave": str(uuid.uuid4())}
    assert client.post(url, datos).status_code == 404
