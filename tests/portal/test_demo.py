"""The demo: synthetic, coherent, the same every time, and complete."""

from collections import Counter
from datetime import UTC, date, datetime, time
from io import StringIO

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command
from django.db.models import Count, Sum

from accounts.models import PadronEvaluacion, Unidad, Usuario
from boletas.models import Boleta
from boletas.periodo import ultimos
from legajo.estructuras import tipos
from legajo.models import Ascenso, CentroLaboral, Contacto, Documento, Servidor, Vinculo
from legajo.situacion import con_situacion
from portal.demo import lugares
from portal.demo.elenco import ELENCO, POR_CLAVE
from portal.demo.fichas import PERFILES, SEMILLA, fichas
from portal.demo.libros import Libros
from portal.demo.nombres import RAROS
from portal.demo.personas import PersonaRealError, exigir_sinteticos, registros
from solicitudes.models import Solicitud

HOY = date(2026, 11, 23)
DIAS_DIFICILES = [HOY, date(2027, 1, 1), date(2028, 2, 29), date(2026, 3, 1), date(2026, 12, 31)]


def demo(*args: str) -> list[str]:
    salida = StringIO()
    call_command("demo", *args, stdout=salida)
    return salida.getvalue().splitlines()


@pytest.fixture(params=DIAS_DIFICILES, ids=str)
def hoy(request):
    with time_machine.travel(datetime.combine(request.param, time(17), UTC)):
        yield request.param


def en_memoria(cuantos: int, hoy: date) -> list:
    """Every record of so many people, nothing saved."""
    lugares.crear_centros()
    personas = [
        (f, Servidor(documento=f.documento, fecha_nacimiento=f.nacimiento))
        for f in fichas(cuantos, hoy)
    ]
    return list(registros(personas, Libros(), hoy, SEMILLA))


def test_each_of_the_cast_can_be_told_apart_and_has_a_password_that_is_accepted():
    for dato in ("clave", "documento", "contrasena", "correo"):
        assert len({getattr(p, dato) for p in ELENCO}) == len(ELENCO)
    for p in ELENCO:
        validate_password(p.contrasena, Usuario(documento=p.documento, correo=p.correo))


def test_the_list_of_users_is_three_columns_and_nothing_else():
    lineas = [linea.split("\t") for linea in demo("--usuarios")]
    assert lineas == [[p.documento, p.contrasena, p.quien] for p in ELENCO]


def test_people_are_a_function_of_seed_number_and_day():
    assert list(fichas(200, HOY)) == list(fichas(200, HOY))
    assert list(fichas(200, HOY))[:50] == list(fichas(50, HOY))
    assert list(fichas(200, HOY, semilla=1)) != list(fichas(200, HOY))


def test_people_are_synthetic_of_every_profile_and_every_sort_of_name():
    todos = list(fichas(300, HOY))
    assert len({f.documento for f in todos}) == len({f.correo for f in todos}) == 300
    assert all(f.documento.startswith("99") and f.correo.endswith("@demo.invalid") for f in todos)
    assert {f.perfil for f in todos} == set(PERFILES)
    assert {f.nombres for f in todos} >= {raro[1] for raro in RAROS}


@pytest.mark.parametrize("documento", ["10000001", "9900000", "99-00001", "099000001"])
def test_a_document_outside_the_series_is_refused(documento):
    with pytest.raises(PersonaRealError):
        exigir_sinteticos(["99000001", documento])


@pytest.mark.django_db
def test_records_repeat():
    def datos(registro):
        return {c.attname: getattr(registro, c.attname) for c in registro._meta.concrete_fields}

    primera, segunda = en_memoria(40, HOY), en_memoria(40, HOY)
    assert [datos(r) for r in primera] == [datos(r) for r in segunda]


@pytest.mark.django_db
def test_every_record_obeys_the_rules_of_its_kind_on_any_day(hoy):
    hechos = en_memoria(120, hoy)
    for registro in hechos:
        datos = {campo: getattr(registro, campo) for campo in registro.tipo.campos}
        assert registro.tipo.errores(datos) == {}, (registro.tipo.slug, registro.servidor.documento)
        assert not registro.fecha_documento or registro.fecha_documento <= hoy
    assert {type(r) for r in hechos} == {t.modelo for t in tipos()}


@pytest.mark.django_db
def test_careers_hold_together_on_any_day(hoy):
    """Nobody has two bonds of one regime at once; a scale rises from where the last one ended."""
    ascensos, vinculos = {}, {}
    for r in en_memoria(120, hoy):
        if isinstance(r, Ascenso):
            assert ascensos.get(r.servidor.documento, r.escala_anterior) == r.escala_anterior
            ascensos[r.servidor.documento] = r.escala_nueva
        if isinstance(r, Vinculo):
            clave = (r.servidor.documento, r.regimen_id)
            assert vinculos.get(clave, date.min) < r.fecha_inicio
            vinculos[clave] = r.fecha_fin or date.max
            if r.fecha_fin is None and r.servidor.documento in ascensos:
                assert r.escala == ascensos[r.servidor.documento]


