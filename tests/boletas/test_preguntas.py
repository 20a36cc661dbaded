"""A question about a line: asked by its owner, answered by planillas of who paid."""

import json
import threading
import uuid

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts import correos
from accounts.models import Envio, Suceso, Usuario
from boletas.models import Boleta, Consulta
from boletas.preguntas import ABIERTAS, ConsultaNegada, preguntar, responder
from tests import fabricas
from tests.boletas import apoyo
from tests.boletas.test_explicada import AFP, JUDICIAL, RIM, con

BANDEJA = "/admin/boletas/consulta/"
LINEAS = [RIM, AFP, JUDICIAL]


@pytest.fixture
def docente(db):
    return apoyo.docente()


@pytest.fixture
def boleta(docente):
    return apoyo.boleta(docente, **con(LINEAS))


@pytest.fixture
def dentro(client, docente):
    client.force_login(docente.usuario)
    return client


def preguntada(boleta: Boleta, linea: int = 2, pregunta: str = "¿Por qué 200?") -> Consulta:
    return preguntar(boleta=boleta, linea=linea, pregunta=pregunta, por=boleta.servidor.usuario)


def test_se_pregunta_desde_la_linea_y_la_respuesta_se_lee_ahi(dentro, boleta):
    url = f"/boletas/{boleta.publico}/consultar/2/"
    assert url in dentro.get(f"/boletas/{boleta.publico}/").content.decode()
    pagina = dentro.get(url).content.decode()
    assert "Dscto. Judicial" in pagina
    respuesta = dentro.post(url, {"pregunta": "¿Por qué <b>200</b>?"})
    assert respuesta["Location"] == f"/boletas/{boleta.publico}/#linea-2"
    ficha = dentro.get(f"/boletas/{boleta.publico}/").content.decode()
    assert "¿Por qué &lt;b&gt;200&lt;/b&gt;?" in ficha
    assert "Esperando respuesta" in ficha
    assert url not in ficha
    jefa = fabricas.personal(boleta.unidad, rol="Planillas")
    responder(Consulta.objects.get().pk, por=jefa, respuesta="Lo ordenó el juzgado.")
    ficha = dentro.get(f"/boletas/{boleta.publico}/").content.decode()
    assert "Lo ordenó el juzgado." in ficha
    assert url in ficha


def test_lo_mal_escrito_se_conserva_y_no_deja_nada(dentro, boleta):
    url = f"/boletas/{boleta.publico}/consultar/0/"
    assert "Este campo es obligatorio" in dentro.post(url, {"pregunta": "  "}).content.decode()
    larga = dentro.post(url, {"pregunta": "largo " * 200}).content.decode()
    assert "largo largo" in larga
    assert not Consulta.objects.exists()
    assert dentro.get(f"/boletas/{boleta.publico}/consultar/3/").status_code == 404
    assert dentro.get(f"/boletas/{boleta.publico}/consultar/{10**30}/").status_code == 404


def test_dos_clics_son_una_y_otra_distinta_espera(boleta):
    primera = preguntada(boleta)
    assert preguntada(boleta) == primera
    with pytest.raises(ConsultaNegada, match="Ya consultó sobre esta línea"):
        preguntada(boleta, pregunta="otra cosa")


