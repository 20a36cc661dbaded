"""A request while it is being filled in: kind, operation, record, cause."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import Usuario
from legajo.estructuras import por_slug
from legajo.models import Servidor
from legajo.tipos import Operacion, TipoRegistro
from solicitudes import verbos
from solicitudes.formularios import CausaForm
from solicitudes.llenado import Llenado, enviado_en
from solicitudes.models import Solicitud


@dataclass
class Pedido(Llenado):
    """What a servidor is about to ask of one kind of record."""

    tipo: TipoRegistro
    operacion: Operacion
    causa_dicha: str = ""
    """The cause that the page before asked."""

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
        registro = registro_propio(servidor, tipo, publico) if publico else None
        if publico and registro is None:
            return None
        return cls(
            servidor, tipo, Operacion(operacion), registro, *enviado_en(request),
            causa_dicha=request.GET.get("causa", ""),
        )  # fmt: skip

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
    def causa(self) -> CausaForm | None:
        """The cause, as the page before asked it."""
        usual = "falta" if self.operacion is Operacion.AGREGAR else "error"
        form = CausaForm(self.enviado, usual=usual)
        self.con_lo_guardado(form)
        if self.causa_dicha in Solicitud.Causa.values:
            form.initial["causa"] = self.causa_dicha
        return form

    @property
    def llave(self) -> dict[str, Any]:
        """What names the draft."""
        return {
            "servidor": self.servidor,
            "tipo_slug": self.tipo.slug,
            "operacion": self.operacion.value,
            "registro": self.registro.publico if self.registro else None,
            "subsana": None,
        }

    @property
    def direccion(self) -> str:
        """The page of the form."""
        partes = [self.tipo.slug, self.operacion.value]
        if self.registro is None:
            return reverse("solicitudes:formulario", args=partes)
        return reverse("solicitudes:formulario_registro", args=[*partes, self.registro.publico])

    @property
    def titulo(self) -> str:
        """What is asked, as a heading."""
        return f"{self.operacion.rotulo}: {self.tipo.singular.lower()}"

    @cached_property
    def ya_enviada(self) -> Solicitud | None:
        """The request that this page sent before, if it did."""
        if self.clave_enviada is None:
            return None
        return Solicitud.objects.filter(servidor=self.servidor, clave=self.clave_enviada).first()

    def es_la_misma(self, enviada: Solicitud) -> bool:
        """Whether what was sent already asks just this: a second click, not a second tab."""
        if self.archivos or not all(form.is_valid() for form in self.formularios):
            return False
        pedidos = dict(enviada.datos.values_list("campo", "pedido"))
        explicacion = self.explicacion.cleaned_data["explicacion"]
        return (enviada.explicacion, pedidos) == (
            explicacion, {d.campo: d.pedido for d in self.datos}
        )  # fmt: skip

    def enviar(self, *, por: Usuario) -> Solicitud:
        """Send it. Raises transiciones.VerboNegado."""
        with self.sustento() as sustento:
            return verbos.enviar(
                servidor=self.servidor,
                por=por,
                tipo=self.tipo,
                operacion=self.operacion,
                clave=self.clave,
                form=self.form,
                registro=self.registro.publico if self.registro else None,
                explicacion=self.explicacion.cleaned_data["explicacion"],
                causa=self.causa.cleaned_data["causa"] if self.causa else "",
                sustento=sustento,
                borrador=(self.borrador, self.adjuntos) if self.borrador else None,
            )


def registro_propio(servidor: Servidor, tipo: TipoRegistro, publico: uuid.UUID) -> Any:
    """A record of one's own, in force or retired, with what it points to; or None."""
    propios = tipo.modelo.objects.filter(servidor=servidor, publico=publico)
    return propios.select_related(*tipo.relaciones).first()
