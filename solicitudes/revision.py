"""A request on the reviewer's desk: what he sees, and the verb that he presses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.models import Usuario
from legajo.emision import HojaDeVidaForm
from legajo.formularios import detalle
from solicitudes import verbos
from solicitudes.aplicacion import registro_de_hoy
from solicitudes.datos import comparacion
from solicitudes.models import Solicitud
from solicitudes.seguimiento import hechos


class DecisionForm(forms.Form):
    """Attend or reject, with the motive and the version of the record that was seen."""

    verbo = forms.ChoiceField(choices=[("atender", "Atender"), ("rechazar", "Rechazar")])
    motivo = forms.CharField(
        label="Motivo del rechazo (lo leerá el servidor)",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A rejection says why."""
        datos = super().clean() or self.cleaned_data
        if datos.get("verbo") == "rechazar" and not datos.get("motivo"):
            self.add_error("motivo", "Escriba el motivo del rechazo: el servidor lo leerá.")
        return datos


class Revision:
    """One request with its forms; `enviado` is the POST, or None."""

    def __init__(self, solicitud: Solicitud, enviado: QueryDict | None) -> None:
        self.solicitud = solicitud
        try:
            self.registro, self.aviso = registro_de_hoy(solicitud), ""
        except ValidationError as error:
            self.registro, self.aviso = None, " ".join(error.messages)
        self.form = DecisionForm(
            enviado, initial={"version": self.registro.version if self.registro else None}
        )
        self.es_hoja = solicitud.clase == Solicitud.Clase.HOJA_DE_VIDA
        atiende = enviado is not None and enviado.get("verbo") == "atender"
        self.hoja = (
            HojaDeVidaForm(
                enviado if atiende else None,
                initial={
                    "solicitante": str(solicitud.servidor),
                    "expediente": solicitud.expediente,
                    "fecha_expediente": solicitud.creada_en.date(),
                    "clave": solicitud.publico,
                },
            )
            if self.es_hoja
            else None
        )

    def es_valida(self) -> bool:
        """Whether the decision is complete."""
        return self.form.is_valid() and (
            self.hoja is None or not self.hoja.is_bound or self.hoja.is_valid()
        )

    def decidir(self, *, por: Usuario) -> Solicitud:
        """Do the verb; raises what solicitudes.verbos raises."""
        datos = self.form.cleaned_data
        if datos["verbo"] == "rechazar":
            return verbos.rechazar(self.solicitud.pk, por=por, motivo=datos["motivo"])
        return verbos.atender(
            self.solicitud.pk,
            por=por,
            version_vista=datos["version"],
            pedido=self.hoja.pedido() if self.hoja else None,
        )

    def contexto(self) -> dict[str, Any]:
        """What the desk shows."""
        filas = comparacion(list(self.solicitud.datos.all()), self.registro)
        return {
            "solicitud": self.solicitud,
            "aviso": self.aviso,
            "pares": hechos(self.solicitud),
            "filas": filas,
            "cambio_desde": self.registro and any(f["hoy"] != f["antes"] for f in filas),
            "registro_actual": detalle(self.registro) if self.registro else None,
            "form": self.form,
            "hoja": self.hoja,
            "eventos": self.solicitud.eventos.select_related("por"),
        }
