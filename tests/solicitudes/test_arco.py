"""A right over one's data: asked by whoever has an account, answered by the unit that keeps it."""

import uuid
from datetime import date

import pytest
from django.core import mail
from django.db import IntegrityError, ProgrammingError, transaction

from solicitudes import arco
from solicitudes.models import EventoArco, PedidoArco
from solicitudes.plazos import Calendario, sumar_habiles
from solicitudes.transiciones import VerboNegado
from tests import fabricas
from tests.accounts.apoyo import trabajar
from tests.cliente import Client

pytestmark = pytest.mark.django_db


def pedir(usuario, derecho="rectificacion", **mas):
    datos = {"pedido": "Mi segundo apellido", "clave": uuid.uuid4()} | mas
    return arco.pedir(usuario=usuario, derecho=derecho, **datos)


def como(usuario) -> Client:
    client = Client()
    client.force_login(usuario, "accounts.backends.AsignacionBackend")
    return client


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel(), usuario=fabricas.usuario(correo="rosa@demo.invalid"))


@pytest.fixture
def jefa():
    return fabricas.personal(fabricas.ugel(), "Responsable de escalafón", nombre="Jefa")


def test_the_term_is_counted_in_working_days_without_holidays():
    # from 23/11/2026: 8 and 9 of December are holidays
    assert sumar_habiles(date(2026, 11, 23), 10) == date(2026, 12, 7)
    assert sumar_habiles(date(2026, 11, 23), 20) == date(2026, 12, 23)
    assert not Calendario.de(None, date(2026, 4, 1)).es_habil(date(2026, 4, 3))  # Good Friday
    assert sumar_habiles(date(2026, 7, 22), 1) == date(2026, 7, 24)


@pytest.mark.parametrize(
    ("derecho", "dias"),
    [("acceso", 20), ("rectificacion", 10), ("cancelacion", 10), ("oposicion", 10)],
)
def test_each_right_has_the_term_of_the_law(persona, derecho, dias):
    pedido = pedir(persona.usuario, derecho)
    assert pedido.vence == sumar_habiles(pedido.creado_en.astimezone().date(), dias)


def test_it_is_asked_by_the_page_and_reaches_the_tray_of_the_unit(persona, jefa):
    client = como(persona.usuario)
    assert "Derechos sobre mis datos" in client.get("/mi-cuenta/").content.decode()
    clave = str(client.get("/solicitudes/arco/nuevo/").context["form"]["clave"].value())
    datos = {"derecho": "oposicion", "pedido": "No quiero que se use mi foto", "clave": clave}
    for _ in range(2):  # the second click of the same form
        respuesta = client.post("/solicitudes/arco/nuevo/", datos, follow=True)
    pedido = PedidoArco.objects.get(usuario=persona.usuario)
    assert pedido.numero in respuesta.content.decode()
    assert pedido.unidad == persona.unidad
    bandeja = como(jefa).get("/admin/solicitudes/pedidoarco/").content.decode()
    assert pedido.numero in bandeja


@pytest.mark.parametrize("falta", ["derecho", "pedido"])
def test_what_is_missing_is_told_and_what_was_typed_is_kept(persona, falta):
    datos = {"derecho": "acceso", "pedido": "Se conserva", "clave": str(uuid.uuid4())}
    respuesta = como(persona.usuario).post("/solicitudes/arco/nuevo/", datos | {falta: ""})
    assert respuesta.status_code == 200
    assert "Revise lo siguiente" in respuesta.content.decode()
    assert falta == "pedido" or "Se conserva" in respuesta.content.decode()
    assert not PedidoArco.objects.exists()


def test_a_former_servidor_and_an_account_without_legajo_ask_too():
    cesado = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    sin_legajo = fabricas.usuario()
    for quien, tipo in ((cesado.usuario, "UGEL"), (sin_legajo, "MINEDU")):
        datos = {"derecho": "acceso", "pedido": "Todo", "clave": str(uuid.uuid4())}
        respuesta = como(quien).post("/solicitudes/arco/nuevo/", datos)
        assert respuesta.status_code == 302
        assert PedidoArco.objects.get(usuario=quien).unidad.tipo == tipo


