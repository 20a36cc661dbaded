"""«Emitir documento»: the preview is what is issued, and each press gives one document."""

import json
import threading
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate
from pypdf import PdfReader

from accounts.models import Asignacion
from legajo import cambios
from legajo.emision.emitir import LegajoCambio, emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.models import Acceso, Capacitacion, Documento, Servidor
from tests import fabricas
from tests.emisibles import CLASES, todas_las_clases  # noqa: F401 -- a fixture
from tests.solicitudes.apoyo import dichos, entrar

DATOS = {
    "clase": "hoja_de_vida", "expediente": "MPV2026-EXT-0000123", "solicitante": "Rosa Quispe",
    "fecha_expediente": "2026-01-05", "anotaciones": "Para el concurso",
}  # fmt: skip


@pytest.fixture
def persona(db):
    servidor = fabricas.servidor(fabricas.ugel())
    fabricas.registro(Capacitacion.tipo, servidor, tema="Comprensión lectora")
    return servidor


@pytest.fixture
def gladys(db):
    return fabricas.personal(fabricas.ugel(), nombre="Gladys Mamani")


@pytest.fixture
def mesa(client, gladys):
    return entrar(client, gladys)


def url_de(servidor: Servidor) -> str:
    return reverse("admin:legajo_servidor_emitir", args=[servidor.pk])


def previa(client: Any, servidor: Servidor, **mas: str) -> tuple[Any, dict[str, str]]:
    """The preview, and what its form sends."""
    clave = str(client.get(url_de(servidor)).context["form"]["clave"].value())
    datos = DATOS | {"clave": clave} | mas
    respuesta = client.post(url_de(servidor), datos)
    return respuesta, datos | {"huella": respuesta.context.get("huella", "")}


def texto_de(octetos: bytes) -> str:
    return "\n".join(p.extract_text() for p in PdfReader(BytesIO(octetos)).pages)


def test_la_vista_previa_es_lo_que_se_emite(mesa, persona, gladys):
    respuesta, datos = previa(mesa, persona)
    pagina = respuesta.content.decode()
    assert "todavía no se ha emitido nada" in pagina
    assert "Comprensión lectora" in pagina
    assert "MPV2026-EXT-0000123" in pagina
    assert not Documento.objects.exists()
    visto = respuesta.context["contenido"]
    respuesta = mesa.post(url_de(persona), datos | {"emitir": "1"})
    documento = Documento.objects.get()
    assert respuesta.url == reverse("admin:legajo_documento_change", args=[documento.pk])
    dicho = json.loads(json.dumps(visto))
    assert documento.contenido | {"emitido_en": ""} == dicho | {"emitido_en": ""}
    assert documento.emitido_por == gladys
    assert documento.expediente == "MPV2026-EXT-0000123"
    assert documento.anotaciones == "Para el concurso"
    emitida = mesa.get(respuesta.url).content.decode()
    assert "Comprensión lectora" in emitida
    assert documento.codigo in emitida


def test_el_pdf_de_la_vista_previa_no_vale_nada(mesa, persona):
    _, datos = previa(mesa, persona)
    respuesta = mesa.post(url_de(persona), datos | {"pdf": "1"})
    assert respuesta.headers["Content-Type"] == "application/pdf"
    texto = " ".join(texto_de(respuesta.content).split())
    assert "VISTA PREVIA – SIN VALOR" in texto
    assert "Comprensión lectora" in texto
    assert "Código de verificación" not in texto
    assert not Documento.objects.exists()
    mesa.post(url_de(persona), datos | {"emitir": "1"})
    with Documento.objects.get().archivo.open("rb") as archivo:
        emitido = texto_de(archivo.read())
    assert "SIN VALOR" not in emitido
    assert "Código de verificación" in emitido


def test_lo_que_cambio_entretanto_se_vuelve_a_mostrar(mesa, persona):
    _, datos = previa(mesa, persona)
    registro = Capacitacion.objects.get(servidor=persona)
    registro.tema = "Matemática"
    autoria = cambios.Autoria(por=persona.usuario, medio="prueba")
    cambios.cambiar(registro, campos=("tema",), autoria=autoria)
    respuesta = mesa.post(url_de(persona), datos | {"emitir": "1"})
    pagina = respuesta.content.decode()
    assert "El legajo cambió después de la vista previa" in pagina
    assert "Matemática" in pagina
    assert "Para el concurso" in pagina
    assert not Documento.objects.exists()
    nueva = {"huella": respuesta.context["huella"], "emitir": "1"}
    assert mesa.post(url_de(persona), datos | nueva).status_code == 302
    assert "Matemática" in str(Documento.objects.get().contenido)


def test_sin_haber_visto_la_vista_previa_no_se_emite(mesa, persona):
    _, datos = previa(mesa, persona)
    mesa.post(url_de(persona), datos | {"huella": "", "emitir": "1"})
    assert not Documento.objects.exists()


def test_la_segunda_vez_y_el_boton_de_atras_dan_el_mismo(mesa, persona):
    _, datos = previa(mesa, persona)
    primera = mesa.post(url_de(persona), datos | {"emitir": "1"})
    fabricas.registro(Capacitacion.tipo, persona, tema="Otra cosa")  # and back, a day later
    segunda = mesa.post(url_de(persona), datos | {"emitir": "1"})
    assert segunda.url == primera.url
    assert Documento.objects.count() == 1
    _, otra = previa(mesa, persona, clave=datos["clave"], expediente="OTRO-1")
    tercera = mesa.post(url_de(persona), otra | {"emitir": "1"})
    assert tercera.url == primera.url
    assert "MPV2026-EXT-0000123" in dichos(tercera)[-1]


