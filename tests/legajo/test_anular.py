"""Annulling: by whom, once, told at once everywhere; the document itself stays as it was."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import Asignacion, Envio, Suceso
from legajo.anulacion import anular
from legajo.emision.emitir import emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.models import Anulacion, Documento
from legajo.vigencia import Vigencia, vigencia_de
from solicitudes.cargo import cargo_de
from tests import fabricas
from tests.accounts.apoyo import trabajar
from tests.solicitudes.apoyo import dichos, entrar, enviar_alta

PEDIDO = Pedido("MPV2026-EXT-0000123", "Rosa Quispe", date(2026, 1, 5))
MOTIVO = "Se emitió con el expediente de otra persona"


@pytest.fixture
def persona(db):
    servidor = fabricas.servidor(fabricas.ugel())
    servidor.usuario.correo = "rosa@demo.invalid"
    servidor.usuario.save(update_fields=["correo"])
    return servidor


@pytest.fixture
def jefe(db):
    return fabricas.personal(fabricas.ugel(), "Responsable de escalafón", nombre="Jefe Mamani")


@pytest.fixture
def documento(persona, jefe):
    return emitir_del_legajo(persona.pk, pedido=PEDIDO, por=jefe)


def url_de(documento: Documento, que: str = "anular") -> str:
    return reverse(f"admin:legajo_documento_{que}", args=[documento.pk])


def verificado(client: Any, documento: Documento) -> str:
    datos = {"codigo": documento.codigo, "digitos": documento.titular.documento[-4:]}
    return client.post(reverse("verificar"), datos).content.decode()


def test_se_anula_con_motivo_y_lo_dice_en_todas_partes(client, documento, jefe, persona):
    antes = Documento.objects.values().get()
    entrar(client, jefe)
    assert "Anular" in client.get(url_de(documento, "change")).content.decode()
    assert "Vigente" in verificado(client, documento)
    pagina = client.get(url_de(documento)).content.decode()
    assert "No se puede deshacer" in pagina
    respuesta = client.post(url_de(documento), {"motivo": MOTIVO}, follow=True)
    pagina = respuesta.content.decode()
    for dicho in ("Anulado", MOTIVO, "Jefe Mamani"):
        assert dicho in pagina
    assert url_de(documento) not in pagina
    publico = verificado(client, documento)
    assert "Anulado" in publico
    assert MOTIVO not in publico
    lista = client.get(reverse("admin:legajo_documento_changelist")).content.decode()
    assert "Anulado" in lista
    entrar(client, persona.usuario)
    assert "Anulado" in client.get(reverse("legajo:documentos")).content.decode()
    assert Documento.objects.values().get() == antes
    suceso = Suceso.objects.get(tipo=Suceso.Tipo.DOCUMENTO_ANULADO)
    assert (suceso.usuario, suceso.por, suceso.unidad) == (persona.usuario, jefe, persona.unidad)
    assert documento.codigo in suceso.detalle
    assert suceso.direccion


def test_el_servidor_recibe_un_correo_que_no_dice_cual_ni_por_que(documento, jefe):
    anular(documento.pk, motivo=MOTIVO, por=jefe)
    trabajar()
    (carta,) = mail.outbox
    assert carta.to == ["rosa@demo.invalid"]
    assert "anuló un documento" in carta.body
    assert "/legajo/documentos/" in carta.body
    for callado in (MOTIVO, documento.codigo, "oja de vida", "{"):
        assert callado not in carta.subject + carta.body


@pytest.mark.parametrize("motivo", ["", "   \n "])
def test_sin_motivo_no_se_anula(client, documento, jefe, motivo):
    respuesta = entrar(client, jefe).post(url_de(documento), {"motivo": motivo})
    assert "Escriba el motivo" in respuesta.content.decode()
    with pytest.raises(ValidationError):
        anular(documento.pk, motivo=motivo, por=jefe)
    assert not Anulacion.objects.exists()
    assert not Suceso.objects.filter(tipo=Suceso.Tipo.DOCUMENTO_ANULADO).exists()


def test_la_segunda_vez_no_cambia_la_primera(client, documento, jefe):
    entrar(client, jefe)
    client.post(url_de(documento), {"motivo": MOTIVO})
    segunda = client.post(url_de(documento), {"motivo": "Otro motivo"})
    assert "ya está anulado" in dichos(segunda)[-1]
    assert Anulacion.objects.get().motivo == MOTIVO
    assert Suceso.objects.filter(tipo=Suceso.Tipo.DOCUMENTO_ANULADO).count() == 1
    assert "Ya está anulado" in client.get(url_de(documento)).content.decode()


def test_quien_no_debe_no_anula(client, documento, persona):
    otro = fabricas.personal(fabricas.ugel("210001"), "Responsable de escalafón")
    gladys = fabricas.personal(fabricas.ugel())
    for quien, codigo in ((otro, 404), (gladys, 403)):
        entrar(client, quien)
        assert client.get(url_de(documento)).status_code == codigo
        assert client.post(url_de(documento), {"motivo": MOTIVO}).status_code == codigo
        with pytest.raises(Documento.DoesNotExist):
            anular(documento.pk, motivo=MOTIVO, por=quien)
    assert url_de(documento) not in client.get(url_de(documento, "change")).content.decode()
    assert not Anulacion.objects.exists()


def test_nadie_anula_lo_que_se_emitio_sobre_uno_mismo(client, documento, persona):
    rol = Group.objects.get(name="Responsable de escalafón")
    Asignacion.objects.create(usuario=persona.usuario, rol=rol, unidad=persona.unidad)
    entrar(client, persona.usuario)
    assert client.post(url_de(documento), {"motivo": MOTIVO}).status_code == 404
    with pytest.raises(Documento.DoesNotExist):
        anular(documento.pk, motivo=MOTIVO, por=persona.usuario)
    assert not Anulacion.objects.exists()


def test_un_cargo_no_se_anula(client, jefe, persona):
    cargo = cargo_de(enviar_alta(persona))
    entrar(client, jefe)
    assert url_de(cargo) not in client.get(url_de(cargo, "change")).content.decode()
    assert "no se anula" in dichos(client.post(url_de(cargo), {"motivo": MOTIVO}))[-1]
    assert not Anulacion.objects.exists()


def test_nada_emitido_se_cambia_ni_se_borra_por_el_admin(client, documento, jefe):
    antes = Documento.objects.values().get()
    entrar(client, jefe)
    client.post(url_de(documento, "change"), {"expediente": "otro", "sha256": "0"})
    assert client.post(url_de(documento, "delete"), {"post": "yes"}).status_code == 403
    assert Documento.objects.values().get() == antes


def test_la_lista_se_filtra_por_vigencia(client, jefe, persona):
    reemplazado, anulado = (
        emitir_del_legajo(persona.pk, pedido=PEDIDO, por=jefe) for _ in range(2)
    )
    anular(anulado.pk, motivo=MOTIVO, por=jefe)
    vigente = emitir_del_legajo(persona.pk, pedido=PEDIDO, por=jefe)
    otra = fabricas.servidor(fabricas.ugel())
    vencido = emitir_del_legajo(otra.pk, pedido=PEDIDO, por=jefe)
    _vencer(vencido)
    esperado = {
        Vigencia.VIGENTE: vigente, Vigencia.VENCIDO: vencido,
        Vigencia.REEMPLAZADO: reemplazado, Vigencia.ANULADO: anulado,
    }  # fmt: skip
    entrar(client, jefe)
    lista = reverse("admin:legajo_documento_changelist")
    for vigencia, documento in esperado.items():
        hallados = client.get(lista, {"vigencia": vigencia.value}).context["cl"].result_list
        assert list(hallados) == [documento], vigencia
        assert vigencia_de(hallados[0]) == vigencia
    suyos = client.get(lista, {"titular__id__exact": persona.pk}).context["cl"].result_list
    assert {d.titular_id for d in suyos} == {persona.pk}
    assert len(suyos) == 3
    assert client.get(lista, {"vigencia": "otra"}).status_code == 200


def _vencer(documento: Documento) -> None:
    """As the owner of the base, years later: the portal itself cannot write there again."""
    from django.conf import settings

    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "UPDATE legajo_documento SET vence = %s WHERE id = %s",
            [localdate() - timedelta(1), documento.pk],
        )
        cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.ROL_APP)}")


@pytest.mark.django_db(transaction=True)
def test_dos_a_la_vez_dejan_una_anulacion():
    persona = fabricas.servidor(fabricas.ugel())
    jefes = [fabricas.personal(fabricas.ugel(), "Responsable de escalafón") for _ in range(4)]
    documento = emitir_del_legajo(persona.pk, pedido=PEDIDO, por=jefes[0])
    salida, hechos = threading.Barrier(4), []

    def uno(jefe: Any) -> None:
        salida.wait()
        try:
            hechos.append(anular(documento.pk, motivo=f"De {jefe.pk}", por=jefe).pk)
        except ValidationError:
            hechos.append(None)
        finally:
            connection.close()

    hilos = [threading.Thread(target=uno, args=(jefe,)) for jefe in jefes]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert sorted(map(bool, hechos)) == [False, False, False, True]
    assert Anulacion.objects.count() == 1
    assert Suceso.objects.filter(tipo=Suceso.Tipo.DOCUMENTO_ANULADO).count() == 1
    assert Envio.objects.filter(clase="documento_anulado").count() in (0, 1)
