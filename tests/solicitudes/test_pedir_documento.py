"""Asking for a document of each kind, and attending it: one document however many press."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from legajo import cambios
from legajo.models import Capacitacion, Documento, Servidor, Vinculo
from legajo.vigencia import Vigencia, vigencia_de
from solicitudes import decisiones, documentos, verbos
from solicitudes.models import Evento, Plazo, Solicitud
from solicitudes.plazos import Calendario, recepcion, termino, terminos
from solicitudes.transiciones import VerboNegado, lo_visto
from tests import fabricas
from tests.emisibles import todas_las_clases  # noqa: F401 -- a fixture
from tests.solicitudes.apoyo import PEDIDO, dichos, entrar, mesa_de, pulsar

Clase = Solicitud.Clase
PEDIBLES = [c for c in Clase if c != Clase.MODIFICACION]
PAGINA = "solicitudes:pedir_documento"
EN_LA_MESA = {
    "expediente": "MPV2026-EXT-0000777", "solicitante": "Rosa Quispe",
    "fecha_expediente": "2026-01-05", "anotaciones": "",
}  # fmt: skip
pytestmark = pytest.mark.usefixtures("todas_las_clases")


@pytest.fixture
def persona(db):
    servidor = fabricas.servidor(fabricas.ugel())
    fabricas.registro(Capacitacion.tipo, servidor, tema="Comprensión lectora")
    return servidor


@pytest.fixture
def especialista(db):
    return fabricas.personal(fabricas.ugel(), nombre="Gladys Mamani")


@pytest.fixture
def dentro(client, persona):
    return entrar(client, persona.usuario)


def fecha_de(clase: str) -> date | None:
    return localdate() if clase == Clase.COPIA else None


def pedir(persona: Servidor, clase: Clase = Clase.HOJA_DE_VIDA) -> Solicitud:
    return verbos.pedir_documento(
        servidor=persona, por=persona.usuario, clase=clase, a_la_fecha=fecha_de(clase)
    )


def huella_de(client: Any, solicitud: Solicitud) -> str:
    return client.get(mesa_de(solicitud)).context["papel"]["huella"]


def test_la_pagina_explica_cada_uno_con_su_plazo_y_su_validez(dentro):
    pagina = dentro.get(reverse(PAGINA)).content.decode()
    for clase in PEDIBLES:
        assert clase.label in pagina
    for frase in ("Plazo: 2 días hábiles", "Plazo: 30 días hábiles", "Vale 6 meses", "No vence"):
        assert frase in pagina


@pytest.mark.parametrize("clase", PEDIBLES)
def test_cada_clase_llega_a_la_bandeja_y_termina_en_su_documento(
    dentro, persona, especialista, clase
):
    datos = {"clase": clase.value}
    if clase == Clase.COPIA:
        datos["a_la_fecha"] = localdate().isoformat()
    dentro.post(reverse(PAGINA), datos)
    solicitud = Solicitud.objects.get()
    assert (solicitud.clase, solicitud.a_la_fecha) == (clase, fecha_de(clase))
    calendario = Calendario.de(persona.unidad, localdate())
    recibida = recepcion(localtime(solicitud.creada_en), calendario)
    assert solicitud.vence == calendario.sumar(recibida, 2 if clase == Clase.INFORME else 30)
    entrar(dentro, especialista)
    bandeja = dentro.get(reverse("admin:solicitudes_solicitud_changelist")).content.decode()
    assert solicitud.asunto in bandeja
    mesa = dentro.get(mesa_de(solicitud)).content.decode()
    assert "Así dirá el documento" in mesa
    if clase != Clase.CONSTANCIA:  # which tells of time alone
        assert "Comprensión lectora" in mesa
    respuesta = pulsar(
        dentro, solicitud, "atender", **EN_LA_MESA, huella=huella_de(dentro, solicitud)
    )
    assert "Atendido" in dichos(respuesta)[-1]
    solicitud.refresh_from_db()
    documento = Documento.objects.get()
    assert solicitud.documento == documento
    assert (documento.clase, documento.titular) == (clase, persona)
    assert documento.a_la_fecha == fecha_de(clase)
    assert documento.expediente == "MPV2026-EXT-0000777"
    entrar(dentro, persona.usuario)
    detalle = dentro.get(reverse("solicitudes:detalle", args=[solicitud.publico]))
    assert "Atendido" in detalle.content.decode()
    assert reverse("legajo:documento", args=[documento.publico]) in detalle.content.decode()


def test_una_abierta_por_clase(dentro, persona):
    for clase in PEDIBLES:
        assert pedir(persona, clase).pk == pedir(persona, clase).pk
    assert Solicitud.objects.count() == len(PEDIBLES)
    pagina = dentro.get(reverse(PAGINA)).content.decode()
    assert pagina.count("Ya está en curso") == len(PEDIBLES)
    otra = localdate() - timedelta(1)
    respuesta = dentro.post(
        reverse(PAGINA), {"clase": "copia_a_fecha", "a_la_fecha": localdate().isoformat()}
    )
    assert "está en" in dichos(respuesta)[-1]
    with (
        mock.patch("solicitudes.formularios.fecha_de_corte"),
        mock.patch("solicitudes.documentos.fecha_de_corte"),
    ):  # as if his legajo had been there yesterday
        respuesta = dentro.post(
            reverse(PAGINA), {"clase": "copia_a_fecha", "a_la_fecha": otra.isoformat()}
        )
    assert "Ya tiene una en curso" in dichos(respuesta)[-1]
    assert Solicitud.objects.count() == len(PEDIBLES)


@pytest.mark.parametrize(
    ("datos", "frase"),
    [
        ({}, "Elija qué documento pide"),
        ({"clase": "boleta"}, "no se pide por aquí"),
        ({"clase": "modificacion"}, "no se pide por aquí"),
        ({"clase": "copia_a_fecha"}, "Escriba a qué fecha"),
        ({"clase": "copia_a_fecha", "a_la_fecha": "2001-01-01"}, "se abrió después"),
        ({"clase": "copia_a_fecha", "a_la_fecha": "ayer"}, "Escriba la fecha como"),
        ({"clase": "copia_a_fecha", "a_la_fecha": "2999-01-01"}, "todavía no llega"),
    ],
)
def test_lo_mal_pedido_se_dice_y_no_deja_nada(dentro, datos, frase):
    respuesta = dentro.post(reverse(PAGINA), datos)
    assert respuesta.status_code == 200
    if datos:  # an empty POST is the page itself
        assert frase in respuesta.content.decode()
    assert not Solicitud.objects.exists()


@pytest.mark.parametrize(
    ("clase", "fecha"), [("modificacion", None), ("copia_a_fecha", None),
                         ("hoja_de_vida", date(2026, 1, 5)), ("copia_a_fecha", date(2001, 1, 1))]
)  # fmt: skip
def test_el_verbo_tampoco_lo_acepta(persona, clase, fecha):
    with pytest.raises(VerboNegado):
        verbos.pedir_documento(servidor=persona, por=persona.usuario, clase=clase, a_la_fecha=fecha)


@pytest.mark.parametrize(
    "campos",
    [{"clase": "copia_a_fecha"}, {"clase": "hoja_de_vida", "a_la_fecha": date(2026, 1, 5)},
     {"clase": "otra_cosa"}, {"clase": "modificacion"},
     {"clase": "hoja_de_vida", "estado": "atendido"}],
)  # fmt: skip
def test_la_base_no_guarda_lo_que_no_puede_ser(persona, campos):
    with pytest.raises(IntegrityError), transaction.atomic():
        Solicitud.objects.create(servidor=persona, unidad=persona.unidad, **campos)


def test_los_plazos_de_varios_son_los_de_cada_uno(persona):
    clases = [c.value for c in PEDIBLES]
    assert terminos(clases, persona) == {c: termino(c, persona) for c in clases}
    regimen = Vinculo.objects.get(servidor=persona).regimen
    Plazo.objects.create(procedimiento="hoja_de_vida", regimen=regimen, dias=45)
    assert terminos(clases, persona)["hoja_de_vida"] == 45
    assert terminos(clases)["hoja_de_vida"] == 30


@pytest.mark.django_db
def test_un_cesado_tambien_pide(client):
    cesado = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    entrar(client, cesado.usuario).post(reverse(PAGINA), {"clase": "hoja_de_vida"})
    assert Solicitud.objects.get().servidor == cesado


def test_lo_que_cambio_entretanto_se_vuelve_a_mostrar_en_la_mesa(client, persona, especialista):
    solicitud = pedir(persona)
    entrar(client, especialista)
    huella = huella_de(client, solicitud)
    registro = Capacitacion.objects.get(servidor=persona)
    registro.tema = "Matemática"
    autoria = cambios.Autoria(por=especialista, medio="prueba")
    cambios.cambiar(registro, campos=("tema",), autoria=autoria)
    respuesta = pulsar(client, solicitud, "atender", **EN_LA_MESA, huella=huella)
    pagina = respuesta.content.decode()
    assert "El legajo cambió después de la vista previa" in pagina
    assert "Matemática" in pagina
    assert "MPV2026-EXT-0000777" in pagina
    assert not Documento.objects.exists()
    nueva = respuesta.context["papel"]["huella"]
    assert pulsar(client, solicitud, "atender", **EN_LA_MESA, huella=nueva).status_code == 302
    assert "Matemática" in str(Documento.objects.get().contenido)


def test_sin_huella_la_mesa_no_emite(client, persona, especialista):
    solicitud = pedir(persona)
    entrar(client, especialista)
    pulsar(client, solicitud, "atender", **EN_LA_MESA)
    solicitud.refresh_from_db()
    assert solicitud.abierta
    assert not Documento.objects.exists()


def test_la_vista_previa_de_la_mesa_en_pdf(client, persona, especialista):
    solicitud = pedir(persona)
    url = reverse("admin:solicitudes_solicitud_previa", args=[solicitud.pk])
    entrar(client, especialista)
    for respuesta in (client.get(url), client.post(url, EN_LA_MESA)):
        assert respuesta.headers["Content-Type"] == "application/pdf"
    assert not Documento.objects.exists()
    verbos.anular(solicitud.pk, por=persona.usuario)
    assert client.get(url).status_code == 302
    ajena = fabricas.personal(fabricas.ugel("210001"))
    assert entrar(client, ajena).get(url).status_code == 404


def test_quien_atiende_sin_el_derecho_de_emitir_no_emite(client, persona):
    grupo = Group.objects.create(name="Atiende y no emite")
    especialista = Group.objects.get(name="Especialista de escalafón")
    grupo.permissions.set(especialista.permissions.exclude(codename="emitir_documento"))
    quien = fabricas.personal(persona.unidad, "Atiende y no emite")
    solicitud = pedir(persona)
    pagina = entrar(client, quien).get(mesa_de(solicitud)).content.decode()
    assert "hace falta el derecho de emitir" in pagina
    assert "Comprensión lectora" not in pagina
    with pytest.raises(VerboNegado, match="derecho de emitir"):
        decisiones.atender(solicitud.pk, por=quien, pedido=PEDIDO)
    assert not Documento.objects.exists()


def test_observar_subsanar_y_rechazar_como_las_demas(persona, especialista):
    solicitud = pedir(persona, Clase.INFORME)
    decisiones.observar(solicitud.pk, por=especialista, motivo="¿Para qué concurso?")
    verbos.subsanar(solicitud.pk, por=persona.usuario, explicacion="Ascenso 2026")
    rechazada = decisiones.rechazar(solicitud.pk, por=especialista, motivo="No corresponde")
    assert rechazada.estado == "rechazado"
    assert pedir(persona, Clase.INFORME).pk != solicitud.pk
    assert not Documento.objects.exists()


def test_lo_emitido_en_vano_se_anula(persona, especialista):
    """Another rejects it while the paper is drawn."""
    solicitud = pedir(persona)
    otra = fabricas.personal(fabricas.ugel())

    def mientras(*args: Any, **kwargs: Any) -> bytes:
        decisiones.rechazar(solicitud.pk, por=otra, motivo="No corresponde")
        return b"%PDF-1.7 de prueba"

    with mock.patch("portal.pdf.render", side_effect=mientras), pytest.raises(VerboNegado):
        decisiones.atender(solicitud.pk, por=especialista, pedido=PEDIDO)
    documento = Documento.objects.con_vigencia().get()
    assert vigencia_de(documento) == Vigencia.ANULADO
    assert solicitud.numero in documento.anulacion.motivo
    solicitud.refresh_from_db()
    assert (solicitud.estado, solicitud.documento) == ("rechazado", None)


def _a_la_vez(*acciones: Callable[[], Any]) -> list[str]:
    salida, resultados = threading.Barrier(len(acciones)), []

    def correr(accion: Callable[[], Any]) -> None:
        try:
            salida.wait()
            resultados.append(accion().situacion.value)
        except VerboNegado:
            resultados.append("negado")
        finally:
            connection.close()

    hilos = [threading.Thread(target=correr, args=(a,)) for a in acciones]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    return sorted(resultados)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("otro", ["atender", "rechazar", "observar", "anular"])
def test_dos_a_la_vez_dejan_un_documento_o_ninguno_que_valga(otro):
    persona = fabricas.servidor(fabricas.ugel())
    uno, dos = fabricas.personal(fabricas.ugel()), fabricas.personal(fabricas.ugel())
    with mock.patch("portal.pdf.render", return_value=b"%PDF-1.7 de prueba"):
        for _ in range(8):
            solicitud = pedir(persona)
            vista = lo_visto(solicitud)
            antes = Documento.objects.count()

            def atender(por: Any, pk: int = solicitud.pk, vista: int = vista) -> Solicitud:
                huella = documentos.previa_de(Solicitud.objects.get(pk=pk), por)["huella"]
                return decisiones.atender(pk, por=por, pedido=PEDIDO, huella=huella, vista=vista)

            segunda = {
                "atender": lambda: atender(dos),
                "rechazar": lambda: decisiones.rechazar(solicitud.pk, por=dos, motivo="No"),
                "observar": lambda: decisiones.observar(solicitud.pk, por=dos, motivo="Falta"),
                "anular": lambda: verbos.anular(solicitud.pk, por=persona.usuario),
            }[otro]
            resultados = _a_la_vez(lambda: atender(uno), segunda)
            solicitud.refresh_from_db()
            nuevos = list(Documento.objects.con_vigencia().order_by("pk")[antes:])
            if solicitud.estado == "atendido":
                assert [d.pk for d in nuevos] == [solicitud.documento_id]
                assert vigencia_de(nuevos[0]) == Vigencia.VIGENTE
                assert "negado" in resultados or otro == "observar"
            else:
                assert all(vigencia_de(d) == Vigencia.ANULADO for d in nuevos)
            atendidas = Evento.objects.filter(solicitud=solicitud, verbo="atender").count()
            assert atendidas == (solicitud.estado == "atendido")
            if solicitud.abierta:
                verbos.anular(solicitud.pk, por=persona.usuario)
