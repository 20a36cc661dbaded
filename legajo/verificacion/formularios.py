"""What a committee or a bank types from the paper: one document, or a list of them."""

import re
from dataclasses import dataclass

from django import forms

from legajo.codigos import bien_escrito, normalizar

LINEAS = 200
MAL_ESCRITO = (
    "El código no está bien escrito: le falta o le sobra una letra, o hay una cambiada. "
    "Cópielo del papel otra vez."
)
SEPARADOR = re.compile(r"[;,\t]")


class VerificarForm(forms.Form):
    """The code, whose check letter tells a slip at once, and the datum."""

    codigo = forms.CharField(
        label="Código de verificación",
        max_length=40,
        help_text="Está al pie del documento, por ejemplo ABCD-EFGH-JKMN.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    digitos = forms.RegexField(
        r"^[0-9A-Za-z]{4}\Z",
        label="Últimos cuatro dígitos del documento de identidad del titular",
        error_messages={"invalid": "Escriba cuatro dígitos, como están en el documento."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_codigo(self) -> str:
        """The code as it is stored."""
        if not bien_escrito(self.cleaned_data["codigo"]):
            raise forms.ValidationError(MAL_ESCRITO)
        return normalizar(self.cleaned_data["codigo"])

    @property
    def par(self) -> tuple[str, str]:
        """Code and datum, clean."""
        return self.cleaned_data["codigo"], self.cleaned_data["digitos"].upper()


@dataclass(frozen=True, slots=True)
class Linea:
    """A line of a list: its number, and its code and datum, or what is wrong with it."""

    numero: int
    par: tuple[str, str] | None = None
    falla: str = ""


class ListaForm(forms.Form):
    """Many codes at once, as they stand in a sheet or a text."""

    lineas = forms.CharField(
        label="Códigos y dígitos",
        max_length=100 * LINEAS,
        help_text=f"Hasta {LINEAS} líneas. En cada una, el código y los últimos cuatro dígitos del "
        "documento de identidad, separados por punto y coma, coma o tabulador: "
        "ABCD-EFGH-JKMN;0001",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean_lineas(self) -> list[Linea]:
        """Each line that says something, by its number."""
        escritas = enumerate(self.cleaned_data["lineas"].splitlines(), start=1)
        con_algo = [(numero, texto) for numero, texto in escritas if texto.strip(' ;,\t"')]
        if len(con_algo) > LINEAS:
            raise forms.ValidationError(
                f"Son {len(con_algo)} líneas: pegue hasta {LINEAS} cada vez."
            )
        return [_linea(numero, texto) for numero, texto in con_algo if not _es_cabecera(texto)]


def linea(numero: int, codigo: str, digitos: str) -> Linea:
    """A line by the rules of the form of one."""
    form = VerificarForm({"codigo": codigo, "digitos": digitos})
    if form.is_valid():
        return Linea(numero, form.par)
    return Linea(numero, falla=" ".join(str(e) for cada in form.errors.values() for e in cada))


def _linea(numero: int, texto: str) -> Linea:
    celdas = [celda.strip(' "') for celda in SEPARADOR.split(texto)]
    if len(celdas) != 2:
        return Linea(numero, falla="Escriba el código y los cuatro dígitos, separados por ;")
    return linea(numero, *celdas)


def _es_cabecera(texto: str) -> bool:
    return SEPARADOR.split(texto.casefold())[0].strip(' "') in ("codigo", "código")