def test_cinco_a_la_vez(dentro, docente):
    lineas = [[str(n), "+", f"c{n}", "1.00"] for n in range(ABIERTAS + 1)]
    boleta = apoyo.boleta(docente, **con(lineas))
    for n in range(ABIERTAS):
        preguntada(boleta, n)
    url = f"/boletas/{boleta.publico}/consultar/{ABIERTAS}/"
    pagina = dentro.post(url, {"pregunta": "una más"}).content.decode()
    assert "Ya tiene 5 consultas sin respuesta" in pagina
    assert "una más" in pagina
    responder(
        Consulta.objects.order_by("pk").first().pk,
        por=fabricas.personal(boleta.unidad, rol="Planillas"), respuesta="Sí.",
    )  # fmt: skip
    assert dentro.post(url, {"pregunta": "una más"}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_la_vez_tampoco_pasan_de_cinco():
    docente = apoyo.docente()
    lineas = [[str(n), "+", f"c{n}", "1.00"] for n in range(12)]
    boleta = apoyo.boleta(docente, **con(lineas))
    negadas = []

    def una(n: int) -> None:
        try:
            preguntada(boleta, n)
        except ConsultaNegada:
            negadas.append(n)
        finally:
            connection.close()

    hilos = [threading.Thread(target=una, args=[n]) for n in range(12)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert Consulta.objects.count() == ABIERTAS
    assert len(negadas) == 12 - ABIERTAS


def test_sobre_la_boleta_de_otro_nada(dentro):
    ajena = apoyo.boleta(apoyo.docente(), **con(LINEAS))
    url = f"/boletas/{ajena.publico}/consultar/0/"
    assert dentro.get(url).status_code == 404
    assert dentro.post(url, {"pregunta": "x"}).status_code == 404
    assert not Consulta.objects.exists()


def test_la_bandeja_es_de_la_unidad_que_pago_y_la_mas_antigua_va_primero(client, docente):
    otra = fabricas.ugel("080001")
    de_otra = apoyo.boleta(docente, unidad=otra, **con([["z", "+", "Zeta", "1.00"]]))
    antigua = preguntada(apoyo.boleta(docente, 202510, **con(LINEAS)), pregunta="primera")
    nueva = preguntada(apoyo.boleta(docente, 202511, **con(LINEAS)), pregunta="segunda")
    ajena = preguntada(de_otra, 0, "de otra")
    jefa = fabricas.personal(docente.unidad, rol="Planillas")
    client.force_login(jefa)
    pagina = client.get(BANDEJA).content.decode()
    assert pagina.index(f"{BANDEJA}{antigua.pk}/") < pagina.index(f"{BANDEJA}{nueva.pk}/")
    assert f"{BANDEJA}{ajena.pk}/" not in pagina
    assert "Judicial" not in pagina
    assert "primera" not in pagina
    ficha = client.get(f"{BANDEJA}{antigua.pk}/change/").content.decode()
    assert "Dscto. Judicial: S/ 200.00" in ficha
    assert client.get(f"{BANDEJA}{ajena.pk}/change/").status_code in (302, 404)
    with pytest.raises(Consulta.DoesNotExist):
        responder(ajena.pk, por=jefa, respuesta="x")


@pytest.mark.parametrize("rol", ["Especialista de escalafón", "Supervisor DRE", "Auditor"])
def test_los_demas_roles_no_tienen_bandeja(client, boleta, rol):
    consulta = preguntada(boleta)
    client.force_login(fabricas.personal(boleta.unidad, rol=rol))
    assert client.get(BANDEJA).status_code == 403
    assert client.post(f"{BANDEJA}{consulta.pk}/change/", {"respuesta": "x"}).status_code in (
        302, 403, 404,
    )  # fmt: skip
    assert Consulta.objects.get().abierta


def test_nadie_responde_lo_suyo(boleta):
    consulta = preguntada(boleta)
    apoyo.dar_rol(boleta.servidor.usuario, boleta.unidad)
    with pytest.raises(Consulta.DoesNotExist):
        responder(consulta.pk, por=boleta.servidor.usuario, respuesta="x")


def test_se_responde_una_vez_y_con_palabras(client, boleta):
    consulta = preguntada(boleta)
    client.force_login(fabricas.personal(boleta.unidad, rol="Planillas"))
    url = f"{BANDEJA}{consulta.pk}/change/"
    assert "Este campo es obligatorio" in client.post(url, {"respuesta": ""}).content.decode()
    assert client.post(url, {"respuesta": "Sí."}).status_code == 302
    assert "ya fue respondida" in client.post(url, {"respuesta": "No."}).content.decode()
    assert Consulta.objects.get().respuesta == "Sí."


def test_ni_el_correo_ni_la_lista_ni_los_sucesos_dicen_de_que(dentro, boleta):
    Usuario.objects.update(correo="rosa@demo.invalid")
    responder(
        preguntada(boleta).pk, por=fabricas.personal(boleta.unidad, rol="Planillas"),
        respuesta="Por el Dscto. Judicial de S/ 200.00",
    )  # fmt: skip
    envio = Envio.objects.get(clase="consulta_respondida")
    carta = correos.carta(envio)
    lista = dentro.get("/boletas/consultas/").content.decode()
    sucesos = " ".join(Suceso.objects.values_list("detalle", flat=True))
    for texto in (carta.subject, carta.body, json.dumps(envio.datos), lista, sucesos,
                  str(Consulta.objects.get())):  # fmt: skip
        assert "udicial" not in texto
        assert "200" not in texto.replace(str(boleta.publico), "")
    assert f"/boletas/{boleta.publico}/" in carta.body
    assert f"/boletas/{boleta.publico}/#linea-2" in lista


def test_la_lista_es_la_propia(dentro, docente):
    ajena = apoyo.boleta(apoyo.docente(), **con(LINEAS))
    preguntada(ajena)
    assert "No ha hecho consultas" in dentro.get("/boletas/consultas/").content.decode()


def test_la_base_guarda_lo_preguntado(boleta):
    consulta = preguntada(boleta)
    for cambio in ({"pregunta": "otra"}, {"linea": 0}, {"servidor_id": 1}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Consulta.objects.filter(pk=consulta.pk).update(**cambio)
    with pytest.raises(ProgrammingError), transaction.atomic():
        consulta.delete()
    with pytest.raises(IntegrityError, match="consulta_respondida"), transaction.atomic():
        Consulta.objects.filter(pk=consulta.pk).update(estado="respondida")
    with pytest.raises(IntegrityError, match="consulta_una_abierta"), transaction.atomic():
        Consulta.objects.create(
            servidor=boleta.servidor, unidad=boleta.unidad, boleta=boleta.pk, periodo=1,
            linea=2, pregunta="x", publico=uuid.uuid4(),
        )  # fmt: skip


def test_quien_ceso_tambien_pregunta(client, db):
    cesado = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    boleta = apoyo.boleta(cesado)
    client.force_login(cesado.usuario)
    url = f"/boletas/{boleta.publico}/consultar/0/"
    assert client.post(url, {"pregunta": "¿Y mi pensión?"}).status_code == 302