@pytest.mark.django_db
def test_the_demo_is_whole_and_a_second_run_adds_nothing():
    demo("--cuantos", "90")
    antes = _cuentas()
    _revisar_personas()
    _revisar_elenco()
    _revisar_boletas()
    _revisar_solicitudes()
    assert all(" 0 nuev" in linea for linea in demo("--cuantos", "90"))
    assert _cuentas() == antes


def _cuentas() -> dict[str, int]:
    propias = ("accounts", "legajo", "solicitudes", "boletas")
    modelos = [m for app in propias for m in apps.get_app_config(app).get_models()]
    return {m._meta.label: m.objects.count() for m in modelos}


def _revisar_personas() -> None:
    assert Servidor.objects.count() == 90
    assert not Servidor.objects.exclude(documento__startswith="99").exists()
    assert not Usuario.objects.exclude(documento__startswith="99").exists()
    assert not PadronEvaluacion.objects.exclude(documento__startswith="99").exists()
    assert not Contacto.objects.exclude(telefono_movil__startswith="900 000 ").exists()
    assert not CentroLaboral.objects.exclude(codigo__regex=r"^99\d{5}$").exists()
    grupos = set(Vinculo.objects.values_list("regimen__grupo", flat=True))
    assert grupos == {"docente", "auxiliar", "administrativo", "salud", "otro"}
    assert Unidad.objects.exclude(mesa_de_partes="").count() == 8
    usables = {u.documento for u in Usuario.objects.all() if u.has_usable_password()}
    assert usables == {p.documento for p in ELENCO}
    altas = apps.get_model("legajo", "VinculoEvent").objects.filter(pgh_label="insert")
    assert altas.count() == Vinculo.objects.count()
    assert {alta.pgh_context["medio"] for alta in altas} == {"demo"}


def _revisar_elenco() -> None:
    de = {
        p.clave: con_situacion(Servidor.objects.all()).get(documento=p.documento)
        for p in ELENCO
        if p.legajo
    }
    assert {c for c, s in de.items() if not s.vigente} == {"cesado", "entre_contratos"}
    assert {c for c, s in de.items() if s.estructura == "12"} == {
        "administrativa", "salud", "especialista_ugel1",
    }  # fmt: skip
    con_hoja = set(Documento.objects.values_list("titular__documento", flat=True))
    assert de["contratada"].documento not in con_hoja
    assert {de[c].documento for c in ("docente", "cesado", "administrativa")} <= con_hoja
    assert de["administrativa"].capacitacion_set.count() >= 30
    docente = de["docente"]
    assert docente.sancion_set.exists()
    assert docente.retencion_set.exists()
    assert docente.vinculo_set.values("unidad").distinct().count() == 2
    assert not Usuario.objects.get(documento=POR_CLAVE["deshabilitada"].documento).is_active
    assert not Servidor.objects.filter(documento=POR_CLAVE["sin_legajo"].documento).exists()


def _revisar_boletas() -> None:
    sumas = Boleta.objects.aggregate(i=Sum("ingresos"), d=Sum("descuentos"), n=Sum("liquido"))
    assert sumas["i"] - sumas["d"] == sumas["n"] > 0
    docente = Boleta.objects.filter(servidor__documento=POR_CLAVE["docente"].documento)
    del_mes = docente.values("periodo").annotate(cuantas=Count("pk")).order_by("-periodo")
    assert del_mes[0]["cuantas"] == 2
    assert len({b.periodo for b in docente if b.periodo % 100 <= 12}) == 24
    cesado = Servidor.objects.get(documento=POR_CLAVE["cesado"].documento)
    cese = cesado.cese_set.get().fecha_cese
    ultima = Boleta.objects.filter(servidor=cesado).latest("periodo").periodo
    assert ultimos(ultima, 1) == [cese.year * 100 + cese.month]


def _revisar_solicitudes() -> None:
    estados = Counter(Solicitud.objects.values_list("estado", flat=True))
    assert set(estados) == set(Solicitud.Estado.values)
    docente = Solicitud.objects.filter(servidor__documento=POR_CLAVE["docente"].documento)
    assert set(docente.values_list("estado", flat=True)) == set(Solicitud.Estado.values)
    for solicitud in Solicitud.objects.exclude(decidida_en=None):
        assert solicitud.creada_en <= solicitud.decidida_en
        assert solicitud.decidida_por_id != solicitud.servidor.usuario_id
