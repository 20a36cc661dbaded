"""Sample data with which the page of components shows every state."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.paginator import Paginator

TEXTO_LARGO = "Resolución Directoral Regional que reconoce la capacitación de especialización"


@dataclass
class Fila:
    """A row as componentes/tabla.html takes it."""

    celdas: tuple[str, ...]
    acciones: list[dict[str, str]] = field(default_factory=list)
    estado: dict[str, str] | None = None
    nota: str = ""


@dataclass
class Tabla:
    """A table as componentes/tabla.html takes it."""

    titulo: str
    columnas: list[str]
    filas: list[Fila]
    vacio: str = "No hay registros en esta sección."
    con_acciones: bool = True


class MuestraForm(forms.Form):
    """One field of each sort."""

    texto = forms.CharField(label="Institución", help_text="Como figura en el documento.")
    correo = forms.EmailField(label="Correo electrónico")
    fecha = forms.DateField(label="Fecha del documento", help_text="Día/mes/año.")
    monto = forms.DecimalField(label="Monto", decimal_places=2)
    opcion = forms.ChoiceField(label="Nivel", choices=[("", "Elija"), ("1", "Inicial")])
    eleccion = forms.ChoiceField(
        label="¿Concluyó?", choices=[("1", "Sí"), ("0", "No")], widget=forms.RadioSelect
    )
    notas = forms.CharField(label="Notas", widget=forms.Textarea, required=False)
    archivo = forms.FileField(label="Sustento (PDF)", required=False)
    acepto = forms.BooleanField(label="Declaro que los datos son verdaderos")


def contexto() -> dict[str, Any]:
    """What portal/componentes.html asks for."""
    return {
        "form": MuestraForm(prefix="vacio"),
        "form_error": MuestraForm(
            {"malo-correo": "sin arroba", "malo-fecha": "ayer"}, prefix="malo"
        ),
        "tabla": Tabla("Capacitaciones", ["Denominación", "Institución", "Horas"], _filas()),
        "tabla_vacia": Tabla("Méritos", ["Tipo", "Fecha"], []),
        "comparacion": _comparacion(),
        "pares": [("Número de documento", "99000001"), ("Régimen laboral", "")],
        "pagina": Paginator(range(60), 20).get_page(2),
    }


def _filas() -> list[Fila]:
    ver = {"url": "#tablas", "icono": "info", "texto": "Ver"}
    anular = {"url": "#tablas", "icono": "papelera", "texto": "Anular"}
    return [
        Fila(("Didáctica de la lectura", "Instituto Demo", "120"), [ver], nota="Revise: las horas"),
        Fila((TEXTO_LARGO, "Universidad Demo", "400"), [ver, anular],
             {"texto": "En solicitud", "tono": "espera"}),
        Fila(("Gestión escolar", "", ""), [ver], {"texto": "Rechazado", "tono": "error"}),
    ]  # fmt: skip


def _comparacion() -> list[dict[str, Any]]:
    aceptado = {"texto": "Aceptado", "tono": "exito"}
    return [
        {"campo": "Horas", "antes": "100", "hoy": "100", "pedido": "120", "estado": aceptado},
        {"campo": "Institución", "antes": "", "hoy": "Instituto Demo", "pedido": "Universidad Demo",
         "motivo": "La institución ya fue corregida."},
    ]  # fmt: skip
