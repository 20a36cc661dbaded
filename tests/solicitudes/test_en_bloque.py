"""One verb over many rows of the tray: each by itself, with what became of each."""

import pytest
from django.urls import reverse

from legajo import cambios
from legajo.models import Capacitacion
from solicitudes import decisiones, reparto, verbos
from solicitudes.models import Parentesco, Solicitud
from tests import fabricas
from tests.cliente import Client
from tests.solicitudes.apoyo import dichos, entrar, enviar_alta, enviar_cambio, enviar_retiro

pytestmark = pytest.mark.django_db
LISTA = reverse("admin:solicitudes_solicitud_changelist")


@pytest.fixture
def especialista():
    return fabricas.personal(fabricas.ugel(), nombre="Gladys Rojas")


@pytest.fixture
def jefa():
    return fabricas.personal(fabricas.ugel(), "Responsable de escalafón", nombre="Otra Jefa")


@pytest.fixture
def dentro(client, especialista):
    return entrar(client, especialista)


def persona(codigo="190001"):
    return fabricas.servidor(fabricas.ugel(codigo))


def accion(client, nombre, solicitudes, consulta="", **mas):
    claves = [s.pk for s in solicitudes]
    datos = {"action": nombre, "_selected_action": claves, "index": "0"} | mas
    return client.post(LISTA + consulta, datos)


def de(respuesta, solicitud):
    (dicho,) = [m for m in dichos(respuesta) if f"N° {solicitud.numero}" in m]
    return dicho


def estado(solicitud):
    return Solicitud.objects.get(pk=solicitud.pk).situacion.value


def test_se_atiende_cada_una_y_una_mala_no_detiene_a_las_otras(dentro, especialista, jefa):
    buena, otra, hecha = (enviar_alta(persona()) for _ in range(3))
    decisiones.rechazar(hecha.pk, por=jefa, motivo="No consta")
    quien_pide = persona()
    registro = fabricas.registro(Capacitacion.tipo, quien_pide, tema="A")
    cambiada = enviar_cambio(quien_pide, registro, tema="Álgebra")
    registro.tema = "C"
    cambios.cambiar(registro, campos=("tema",), autoria=cambios.Autoria(jefa, "admin"))
    retiro = enviar_retiro(p := persona(), fabricas.registro(Capacitacion.tipo, p))
    hoja = verbos.pedir_documento(servidor=(p := persona()), por=p.usuario, clase="hoja_de_vida")
    ajena = enviar_alta(persona("210001"))
    pariente = enviar_alta(persona())
    Parentesco.objects.create(
        usuario=especialista, documento=pariente.servidor.documento, vinculo="hermano"
    )
    todas = [hecha, cambiada, buena, retiro, hoja, ajena, pariente, otra]
    respuesta = accion(dentro, "atender", todas, "?vista=todas&p=1")
    assert respuesta.url == f"{LISTA}?vista=todas&p=1"
    assert "Atendido" in de(respuesta, buena)
    assert "Atendido" in de(respuesta, otra)
    assert "La rechazó Otra Jefa el" in de(respuesta, hecha)
    assert "cambió desde que se pidió" in de(respuesta, cambiada)
    assert "desde su mesa" in de(respuesta, retiro)
    assert "El documento se emite desde su mesa" in de(respuesta, hoja)
    assert "se abstiene" in de(respuesta, pariente)
    assert not [m for m in dichos(respuesta) if f"N° {ajena.numero}" in m]
    assert "1 de las elegidas no está en su rama." in dichos(respuesta)
    for espera in (cambiada, retiro, hoja, ajena, pariente):
        assert estado(espera) == "en_solicitud"
    registro.refresh_from_db()
    assert registro.tema == "C"
    segunda = accion(dentro, "atender", [buena])
    assert "Ya la atendió usted" in dichos(segunda)[-1]
    assert buena.eventos.filter(verbo="atender").count() == 1


@pytest.mark.parametrize(
    ("nombre", "queda", "catalogo"),
    [("rechazar", "rechazado", "rec_ilegible"), ("observar", "observada", "obs_reverso")],
)
def test_el_motivo_se_pide_una_vez_y_se_escribe_en_cada_una(dentro, jefa, nombre, queda, catalogo):
    una, dos, hecha = (enviar_alta(persona()) for _ in range(3))
    decisiones.atender(hecha.pk, por=jefa)
    pagina = accion(dentro, nombre, [una, dos, hecha]).content.decode()
    for solicitud in (una, dos, hecha):
        assert f'name="_selected_action" value="{solicitud.pk}"' in pagina
    claves = [s.pk for s in (una, dos, hecha)]
    datos = {"action": nombre, "_selected_action": claves, "aplicar": "1"}
    vacia = dentro.post(LISTA, datos)
    assert "Escriba el motivo" in vacia.content.decode()
    assert estado(una) == "en_solicitud"
    respuesta = dentro.post(LISTA, datos | {"catalogo": catalogo, "motivo": "Folio 2"})
    assert respuesta.status_code == 302
    assert "La atendió Otra Jefa" in de(respuesta, hecha)
    for solicitud in (una, dos):
        assert estado(solicitud) == queda
        evento = solicitud.eventos.get(verbo=nombre)
        assert (evento.motivo.codigo, evento.comentario[-7:]) == (catalogo, "Folio 2")
    assert estado(hecha) == "atendido"


def test_tomar_y_reasignar(dentro, especialista, jefa):
    una, de_otra = enviar_alta(persona()), enviar_alta(persona())
    reparto.tomar(de_otra.pk, por=jefa)
    respuesta = accion(dentro, "tomar", [una, de_otra])
    assert "A cargo de Gladys Rojas" in de(respuesta, una)
    assert "La tiene Otra Jefa" in de(respuesta, de_otra)
    assert 'value="reasignar"' not in dentro.get(LISTA).content.decode()
    jefe = entrar(Client(), jefa)
    assert "Gladys Rojas</option>" in accion(jefe, "reasignar", [de_otra]).content.decode()
    datos = {"action": "reasignar", "_selected_action": [de_otra.pk], "aplicar": "1"}
    assert "Elija a quién" in jefe.post(LISTA, datos).content.decode()
    respuesta = jefe.post(LISTA, datos | {"a": especialista.pk})
    assert "A cargo de Gladys Rojas" in de(respuesta, de_otra)
    ajeno = fabricas.personal(fabricas.ugel("210001"))
    assert jefe.post(LISTA, datos | {"a": ajeno.pk}).status_code == 200
    assert Solicitud.objects.get(pk=de_otra.pk).asignada_a == especialista


@pytest.mark.parametrize("nombre", ["tomar", "atender", "rechazar", "observar"])
def test_nunca_lo_que_no_se_ve(dentro, nombre):
    solicitud = enviar_alta(persona())
    for mas in ({}, {"aplicar": "1", "motivo": "x"}):
        respuesta = accion(dentro, nombre, [solicitud], select_across="1", **mas)
        assert "no se decide sobre las que no ve" in dichos(respuesta)[0]
    assert solicitud.eventos.count() == 1


def test_quien_solo_mira_no_tiene_acciones():
    solicitud = enviar_alta(persona())
    mira = entrar(Client(), fabricas.personal(fabricas.ugel("190000"), "Supervisor DRE"))
    assert 'name="action"' not in mira.get(LISTA).content.decode()
    accion(mira, "atender", [solicitud])
    assert estado(solicitud) == "en_solicitud"
