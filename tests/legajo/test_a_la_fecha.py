"""The legajo as it stood at the end of any day of Lima: exactly what it said then."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legajo import cambios
from legajo.a_la_fecha import leer_al, registros_al, servidor_al
from legajo.estructuras import DIEZ, tipos
from legajo.models import Capacitacion, OtroDocumento, Servidor
from tests import fabricas
from tests.legajo.apoyo import como_dueno, fechar, lima
from tests.solicitudes.apoyo import enviar_alta, enviar_cambio

pytestmark = pytest.mark.django_db
TIPOS = pytest.mark.parametrize("tipo", list(tipos()), ids=lambda t: t.slug)
FIN_DE_MARZO = date(2025, 3, 31)


@pytest.fixture
def persona():
    persona = fabricas.servidor(fabricas.ugel())
    fechar(persona, lima(2025, 1, 10, 9))
    return persona


@pytest.fixture
def dentro(client, persona):
    client.force_login(persona.usuario, "accounts.backends.AsignacionBackend")
    return client


def cambiar(registro, persona, **datos):
    for campo, valor in datos.items():
        setattr(registro, campo, valor)
    autoria = cambios.Autoria(por=persona.usuario, medio="prueba")
    return cambios.cambiar(registro, campos=tuple(datos), autoria=autoria)


def curso(persona):
    """A course of January, corrected on 31 March at night and again in the first hour of April."""
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="Primero")
    cambiar(registro, persona, tema="Segundo")
    cambiar(registro, persona, tema="Tercero")
    fechar(
        registro,
        lima(2025, 1, 15, 10),
        lima(2025, 3, 31, 23, 59, 59),
        lima(2025, 4, 1, 0, 0, 0),
    )
    return registro


@pytest.mark.parametrize(
    ("dia", "dice"),
    [
        (date(2025, 1, 14), []),
        (date(2025, 1, 15), ["Primero"]),
        (date(2025, 3, 30), ["Primero"]),
        (date(2025, 3, 31), ["Segundo"]),
        (date(2025, 4, 1), ["Tercero"]),
        (date(2026, 1, 1), ["Tercero"]),
    ],
)
def test_el_dia_termina_a_la_medianoche_de_lima(persona, dia, dice):
    curso(persona)
    assert [v.tema for v in registros_al(Capacitacion.tipo, persona.pk, dia)] == dice


@TIPOS
def test_cada_tipo_se_lee_al_dia_con_sus_columnas_y_deja_de_verse_al_retirarse(tipo):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    registro = fabricas.registro(tipo, persona)
    escrito = list(leer_al(tipo, persona.pk, date(2026, 12, 31)))
    cambios.retirar(registro, autoria=cambios.Autoria(por=persona.usuario, medio="prueba"))
    fechar(registro, lima(2025, 3, 3, 8), lima(2025, 3, 5, 8))
    assert list(leer_al(tipo, persona.pk, date(2025, 3, 2))) == []
    assert list(leer_al(tipo, persona.pk, date(2025, 3, 4))) == escrito
    assert [publico for publico, _ in escrito] == [registro.publico]
    assert list(leer_al(tipo, persona.pk, date(2025, 3, 5))) == []


pasos = st.lists(
    st.tuples(
        st.sampled_from(["alta", "cambio", "cambio", "retiro"]),
        st.integers(0, 9),
        st.sampled_from([0, 0, 1, 2]),
    ),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pasos=pasos)
def test_repetir_cambios_al_azar_da_lo_que_se_vio_cada_dia(pasos):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    autoria = cambios.Autoria(por=persona.usuario, medio="prueba")
    molde = fabricas.registro(OtroDocumento.tipo, persona)
    vivos, momentos, vistos = {}, {molde: [lima(2025, 1, 1)]}, {}
    vivos[molde.publico] = molde
    hora = lima(2025, 1, 1, 8)
    for turno, (verbo, cual, dias) in enumerate(pasos):
        hora += timedelta(days=dias, minutes=1)
        if verbo == "alta" or not vivos:
            registro = OtroDocumento.objects.get(pk=molde.pk)
            registro.pk, registro.publico, registro.asunto = None, uuid.uuid4(), f"alta {turno}"
            registro.retirado = False
            cambios.agregar(registro, unidad=persona.unidad, autoria=autoria)
            vivos[registro.publico], momentos[registro] = registro, []
        else:
            registro = list(vivos.values())[cual % len(vivos)]
            if verbo == "cambio":
                cambiar(registro, persona, asunto=f"cambio {turno}")
            else:
                del vivos[cambios.retirar(registro, autoria=autoria).publico]
        momentos[registro].append(hora)
        vistos[hora.date()] = {p: r.asunto for p, r in vivos.items()}
    for registro, cuando in momentos.items():
        fechar(registro, *cuando)
    esperado = {molde.publico: "Dato de asunto"}
    for dia in (date(2025, 1, 1) + timedelta(days=n) for n in range(30)):
        esperado = vistos.get(dia, esperado)
        hallado = {v.publico: v.asunto for v in registros_al(OtroDocumento.tipo, persona.pk, dia)}
        assert hallado == esperado, dia


def test_los_datos_personales_tambien_son_los_de_entonces(dentro, persona):
    persona.primer_apellido, persona.unidad = "Huamán", fabricas.ugel("190002")
    autoria = cambios.Autoria(por=persona.usuario, medio="prueba")
    campos = ("primer_apellido", "unidad")
    cambios.cambiar_servidor(persona, campos=campos, autoria=autoria)
    fechar(persona, lima(2025, 1, 10, 9), lima(2025, 6, 1, 9))
    assert servidor_al(persona.pk, FIN_DE_MARZO).unidad == fabricas.ugel()
    antes = dentro.get("/legajo/filiacion/?a_la_fecha=2025-03-31").content.decode()
    despues = dentro.get("/legajo/filiacion/?a_la_fecha=2025-06-01").content.decode()
    assert "Quispe Ñahui" in antes
    assert fabricas.ugel().nombre in antes
    assert "Huamán Ñahui" in despues
    assert fabricas.ugel("190002").nombre in despues


def test_la_pagina_de_una_fecha_lo_dice_no_pide_nada_y_lleva_la_fecha_en_sus_enlaces(
    dentro, persona
):
    registro = curso(persona)
    enviar_cambio(persona, registro, tema="Pedido")
    enviar_alta(persona, tema="Nuevo")
    texto = dentro.get("/legajo/formacion/?a_la_fecha=2025-03-31").content.decode()
    assert "Está viendo su legajo como estaba al terminar el 31/03/2025" in texto
    assert "Segundo" in texto
    for ausente in ("Tercero", "Pedido", "En solicitud", "Solicitar modificación"):
        assert ausente not in texto
    assert f"/legajo/formacion/{registro.publico}/?a_la_fecha=2025-03-31" in texto
    for s in DIEZ:
        assert f'href="/legajo/{s.slug}/?a_la_fecha=2025-03-31"' in texto
    assert '<a href="/legajo/formacion/">Volver a hoy</a>' in texto


def test_el_registro_de_una_fecha_con_las_mismas_paginas(dentro, persona):
    registro = curso(persona)
    ruta = f"/legajo/formacion/{registro.publico}/"
    texto = dentro.get(ruta, {"a_la_fecha": "2025-03-31"}).content.decode()
    assert "Segundo" in texto
    assert "Solicitar un cambio" not in texto
    assert dentro.get(ruta, {"a_la_fecha": "2025-01-14"}).status_code == 404
    assert "Tercero" in dentro.get(ruta).content.decode()
    ajena = fabricas.servidor(fabricas.ugel())
    dentro.force_login(ajena.usuario, "accounts.backends.AsignacionBackend")
    assert dentro.get(ruta, {"a_la_fecha": "2025-03-31"}).status_code == 404


def test_el_sustento_de_una_fecha_es_el_que_habia(dentro, persona):
    registro = fabricas.registro(Capacitacion.tipo, persona)
    for contenido in (b"%PDF-uno", b"%PDF-dos"):
        registro.archivo.save("x.pdf", ContentFile(contenido), save=False)
        cambiar(registro, persona, archivo=registro.archivo)
    fechar(registro, lima(2025, 2, 1), lima(2025, 3, 1), lima(2025, 4, 1))
    ruta = f"/legajo/formacion/{registro.publico}/sustento/"
    bajado = b"".join(dentro.get(ruta, {"a_la_fecha": "2025-03-31"}))
    assert bajado == b"%PDF-uno"
    assert b"".join(dentro.get(ruta)) == b"%PDF-dos"
    assert dentro.get(ruta, {"a_la_fecha": "2025-02-15"}).status_code == 404


def test_antes_de_abrirse_no_decia_nada_y_dice_desde_cuando(dentro, persona):
    curso(persona)
    texto = dentro.get("/legajo/filiacion/?a_la_fecha=2024-12-31").content.decode()
    assert "Su legajo se abrió el 10/01/2025" in texto
    assert "Quispe Ñahui" not in texto.partition("<main")[2]
    assert "No registra" in texto


@pytest.mark.parametrize(
    ("escrito", "dicho"),
    [
        ("2999-01-01", "Ese día todavía no llega"),
        ("9999-12-31", "Ese día todavía no llega"),
        ("0203-03-31", "Revise el año"),
        ("31-13-2025", "Escriba la fecha como día, mes y año"),
        ("ayer", "Escriba la fecha como día, mes y año"),
        ("2025-02-30", "Escriba la fecha como día, mes y año"),
        ("<b>", "Escriba la fecha como día, mes y año"),
    ],
)
def test_una_fecha_que_no_sirve_se_dice_y_sigue_escrita(dentro, persona, escrito, dicho):
    registro = curso(persona)
    seccion = "/legajo/formacion/"
    for ruta in (seccion, f"{seccion}{registro.publico}/", "/legajo/"):
        respuesta = dentro.get(ruta, {"a_la_fecha": escrito}, follow=True)
        assert respuesta.status_code == 200
        texto = respuesta.content.decode()
        assert dicho in texto
        assert f'value="{escrito.replace("<b>", "&lt;b&gt;")}"' in texto
        assert "Tercero" not in texto
    sustento = f"{seccion}{registro.publico}/sustento/"
    assert dentro.get(sustento, {"a_la_fecha": escrito}).status_code == 404


def test_la_fecha_escrita_a_la_peruana_vale_y_la_vacia_es_hoy(dentro, persona):
    curso(persona)
    assert "Segundo" in dentro.get("/legajo/formacion/?a_la_fecha=31/03/2025").content.decode()
    hoy = dentro.get("/legajo/formacion/?a_la_fecha=").content.decode()
    assert "Tercero" in hoy
    assert "Solicitar modificación" in hoy


@pytest.mark.parametrize("cuantos", [1, 24, 200])
def test_las_consultas_de_una_fecha_no_crecen_con_los_registros(
    dentro, persona, cuantos, django_assert_max_num_queries
):
    modelo = fabricas.registro(Capacitacion.tipo, persona)
    for _ in range(cuantos - 1):
        modelo.pk, modelo.publico = None, uuid.uuid4()
        modelo.save(force_insert=True)
    Capacitacion.objects.update(tema="Corregido")
    hoy = f"{date.today():%Y-%m-%d}"
    with django_assert_max_num_queries(6 + len(DIEZ[1].tipos)):
        texto = dentro.get("/legajo/formacion/", {"a_la_fecha": hoy}).content.decode()
    assert texto.count("Corregido") == cuantos


HISTORIA_DE_OTROS = """
    INSERT INTO legajo_capacitacionevent
    SELECT otro.*
    FROM (SELECT * FROM legajo_capacitacionevent ORDER BY pgh_id DESC LIMIT 1) suyo,
         generate_series(1, %s) n,
         jsonb_populate_record(NULL::legajo_capacitacionevent, to_jsonb(suyo) || jsonb_build_object(
             'pgh_id', suyo.pgh_id + n, 'id', 5000000 + n, 'servidor_id', 1000000 + n %% 500
         )) otro