def test_nobody_fills_a_tray(persona):
    for _ in range(arco.ABIERTOS):
        pedir(persona.usuario)
    with pytest.raises(VerboNegado, match="en trámite"):
        pedir(persona.usuario)
    datos = {"derecho": "acceso", "pedido": "Uno más", "clave": str(uuid.uuid4())}
    respuesta = como(persona.usuario).post("/solicitudes/arco/nuevo/", datos)
    assert respuesta.status_code == 200
    assert "Uno más" in respuesta.content.decode()


def test_it_is_answered_once_read_by_its_owner_and_told_by_mail(persona, jefa):
    pedido = pedir(persona.usuario)
    client = como(jefa)
    url = f"/admin/solicitudes/pedidoarco/{pedido.pk}/change/"
    assert "Mi segundo apellido" in client.get(url).content.decode()
    datos = {"concedido": "si", "respuesta": "Se corrigió."}
    assert client.post(url, datos).status_code == 302
    assert client.post(url, datos | {"respuesta": "Otra cosa"}).status_code == 200
    pedido.refresh_from_db()
    assert (pedido.estado, pedido.respuesta, pedido.atendido_por) == (
        "atendido", "Se corrigió.", jefa,
    )  # fmt: skip
    pagina = como(persona.usuario).get(f"/solicitudes/arco/{pedido.publico}/").content.decode()
    assert "Se corrigió." in pagina
    assert [(e.hacia, e.por) for e in pedido.eventos.all()] == [
        ("en_tramite", persona.usuario), ("atendido", jefa),
    ]  # fmt: skip
    trabajar()
    assert [m.to for m in mail.outbox] == [["rosa@demo.invalid"]]
    assert "Se corrigió" not in mail.outbox[0].body


def test_an_answer_needs_its_text(persona, jefa):
    pedido = pedir(persona.usuario)
    url = f"/admin/solicitudes/pedidoarco/{pedido.pk}/change/"
    assert como(jefa).post(url, {"concedido": "no", "respuesta": " "}).status_code == 200
    with pytest.raises(VerboNegado):
        arco.responder(pedido.pk, por=jefa, concedido=False, respuesta=" ")
    pedido.refresh_from_db()
    assert pedido.abierto
    with pytest.raises(IntegrityError), transaction.atomic():
        PedidoArco.objects.filter(pk=pedido.pk).update(estado="denegado")


@pytest.mark.parametrize(
    ("rol", "unidad", "ve", "responde"),
    [
        ("Especialista de escalafón", "190001", 200, True),
        ("Responsable de escalafón", "210001", 404, False),
        ("Supervisor DRE", "190000", 200, False),
        ("Auditor", "000000", 200, False),
        ("Planillas", "190001", 404, False),
    ],
)
def test_who_sees_and_who_answers(persona, rol, unidad, ve, responde):
    pedido = pedir(persona.usuario)
    quien = fabricas.personal(fabricas.ugel(unidad), rol)
    url = f"/admin/solicitudes/pedidoarco/{pedido.pk}/change/"
    hallado = como(quien).get(url)
    assert hallado.status_code in ({ve} if ve == 200 else {403, 404})
    assert ("Responder" in hallado.content.decode()) == responde
    como(quien).post(url, {"concedido": "si", "respuesta": "x"})
    pedido.refresh_from_db()
    assert pedido.abierto != responde


def test_nobody_answers_his_own(jefa):
    propio = fabricas.servidor(fabricas.ugel(), usuario=jefa, documento=jefa.documento)
    pedido = pedir(propio.usuario)
    url = f"/admin/solicitudes/pedidoarco/{pedido.pk}/change/"
    assert como(jefa).get(url).status_code == 404
    with pytest.raises(PedidoArco.DoesNotExist):
        arco.responder(pedido.pk, por=jefa, concedido=True, respuesta="x")


def test_what_was_asked_and_what_happened_are_never_altered(persona):
    pedir(persona.usuario)
    for cambio in (
        lambda: PedidoArco.objects.update(pedido="otra cosa"),
        lambda: PedidoArco.objects.update(vence=date(2040, 1, 1)),
        lambda: EventoArco.objects.update(comentario="x"),
        lambda: EventoArco.objects.all()._raw_delete("default"),
        lambda: PedidoArco.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cambio()
