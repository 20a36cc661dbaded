"""«Salud de mi legajo» and the confirmations: what the pages say, to whom, in how many queries."""

import uuid
from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from legajo import cambios
from legajo.avisos.lectura import leer_salud
from legajo.confirmaciones import confirmable, confirmar
from legajo.consultas import servidor_de
from legajo.estructuras import DIEZ
from legajo.models import Capacitacion, Confirmacion, Contacto, Domicilio, Formacion, RegimenLaboral
from tests import fabricas
from tests.cliente import Client

pytestmark = pytest.mark.django_db
CONFIRMO = "Confirmo que mis datos están correctos"
CAMBIARON = "Cambiaron desde que los confirmó"


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def dentro(client, persona):
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


@pytest.fixture
def cesada(client):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.vinculo(persona, fecha_fin=date(2020, 12, 31))
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return persona


def sin_registrar(persona: Any, **datos: Any) -> Formacion:
    """A degree without registration number: warning A11."""
    registro = fabricas.registro(Formacion.tipo, persona, situacion="G", **datos)
    Formacion.objects.filter(pk=registro.pk).update(numero_registro="")
    return registro


def huella(cliente: Client, camino: str) -> str:
    texto = cliente.get(camino).content.decode()
    return texto.split('name="huella" value="')[1].split('"')[0]


def confirma(cliente: Client, camino: str = "/legajo/formacion/", **datos: str) -> Any:
    datos.setdefault("huella", huella(cliente, camino))
    return cliente.post(f"{camino}confirmar/", datos, follow=True)


def test_la_fila_sospechosa_lo_dice_y_el_registro_dice_que_hacer(dentro, persona):
    registro = sin_registrar(persona)
    assert (
        "Revise: título sin número de registro" in dentro.get("/legajo/formacion/").content.decode()
    )
    pagina = dentro.get(f"/legajo/formacion/{registro.publico}/").content.decode()
    assert "Revise: título sin número de registro" in pagina
    assert "Pida el cambio con el número y la fecha de registro" in pagina


def test_lo_leve_no_se_dice_en_cada_fila(dentro, persona):
    fabricas.registro(Formacion.tipo, persona, situacion="C")
    assert "sin el archivo" not in dentro.get("/legajo/formacion/").content.decode()
    assert "sin el archivo" in dentro.get("/legajo/salud/").content.decode().lower()


@pytest.mark.parametrize("cuantos", [1, 24, 200])
def test_las_consultas_no_crecen_con_los_avisos(
    dentro, persona, cuantos, django_assert_max_num_queries
):
    modelo = sin_registrar(persona)
    modelo.numero_registro = ""
    for _ in range(cuantos - 1):
        modelo.pk, modelo.publico = None, uuid.uuid4()
        modelo.save(force_insert=True)
    with django_assert_max_num_queries(6 + len(DIEZ[1].tipos)):
        texto = dentro.get("/legajo/formacion/").content.decode()
    assert texto.count("Revise: título") == cuantos
    kinds_con_avisos = 2  # formación, and the vínculo without resolución
    with django_assert_max_num_queries(6 + kinds_con_avisos):
        assert "Título sin número de registro" in dentro.get("/legajo/salud/").content.decode()
    with django_assert_max_num_queries(6):
        dentro.get("/legajo/")


def test_la_portada_resume_y_lleva_a_la_salud(dentro, persona):
    texto = dentro.get("/legajo/").content.decode()
    assert "1 de 7 datos esenciales completos" in texto
    assert reverse("legajo:salud") in texto
    fabricas.registro(Domicilio.tipo, persona)
    assert "2 de 7 datos esenciales completos" in dentro.get("/legajo/").content.decode()


def test_lo_que_falta_lleva_a_pedirlo(dentro, persona):
    agregar = reverse("solicitudes:formulario", args=["domicilios", "agregar"])
    contacto = fabricas.registro(Contacto.tipo, persona, emergencia_nombre="")
    texto = dentro.get("/legajo/salud/").content.decode()
    assert "Falta el domicilio" in texto
    assert agregar in texto
    assert "Falta un contacto de emergencia" in texto
    completar = reverse(
        "solicitudes:formulario_registro", args=["contacto", "cambiar", contacto.publico]
    )
    assert completar in texto
    assert "Falta el domicilio" in dentro.get("/legajo/filiacion/").content.decode()


def test_lo_extrano_se_nombra_y_lleva_a_pedir_el_cambio(dentro, persona):
    registro = sin_registrar(persona, titulo="Bachiller en Historia")
    texto = dentro.get("/legajo/salud/").content.decode()
    assert "Bachiller en Historia" in texto
    cambiar = reverse(
        "solicitudes:formulario_registro", args=["formacion", "cambiar", registro.publico]
    )
    assert cambiar in texto


