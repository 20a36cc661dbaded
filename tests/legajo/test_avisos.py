"""Each rule of the health of a legajo: what it suspects and what it lets be."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from legajo.avisos.casos import Punto, casos, cuentas
from legajo.avisos.esenciales import ESENCIALES
from legajo.avisos.lectura import leer_registro, leer_salud
from legajo.avisos.tabla import AVISO, AVISOS, avisos_de
from legajo.consultas import servidor_de
from legajo.estructuras import tipos
from legajo.models import (
    Accion,
    Afp,
    Ascenso,
    Capacitacion,
    Cese,
    Condicion,
    Contacto,
    Desplazamiento,
    Domicilio,
    Escala,
    Experiencia,
    Familiar,
    Formacion,
    Licencia,
    MotivoAccion,
    NivelEducativo,
    OtroDocumento,
    Parentesco,
    Pension,
    RegimenLaboral,
    RegimenPensionario,
    Sancion,
    Situacion,
    TipoDocumento,
    Vinculo,
)
from tests import fabricas

pytestmark = pytest.mark.django_db
NACIO = date(1985, 5, 12)  # tests.fabricas
HOY, AYER = localdate, lambda: localdate() - timedelta(days=1)


def de(modelo: Any, codigo: str) -> Callable[[], Any]:
    """An entry of a catalog, read when it is needed."""
    return lambda: modelo.objects.get(codigo=codigo)


NOMBRADO, CONTRATADO = de(Condicion, "26"), de(Condicion, "27")
HIJO, RD = de(Parentesco, "HIJO"), de(TipoDocumento, "RD")
NOMBRAMIENTO, AFP = de(Accion, "NOMBRAMIENTO"), de(RegimenPensionario, "3")
EN_ACTIVIDAD, CESADO = de(Situacion, "43"), de(Situacion, "42")
ESCALA_I, ESCALA_II = de(Escala, "LRM-I"), de(Escala, "LRM-II")


@dataclass
class Caso:
    """A record as the rule suspects it and as it lets it be, after `antes` for both."""

    modelo: Any
    malo: dict[str, Any]
    bueno: dict[str, Any]
    antes: Callable[[Any], Any] = lambda persona: None


def terminar_el_primero(persona: Any) -> None:
    Vinculo.objects.filter(servidor=persona).update(
        fecha_fin=date(2012, 12, 31), condicion=NOMBRADO(), jornada=24
    )


def sin_vinculos(persona: Any) -> None:
    Vinculo.objects.filter(servidor=persona).update(retirado=True)


def con_jornada(persona: Any) -> None:
    Vinculo.objects.filter(servidor=persona).update(jornada=24)


def otra_pension(persona: Any) -> None:
    hacer(Pension, persona, fecha_desafiliacion=None)


def otro_familiar(persona: Any) -> None:
    hacer(Familiar, persona, documento="99123456")


def ascenso_a_la_segunda(persona: Any) -> None:
    hacer(Ascenso, persona, escala_anterior=ESCALA_I, escala_nueva=ESCALA_II)


NOMBRADO_VIGENTE = {
    "regimen": de(RegimenLaboral, "1"), "condicion": NOMBRADO,
    "fecha_inicio": date(2013, 1, 1), "fecha_fin": None,
}  # fmt: skip
HIJO_MENOR = {
    "parentesco": HIJO, "derechohabiente": True, "discapacitado": False, "fallecido": False,
    "fecha_nacimiento": lambda: HOY() - timedelta(days=17 * 365),
}  # fmt: skip
CASOS: dict[str, Caso] = {
    "A01": Caso(
        Vinculo,
        {"fecha_inicio": date(2012, 1, 1), "fecha_fin": date(2012, 1, 31), "jornada": 30},
        {"fecha_inicio": date(2012, 1, 1), "fecha_fin": date(2012, 1, 31), "jornada": 24},
        con_jornada,
    ),
    "A02": Caso(
        Vinculo,
        {"fecha_inicio": date(2003, 5, 1), "fecha_fin": date(2003, 12, 31)},
        {"fecha_inicio": date(2003, 6, 1), "fecha_fin": date(2003, 12, 31)},
    ),
    "A03": Caso(Vinculo, {"tipo_documento": de(TipoDocumento, "OFICIO")}, {"tipo_documento": RD}),
    "A04": Caso(
        Vinculo,
        {**NOMBRADO_VIGENTE, "accion": NOMBRAMIENTO, "fecha_inicio": date(2013, 3, 1)},
        {**NOMBRADO_VIGENTE, "accion": NOMBRAMIENTO, "fecha_inicio": date(2013, 1, 15)},
        terminar_el_primero,
    ),
    "A05": Caso(
        Vinculo,
        {"fecha_inicio": date(2015, 1, 1), "fecha_fin": AYER, "situacion": EN_ACTIVIDAD},
        {"fecha_inicio": date(2015, 1, 1), "fecha_fin": HOY, "situacion": EN_ACTIVIDAD},
    ),
    "A06": Caso(
        Vinculo, {**NOMBRADO_VIGENTE, "escala": None}, {**NOMBRADO_VIGENTE, "escala": ESCALA_I}
    ),
    "A07": Caso(
        Vinculo,
        {**NOMBRADO_VIGENTE, "escala": de(Escala, "LRM-III")},
        {**NOMBRADO_VIGENTE, "escala": ESCALA_II},
        ascenso_a_la_segunda,
    ),
    "A08": Caso(
        Vinculo,
        {"fecha_inicio": date(2011, 3, 1), "fecha_fin": None},
        {"fecha_inicio": date(2011, 3, 1), "fecha_fin": date(2015, 3, 1)},
        lambda persona: hacer(Cese, persona, fecha_cese=date(2015, 3, 1)),
    ),
    "A09": Caso(Cese, {"motivo": None}, {"motivo": lambda: MotivoAccion.objects.first()}),
    "A10": Caso(Cese, {"fecha_cese": date(2009, 1, 1)}, {"fecha_cese": date(2011, 1, 1)}),
    "A11": Caso(
        Formacion,
        {"situacion": "G", "titulo": "Bachiller", "numero_registro": ""},
        {"situacion": "C", "titulo": "Bachiller", "numero_registro": ""},
    ),
    "A12": Caso(
        Ascenso,
        {"escala_anterior": ESCALA_I, "escala_nueva": ESCALA_I},
        {"escala_anterior": ESCALA_I, "escala_nueva": ESCALA_II},
    ),
    "A13": Caso(
        Desplazamiento,
        {"accion": de(Accion, "ENCARGO"), "fecha_fin": None},
        {"accion": de(Accion, "REASIGNACION"), "fecha_fin": None},
    ),
    "A14": Caso(
        Licencia,
        {"fecha_inicio": date(2009, 12, 31), "fecha_fin": date(2010, 3, 31)},
        {"fecha_inicio": date(2010, 3, 1), "fecha_fin": date(2010, 3, 31)},
    ),
    "A15": Caso(
        Sancion, {"fecha_notificacion": None}, {"fecha_notificacion": date(2019, 2, 1)}
    ),
    "A16": Caso(
        Pension,
        {"fecha_desafiliacion": None},
        {"fecha_desafiliacion": date(2019, 12, 1)},
        otra_pension,
    ),
    "A17": Caso(
        Pension,
        {"regimen_pensionario": AFP, "cuspp": "", "afp": lambda: Afp.objects.first()},
        {"regimen_pensionario": AFP, "cuspp": "123", "afp": lambda: Afp.objects.first()},
    ),
    "A18": Caso(
        Familiar,
        HIJO_MENOR | {"fecha_nacimiento": lambda: HOY() - timedelta(days=6600)},
        HIJO_MENOR,
    ),
    "A19": Caso(Familiar, {"documento": "99123456"}, {"documento": "99123457"}, otro_familiar),
    "A20": Caso(
        Familiar,
        {"parentesco": HIJO, "fecha_nacimiento": NACIO},
        {"parentesco": HIJO, "fecha_nacimiento": date(2010, 1, 1)},
    ),
    "A21": Caso(Contacto, {"telefono_movil": "064 231000"}, {"telefono_movil": "+51 900 000 123"}),
    "A22": Caso(
        Capacitacion,
        {"fecha_inicio": date(2019, 3, 1), "fecha_fin": date(2019, 3, 2), "horas": 25},
        {"fecha_inicio": date(2019, 3, 1), "fecha_fin": date(2019, 3, 2), "horas": 24},
    ),
    "A23": Caso(
        Experiencia, {"sector": "1", "fecha_fin": None}, {"sector": "2", "fecha_fin": None}
    ),
    "A30": Caso(
        Capacitacion,
        {"fecha_inicio": date(1919, 3, 1)},
        {"fecha_inicio": date(2009, 3, 1)},
    ),
    "A31": Caso(
        OtroDocumento,
        {"fecha_documento": lambda: HOY() + timedelta(days=1)},
        {"fecha_documento": HOY},
    ),
    "A32": Caso(
        Licencia,
        {"fecha_inicio": date(2018, 3, 1), "fecha_documento": date(2019, 3, 2)},
        {"fecha_inicio": date(2018, 3, 1), "fecha_documento": date(2019, 3, 1)},
    ),
    "A33": Caso(OtroDocumento, {"archivo": ""}, {"archivo": "a.pdf"}),
    "A34": Caso(
        OtroDocumento, {"archivo": "a.pdf", "folios": None}, {"archivo": "a.pdf", "folios": 3}
    ),
}  # fmt: skip

CUMPLEN: dict[str, dict[str, Any]] = {
    "E01": {},
    "E02": {"emergencia_nombre": "Un familiar"},
    "E03": {},
    "E04": {},
    "E05": {"situacion": "G", "nivel": de(NivelEducativo, "TITULO")},
    "E06": {},
    "E07": {},
}


def hacer(modelo: Any, persona: Any, *, por: Any = None, **datos: Any) -> Any:
    """A record of a kind, then with these data, which a form might refuse."""
    por = por or persona.usuario or fabricas.personal(persona.unidad)
    registro = fabricas.registro(modelo.tipo, persona, por=por)
    valores = {c: v() if callable(v) else v for c, v in datos.items()}
    if valores:
        modelo.objects.filter(pk=registro.pk).update(**valores)
        registro.refresh_from_db()
    return registro


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def especialista(persona):
    return fabricas.personal(persona.unidad)


def test_cada_regla_tiene_un_caso_y_su_numero_no_se_repite():
    assert sorted(CASOS) == sorted(a.id for a in AVISOS)
    assert sorted(CUMPLEN) == sorted(e.id for e in ESENCIALES)
    assert len(AVISO) == len(AVISOS)


@pytest.mark.parametrize("sospechoso", [True, False], ids=["sospecha", "deja"])
@pytest.mark.parametrize("id", CASOS)
def test_la_regla_sospecha_lo_que_debe(persona, especialista, id, sospechoso):
    caso = CASOS[id]
    caso.antes(persona)
    registro = hacer(caso.modelo, persona, **(caso.malo if sospechoso else caso.bueno))
    aviso = AVISO[id]
    de_uno = {
        o.publico for o in leer_salud(servidor_de(persona.usuario)).observados if aviso in o.avisos
    }
    de_la_ugel = casos(Punto(aviso, registro.tipo), usuario=especialista, unidad=persona.unidad)
    assert (registro.publico in de_uno) is sospechoso
    assert (aviso in leer_registro(registro)) is sospechoso
    assert (registro.pk in set(de_la_ugel)) is sospechoso


def test_la_ugel_cuenta_los_casos_de_cada_regla(especialista):
    unidad = fabricas.ugel()
    for caso in CASOS.values():
        persona = fabricas.servidor(unidad, usuario=None)
        caso.antes(persona)
        hacer(caso.modelo, persona, por=especialista, **caso.malo)
    contadas = {
        (c.punto.regla.id, c.punto.tipo.slug)
        for detalles in (False, True)
        for c in cuentas(usuario=especialista, unidad=unidad, detalles=detalles)
    }
    assert {(id, caso.modelo.tipo.slug) for id, caso in CASOS.items()} - contadas == set()


@pytest.mark.parametrize("esencial", ESENCIALES, ids=lambda e: e.id)
def test_lo_esencial_falta_hasta_que_consta(especialista, esencial):
    sin_vinculo = esencial.modelo is Vinculo
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=not sin_vinculo)

    def falta() -> tuple[bool | None, bool]:
        punto = Punto(esencial, esencial.tipo)
        faltan = casos(punto, usuario=especialista, unidad=persona.unidad)
        cumplidos = leer_salud(servidor_de(persona.usuario)).cumplidos
        return cumplidos.get(esencial.id), persona.pk in set(faltan)

    assert falta() == (False, True)
    hacer(esencial.modelo, persona, **CUMPLEN[esencial.id])
    assert falta() == (True, False)


def test_el_titulo_se_pide_a_quien_su_carrera_lo_exige(especialista):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.vinculo(persona, regimen=RegimenLaboral.objects.get(codigo="5"))
    assert "E05" not in leer_salud(servidor_de(persona.usuario)).cumplidos


def test_a_quien_ceso_la_ugel_no_le_pide_lo_que_falta(especialista):
    persona = fabricas.servidor(fabricas.ugel(), con_vinculo=False)
    fabricas.vinculo(persona, fecha_fin=date(2020, 12, 31))
    esencial = next(e for e in ESENCIALES if e.modelo is Domicilio)
    faltan = casos(Punto(esencial, esencial.tipo), usuario=especialista, unidad=persona.unidad)
    assert persona.pk not in set(faltan)
    assert esencial in leer_salud(servidor_de(persona.usuario)).faltan()


def test_lo_retirado_no_se_sospecha(persona):
    registro = hacer(Formacion, persona, situacion="G", titulo="X", numero_registro="")
    Formacion.objects.filter(pk=registro.pk).update(retirado=True)
    observados = leer_salud(servidor_de(persona.usuario)).observados
    assert registro.publico not in {o.publico for o in observados}
    assert leer_registro(registro) == ()


def test_todo_tipo_con_sustento_tiene_avisos():
    assert [t.slug for t in tipos() if t.sustento and not avisos_de(t)] == []


def test_una_sola_consulta_lee_todo(persona, django_assert_num_queries):
    servidor = servidor_de(persona.usuario)
    leer_salud(servidor)
    with django_assert_num_queries(1):
        leer_salud(servidor)
