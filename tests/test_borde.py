"""Every form of the portal and of its admin x what nobody should type: never a 500, nothing half.

The forms are read from the pages, and the pages from the resolver: a new one is tried without a
line here, and one that no page shows is told. Each sending is taken back afterwards, so that
every one meets the same portal. An input is a text put into a field, or the name or the content
of a file. PORTAL_PRUEBAS_LARGAS=1 tries 100 000 of them instead of 5 000, others each time.
"""

import os
import random
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django import forms
from django.apps import apps
from django.db import connection, transaction
from django.urls import get_resolver, reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st

from accounts import segundo_factor
from accounts.models import Usuario
from accounts.privacidad import ACEPTADA
from accounts.tokens import emitir_enlace
from boletas.models import Boleta, Importacion
from boletas.preguntas import preguntar
from legajo.estructuras import tipos
from legajo.models import Acceso, Propuesta, Servidor
from solicitudes.models import Borrador
from tests import fabricas
from tests.cadenas import TODAS
from tests.cliente import Client
from tests.formas import Forma, leer
from tests.solicitudes.apoyo import en_situacion, enviar_alta
from tests.test_direcciones import TABLA, Caso

LARGAS = bool(os.environ.get("PORTAL_PRUEBAS_LARGAS"))
VALORES = 100_000 if LARGAS else 5_000
POR_FORMA = 15 if LARGAS else 3  # sendings of each form in a round

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(7200 if LARGAS else 600)]

APPS = ("accounts", "legajo", "solicitudes", "boletas", "portal")
TABLAS = [
    modelo._meta.db_table
    for etiqueta in APPS[:4]
    for modelo in apps.get_app_config(etiqueta).get_models()
    if {"servidor", "solicitud", "pedido", "documento"} & {f.name for f in modelo._meta.fields}
    and modelo not in (Acceso, Borrador)
]
"""Where what people are told to have been refused must not be; a draft keeps it, as it must."""
CONTAR = "SELECT " + ", ".join(f"(SELECT count(*) FROM {tabla})" for tabla in TABLAS)
ARCHIVOS = st.sampled_from([b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"a,b\n1,2\n"])
TEXTOS = st.one_of(st.sampled_from(TODAS), st.sampled_from(TODAS), st.text(max_size=40))


def _dentro(usuario: Usuario, **sesion: Any) -> Client:
    """Somebody who is in; what is None is taken out of his session."""
    client = Client()
    client.force_login(usuario, "accounts.backends.AsignacionBackend")
    guardada = client.session
    guardada.update(sesion)
    for nombre in [n for n, valor in sesion.items() if valor is None]:
        guardada.pop(nombre)
    guardada.save()
    return client


def _del_portal(caso: Caso) -> Iterator[Forma]:
    """Of every named address, as nobody and as its holder; of every kind of record."""
    docente = _dentro(caso.gente["docente"])
    for quien in (Client(), docente, _dentro(caso.gente["sin_legajo"])):
        for nombre, (lugar, _) in TABLA.items():
            yield from leer(quien, reverse(nombre, args=lugar(caso)))
    for tipo in tipos():
        yield from leer(docente, reverse("solicitudes:formulario", args=[tipo.slug, "agregar"]))


def _de_paso(caso: Caso) -> Iterator[Forma]:
    """Of the pages met only on the way: notice, second factor, link, a decided request."""
    docente = caso.gente["docente"]
    yield from leer(_dentro(docente, **{ACEPTADA: None}), reverse("privacidad"))
    yield from leer(Client(), emitir_enlace(docente))
    con_factor = fabricas.usuario()
    TOTPDevice.objects.create(user=con_factor, name="telefono")
    sin_mostrarlo = _dentro(con_factor, **{segundo_factor.CON_FACTOR: True})
    yield from leer(sin_mostrarlo, reverse("verificar_factor"))
    yield from leer(_dentro(con_factor), reverse("mi_factor"))
    titular = Servidor.objects.get(usuario=docente)
    decidida = en_situacion("rechazado", titular, caso.gente["especialista_ugel1"])
    yield from leer(_dentro(docente), reverse("solicitudes:detalle", args=[decidida.publico]))


SIN_FORMAS = {
    "app_label", "content_type_id", "formato", "informe", "pagina", "regla", "sustento", "url",
}  # fmt: skip
"""Parts of the addresses of the admin that lead to files and other lists."""


def _del_admin(caso: Caso) -> Iterator[Forma]:
    """Of every address of the resolver, with the first row that there is of its model."""
    reverso = get_resolver().namespace_dict["admin"][1].reverse_dict
    jefe = _dentro(Usuario.objects.create_superuser("99500000", "s@demo.invalid", "x"))
    responsable = _dentro(caso.gente["responsable_ugel1"])
    modelos = {m._meta.label_lower.replace(".", "_"): m for m in apps.get_models()}
    for nombre in [n for n in reverso if isinstance(n, str) and n != "logout"]:
        partes = set(reverso.getlist(nombre)[0][0][0][1])
        modelo = modelos.get("_".join(nombre.split("_")[:2]))
        primero = modelo and modelo._default_manager.order_by("pk").first()
        if partes & SIN_FORMAS or (partes and not primero):
            continue
        direccion = reverse(f"admin:{nombre}", args=[primero.pk] if partes else [])
        for quien in (jefe, responsable):
            yield from leer(quien, direccion)


