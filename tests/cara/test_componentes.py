"""Components, forms, formats and voices, without a database."""

import datetime
import wave
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string
from django.utils import formats

VOCES = Path(settings.BASE_DIR) / "portal/voces"
ALFABETO = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass
class Fila:
    celdas: tuple[str, ...]
    acciones: list[dict[str, str]] = field(default_factory=list)
    estado: dict[str, str] | None = None


@dataclass
class Tabla:
    filas: list[Fila]
    titulo: str = "Méritos"
    columnas: tuple[str, ...] = ("Tipo", "Fecha")
    vacio: str = "No registra méritos."
    con_acciones: bool = True


class Formulario(forms.Form):
    correo = forms.EmailField(label="Correo electrónico", help_text="El de su trabajo.")
    nota = forms.CharField(label="Nota", required=False)
    nivel = forms.ChoiceField(label="Nivel", choices=[("1", "Inicial")], widget=forms.RadioSelect)
    acepto = forms.BooleanField(label="Acepto")

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("Algo no concuerda.")


def dibujar(texto: str, **contexto: Any) -> str:
    return str(engines["django"].from_string(texto).render(contexto))


def test_a_table_escapes_what_people_wrote() -> None:
    malo = "<b onclick=x>"
    accion = {"url": 'x"y', "icono": "papelera", "texto": malo}
    fila = Fila((malo, "1/2/2020"), [accion], {"texto": malo, "tono": "espera"})
    html = render_to_string("componentes/tabla.html", {"tabla": Tabla([fila])})
    assert malo not in html
    assert 'x"y' not in html
    assert html.count("&lt;b onclick=x&gt;") == 4


def test_each_cell_names_its_column_for_phones() -> None:
    html = render_to_string(
        "componentes/tabla.html", {"tabla": Tabla([Fila(("Felicitación", ""))])}
    )
    assert '<td data-col="Tipo">Felicitación</td><td data-col="Fecha"></td>' in html
    assert 'data-col="Acciones"' in html


@pytest.mark.parametrize(("columnas", "celda"), [(("Tipo", "Fecha"), 0), (("N°", "Estado"), 1)])
def test_the_chip_stands_where_it_is_seen(columnas: tuple[str, ...], celda: int) -> None:
    fila = Fila(("", ""), estado={"texto": "En solicitud", "tono": "espera"})
    html = render_to_string("componentes/tabla.html", {"tabla": Tabla([fila], columnas=columnas)})
    chip = '<span class="chip chip--espera">En solicitud</span>'
    assert f'<td data-col="{columnas[celda]}"> {chip}</td>' in html


def test_an_empty_table_says_so() -> None:
    html = render_to_string("componentes/tabla.html", {"tabla": Tabla([])})
    assert "No registra méritos." in html
    assert "<table" not in html


def test_a_field_is_tied_to_its_label_help_and_error() -> None:
    html = dibujar("{{ form }}", form=Formulario({}))
    assert '<label for="id_correo">Correo electrónico</label>' in html
    assert 'aria-describedby="id_correo_helptext id_correo_error"' in html
    assert 'id="id_correo_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'Nota <span class="opcional">(opcional)</span>' in html


def test_the_summary_of_errors_leads_to_each_field() -> None:
    formulario = Formulario({})
    html = render_to_string("componentes/errores.html", {"form": formulario})
    for ancla in ("id_correo", "id_nivel", "id_acepto"):
        assert f'href="#{ancla}"' in html
        assert f'id="{ancla}"' in dibujar("{{ form }}", form=formulario)
    assert "Algo no concuerda." in html


def test_a_good_form_has_no_summary() -> None:
    assert render_to_string("componentes/errores.html", {"form": Formulario()}).strip() == ""


@pytest.mark.parametrize("codigo", ["400", "500", "503"])
def test_error_pages_need_neither_request_nor_database(codigo: str) -> None:
    html = render_to_string(f"{codigo}.html")
    assert "css/portal" in html
    assert "<h1>" in html


def test_dates_and_numbers_are_those_of_peru() -> None:
    fecha = datetime.date(2026, 3, 1)
    assert formats.date_format(fecha, "SHORT_DATE_FORMAT") == "01/03/2026"
    assert formats.date_format(fecha) == "1 de marzo de 2026"
    assert formats.number_format(1234567.5, 2) == "1,234,567.50"
    assert forms.DateField().clean("01/03/2026") == fecha
    assert forms.DateField().clean("2026-03-01") == fecha


def test_the_voices_can_be_joined() -> None:
    formas = set()
    for simbolo in ALFABETO:
        with wave.open(str(VOCES / f"{simbolo}.wav")) as voz:
            formas.add((voz.getnchannels(), voz.getsampwidth(), voz.getframerate()))
            assert 0.4 < voz.getnframes() / voz.getframerate() < 1.5
    assert len(formas) == 1
    assert sum(archivo.stat().st_size for archivo in VOCES.glob("*.wav")) < 300_000
