"""From upload to publication: the hour, the way back, two at once, a worker that is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Suceso, Usuario
from accounts.origen import Origen
from boletas.exportacion import partes
from boletas.importacion import trabajo, verbos
from boletas.importacion.importar import importar
from boletas.models import Boleta, BoletaEnEspera, Importacion, Original
from legajo.models import Documento
from tests import fabricas
from tests.accounts.apoyo import dentro_de, trabajar
from tests.boletas import apoyo, planillas
from tests.cliente import Client

Estado = Importacion.Estado


@pytest.fixture
def docente(db):
    return apoyo.docente()


@pytest.fixture
def encargado(db):
    return planillas.encargado()


@pytest.fixture
def subida(docente, encargado, tmp_path):
    """A file of one good boleta, tried."""
    return planillas.subida(apoyo.archivo(tmp_path, [apoyo.fila(docente)]), encargado)


def en(**plazo):
    return timezone.now() + timedelta(**plazo)


def ve(docente) -> dict[str, bool]:
    """Where its owner, and the staff, meet the boleta."""
    boleta = Boleta.objects.get()
    dueno, personal = Client(), Client()
    dueno.force_login(docente.usuario)
    personal.force_login(planillas.encargado(docente.unidad), "accounts.backends.AsignacionBackend")
    ficha = reverse("admin:boletas_boleta_change", args=[boleta.publico])
    copia = {p.nombre: list(p.objetos()) for p in partes(docente, apoyo.SinFirmas())}
    return {
        "lista": str(boleta.publico) in dueno.get("/boletas/").content.decode(),
        "detalle": dueno.get(f"/boletas/{boleta.publico}/").status_code == 200,
        "pdf": dueno.get(f"/boletas/{boleta.publico}/pdf/").status_code == 200,
        "original": dueno.get(f"/boletas/{boleta.publico}/original/").status_code == 200,
        "mis datos": bool(copia["boletas"] or copia["boletas-conceptos"] or copia["boletas-hojas"]),
        "admin": personal.get(ficha).status_code == 200,
        "verificación": Documento.objects.filter(titular=docente).exists(),
    }


@pytest.fixture
def con_hoja(docente, encargado, tmp_path):
    """The same of a `.lis`, so that there are bytes to show."""
    ruta, hojas = planillas.lis(tmp_path, 1, rotas=False)
    planillas.alias(hojas, planillas.unidad())
    titular = Usuario.objects.create_user("99777001", password=fabricas.CLAVE)
    persona = planillas.Servidor.objects.get(documento=hojas[0].documento)
    persona.usuario = titular
    persona.save()
    return persona, planillas.subida(ruta, encargado)


@pytest.mark.django_db
def test_nadie_la_ve_hasta_su_hora_y_entonces_todos(con_hoja, encargado):
    persona, hecha = con_hoja
    assert (hecha.estado, Boleta.objects.count()) == (Estado.REVISADA, 0)
    hecha = planillas.programada(hecha, encargado, cuando=en(hours=2))
    assert hecha.situacion.startswith("Programada para el ")
    assert not any(ve(persona).values())
    with dentro_de(hours=2, minutes=1):
        assert all(ve(persona).values())
        assert hecha.situacion.startswith("Publicada el ")
    suceso = Suceso.objects.get(tipo=Suceso.Tipo.BOLETAS_PROGRAMADAS)
    assert (suceso.por, suceso.unidad) == (encargado, hecha.unidad)


@pytest.mark.django_db
def test_lo_retirado_no_se_ve_nunca_en_ninguna_parte(con_hoja, encargado):
    persona, hecha = con_hoja
    hecha = planillas.programada(hecha, encargado, cuando=en(hours=2))
    verbos.retirar(hecha, por=encargado, origen=Origen(direccion="10.0.0.9"))
    with dentro_de(days=30):
        assert not any(ve(persona).values())
    hecha.refresh_from_db()
    assert (hecha.estado, hecha.publicada_en) == (Estado.RETIRADA, None)
    suceso = Suceso.objects.get(tipo=Suceso.Tipo.BOLETAS_RETIRADAS)
    assert (suceso.por, suceso.direccion) == (encargado, "10.0.0.9")


@pytest.mark.django_db
def test_sin_hora_se_publica_apenas_se_escribe(subida, encargado):
    hecha = planillas.programada(subida, encargado)
    assert hecha.publicada_en <= timezone.now()
    assert Boleta.objects.publicadas().count() == 1
    assert not BoletaEnEspera.objects.exists()


@pytest.mark.django_db
def test_lo_publicado_no_se_retira_ni_por_la_base(subida, encargado):
    hecha = planillas.programada(subida, encargado)
    with pytest.raises(ValidationError, match="ya no está abierto"):
        verbos.retirar(hecha, por=encargado, origen=Origen())
    for intento in (
        {"estado": Estado.RETIRADA, "publicada_en": None, "retirada_en": timezone.now()},
        {"publicada_en": en(days=1)},
    ):
        with pytest.raises(DatabaseError, match="lo publicado no se retira"), transaction.atomic():
            Importacion.objects.filter(pk=hecha.pk).update(**intento)
    assert Boleta.objects.publicadas().count() == 1


@pytest.mark.django_db
def test_en_el_ultimo_minuto_ya_no_se_retira(subida, encargado):
    hecha = planillas.programada(subida, encargado, cuando=en(seconds=50))
    with pytest.raises(ValidationError):
        verbos.retirar(hecha, por=encargado, origen=Origen())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "mal",
    [
        {"estado": "A"}, {"estado": "X"}, {"estado": "Q"}, {"publicada_en": timezone.now()},
        {"retirada_en": timezone.now()},
    ],
)  # fmt: skip
def test_la_base_niega_los_estados_imposibles(subida, mal):
    with pytest.raises(DatabaseError, match="importacion_"), transaction.atomic():
        Importacion.objects.filter(pk=subida.pk).update(**mal)


@pytest.mark.django_db
def test_lo_retirado_se_vuelve_a_cargar_y_se_publica(subida, docente, encargado, tmp_path):
    hecha = planillas.programada(subida, encargado, cuando=en(hours=2))
    verbos.retirar(hecha, por=encargado, origen=Origen())
    otra = planillas.subida(apoyo.archivo(tmp_path, [apoyo.fila(docente)]), encargado)
    assert (otra.nuevas, otra.corregidas, otra.iguales) == (1, 0, 0)
    planillas.programada(otra, encargado)
    assert Boleta.objects.publicadas().get().importacion == otra


@pytest.mark.django_db
def test_lo_que_espera_su_hora_no_se_pisa_con_otro_contenido(subida, docente, encargado, tmp_path):
    hecha = planillas.programada(subida, encargado, cuando=en(hours=2))
    igual = planillas.subida(apoyo.archivo(tmp_path, [apoyo.fila(docente)]), encargado)
    assert (igual.iguales, igual.malas, verbos.pasos(igual, encargado)) == (1, 0, {"revisar"})
    cambio = apoyo.fila(docente, mtodes02="30.00", rlq_totliqpago="3018.41")
    otra = planillas.subida(apoyo.archivo(tmp_path, [cambio]), encargado)
    assert (otra.malas, otra.nuevas, otra.corregidas) == (1, 0, 0)
    assert f"La importación {hecha.pk} ya la tiene" in otra.hallazgos.get().motivo


@pytest.mark.django_db
def test_una_correccion_es_otra_version_y_la_anterior_sigue_legible(
    subida, docente, encargado, tmp_path
):
    planillas.programada(subida, encargado)
    cambio = apoyo.fila(docente, mtodes02="30.00", rlq_totliqpago="3018.41")
    otra = planillas.subida(apoyo.archivo(tmp_path, [cambio]), encargado)
    assert (otra.nuevas, otra.corregidas) == (0, 1)
    planillas.programada(otra, encargado)
    primera, segunda = Boleta.objects.publicadas().order_by("version")
    client = Client()
    client.force_login(docente.usuario)
    assert "S/ 3,021.66" in client.get(f"/boletas/{primera.publico}/").content.decode()
    assert "S/ 3,018.41" in client.get(f"/boletas/{segunda.publico}/").content.decode()


@pytest.mark.django_db
def test_con_hallazgos_solo_si_quien_publica_dice_que_los_vio(docente, encargado, tmp_path):
    filas = [apoyo.fila(docente), apoyo.fila(docente, cae_numcarg="2", mtohab01="x")]
    hecha = planillas.subida(apoyo.archivo(tmp_path, filas), encargado)
    with pytest.raises(ValidationError, match="tiene hallazgos"):
        verbos.programar(hecha, por=encargado)
    planillas.programada(hecha, encargado, con_hallazgos=True)
    assert Boleta.objects.get().numero_cargo == "1"


@pytest.mark.django_db
def test_un_total_de_control_que_difiere_es_un_hallazgo(docente, encargado, tmp_path):
    ruta = apoyo.archivo(tmp_path, [apoyo.fila(docente)])
    cuadra = planillas.subida(ruta, encargado, filas="1", liquido="3021.66")
    assert not verbos.tiene_hallazgos(cuadra)
    difiere = planillas.subida(ruta, encargado, descuentos="479.05")
    with pytest.raises(ValidationError, match="tiene hallazgos"):
        verbos.programar(difiere, por=encargado)


@pytest.mark.django_db
def test_si_algo_cambio_desde_la_revision_no_se_escribe_nada(subida, docente, encargado, tmp_path):
    ruta = apoyo.archivo(tmp_path, [apoyo.fila(docente, cae_situacion="5")])
    otra = planillas.subida(ruta, encargado)
    verbos.programar(subida, por=encargado)
    verbos.programar(otra, por=encargado)
    trabajar()
    otra.refresh_from_db()
    assert (otra.estado, otra.mensaje) == (Estado.REVISADA, trabajo.CAMBIO)
    assert Boleta.objects.get().importacion == subida
    verbos.revisar(otra, por=encargado)
    trabajar()
    otra.refresh_from_db()
    assert (otra.nuevas, otra.corregidas, otra.mensaje) == (0, 1, "")


@pytest.mark.django_db
def test_quien_pierde_el_rol_antes_de_que_se_escriba_no_publica(subida, encargado):
    verbos.programar(subida, por=encargado)
    encargado.asignaciones.update(desde="2020-01-01", hasta="2020-02-01")
    trabajar()
    subida.refresh_from_db()
    assert (subida.estado, subida.mensaje) == (Estado.REVISADA, trabajo.SIN_DERECHO)
    assert not Boleta.objects.exists()


@pytest.mark.django_db
def test_la_hora_no_puede_estar_muy_lejos(subida, encargado):
    with pytest.raises(ValidationError, match="próximos 60 días"):
        verbos.programar(subida, por=encargado, cuando=en(days=61))
    planillas.programada(subida, encargado, cuando=en(days=-3))
    assert timezone.now() - Importacion.objects.get().publicada_en < timedelta(minutes=1)


@pytest.mark.django_db
def test_lo_que_espera_se_barre_a_los_treinta_dias(docente, encargado, tmp_path):
    filas = [apoyo.fila(docente), apoyo.fila(docente, mtohab01="x")]
    hecha = planillas.subida(apoyo.archivo(tmp_path, filas), encargado)
    Importacion.objects.update(cuando=en(days=-31))
    trabajo.barrer()
    assert not BoletaEnEspera.objects.exists()
    assert not hecha.hallazgos.exists()
    hecha = planillas.programada(hecha, encargado, con_hallazgos=True)
    assert hecha.mensaje == trabajo.CAMBIO


def _a_la_vez(*tareas):
    """Run them from one line, and tell what each came to."""
    salida, resultados = threading.Barrier(len(tareas)), {}

    def una(n, tarea):
        salida.wait()
        try:
            resultados[n] = tarea() or "hecho"
        except Exception as error:
            resultados[n] = type(error).__name__
        connection.close()

    hilos = [threading.Thread(target=una, args=par) for par in enumerate(tareas)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    return sorted(resultados.values())


@pytest.mark.django_db(transaction=True)
def test_de_dos_que_publican_a_la_vez_publica_uno(tmp_path):
    docente, encargado = apoyo.docente(), planillas.encargado()
    for ronda in range(6):
        ruta = apoyo.archivo(tmp_path, [apoyo.fila(docente, cae_numcarg=str(ronda))])
        hecha = importar(ruta, por=encargado, simular=True)

        def publicar(hecha=hecha):
            with transaction.atomic():
                verbos.pedir_publicacion(hecha, por=encargado, cuando=None, con_hallazgos=False)
            trabajo.publicar(Importacion.objects.get(pk=hecha.pk))

        assert _a_la_vez(publicar, publicar) == ["ValidationError", "hecho"]
        assert Boleta.objects.filter(numero_cargo=str(ronda)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_el_segundo_que_pide_publicar_espera_al_primero_y_llega_tarde(tmp_path):
    docente, encargado = apoyo.docente(), planillas.encargado()
    hecha = importar(apoyo.archivo(tmp_path, [apoyo.fila(docente)]), por=encargado, simular=True)
    dicho: list[str] = []

    def segundo() -> None:
        try:
            with transaction.atomic():
                verbos.pedir_publicacion(hecha, por=encargado, cuando=None, con_hallazgos=False)
            dicho.append("hecho")
        except ValidationError:
            dicho.append("tarde")
        connection.close()

    hilo = threading.Thread(target=segundo)
    with transaction.atomic():
        verbos.pedir_publicacion(hecha, por=encargado, cuando=None, con_hallazgos=False)
        hilo.start()
        time.sleep(0.7)  # he waits for the row
        assert dicho == []
    hilo.join()
    assert dicho == ["tarde"]


@pytest.mark.django_db(transaction=True)
def test_de_dos_archivos_con_la_misma_boleta_se_escribe_uno(tmp_path):
    docente, encargado = apoyo.docente(), planillas.encargado()
    for ronda in range(4):
        hechas = []
        for situacion in ("4", "5"):
            fila = apoyo.fila(docente, cae_numcarg=str(ronda), cae_situacion=situacion)
            hechas.append(importar(apoyo.archivo(tmp_path, [fila]), por=encargado, simular=True))
        for hecha in hechas:
            with transaction.atomic():
                verbos.pedir_publicacion(hecha, por=encargado, cuando=None, con_hallazgos=False)
        _a_la_vez(*(lambda h=h: trabajo.publicar(h) for h in hechas))
        estados = sorted(Importacion.objects.get(pk=h.pk).estado for h in hechas)
        assert estados == [Estado.PROGRAMADA, Estado.REVISADA]
        assert Boleta.objects.filter(numero_cargo=str(ronda)).count() == 1


LENTO = """
import sys, time
import django
django.setup()
from boletas.importacion import espera, tareas, trabajo
espera.PORCION = 50

