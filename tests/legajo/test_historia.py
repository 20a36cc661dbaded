"""«Historial»: who, when, through what, why and what changed, of every version of a record."""

import io
import uuid

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localtime

from legajo import cambios
from legajo.estructuras import DIEZ, DOCE, tipos
from legajo.historia import versiones
from legajo.models import Capacitacion, CentroLaboral, OtroDocumento, Sancion, Vinculo
from solicitudes import decisiones
from tests import fabricas
from tests.legajo.apoyo import fechar, lima
from tests.solicitudes.apoyo import enviar_cambio, enviar_retiro

pytestmark = pytest.mark.django_db
TIPOS = pytest.mark.parametrize("tipo", list(tipos()), ids=lambda t: t.slug)


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def especialista():
    return fabricas.personal(fabricas.ugel(), nombre="Especialista Mamani")


@pytest.fixture
def entrar(client):
    def entrar(usuario):
        client.force_login(usuario, "accounts.backends.AsignacionBackend")
        return client

    return entrar


def historial(registro, slug="formacion"):
    return reverse("legajo:historial", args=[slug, registro.publico])


def test_un_cambio_del_admin_se_ve_tachado_con_quien_y_cuando(persona, especialista, entrar):
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="Álgevra")
    ruta = reverse("admin:legajo_capacitacion_change", args=[registro.pk])
    datos = fabricas.valores(Capacitacion.tipo, persona) | {"tema": "Álgebra", "version_vista": 1}
    assert entrar(especialista).post(ruta, datos).status_code == 302
    ultima, primera = versiones(registro)
    assert (primera.hecho, ultima.hecho) == ("Se registró", "Se corrigió")
    assert ultima.autoria == "Por Especialista Mamani, mediante la administración del portal"
    assert [(c.campo, c.antes, c.despues) for c in ultima.cambios] == [
        ("Tema", "Álgevra", "Álgebra")
    ]
    texto = entrar(persona.usuario).get(historial(registro)).content.decode()
    assert "<del>Álgevra</del>" in texto
    assert "<ins>Álgebra</ins>" in texto
    assert f"{localtime():%d/%m/%Y}" in texto
    registro_ = reverse("legajo:registro", args=["formacion", registro.publico])
    assert historial(registro) in entrar(persona.usuario).get(registro_).content.decode()


def test_lo_que_entro_por_una_solicitud_lo_dice_con_su_motivo(persona, especialista):
    registro = fabricas.registro(Capacitacion.tipo, persona)
    solicitud = enviar_cambio(persona, registro, tema="Otro")
    decisiones.atender(solicitud.pk, por=especialista)
    autoria = versiones(registro)[0].autoria
    assert autoria == f"Por Especialista Mamani, mediante la solicitud N°\xa0{solicitud.numero}"
    retiro = decisiones.atender(enviar_retiro(persona, registro).pk, por=especialista)
    ultima = versiones(registro)[0]
    assert (ultima.hecho, ultima.motivo) == ("Se retiró del legajo", "Está dos veces")
    assert ultima.autoria.endswith(f"la solicitud N°\xa0{retiro.numero}")


def test_lo_que_entro_por_copy_queda_en_la_historia_aunque_no_diga_de_quien(persona):
    publico = uuid.uuid4()
    columnas = "publico, servidor_id, unidad_id, asunto, numero_documento, archivo, anotaciones"
    fila = f"{publico}\t{persona.pk}\t{persona.unidad_id}\tA granel\t1\t\t\t1\tf\n"
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY legajo_otrodocumento ({columnas}, version, retirado) FROM STDIN",
            io.StringIO(fila),
        )
    (unica,) = versiones(OtroDocumento.objects.get(publico=publico))
    assert unica.autoria == "Sin autoría registrada"
    assert ("Asunto", "A granel") in {(c.campo, c.despues) for c in unica.cambios}


@pytest.mark.parametrize(
    ("contexto", "autoria"),
    [
        ({"usuario": 0, "documento": "99000777", "medio": "importación 3"},
         "Por 99000777, mediante la importación N°\xa03"),
        ({"medio": "demo"}, "Mediante los datos de demostración"),
        ({"usuario": "1 OR 1=1", "medio": None}, "Sin autoría registrada"),
        ({}, "Sin autoría registrada"),
    ],
)  # fmt: skip
def test_la_autoria_dice_lo_que_se_sabe(persona, contexto, autoria):
    import pghistory

    with pghistory.context(**contexto):
        registro = OtroDocumento.objects.create(servidor=persona, unidad=persona.unidad, asunto="x")
    assert versiones(registro)[0].autoria == autoria


