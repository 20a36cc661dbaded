"""A request on the reviewer's desk: what he sees, and the verb that he presses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.timezone import localdate

from accounts.models import Usuario
from legajo.emision import HojaDeVidaForm
from legajo.formularios import detalle
from solicitudes import decisiones
from solicitudes.aplicacion import registro_de_hoy
from solicitudes.datos import comparacion
from solicitudes.models import Solicitud
from solicitudes.seguimiento import hechos


class AtencionForm(forms.Form):
    """Attending carries the version of the record that was seen."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RechazoForm(forms.Form):
    """A rejection says why."""

    motivo = forms.CharField(
        label="Motivo del rechazo (lo leerá el servidor)",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Escriba el motivo del rechazo: el servidor lo leerá."},
    )


class Revision:
    """One request with the forms of its two verbs; `enviado` is the POST, or None."""

    def __init__(self, solicitud: Solicitud, enviado: QueryDict | None) -> None:
        self.solicitud = solicitud
        try:
            self.registro, self.aviso = registro_de_hoy(solicitud), ""
        except ValidationError as error:
            self.registro, self.aviso = None, " ".join(error.messages)
        self.verbo = enviado.get("verbo", "") if enviado else ""
        atiende = enviado if self.verbo == "atender" else None
        self.atencion = AtencionForm(
            atiende, initial={"version": self.registro.version if self.registro else None}
        )
        self.rechazo = RechazoForm(enviado if self.verbo == "rechazar" else None)
        self.hoja = self._formulario_de_hoja(atiende)

    def _formulario_de_hoja(self, enviado: QueryDict | None) -> HojaDeVidaForm | None:
        if self.solicitud.clase != Solicitud.Clase.HOJA_DE_VIDA:
            return None
        inicial = {
            "solicitante": str(self.solicitud.servidor),
            "expediente": self.solicitud.expediente,
            "fecha_expediente": localdate(self.solicitud.creada_en),
            "clave": self.solicitud.publico,
        }
        return HojaDeVidaForm(enviado, initial=inicial)

    def es_valida(self) -> bool:
        """Whether a verb was pressed and its form is complete."""
        if self.verbo == "rechazar":
            return self.rechazo.is_valid()
        return self.atencion.is_valid() and (self.hoja is None or self.hoja.is_valid())

    def decidir(self, *, por: Usuario) -> Solicitud:
        """Do the verb; raises what solicitudes.verbos raises."""
        if self.verbo == "rechazar":
            motivo = self.rechazo.cleaned_data["motivo"]
            return decisiones.rechazar(self.solicitud.pk, por=por, motivo=motivo)
        return decisiones.atender(
            self.solicitud.pk,
            por=por,
            version_vista=self.atencion.cleaned_data["version"],
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
            "atencion": self.atencion,
            "rechazo": self.rechazo,
            "hoja": self.hoja,
            "eventos": self.solicitud.eventos.select_related("por"),
        }