def lenta(funcion, segundos):
    def otra(*args, **kwargs):
        hecho = funcion(*args, **kwargs)
        time.sleep(segundos)
        return hecho
    return otra

espera._porcion = lenta(espera._porcion, 0.3)
trabajo.escribir = lenta(trabajo.escribir, 60)
getattr(tareas, sys.argv[1]).func(int(sys.argv[2]))
"""


def _matar(paso, hecha, cuando):
    """Let a worker begin, and kill it without warning once it is in the middle."""
    base = connection.settings_dict
    url = (
        f"postgres://{base['USER']}:{base['PASSWORD']}@{base['HOST']}:{base['PORT']}/{base['NAME']}"
    )
    entorno = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings",
               "MEDIA_ROOT": settings.MEDIA_ROOT, "PYTHONPATH": str(settings.BASE_DIR)}  # fmt: skip
    proceso = subprocess.Popen(
        [sys.executable, "-c", LENTO, paso, str(hecha.pk)], cwd=settings.BASE_DIR, env=entorno
    )
    for _ in range(600):
        if cuando():
            break
        assert proceso.poll() is None, "terminó antes de tiempo"
        time.sleep(0.05)
    else:
        pytest.fail("no empezó")
    proceso.send_signal(signal.SIGKILL)
    proceso.wait()


def _libre(hecha):
    for _ in range(100):  # the database takes a moment to see that its client is gone
        if not trabajo.en_marcha(hecha):
            return
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_un_trabajador_muerto_al_revisar_se_continua(tmp_path):
    docente, encargado = apoyo.docente(), planillas.encargado()
    filas = [apoyo.fila(docente, cae_numcarg=str(n)) for n in range(400)]
    filas[7]["mtohab01"] = "x"
    archivo = planillas.SimpleUploadedFile("p.csv", apoyo.texto(filas).encode())
    hecha = verbos.recibir(archivo, control={}, por=encargado)
    _matar("revisar", hecha, lambda: BoletaEnEspera.objects.count() >= 99)
    _libre(hecha)
    hecha.refresh_from_db()
    assert (hecha.estado, Boleta.objects.count()) == (Estado.EN_PREPARACION, 0)
    assert verbos.pasos(hecha, encargado) == {"continuar"}
    verbos.continuar(hecha, por=encargado)
    trabajar()
    hecha.refresh_from_db()
    assert (hecha.estado, hecha.leidas, hecha.nuevas, hecha.malas) == ("R", 400, 399, 1)
    assert BoletaEnEspera.objects.count() == 399
    assert hecha.hallazgos.count() == 1


@pytest.mark.django_db(transaction=True)
def test_un_trabajador_muerto_al_escribir_no_deja_nada_y_se_continua(tmp_path):
    docente, encargado = apoyo.docente(), planillas.encargado()
    filas = [apoyo.fila(docente, cae_numcarg=str(n)) for n in range(50)]
    hecha = planillas.subida(apoyo.archivo(tmp_path, filas), encargado)
    verbos.programar(hecha, por=encargado)
    _matar("publicar", hecha, lambda: trabajo.en_marcha(hecha))
    _libre(hecha)
    hecha.refresh_from_db()
    assert (hecha.estado, Boleta.objects.count()) == (Estado.REVISADA, 0)
    assert verbos.pasos(hecha, encargado) == {"continuar"}
    verbos.continuar(hecha, por=encargado)
    trabajar()
    assert Boleta.objects.publicadas().count() == 50
    assert not Original.objects.exists()
