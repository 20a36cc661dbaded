"""The form that prepares a batch: what, for whom, by which expediente."""

import uuid
from typing import Any

from django import forms
from django.utils.timezone import localdate

from accounts.models import Unidad, Usuario
from legajo.emision.clases import EMISIBLES
from legajo.emision.formulario import PedidoForm
from legajo.lotes import lista
from legajo.lotes.lista import EMITIR, MAX_FILAS, MAX_LINEAS
from legajo.models import Cargo, RegimenLaboral

TODOS, LISTA = "todos", "lista"
QUIENES = (
    (TODOS, "Todos los que tienen vínculo vigente"),
    (LISTA, "Una lista de números de documento"),
)
REPAROS_EN_PANTALLA = 50


class LoteForm(PedidoForm):
    """A batch to prepare; nothing is issued before it is confirmed."""

    unidad = forms.ModelChoiceField(Unidad.objects.none(), label="Unidad")
    clase = forms.ChoiceField(label="Documento")
    a_la_fecha = forms.DateField(
        label="Legajo a la fecha", required=False,
        help_text="Solo para la copia del legajo a una fecha.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    quienes = forms.ChoiceField(label="Para quiénes", choices=QUIENES, initial=TODOS)
    regimen = forms.ModelChoiceField(
        RegimenLaboral.objects.vigentes(), label="Régimen laboral", required=False,
        empty_label="Todos",
    )  # fmt: skip
    cargo = forms.ModelChoiceField(
        Cargo.objects.vigentes(), label="Cargo", required=False, empty_label="Todos"
    )
    lista = forms.CharField(
        label="Números de documento", required=False, widget=forms.Textarea({"rows": 8}),
        help_text=f"Uno por línea, hasta {MAX_LINEAS}. Puede pegarlos de una hoja de cálculo.",
    )  # fmt: skip
    clave = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    omitir = forms.BooleanField(
        label="Dejar fuera las líneas con problemas y seguir con las demás", required=False
    )
    field_order = (
        "unidad", "clase", "a_la_fecha", "quienes", "regimen", "cargo", "lista", "omitir",
        "expediente", "fecha_expediente", "solicitante", "anotaciones",
    )  # fmt: skip

    def __init__(self, *args: Any, por: Usuario, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.por, self.claves = por, list[int]()
        campos: Any = self.fields
        unidades = Unidad.objects.a_cargo(por, EMITIR).order_by("codigo")
        campos["unidad"].queryset = unidades
        self.initial.setdefault("unidad", unidades[0] if len(unidades) == 1 else None)
        campos["clase"].choices = [(e.clase, e.clase.label) for e in EMISIBLES.values()]

    def clean(self) -> dict[str, Any]:
        """For whom it is, in `claves`; each line that is wrong is told."""
        datos = super().clean() or self.cleaned_data
        self._fecha(datos)
        unidad, quienes = datos.get("unidad"), datos.get("quienes")
        if unidad is None or quienes is None:
            return datos
        if quienes == LISTA:
            self._de_la_lista(datos.get("lista", ""), unidad, omitir=datos.get("omitir", False))
        elif datos.get("lista"):
            self.add_error("quienes", "Escribió una lista: elija «Una lista…», o bórrela.")
        elif not self.errors:
            self._de_la_unidad(datos, unidad)
        return datos

    def _fecha(self, datos: dict[str, Any]) -> None:
        clase, fecha = datos.get("clase"), datos.get("a_la_fecha")
        if clase is None or "a_la_fecha" in self.errors:
            return
        pide = EMISIBLES[clase].pide_fecha
        if pide and fecha is None:
            self.add_error("a_la_fecha", "Diga a qué fecha.")
        elif pide and fecha and fecha > localdate():
            self.add_error("a_la_fecha", "No puede ser una fecha futura.")
        elif fecha and not pide:
            self.add_error("a_la_fecha", "Este documento no lleva esa fecha: bórrela.")

    def _de_la_lista(self, texto: str, unidad: Unidad, *, omitir: bool) -> None:
        if len(texto.splitlines()) > MAX_LINEAS:
            self.add_error("lista", f"Son más de {MAX_LINEAS} líneas: haga más de un lote.")
            return
        leida = lista.leer(texto, unidad, por=self.por)
        self.claves, self.fuera = leida.claves, len(leida.reparos)
        if leida.reparos and not omitir:
            dichos = leida.reparos[:REPAROS_EN_PANTALLA]
            if mas := len(leida.reparos) - len(dichos):
                dichos.append(f"Y {mas} líneas más con problemas.")
            self.add_error("lista", dichos)
        elif not leida.claves:
            self.add_error("lista", "No queda ningún documento que emitir en la lista.")

    def _de_la_unidad(self, datos: dict[str, Any], unidad: Unidad) -> None:
        self.claves = lista.con_vinculo(
            unidad, por=self.por, regimen=datos.get("regimen"), cargo=datos.get("cargo")
        )
        if not self.claves:
            self.add_error("quienes", "Nadie tiene vínculo vigente con esos datos.")
        elif len(self.claves) > MAX_FILAS:
            self.add_error("quienes", f"Son más de {MAX_FILAS}: elija un régimen o un cargo.")

    fuera = 0
    """How many lines were left out."""
