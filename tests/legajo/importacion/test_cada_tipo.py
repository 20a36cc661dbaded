"""Every declared kind through the import: round trip, and the same verdict as its form."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legajo.estructuras import tipos
from legajo.formularios import form_class
from legajo.importacion.destinos import de_tipo
from legajo.importacion.importar import importar
from legajo.models import CentroLaboral, Distrito, Pais
from tests import fabricas
from tests.legajo.importacion import apoyo

TIPOS = pytest.mark.parametrize("tipo", list(tipos()), ids=lambda t: t.slug)
pytestmark = pytest.mark.django_db

DEL_REGISTRO = ("id", "publico", "servidor", "version")


def contenido(registro):
    return {
        f.name: getattr(registro, f.attname)
        for f in registro._meta.concrete_fields
        if f.name not in DEL_REGISTRO
    }


@TIPOS
def test_lo_que_se_exporta_vuelve_igual(tipo, tmp_path):
    uno, otro = apoyo.persona(), apoyo.persona()
    quien = fabricas.personal(fabricas.ugel())
    registro = fabricas.registro(tipo, uno, por=quien, **apoyo.para_dos(tipo))
    fila = apoyo.tecleado(de_tipo(tipo), registro) | {"documento_servidor": otro.documento}
    hecha = importar(apoyo.csv_de(tmp_path, [fila], f"{tipo.slug}.csv"))
    assert not list(hecha.hallazgos.values_list("columna", "valor", "motivo"))
    importado = tipo.modelo.objects.get(servidor=otro)
    assert contenido(importado) == contenido(registro)
    assert importado.historia.count() == 1
    assert importar(apoyo.csv_de(tmp_path, [fila], f"{tipo.slug}.csv")).iguales == 1


class Dado:
    """Rows of a kind, good and bad, as key for the form and as text for the file."""

    SUELTAS = ("Texto", " con espacios ", 'Ñandú «x» \\ ; , "', "99123456", "9" * 9, "x" * 2001)
    MALAS = ("", "abc", "-1", "7.125", "99999999999999999999", "?", "2019-02-31", "1")

    def __init__(self, tipo, azar: Random, centro) -> None:
        self.tipo, self.azar, self.centro = tipo, azar, centro
        self.malo = 0.0

    def fila(self) -> tuple[dict[str, str], dict[str, str]]:
        self.malo = self.azar.choice([0, 0, 0.03, 0.15])
        pares = {c: self.valor(c) for c in (*self.tipo.campos, "folios")}
        return {c: a for c, (a, _) in pares.items()}, {c: b for c, (_, b) in pares.items()}

    def valor(self, nombre: str) -> tuple[str, str]:
        campo = self.tipo.modelo._meta.get_field(nombre)
        if self.azar.random() < self.malo:
            return self.mala(campo)
        if campo.is_relation:
            return self.relacion(campo)
        if campo.choices:
            codigo, rotulo = self.azar.choice(campo.choices)
            return str(codigo), self.azar.choice([str(codigo), str(rotulo)])
        if isinstance(campo, models.DateField):
            return self.fecha(campo)
        if isinstance(campo, models.BooleanField):
            return self.azar.choice([("on", "Sí"), ("", "no"), ("on", "X"), ("", "")])
        return self.suelto(campo)

    def suelto(self, campo) -> tuple[str, str]:
        limpio = fabricas._tecleado(self.tipo, campo.name, None)
        if campo.name == "codigo_plaza":  # of two that name one plaza the file refuses the second
            return limpio, limpio
        if isinstance(campo, models.CharField | models.TextField):
            limpio = self.azar.choice([limpio, "x" * (campo.max_length or 2000)])
            if isinstance(campo, models.EmailField) or campo.name == "documento":
                limpio = fabricas._tecleado(self.tipo, campo.name, None)
        return limpio, limpio

    def mala(self, campo) -> tuple[str, str]:
        if campo.is_relation:
            if self.azar.random() < 0.5:
                return self.relacion(campo, de_todas=True)
            return self.azar.choice([("", ""), ("abc", "no hay tal")])
        if isinstance(campo, models.CharField | models.TextField) and not campo.choices:
            sueltas = () if campo.name == "codigo_plaza" else self.SUELTAS
            texto = self.azar.choice(["", "y" * ((campo.max_length or 2000) + 1), *sueltas])
            return texto, texto
        if isinstance(campo, models.BooleanField):
            return "", ""
        texto = self.azar.choice(self.MALAS)
        return texto, texto

    def fecha(self, campo) -> tuple[str, str]:
        dia = date(2020, 1, 1) + timedelta(days=self.azar.randint(-900, 900))
        if "fin" in campo.name:
            dia += timedelta(days=1200)
        formato = self.azar.choice(["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y"])
        return dia.isoformat(), dia.strftime(formato)

    def relacion(self, campo, de_todas: bool = False) -> tuple[str, str]:
        modelo = campo.related_model
        if modelo is Distrito:
            escritos = ["211101", "Juliaca, San Román, Puno", "JULIACA, SAN ROMAN, PUNO"]
            return "JULIACA, SAN ROMAN, PUNO", self.azar.choice(escritos)
        if modelo is CentroLaboral:
            return self.centro.codigo, self.centro.codigo
        if de_todas:
            entrada = self.azar.choice(list(modelo.objects.all()))
            return entrada.nombre if modelo is Pais else str(entrada.pk), entrada.codigo
        escrito = fabricas._tecleado(self.tipo, campo.name, None)
        if not escrito.isdecimal():
            return escrito, escrito
        entrada = modelo.objects.get(pk=escrito)
        return escrito, self.azar.choice([entrada.codigo, entrada.codigo.lower()])


@pytest.fixture
def gente():
    return [apoyo.persona() for _ in range(25)]


@TIPOS
@settings(
    max_examples=4, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(semilla=st.integers(0, 2**32))
def test_la_importacion_acepta_lo_mismo_que_el_formulario(tipo, semilla, gente, tmp_path):
    """Random rows, each of a person of its own: the same ones are refused by both."""
    azar = Random(semilla)
    dado = Dado(tipo, azar, fabricas.centro(fabricas.ugel()))
    escritas, por_formulario = [], []
    for persona in gente:
        tecleado, del_archivo = dado.fila()
        form = form_class(tipo, "folios")(tecleado, servidor=persona)
        por_formulario.append((form.is_valid(), dict(form.errors)))
        escritas.append({"documento_servidor": persona.documento} | del_archivo)
    hecha = importar(apoyo.csv_de(tmp_path, escritas, f"{tipo.slug}.csv"), simular=True)
    malas = {h.fila: h for h in hecha.hallazgos.all()}
    assert not hecha.mensaje
    assert any(vale for vale, _ in por_formulario)
    for fila, (vale, errores) in enumerate(por_formulario, 2):
        hallazgo = malas.get(fila)
        assert vale == (hallazgo is None), (fila, errores, hallazgo and vars(hallazgo))