def test_la_misma_clave_de_otro_legajo_no_da_el_documento_ajeno(persona, gladys):
    otra = fabricas.servidor(fabricas.ugel())
    clave = "5f0c1f3e-8a6e-4a7e-9a55-3c3b1d2a4f66"
    pedido = Pedido("1", "x", date(2026, 1, 5))
    suyo = emitir_del_legajo(persona.pk, pedido=pedido, por=gladys, clave=clave)
    ajeno = emitir_del_legajo(otra.pk, pedido=pedido, por=gladys, clave=clave)
    assert (suyo.titular, ajeno.titular) == (persona, otra)


def test_una_huella_que_no_es_no_emite(persona, gladys):
    with pytest.raises(LegajoCambio):
        emitir_del_legajo(
            persona.pk, pedido=Pedido("1", "x", date(2026, 1, 5)), por=gladys, huella="otra"
        )
    assert not Documento.objects.exists()


@pytest.mark.usefixtures("todas_las_clases")
@pytest.mark.parametrize("clase", CLASES)
def test_cada_clase_se_emite_con_su_numero_y_su_fecha(mesa, persona, clase):
    numerado, pide_fecha = CLASES[clase]
    mas = {"a_la_fecha": localdate().isoformat()} if pide_fecha else {}
    respuesta, datos = previa(mesa, persona, clase=clase.value, **mas)
    assert ("Se le da al emitirlo" in respuesta.content.decode()) == numerado
    mesa.post(url_de(persona), datos | {"emitir": "1"})
    documento = Documento.objects.get()
    assert documento.clase == clase
    assert documento.a_la_fecha == (localdate() if pide_fecha else None)
    anio = localdate().year
    assert documento.numero == (f"00001-{anio}-{persona.unidad.nombre}" if numerado else "")


@pytest.mark.usefixtures("todas_las_clases")
@pytest.mark.parametrize(
    ("fecha", "frase"),
    [
        ("", "Escriba a qué fecha"),
        ((localdate() + timedelta(1)).isoformat(), "todavía no llega"),
        ("1850-01-01", "Revise el año"),
        ("2001-01-01", "se abrió después"),
        ("31/31/2025", "fecha"),
    ],
)
def test_la_fecha_de_corte_se_pide_y_se_revisa(mesa, persona, fecha, frase):
    respuesta, _ = previa(mesa, persona, clase="copia_a_fecha", a_la_fecha=fecha)
    assert frase in respuesta.content.decode()
    assert "MPV2026-EXT-0000123" in respuesta.content.decode()
    assert "contenido" not in respuesta.context
    assert not Documento.objects.exists()


def test_quien_no_debe_no_emite(client, persona, gladys):
    ajena = fabricas.personal(fabricas.ugel("210001"))
    supervisora = fabricas.personal(fabricas.ugel("190000"), "Supervisor DRE")
    for quien, codigo in ((ajena, 404), (supervisora, 403)):
        entrar(client, quien)
        for datos in ({}, DATOS | {"emitir": "1", "huella": "x"}):
            assert client.post(url_de(persona), datos).status_code == codigo
    rol = Group.objects.get(name="Responsable de escalafón")
    Asignacion.objects.create(usuario=persona.usuario, rol=rol, unidad=persona.unidad)
    assert entrar(client, persona.usuario).get(url_de(persona)).status_code == 404
    assert not Documento.objects.exists()


def test_sin_el_derecho_de_ver_lo_delicado_no_se_emite_lo_que_lo_cuenta(client, persona):
    grupo = Group.objects.create(name="Solo emite")
    especialista = Group.objects.get(name="Especialista de escalafón")
    grupo.permissions.set(especialista.permissions.exclude(codename="ver_sensibles"))
    sin_derecho = fabricas.personal(persona.unidad, "Solo emite")
    assert entrar(client, sin_derecho).get(url_de(persona)).status_code == 404


def test_quien_mira_la_vista_previa_queda_anotado(mesa, persona, gladys):
    previa(mesa, persona)
    assert Acceso.objects.de(persona.pk).filter(por=gladys, que="Emisión de un documento").exists()


@pytest.mark.django_db(transaction=True)
def test_dos_que_pulsan_lo_mismo_a_la_vez_dan_un_documento():
    persona, gladys = fabricas.servidor(fabricas.ugel()), fabricas.personal(fabricas.ugel())
    pedido, clave = Pedido("1", "x", date(2026, 1, 5)), "5f0c1f3e-8a6e-4a7e-9a55-3c3b1d2a4f66"
    emitidos: list[int] = []
    salida = threading.Barrier(4)

    def emitir() -> None:
        salida.wait()
        try:
            suyo = emitir_del_legajo(persona.pk, pedido=pedido, por=gladys, clave=clave)
            emitidos.append(suyo.pk)
        finally:
            connection.close()

    with mock.patch("portal.pdf.render", return_value=b"%PDF-1.7 de prueba"):
        hilos = [threading.Thread(target=emitir) for _ in range(4)]
        for hilo in hilos:
            hilo.start()
        for hilo in hilos:
            hilo.join()
    assert len(emitidos) == 4
    assert set(emitidos) == {Documento.objects.get().pk}
