"""What a request asks, datum by datum: from the form of the record, and back to it."""

from __future__ import annotations

from typing import Any

from legajo.formularios import RegistroForm, escrito, form_class, legible, rotulo
from legajo.models import Registro
from legajo.tipos import TipoRegistro
from solicitudes.models import Dato


def datos_pedidos(form: RegistroForm) -> list[Dato]:
    """The data that a valid, bound form changes: what each was and what is asked."""
    tipo = form.tipo
    antes = tipo.modelo.objects.filter(pk=form.instance.pk).first() if form.instance.pk else None
    form_antes = form_class(tipo)(instance=antes) if antes else None
    form_pedido = form_class(tipo)(instance=form.instance)
    datos = []
    for campo in tipo.campos:
        pedido = escrito(form_pedido[campo])
        anterior = escrito(form_antes[campo]) if form_antes else ""
        if pedido != anterior:
            datos.append(
                Dato(
                    campo=campo,
                    rotulo=rotulo(tipo, campo),
                    antes=anterior,
                    antes_texto=legible(antes, campo) if antes else "",
                    pedido=pedido,
                    pedido_texto=legible(form.instance, campo),
                )
            )
    return datos


def form_con_lo_pedido(
    tipo: TipoRegistro, servidor: Any, registro: Registro | None, datos: list[Dato]
) -> RegistroForm:
    """The record's own form, with today's values and what is asked laid over them."""
    clase = form_class(tipo)
    base = clase(instance=registro, servidor=servidor)
    valores = {campo: escrito(base[campo]) for campo in tipo.campos}
    valores |= {dato.campo: dato.pedido for dato in datos}
    return clase(valores, instance=registro, servidor=servidor)


def comparacion(datos: list[Dato], registro: Registro | None) -> list[dict[str, str]]:
    """Rows of the three columns: when asked, today, requested."""
    return [
        {
            "campo": dato.rotulo,
            "antes": dato.antes_texto,
            "hoy": legible(registro, dato.campo) if registro else "",
            "pedido": dato.pedido_texto,
        }
        for dato in datos
    ]