"""


def test_un_legajo_de_una_fecha_se_lee_por_su_servidor_y_no_recorre_la_historia():
    persona = fabricas.servidor(fabricas.ugel())
    curso(persona)
    with como_dueno() as cursor:
        cursor.execute(HISTORIA_DE_OTROS, [5000])
        cursor.execute("ANALYZE legajo_capacitacionevent")
    with CaptureQueriesContext(connection) as consultas:
        list(leer_al(Capacitacion.tipo, persona.pk, FIN_DE_MARZO))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {consultas[-1]['sql']}")
        plan = "\n".join(linea for (linea,) in cursor.fetchall())
    assert "Seq Scan on legajo_capacitacionevent" not in plan
    assert "legajo_capa_servido" in plan


# --- For staff ------------------------------------------------------------------------------------


def entrar(client, rol="Especialista de escalafón", codigo="190001"):
    especialista = fabricas.personal(fabricas.ugel(codigo), rol)
    client.force_login(especialista, "accounts.backends.AsignacionBackend")
    return especialista


def del_admin(persona):
    return reverse("admin:legajo_servidor_a_la_fecha", args=[persona.pk])


def test_el_especialista_ve_el_legajo_entero_a_la_fecha(client, persona):
    curso(persona)
    entrar(client)
    enlace = reverse("admin:legajo_servidor_change", args=[persona.pk])
    assert del_admin(persona) in client.get(enlace).content.decode()
    texto = client.get(del_admin(persona), {"a_la_fecha": "2025-03-31"}).content.decode()
    assert "Segundo" in texto
    assert "Tercero" not in texto
    assert all(s.titulo in texto for s in DIEZ)
    assert "Tercero" in client.get(del_admin(persona)).content.decode()


@pytest.mark.parametrize("escrito", ["2999-01-01", "ayer", "0001-01-01"])
def test_una_fecha_que_no_sirve_se_le_dice_al_especialista(client, persona, escrito):
    entrar(client)
    respuesta = client.get(del_admin(persona), {"a_la_fecha": escrito})
    assert respuesta.status_code == 200
    assert f'value="{escrito}"' in respuesta.content.decode()


def test_la_fecha_no_salta_la_cerca(client, persona):
    entrar(client, codigo="210001")
    assert client.get(del_admin(persona)).status_code == 404
    propio = fabricas.servidor(fabricas.ugel(), documento=fabricas.documento())
    jefe = fabricas.personal(fabricas.ugel(), documento=fabricas.documento())
    Servidor.objects.filter(pk=propio.pk).update(usuario=None, documento=jefe.documento)
    client.force_login(jefe, "accounts.backends.AsignacionBackend")
    assert client.get(del_admin(propio)).status_code == 404


def test_los_tipos_que_no_puede_ver_no_estan(client, persona):
    from django.contrib.auth.models import Permission

    especialista = entrar(client)
    curso(persona)
    rol = especialista.asignaciones.get().rol
    rol.permissions.remove(Permission.objects.get(codename="view_capacitacion"))
    texto = client.get(del_admin(persona)).content.decode()
    assert Capacitacion.tipo.titulo not in texto
    assert OtroDocumento.tipo.titulo in texto
