"""Mending an observed request: the same form with what was asked, more papers, or both."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import Usuario
from legajo.formularios import RegistroForm
from legajo.models import Servidor
from legajo.tipos import Operacion
from portal.texto import clave as llave_de
from solicitudes import verbos
from solicitudes.formularios import ExplicacionForm
from solicitudes.llenado import Llenado, enviado_en
from solicitudes.models import Solicitud
from solicitudes.pedido import registro_propio
from solicitudes.transiciones import lo_visto

NADA_NUEVO = "Corrija un dato, explique o adjunte un documento: así como está, nada cambia."


@dataclass
class Subsanacion(Llenado):
    """What a servidor writes to answer an observation."""

    solicitud: Solicitud = field(kw_only=True)

    @classmethod
    def de_la(cls, request: HttpRequest, servidor: Servidor, solicitud: Solicitud) -> Subsanacion:
        """The mending of one's own request, by its record as it is today."""
        tipo, registro = solicitud.tipo, None
        if tipo and solicitud.registro:
            registro = registro_propio(servidor, tipo, solicitud.registro)
        operacion = Operacion(solicitud.operacion) if solicitud.operacion else None
        return cls(
            servidor, tipo, operacion, registro, *enviado_en(request), solicitud=solicitud
        )  # fmt: skip

    @cached_property
    def explicacion(self) -> ExplicacionForm:
        """What he answers to his unit."""
        form = ExplicacionForm(self.enviado)
        self.con_lo_guardado(form)
        return form

    def _a_mostrar(self, form: Any) -> dict[str, str]:
        if self.borrador is None and isinstance(form, RegistroForm):
            return {dato.campo: dato.pedido for dato in self.solicitud.datos.pedidos()}
        return super()._a_mostrar(form)

    @property
    def llave(self) -> dict[str, Any]:
        """What names the draft: the request that it mends."""
        suya = self.solicitud
        return {
            "servidor": self.servidor,
            "tipo_slug": suya.tipo_slug,
            "operacion": suya.operacion,
            "registro": suya.registro,
            "subsana": suya,
        }

    @property
    def recibe_archivos(self) -> bool:
        """Whether the unit that has the request takes papers here."""
        return self.solicitud.unidad.recibe_en_plataforma

    def es_valido(self) -> bool:
        """Whether it can be sent: something must be new."""
        if not super().es_valido():
            return False
        if not self._trae_algo():
            (self.form or self.explicacion).add_error(None, NADA_NUEVO)
            return False
        return True

    def _trae_algo(self) -> bool:
        if self.adjuntos or self.explicacion.cleaned_data["explicacion"]:
            return True
        pedidos = {d.campo: d.pedido for d in self.solicitud.datos.pedidos()}
        return bool(self.form) and pedidos != {d.campo: d.pedido for d in self.datos}

    def enviar(self, *, por: Usuario) -> Solicitud:
        """Mend it. Raises transiciones.VerboNegado."""
        with self.sustento() as sustento:
            return verbos.subsanar(
                self.solicitud.pk,
                por=por,
                form=self.form,
                explicacion=self.explicacion.cleaned_data["explicacion"],
                sustento=sustento,
                borrador=(self.borrador, self.adjuntos) if self.borrador else None,
                vista=llave_de(self.vista),
            )

    @property
    def direccion(self) -> str:
        """The page of the form."""
        return reverse("solicitudes:subsanar", args=[self.solicitud.publico])

    @property
    def titulo(self) -> str:
        """The heading."""
        return f"Subsanar la solicitud N° {self.solicitud.numero}"

    @property
    def vista(self) -> str:
        """What he has seen of the request: on the way to sending, what the first page saw."""
        dicha = self.enviado.get("vista") if self.enviado else ""
        return dicha or str(lo_visto(self.solicitud))
