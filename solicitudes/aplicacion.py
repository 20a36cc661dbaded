"""How an attended request enters the legajo: validated again against today, then written."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import Usuario
from legajo import cambios
from legajo.formularios import RegistroForm, detalle
from legajo.tipos import Operacion
from solicitudes.datos import form_con_lo_pedido
from solicitudes.models import Dato, Solicitud


def aplicar(solicitud: Solicitud, *, por: Usuario, version_vista: int | None) -> None:
    """Write what is accepted, inside the caller's transaction, with the number as reason.

    Raises ValidationError when what is asked no longer fits the record of today.
    """
    autoria = cambios.Autoria(
        por=por, medio=f"solicitud {solicitud.numero}", motivo=solicitud.explicacion
    )
    registro = registro_de_hoy(solicitud)
    if registro and version_vista is not None and registro.version != version_vista:
        raise ValidationError(
            "El registro cambió después de que usted abrió la solicitud. Revise la comparación."
        )
    if solicitud.operacion == Operacion.QUITAR:
        cambios.retirar(registro, autoria=autoria)
        return
    datos = list(solicitud.datos.aceptados())
    form = form_con_lo_pedido(solicitud.tipo_pedido, solicitud.servidor, registro, datos)
    _exigir_valido(form)
    if registro is None:
        cambios.agregar(form.instance, unidad=solicitud.servidor.unidad, autoria=autoria)
    else:
        campos = tuple(dato.campo for dato in datos)
        cambios.cambiar(form.instance, campos=campos, autoria=autoria)


def previa(solicitud: Solicitud, registro: Any, datos: list[Dato]) -> list[tuple[str, str]]:
    """Every datum of the record as it would read with these accepted; nothing is written.

    `registro` is a copy that may be spoilt, or None. Raises ValidationError as `aplicar`.
    """
    form = form_con_lo_pedido(solicitud.tipo_pedido, solicitud.servidor, registro, datos)
    _exigir_valido(form)
    return detalle(form.instance)


def registro_de_hoy(solicitud: Solicitud) -> Any:
    """The record that the request is about, as it is now; None where a new one is asked.

    Raises ValidationError when it is no longer in force.
    """
    if solicitud.registro is None:
        return None
    modelo = solicitud.tipo_pedido.modelo
    registro = modelo.objects.activos().filter(publico=solicitud.registro).first()
    if registro is None:
        raise ValidationError("El registro ya no está en el legajo: alguien lo retiró.")
    return registro


def _exigir_valido(form: RegistroForm) -> None:
    if not form.is_valid():
        raise ValidationError(
            [
                f"{form[campo].label if campo in form.fields else 'Registro'}: {mensaje}"
                for campo, mensajes in form.errors.items()
                for mensaje in mensajes
            ]
        )
