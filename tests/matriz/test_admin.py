"""Every address of the admin x every role x own, foreign and absent; nothing foreign leaks."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.urls import reverse

from accounts.models import Suceso, Unidad, Usuario
from legajo.models import Acceso, ImportacionLegajo, SaludDeLegajo
from solicitudes.models import Solicitud
from tests.cliente import Client
from tests.matriz import admin as tabla
from tests.matriz.mundo import CANARIO, DEL_PAIS, PERSONAL, PROPIO
from tests.matriz.respuestas import AUSENTE, cuerpo, sin_lo_que_cambia

pytestmark = pytest.mark.django_db
MODELOS = sorted(admin.site._registry, key=lambda m: m._meta.label)
CON_CERCA = [m for m in MODELOS if hasattr(m._default_manager.all(), "visible_to")]
SIN_CARGO = ("servidor", "anonimo")
CRECEN = (Acceso, Suceso, Unidad, Usuario)
"""What the pages that are tried may add to: logs, and the rows of other tests."""
METODOS = ("head", "options", "put", "delete", "trace")


def test_cada_direccion_del_admin_esta_en_la_tabla():
    de_modelos = {
        f"{m._meta.app_label}_{m._meta.model_name}_{vista}"
        for m in MODELOS
        if m._meta.label_lower in tabla.TABLA
        for vista in tabla.VISTAS
    }
    assert not tabla.sin_fila({m._meta.label_lower for m in MODELOS}, tabla.TABLA)
    con_fila = de_modelos | tabla.EXTRAS.keys() | tabla.DE_DJANGO.keys()
    assert not tabla.sin_fila(set(tabla.nombres()), con_fila)


@pytest.mark.parametrize("clave", PERSONAL)
def test_cada_lista_y_cada_alta(escena: Any, clave: str) -> None:
    client, ajenas = escena.gente[clave], {str(fila.pk) for fila in escena.ajeno.de.values()}
    for modelo in MODELOS:
        lista = client.get(tabla.url(modelo, "changelist"))
        assert lista.status_code == (200 if tabla.ve(clave, modelo) else 403), modelo
        alta = client.get(tabla.url(modelo, "add"))
        assert alta.status_code == (200 if tabla.agrega(clave, modelo) else 403), modelo
        for respuesta in (lista, alta):
            _sin_canario(clave, respuesta, modelo)
        if not tabla.alcanza(clave, "ajeno"):
            ofrecidas = set(re.findall(r'value="(7\d{8})"', cuerpo(alta)))
            assert not ofrecidas & ajenas, modelo


@pytest.mark.parametrize("clave", PERSONAL)
def test_cada_objeto_propio_ajeno_y_ausente(escena: Any, clave: str) -> None:
    client = escena.gente[clave]
    for modelo in CON_CERCA:
        for vista in ("change", "history", "delete"):
            ausente = _abierto(client, modelo, vista, AUSENTE)
            for de_quien in ("propio", "ajeno"):
                fila = getattr(escena, de_quien).de.get(modelo)
                if fila is None:
                    continue
                hallado = _abierto(client, modelo, vista, fila.pk)
                lugar = (clave, modelo, vista, de_quien)
                if _lo_ve(clave, modelo, fila, de_quien) and vista != "delete":
                    esperado = 302 if (modelo, vista) == (SaludDeLegajo, "change") else 200
                    assert hallado[0] == esperado, lugar
                elif modelo is not SaludDeLegajo:  # it sends whoever asks on to the servidor
                    assert hallado == ausente, lugar


@pytest.mark.parametrize("clave", PERSONAL)
def test_cada_pagina_mas(escena: Any, clave: str) -> None:
    client, suyos = escena.gente[clave], tabla.derechos(clave)
    for nombre, pagina in tabla.EXTRAS.items():
        ausente = _mas(client, nombre, pagina, None, escena.propio)
        for de_quien in ("propio", "ajeno"):
            mundo = getattr(escena, de_quien)
            hallado = _mas(client, nombre, pagina, mundo, escena.propio)
            tiene_objeto = pagina.consulta(mundo) or any(
                type(n) is int for n in pagina.lugar(mundo)
            )
            lugar = (clave, nombre, de_quien)
            if pagina.permiso and pagina.permiso not in suyos:
                assert hallado[0] in (403, 404), lugar
            elif not tiene_objeto or tabla.alcanza(clave, de_quien):
                assert hallado[0] == pagina.codigo, lugar
            else:
                assert hallado[0] == 404, lugar
            if not tabla.alcanza(clave, de_quien):
                assert CANARIO not in str(hallado) or de_quien == "propio", lugar
                assert not tiene_objeto or hallado == ausente, lugar


@pytest.mark.parametrize("clave", [*PERSONAL, *SIN_CARGO])
def test_lo_que_django_trae(escena: Any, clave: str) -> None:
    client = escena.gente[clave]
    for nombre, codigo in tabla.DE_DJANGO.items():
        direccion = reverse(f"admin:{nombre}", args=tabla.ARGUMENTOS.get(nombre, []))
        hallado = client.get(direccion).status_code
        if nombre == "app_list" and clave in PERSONAL:
            assert hallado in (200, 404), clave  # 404 where he may enter nothing of it
        elif clave in PERSONAL:
            assert hallado == codigo, (clave, nombre)
        else:
            assert hallado in (302, 403, 405, 404), (clave, nombre)


@pytest.mark.parametrize("clave", SIN_CARGO)
def test_quien_no_tiene_cargo_no_entra_por_ninguna(escena: Any, clave: str) -> None:
    client = escena.gente[clave]
    for nombre in set(tabla.nombres()) - tabla.DE_DJANGO.keys():
        for metodo in ("get", "post"):
            respuesta = getattr(client, metodo)(_direccion(nombre, escena.propio))
            assert respuesta.status_code in (302, 403), (nombre, metodo)
            assert PROPIO not in cuerpo(respuesta), (nombre, metodo)


def test_ningun_otro_metodo_hace_nada(escena: Any) -> None:
    client, antes = escena.gente["responsable"], _estado(escena.propio)
    for nombre in set(tabla.nombres()) - {"logout"}:
        if nombre.rsplit("_", 1)[0] in tabla.DE_UNA_CLASE:
            continue
        for metodo in METODOS:
            respuesta = getattr(client, metodo)(_direccion(nombre, escena.ajeno))
            assert respuesta.status_code < 500, (nombre, metodo)
            assert CANARIO not in cuerpo(respuesta), (nombre, metodo)
    assert _estado(escena.propio) == antes


@pytest.mark.parametrize("clave", [c for c in PERSONAL if c not in (*DEL_PAIS, "especialista_u2")])
def test_un_post_a_lo_ajeno_es_como_a_lo_que_no_existe(escena: Any, clave: str) -> None:
    client, antes = escena.gente[clave], _estado(escena.ajeno)
    for modelo in CON_CERCA:
        if (fila := escena.ajeno.de.get(modelo)) is None:
            continue
        for vista in ("change", "delete"):
            datos = {"post": "yes", "verbo": "rechazar", "motivo": "x", "hasta": "31/12/2030"}
            hallado = _abierto(client, modelo, vista, fila.pk, datos)
            assert hallado == _abierto(client, modelo, vista, AUSENTE, datos) or (
                modelo is SaludDeLegajo
            ), (modelo, vista)
    for nombre, pagina in tabla.EXTRAS.items():
        if not nombre.endswith("_sustento") and pagina.lugar(escena.ajeno):
            client.post(_direccion(nombre, escena.ajeno), {"confirmado": "1"})
    assert _estado(escena.ajeno) == antes


@pytest.mark.parametrize("clave", ["supervisor", "auditor_dre", "auditor"])
def test_quien_solo_mira_no_cambia_nada_de_lo_que_ve(escena: Any, clave: str) -> None:
    client, antes = escena.gente[clave], _estado(escena.propio)
    for modelo in CON_CERCA:
        alta = client.post(tabla.url(modelo, "add"), {"documento": "99499999"})
        assert alta.status_code == 403, modelo
        if (fila := escena.propio.de.get(modelo)) is None:
            continue
        for vista in ("change", "delete"):
            datos = {"post": "yes", "verbo": "rechazar", "motivo": "x", "hasta": ""}
            respuesta = client.post(tabla.url(modelo, vista, fila.pk), datos)
            assert respuesta.status_code in (403, 404) or modelo in (
                SaludDeLegajo, ImportacionLegajo,
            ), (modelo, vista)  # fmt: skip
    assert _estado(escena.propio) == antes
    assert Solicitud.objects.get(pk=escena.propio.de[Solicitud].pk).abierta


def _lo_ve(clave: str, modelo: Any, fila: Any, de_quien: str) -> bool:
    """By role, branch, and the rules of the models that are not by unit alone."""
    if not tabla.ve(clave, modelo) or not tabla.alcanza(clave, de_quien):
        return False
    if modelo in tabla.DE_CADA_QUIEN:
        return False
    if modelo in tabla.DEL_PAIS_ENTERO:
        return clave in DEL_PAIS
    sensible = getattr(getattr(modelo, "tipo", None), "sensible", False)
    if sensible or modelo._meta.label == "legajo.Documento":
        return "legajo.ver_sensibles" in tabla.derechos(clave)
    if modelo is ImportacionLegajo:
        return "legajo.importar_legajo" in tabla.derechos(clave)
    return True


def _abierto(
    client: Client, modelo: Any, vista: str, pk: int, datos: dict[str, str] | None = None
) -> tuple[Any, ...]:
    """Status, where to, what it says and the body, without what tells one key from another."""
    client.cookies.pop("messages", None)  # those of another page
    direccion = tabla.url(modelo, vista, pk)
    respuesta = client.post(direccion, datos) if datos else client.get(direccion)
    mensajes = [str(m) for m in get_messages(respuesta.wsgi_request)]
    return sin_lo_que_cambia(respuesta, pk, *mensajes)


def _mas(client: Client, nombre: str, pagina: Any, mundo: Any, otro: Any) -> tuple[Any, ...]:
    """The same of an extra page; without `mundo`, that of an object which does not exist."""
    lugar, consulta = pagina.lugar(mundo or otro), pagina.consulta(mundo or otro)
    clave = consulta.get("unidad") or next((n for n in lugar if isinstance(n, int)), AUSENTE)
    if mundo is None:
        lugar = [AUSENTE if isinstance(n, int) else n for n in lugar]
        consulta, clave = dict.fromkeys(consulta, AUSENTE), AUSENTE
    respuesta = client.get(reverse(f"admin:{nombre}", args=lugar), consulta)
    return sin_lo_que_cambia(respuesta, clave)


def _direccion(nombre: str, mundo: Any) -> str:
    if nombre in tabla.DE_DJANGO:
        return reverse(f"admin:{nombre}", args=tabla.ARGUMENTOS.get(nombre, []))
    if nombre in tabla.EXTRAS:
        return reverse(f"admin:{nombre}", args=tabla.EXTRAS[nombre].lugar(mundo))
    modelo = next(m for m in MODELOS if nombre.startswith(m._meta.label_lower.replace(".", "_")))
    vista = nombre.rsplit("_", 1)[1]
    fila = mundo.de.get(modelo)
    args = [] if vista in ("changelist", "add") else [fila.pk if fila else AUSENTE]
    return reverse(f"admin:{nombre}", args=args)


def _sin_canario(clave: str, respuesta: Any, modelo: Any) -> None:
    """Who has the foreign unit not in his branch is never sent its word."""
    if not tabla.alcanza(clave, "ajeno"):
        assert CANARIO not in cuerpo(respuesta), (clave, modelo)


def _estado(mundo: Any) -> dict[Any, Any]:
    """What the rows of a unit say, all columns; and how many rows there are of each kind."""
    filas = {
        m: m._default_manager.filter(pk=fila.pk).values().get()
        for m, fila in mundo.de.items()
        if m is not Usuario
    }
    cuantas = {m: m._default_manager.count() for m in mundo.de if m not in CRECEN}
    return {"filas": filas, "cuantas": cuantas}
