"""An import that dies goes on; one that the database refuses leaves nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection, models
from django.db.models.functions import Upper

from legajo.importacion import espera
from legajo.importacion.importar import importar, trabajar
from legajo.models import Capacitacion, FilaEnEspera, ImportacionLegajo, Servidor
from tests import fabricas
from tests.legajo.importacion import apoyo

Estado = ImportacionLegajo.Estado
FILAS = 400
LENTO = """
import os, sys, time
import django
django.setup()
from legajo.importacion import espera
from legajo.importacion.importar import importar
from pathlib import Path
espera.PORCION = 50
importar(Path(sys.argv[1]), avance=lambda *a: time.sleep(0.2))
"""


@pytest.mark.django_db(transaction=True)
def test_una_importacion_muerta_sigue_donde_quedo(tmp_path, monkeypatch):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    filas = [apoyo.capacitacion(persona, numero_documento=f"{i:05}") for i in range(FILAS)]
    filas[3]["horas"] = "muchas"
    ruta = apoyo.csv_de(tmp_path, filas)
    proceso = subprocess.Popen(
        [sys.executable, "-c", LENTO, str(ruta)], cwd=settings.BASE_DIR, env=_entorno()
    )
    _esperar(lambda: ImportacionLegajo.objects.filter(preparadas__gte=99).exists(), proceso)
    proceso.send_signal(signal.SIGKILL)
    proceso.wait()
    muerta = ImportacionLegajo.objects.get()
    antes = FilaEnEspera.objects.count()
    assert (muerta.estado, antes) == (Estado.EN_PREPARACION, muerta.preparadas)
    assert 99 <= antes < FILAS - 1
    assert not Capacitacion.objects.exists()

    leidas = []
    leer = espera.Lectora.leer
    monkeypatch.setattr(
        espera.Lectora, "leer", lambda self, celdas: leidas.append(1) or leer(self, celdas)
    )
    hecha = importar(ruta, parcial=True)
    assert (hecha.pk, hecha.estado) == (muerta.pk, Estado.APLICADA)
    assert len(leidas) == FILAS - muerta.leidas
    assert (hecha.leidas, hecha.nuevas, hecha.malas) == (FILAS, FILAS - 1, 1)
    assert Capacitacion.objects.count() == FILAS - 1
    assert hecha.hallazgos.count() == 1


def _entorno() -> dict[str, str]:
    base = connection.settings_dict
    url = (
        f"postgres://{base['USER']}:{base['PASSWORD']}@{base['HOST']}:{base['PORT']}/{base['NAME']}"
    )
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PYTHONPATH": str(Path(settings.BASE_DIR))}  # fmt: skip


def _esperar(cosa, proceso) -> None:
    for _ in range(600):
        if cosa():
            return
        assert proceso.poll() is None, "la importación terminó antes de tiempo"
        time.sleep(0.05)
    pytest.fail("la importación no empezó")


@pytest.mark.django_db
def test_lo_que_espera_se_relee_si_la_base_lo_perdio(tmp_path):
    persona = apoyo.persona()
    ruta = apoyo.csv_de(tmp_path, [apoyo.capacitacion(persona)])
    hecha = ImportacionLegajo.objects.create(
        nombre=ruta.name, unidad=persona.unidad, preparadas=1, leidas=1,
        posicion={"hojas": [], "completa": True},
    )  # fmt: skip
    trabajar(hecha, ruta, aplicar=True)
    assert (hecha.estado, hecha.leidas, hecha.nuevas) == (Estado.APLICADA, 1, 1)


@pytest.fixture
def exclusion(monkeypatch):
    """A constraint as a plaza has: nobody else with the same text in days that overlap."""
    restriccion = ExclusionConstraint(
        name="de_prueba",
        expressions=[
            (Upper("tema"), "="),
            (models.Func("fecha_inicio", "fecha_fin", models.Value("[]"), function="daterange"),
             "&&"),
        ],
        condition=models.Q(retirado=False),
        violation_error_message="Ese tema ya está ocupado en esas fechas.",
    )  # fmt: skip
    meta = Capacitacion._meta
    monkeypatch.setattr(meta, "constraints", [*meta.constraints, restriccion])


@pytest.mark.django_db
@pytest.mark.usefixtures("exclusion")
def test_una_exclusion_se_cuenta_por_filas_entre_ellas_y_con_lo_que_hay(tmp_path):
    una, otra, tercera = (apoyo.persona() for _ in range(3))
    importar(apoyo.csv_de(tmp_path, [apoyo.capacitacion(una, tema="Plaza 1")]))
    filas = [
        apoyo.capacitacion(otra, tema="plaza 1"),
        apoyo.capacitacion(otra, tema="Plaza 2", numero_documento="2"),
        apoyo.capacitacion(tercera, tema="PLAZA 2"),
        apoyo.capacitacion(tercera, tema="Plaza 1", fecha_inicio="01/01/2021", fecha_fin="",
                           numero_documento="3"),
        apoyo.capacitacion(una, tema="Plaza 1", horas="7"),
    ]  # fmt: skip
    hecha = importar(apoyo.csv_de(tmp_path, filas), parcial=True)
    ocupado = "Ese tema ya está ocupado en esas fechas."
    assert [(h.fila, h.motivo) for h in hecha.hallazgos.errores()] == [
        (2, f"{ocupado} Choca con la fila 6."), (4, f"{ocupado} Choca con la fila 3."),
    ]  # fmt: skip
    assert (hecha.nuevas, hecha.cambiadas) == (2, 1)


@pytest.mark.django_db
def test_lo_que_la_base_niega_al_final_es_una_frase_y_nada_queda(tmp_path, monkeypatch):
    monkeypatch.setattr("legajo.importacion.cotejo.consultas", lambda modelo: [])
    fila = {
        "documento": "997766551", "primer_apellido": "Quispe", "segundo_apellido": "Ñahui",
        "nombres": "Rosa", "sexo": "F", "fecha_nacimiento": "12/05/1985", "unidad": "190001",
    }  # fmt: skip
    buena = fila | {"documento": "99776655"}
    hecha = importar(apoyo.csv_de(tmp_path, [buena, fila], "servidores.csv"))
    assert hecha.estado == Estado.CON_ERRORES
    assert hecha.mensaje.startswith("La base de datos no admitió el archivo, y no se escribió nada")
    assert "El DNI tiene 8 dígitos" in hecha.mensaje
    assert not Servidor.objects.exists()