@TIPOS
def test_cada_tipo_tiene_su_historial_en_las_dos_estructuras(tipo, persona, entrar):
    registro = fabricas.registro(tipo, persona)
    registro.anotaciones = "Corregido"
    autoria = cambios.Autoria(por=persona.usuario, medio="prueba")
    cambios.cambiar(registro, campos=("anotaciones",), autoria=autoria)
    cambios.retirar(registro, autoria=autoria)
    fabricas.vinculo(persona, regimen=fabricas.RegimenLaboral.objects.get(codigo="5"))
    client = entrar(persona.usuario)
    for estructura in (DIEZ, DOCE):
        slug = next(s.slug for s in estructura if tipo.modelo in s.modelos)
        texto = client.get(historial(registro, slug)).content.decode()
        assert "Versión 3. Se retiró del legajo" in texto
        assert "<del>Dato de anotaciones</del>" in texto
        retirados = client.get(reverse("legajo:retirados", args=[slug])).content.decode()
        assert historial(registro, slug) in retirados


def test_los_catalogos_se_ven_por_su_nombre_antes_y_despues(persona):
    vinculo = Vinculo.objects.get(servidor=persona)
    otro = CentroLaboral.objects.create(codigo="9900001", nombre="IE nueva", unidad=persona.unidad)
    antes, vinculo.centro = vinculo.centro.nombre, otro
    autoria = cambios.Autoria(por=persona.usuario, medio="prueba")
    cambios.cambiar(vinculo, campos=("centro",), autoria=autoria)
    (cambio,) = versiones(vinculo)[0].cambios
    assert (cambio.antes, cambio.despues) == (antes, "IE nueva")


def test_el_historial_toma_dos_consultas_con_cualquier_numero_de_versiones(
    persona, django_assert_num_queries
):
    registro = fabricas.registro(Capacitacion.tipo, persona)
    autoria = cambios.Autoria(por=persona.usuario, medio="prueba")
    for vez in range(30):
        registro.tema = f"Tema {vez}"
        cambios.cambiar(registro, campos=("tema",), autoria=autoria)
    with django_assert_num_queries(2):
        assert len(versiones(registro)) == 31


def test_sin_retirados_la_pagina_lo_dice(persona, entrar):
    fabricas.registro(Capacitacion.tipo, persona)
    client = entrar(persona.usuario)
    ruta = reverse("legajo:retirados", args=["formacion"])
    assert ruta in client.get("/legajo/formacion/").content.decode()
    assert "no se ha retirado ningún registro" in client.get(ruta).content.decode()


def test_el_historial_de_otro_no_existe_ni_retirado(persona, entrar):
    ajeno = fabricas.registro(Capacitacion.tipo, fabricas.servidor(fabricas.ugel()))
    client = entrar(persona.usuario)
    assert client.get(historial(ajeno)).status_code == 404
    Capacitacion.objects.filter(pk=ajeno.pk).update(retirado=True)
    assert client.get(historial(ajeno)).status_code == 404
    assert "Dato de tema" not in client.get("/legajo/formacion/retirados/").content.decode()
    propio = fabricas.registro(Capacitacion.tipo, persona)
    assert client.get(historial(propio, "otros")).status_code == 404


# --- For staff ------------------------------------------------------------------------------------


def del_admin(objeto):
    meta = objeto._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[objeto.pk])


def test_el_especialista_ve_el_mismo_historial_dentro_de_su_rama(persona, especialista, entrar):
    registro = fabricas.registro(Sancion.tipo, persona, por=especialista)
    registro.anotaciones = "Rectificado"
    autoria = cambios.Autoria(por=especialista, medio="admin")
    cambios.cambiar(registro, campos=("anotaciones",), autoria=autoria)
    fechar(registro, lima(2025, 2, 3, 9, 5), lima(2025, 2, 4, 9, 5))
    texto = entrar(especialista).get(del_admin(registro)).content.decode()
    assert "<del>Dato de anotaciones</del>" in texto
    assert "03/02/2025 09:05" in texto
    ajeno = fabricas.personal(fabricas.ugel("210001"))
    assert entrar(ajeno).get(del_admin(registro)).status_code == 404
    assert (
        entrar(especialista).get(del_admin(registro).replace(str(registro.pk), "x_0")).status_code
        == 404
    )


def test_el_historial_del_servidor_dice_que_cambio_de_su_identidad(persona, especialista, entrar):
    persona.primer_apellido = "Quispi"
    autoria = cambios.Autoria(por=especialista, medio="admin")
    cambios.cambiar_servidor(persona, campos=("primer_apellido",), autoria=autoria)
    texto = entrar(especialista).get(del_admin(persona)).content.decode()
    assert "<del>Quispe</del>" in texto
    assert "<ins>Quispi</ins>" in texto
    assert "Especialista Mamani" in texto