def _distintas(formas: list[Forma]) -> list[Forma]:
    """One of each: the same fields to the same address are one form."""
    return list(
        {
            (f.destino, f.metodo, *sorted(f.campos), *f.archivos, *f.botones): f for f in formas
        }.values()
    )


def _contar() -> Any:
    with connection.cursor() as cursor:
        cursor.execute(CONTAR)
        return cursor.fetchone()


@st.composite
def envios(draw: Any, forma: Forma) -> tuple[dict[str, str], dict[str, Any]]:
    """One, some or all of the fields of a form, filled as nobody should."""
    nombres = sorted(forma.campos)
    algunos = st.lists(st.sampled_from(nombres), min_size=1, max_size=3, unique=True)
    tocados = draw(st.one_of(st.just(nombres), algunos) if nombres else st.just([]))
    valores = forma.campos | {nombre: draw(TEXTOS) for nombre in tocados}
    if draw(st.integers(0, 9)) == 9:
        valores |= {draw(TEXTOS) or "x": draw(TEXTOS)}
    archivos = {n: (draw(TEXTOS), draw(ARCHIVOS)) for n in forma.archivos if draw(st.booleans())}
    return valores, archivos


def _reunir() -> list[Forma]:
    caso = Caso()
    docente = Servidor.objects.get(usuario=caso.gente["docente"])
    for tipo in tipos():
        if tipo.slug != "ceses":
            fabricas.registro(tipo, docente)
    enviar_alta(fabricas.servidor(fabricas.ugel("120001")))
    pagada = Boleta.objects.get(pk=caso.boleta)
    Importacion.objects.create(  # a trial that waits for its hour, as the first row of its model
        pk=0, archivo="planilla.lis", estado=Importacion.Estado.REVISADA, filas=1, leidas=1,
        nuevas=1, unidad=docente.unidad,
    )  # fmt: skip
    preguntar(boleta=pagada, linea=1, pregunta="¿Qué es?", por=caso.gente["docente"])
    Propuesta.objects.create(
        servidor=docente, propuesta_por=caso.gente["especialista_ugel1"],
        datos=[{"campo": "nombres", "rotulo": "Nombres", "antes": "Rosa", "pedido": "Rosa E.",
                "antes_texto": "Rosa", "pedido_texto": "Rosa E."}],
    )  # fmt: skip
    return _distintas([*_del_portal(caso), *_de_paso(caso), *_del_admin(caso)])


def test_no_form_breaks_nor_writes_half_whatever_it_is_sent(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    formas = _reunir()
    assert {f.metodo for f in formas} == {"get", "post"}
    usadas: set[type] = set()
    with patch.object(forms.BaseForm, "full_clean", _anotando(usadas)):
        probados = _probar_todas(formas)
    assert probados >= VALORES, f"{probados} inputs into {len(formas)} forms"
    assert _propias(forms.BaseForm) - usadas == set()


def _anotando(usadas: set[type]) -> Any:
    original = forms.BaseForm.full_clean

    def full_clean(form: forms.BaseForm) -> None:
        if form.is_bound:
            usadas.update(type(form).__mro__)
        original(form)

    return full_clean


def _propias(clase: type) -> set[type]:
    """The forms that the portal declares, wherever; those of the demo's sampler apart."""
    suyas = {hija for otra in clase.__subclasses__() for hija in {otra, *_propias(otra)}}
    apartadas = ("portal.muestras", "tests.")
    return {
        c for c in suyas
        if c.__module__.split(".")[0] in APPS and not c.__module__.startswith(apartadas)
    }  # fmt: skip


def _probar_todas(formas: list[Forma]) -> int:
    """Round after round, each form with other texts; how many inputs that were."""
    antes, probados = _contar(), 0
    azar = random.Random(None if LARGAS else 1)
    while probados < VALORES:
        probados += sum(_probar(forma, antes, azar.getrandbits(64)) for forma in formas)
    return probados


def _probar(forma: Forma, antes: Any, semilla: int) -> int:
    probados = 0

    @seed(semilla)
    @settings(
        max_examples=POR_FORMA, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @example(envio=(dict(forma.campos), {}))  # as it is, so that no form stays unsent by chance
    @given(envio=envios(forma))
    def enviar(envio: tuple[dict[str, str], dict[str, Any]]) -> None:
        nonlocal probados
        valores, archivos = envio
        with transaction.atomic():
            respuesta = forma.enviar(valores, archivos)
            donde = (forma.metodo, forma.destino, respuesta.status_code)
            assert respuesta.status_code < 500, donde
            if _sin_lugar([valores[n] for n in forma.campos]) or _sin_lugar(
                dict(archivos.values())
            ):
                assert respuesta.status_code in (400, 413), donde
            if respuesta.status_code not in (201, 302):
                assert _contar() == antes, donde
            transaction.set_rollback(True)
        probados += sum(valores[n] != forma.campos.get(n) for n in valores) + 2 * len(archivos)

    enviar()
    return probados


def _sin_lugar(textos: Any) -> bool:
    """Whether one of them is no text at all: NUL, half a character."""
    return any(c == "\x00" or "\ud800" <= c <= "\udfff" for texto in textos for c in texto)


def test_the_list_of_strings_is_long_and_has_none_twice():
    assert len(TODAS) >= 200
    assert len(TODAS) - len(set(TODAS)) <= 6
