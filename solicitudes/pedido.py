"""A request while it is being filled in: kind, operation, record, and the two forms."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict

from accounts.models import Usuario
from legajo.estructuras import por_slug
from legajo.formularios import RegistroForm, detalle, form_class
from legajo.models import Servidor
from legajo.tipos import Operacion, TipoRegistro
from solicitudes import verbos
from solicitudes.datos import datos_pedidos
from solicitudes.formularios import ClaveForm, ExplicacionForm
from solicitudes.models import Solicitud


@dataclass
class Pedido:
    """What a servidor is about to ask of one kind of record."""

    servidor: Servidor
    tipo: TipoRegistro
    operacion: Operacion
    registro: Any
    enviado: QueryDict | None

    @classmethod
    def de(
        cls,
        request: HttpRequest,
        servidor: Servidor,
        slug: str,
        operacion: str,
        publico: uuid.UUID | None,
    ) -> Pedido | None:
        """The request that an address names, or None: no such kind, operation or own record."""
        tipo = por_slug().get(slug)
        if (
            tipo is None
            or operacion not in set(Operacion)
            or not tipo.permite(Operacion(operacion))
        ):
            return None
        if (publico is None) != (operacion == Operacion.AGREGAR):
            return None
        registro = None
        if publico:
            propios = tipo.modelo.objects.filter(servidor=servidor)
            registro = propios.filter(publico=publico).select_related(*tipo.relaciones).first()
            if registro is None:
                return None
        enviado = request.POST if request.method == "POST" else None
        return cls(servidor, tipo, Operacion(operacion), registro, enviado)

    @cached_property
    def abierta(self) -> Solicitud | None:
        """The open request about this record, which a second try opens; a re-sent one is let by."""
        if self.registro is None or (self.enviado and "confirmado" in self.enviado):
            return None
        return Solicitud.objects.abiertas().filter(registro=self.registro.publico).first()

    @cached_property
    def impedimento(self) -> str:
        """Why this can no longer be asked, in a sentence; empty when it can."""
        if self.registro is not None and self.registro.retirado:
            return "Ese registro ya no está en su legajo: su UGEL lo retiró."
        if self.tipo.una_fila and self.operacion is Operacion.AGREGAR:
            propios = self.tipo.modelo.objects.activos().filter(servidor=self.servidor)
            if propios.exists():
                return f"Ya registra {self.tipo.titulo.lower()}: pida cambiarlos."
        return ""

    @cached_property
    def form(self) -> RegistroForm | None:
        """The record's own form; none to take a record away."""
        if self.operacion is Operacion.QUITAR:
            return None
        return form_class(self.tipo)(self.enviado, instance=self.registro, servidor=self.servidor)

    @cached_property
    def explicacion(self) -> ExplicacionForm:
        """Why; required to take a record away."""
        return ExplicacionForm(self.enviado, obligatoria=self.operacion is Operacion.QUITAR)

    @cached_property
    def clave(self) -> uuid.UUID:
        """The key of this sending, the same on every post of one filling-in."""
        form = ClaveForm(self.enviado)
        return form.cleaned_data["clave"] if form.is_valid() else uuid.uuid4()

    @cached_property
    def datos(self) -> list[Any]:
        """What changes, once the form is valid."""
        return datos_pedidos(self.form) if self.form else []

    def es_valido(self) -> bool:
        """Whether it can be sent; errors stand in the forms."""
        if not self.explicacion.is_valid() or (self.form and not self.form.is_valid()):
            return False
        if self.form and not self.datos:
            self.form.add_error(None, "No cambió ningún dato: corrija el que está mal.")
            return False
        return True

    def enviar(self, *, por: Usuario) -> Solicitud:
        """Send it. Raises transiciones.VerboNegado."""
        return verbos.enviar(
            servidor=self.servidor,
            por=por,
            tipo=self.tipo,
            operacion=self.operacion,
            clave=self.clave,
            form=self.form,
            registro=self.registro.publico if self.registro else None,
            explicacion=self.explicacion.cleaned_data["explicacion"],
        )

    def contexto(self) -> dict[str, Any]:
        """What the form page and the confirmation need."""
        propios = ("csrfmiddlewaretoken", "confirmado", "volver", "clave")
        campos = [
            (nombre, valor)
            for nombre, valores in (self.enviado.lists() if self.enviado else ())
            if nombre not in propios
            for valor in valores
        ]
        return {
            "servidor": self.servidor,
            "tipo": self.tipo,
            "operacion": self.operacion,
            "form": self.form or self.explicacion,
            "explicacion": self.explicacion if self.form else None,
            "clave": self.clave,
            "registro": self.registro,
            "actual": detalle(self.registro) if self.registro else None,
            "campos": [("clave", str(self.clave)), *campos],
            "datos": [
                {"campo": d.rotulo, "antes": d.antes_texto, "pedido": d.pedido_texto}
                for d in (
                    self.datos if self.form and self.form.is_bound and self.form.is_valid() else ()
                )
            ],
        }