def test_sin_vinculo_se_ve_todo_y_no_se_pide_ni_confirma_nada(client, cesada):
    registro = sin_registrar(cesada)
    for camino in (
        "/legajo/salud/",
        "/legajo/formacion/",
        f"/legajo/formacion/{registro.publico}/",
    ):
        texto = client.get(camino).content.decode()
        assert "ítulo sin número de registro" in texto
        assert "Solicitar modificación" not in texto
        assert CONFIRMO not in texto
        assert "sin confirmar" not in texto
    for camino in ("/legajo/formacion/confirmar/", "/legajo/salud/confirmar/"):
        assert client.post(camino, {"huella": "x"}).status_code == 403
    assert not Confirmacion.objects.exists()


def test_confirma_una_vez_al_dia_y_queda_la_fecha(dentro, persona):
    fabricas.registro(Capacitacion.tipo, persona)
    with time_machine.travel("2026-11-25 10:00-05:00"):
        dentro.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
        assert CONFIRMO in dentro.get("/legajo/formacion/").content.decode()
        visto = huella(dentro, "/legajo/formacion/")
        texto = confirma(dentro).content.decode()
        assert "Usted confirmó estos datos el 25/11/2026" in texto
        assert CAMBIARON not in texto
        confirma(dentro, huella=visto)
    hecha = Confirmacion.objects.get()
    assert (hecha.seccion, hecha.estructura, hecha.por) == ("formacion", "10", persona.usuario)
    with time_machine.travel("2026-11-26 10:00-05:00"):
        dentro.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
        confirma(dentro)
        assert "el 26/11/2026" in dentro.get("/legajo/formacion/").content.decode()
    assert Confirmacion.objects.count() == 2


@pytest.mark.parametrize("hecho", ["agregar", "cambiar", "retirar"])
def test_se_dice_si_cambio_despues_de_confirmar(dentro, persona, hecho):
    registro = fabricas.registro(Capacitacion.tipo, persona)
    confirma(dentro)
    autoria = cambios.Autoria(por=persona.usuario, medio="prueba")
    if hecho == "agregar":
        fabricas.registro(Capacitacion.tipo, persona)
    elif hecho == "cambiar":
        registro.creditos = 3
        cambios.cambiar(registro, campos=("creditos",), autoria=autoria)
    else:
        cambios.retirar(registro, autoria=autoria)
    assert CAMBIARON in dentro.get("/legajo/formacion/").content.decode()
    assert "cambió desde que la confirmó" in dentro.get("/legajo/salud/").content.decode()
    confirma(dentro)
    assert CAMBIARON not in dentro.get("/legajo/formacion/").content.decode()


def test_no_se_confirma_lo_que_no_se_leyo(dentro, persona):
    visto = huella(dentro, "/legajo/formacion/")
    fabricas.registro(Capacitacion.tipo, persona)
    for datos in ({"huella": visto}, {"huella": ""}, {"huella": "💥" * 100}):
        assert "cambiaron mientras los leía" in confirma(dentro, **datos).content.decode()
    assert not Confirmacion.objects.exists()


def test_confirmar_todo_confirma_cada_seccion(dentro):
    confirma(dentro, "/legajo/salud/")
    confirma(dentro, "/legajo/salud/")
    hechas = list(Confirmacion.objects.values_list("seccion", flat=True))
    assert sorted(hechas) == sorted(s.slug for s in DIEZ if s.modelos)
    assert "sin confirmar" not in dentro.get("/legajo/salud/").content.decode()


def test_cambiar_la_identidad_toca_la_seccion_que_la_muestra(dentro, persona):
    confirma(dentro, "/legajo/salud/")
    persona.nombres = "Rosa María"
    persona.save()
    assert CAMBIARON in dentro.get("/legajo/filiacion/").content.decode()
    assert CAMBIARON not in dentro.get("/legajo/formacion/").content.decode()


def test_una_seccion_sin_registros_o_de_otra_estructura_no_se_confirma(client):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.vinculo(persona, regimen=RegimenLaboral.objects.get(codigo="5"))
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    ajena = client.post("/legajo/filiacion/confirmar/", {"huella": "x"})
    assert ajena.status_code == 404
    assert "/confirmar/" not in client.get("/legajo/incorporacion/confirmar/").content.decode()


def test_dos_a_la_vez_escriben_una(persona):
    servidor = servidor_de(persona.usuario)
    parte = confirmable(DIEZ[1], servidor, leer_salud(servidor, "formacion"))
    confirmar(servidor, [parte], por=persona.usuario)
    confirmar(servidor, [parte], por=persona.usuario)
    assert Confirmacion.objects.count() == 1
