"""Second pair of eyes: what a setting names changes when one proposed it and another confirmed it.

The setting is CAMPOS_DE_DOS. A request of the servidor goes the same way by its own verbs
(solicitudes.decisiones); here is what staff change by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Usuario
from legajo import cambios
from legajo.columnas import de_campo
from legajo.estructuras import por_slug
from legajo.formularios import escrito, form_class
from legajo.models import Propuesta, Servidor
from legajo.models.propuesta import CONFIRMAR

YA_HAY = "Ya hay un cambio por confirmar sobre lo mismo: decídalo primero."
IDENTIDAD = "servidor"
"""Under which name the setting has the fields of Servidor itself."""


def campos_de_dos(que: str) -> set[str]:
    """The fields of a kind of record, by its slug, or of IDENTIDAD, that two must look at."""
    return set(settings.CAMPOS_DE_DOS.get(que, ()))


def de_dos(fila: Any) -> set[str]:
    """Those of a record, or of a servidor."""
    return campos_de_dos(_slug(fila) or IDENTIDAD)


def pendiente_sobre(fila: Any) -> bool:
    """Whether a proposal over it waits for its second person."""
    suyas = Propuesta.objects.pendientes().filter(servidor=_de_quien(fila), tipo_slug=_slug(fila))
    return suyas.filter(registro=_registro(fila)).exists()


def apartar(fila: Any, campos: Iterable[str], *, por: Usuario) -> Propuesta | None:
    """Keep what changed in the fields of two, and put the row back as it was in them.

    `fila` is valid and not saved yet; None where no such field changed. Inside the
    caller's transaction. Raises ValidationError when one is waiting already.
    """
    suyos = [campo for campo in campos if campo in de_dos(fila)]
    if not suyos:
        return None
    modelo: Any = type(fila)
    antes = modelo._default_manager.get(pk=fila.pk)
    propuesta = Propuesta(
        servidor_id=_de_quien(fila), tipo_slug=_slug(fila), registro=_registro(fila),
        sensible=bool(_slug(fila)) and fila.tipo.sensible,
        datos=[_dato(fila, antes, campo) for campo in suyos], propuesta_por=por,
    )  # fmt: skip
    for campo in suyos:
        setattr(fila, campo, getattr(antes, campo))
    try:
        with transaction.atomic():
            propuesta.save(force_insert=True)
    except IntegrityError as error:
        raise ValidationError(YA_HAY) from error
    return propuesta


def _slug(fila: Any) -> str:
    return "" if isinstance(fila, Servidor) else fila.tipo.slug


def _registro(fila: Any) -> Any:
    return None if isinstance(fila, Servidor) else fila.publico


def _de_quien(fila: Any) -> int:
    return fila.pk if isinstance(fila, Servidor) else fila.servidor_id


def _dato(fila: Any, antes: Any, campo: str) -> dict[str, str]:
    modelo: Any = type(antes)
    columna = de_campo(modelo, campo)
    return {
        "campo": campo,
        "rotulo": columna.titulo,
        "antes": _como_se_guarda(antes, campo),
        "antes_texto": columna.de(antes),
        "pedido": _como_se_guarda(fila, campo),
        "pedido_texto": columna.de(fila),
    }


def _como_se_guarda(fila: Any, campo: str) -> str:
    """A value as its own form takes it: a key, a date of ISO 8601, a text."""
    if isinstance(fila, Servidor):
        return str(getattr(fila, campo))
    return escrito(form_class(fila.tipo)(instance=fila)[campo])


def confirmar(pk: int, *, por: Usuario) -> Propuesta:
    """Write what another proposed. Raises ValidationError, Propuesta.DoesNotExist."""
    with transaction.atomic():
        propuesta = _bloquear(pk, por)
        if propuesta.propuesta_por_id == por.pk:
            raise ValidationError("Usted propuso este cambio: lo confirma otra persona.")
        autoria = cambios.Autoria(
            por=por, medio="admin", motivo=f"Propuesto por {propuesta.propuesta_por}"
        )
        if propuesta.tipo_slug:
            _aplicar_a_registro(propuesta, autoria)
        else:
            _aplicar_a_identidad(propuesta, autoria)
        return _decidir(propuesta, Propuesta.Estado.CONFIRMADA, por)


def devolver(pk: int, *, por: Usuario, motivo: str) -> Propuesta:
    """Leave things as they are, and say why; also by who proposed it."""
    if not motivo.strip():
        raise ValidationError("Escriba el motivo.")
    with transaction.atomic():
        propuesta = _bloquear(pk, por)
        return _decidir(propuesta, Propuesta.Estado.DEVUELTA, por, motivo.strip())


def hoy(propuesta: Propuesta) -> dict[str, str]:
    """What each proposed field says today, in plain words; empty for what is no more."""
    fila = _fila(propuesta)
    if fila is None:
        return {}
    modelo: Any = type(fila)
    return {d["campo"]: de_campo(modelo, d["campo"]).de(fila) for d in propuesta.datos}


def _bloquear(pk: int, por: Usuario) -> Propuesta:
    visibles = Propuesta.objects.visible_to(por, CONFIRMAR)
    propuesta = visibles.select_for_update(of=("self",)).get(pk=pk)
    if propuesta.estado != Propuesta.Estado.PENDIENTE:
        raise ValidationError(f"Este cambio ya está: {propuesta.get_estado_display()}.")
    return propuesta


def _decidir(propuesta: Propuesta, estado: str, por: Usuario, motivo: str = "") -> Propuesta:
    propuesta.estado, propuesta.motivo = estado, motivo
    propuesta.decidida_por, propuesta.decidida_en = por, timezone.now()
    propuesta.save(update_fields=["estado", "motivo", "decidida_por", "decidida_en"])
    return propuesta


def _fila(propuesta: Propuesta) -> Any:
    if not propuesta.tipo_slug:
        return Servidor.objects.get(pk=propuesta.servidor_id)
    modelo = por_slug()[propuesta.tipo_slug].modelo
    return modelo.objects.activos().filter(publico=propuesta.registro).first()


def _aplicar_a_registro(propuesta: Propuesta, autoria: cambios.Autoria) -> None:
    fila = _fila(propuesta)
    if fila is None:
        raise ValidationError("El registro ya no está en el legajo: alguien lo retiró.")
    clase = form_class(fila.tipo)
    base = clase(instance=fila)
    valores = {campo: escrito(base[campo]) for campo in fila.tipo.campos}
    for dato in propuesta.datos:
        if valores[dato["campo"]] != dato["antes"]:
            raise ValidationError(f"«{dato['rotulo']}» cambió después: devuélvalo y proponga.")
        valores[dato["campo"]] = dato["pedido"]
    form = clase(valores, instance=fila, servidor=fila.servidor)
    if not form.is_valid():
        raise ValidationError([m for mensajes in form.errors.values() for m in mensajes])
    campos = tuple(dato["campo"] for dato in propuesta.datos)
    cambios.cambiar(form.instance, campos=campos, autoria=autoria)


def _aplicar_a_identidad(propuesta: Propuesta, autoria: cambios.Autoria) -> None:
    servidor = Servidor.objects.select_for_update(of=("self",)).get(pk=propuesta.servidor_id)
    for dato in propuesta.datos:
        campo: Any = Servidor._meta.get_field(dato["campo"])
        if _como_se_guarda(servidor, campo.name) != dato["antes"]:
            raise ValidationError(f"«{dato['rotulo']}» cambió después: devuélvalo y proponga.")
        setattr(servidor, campo.name, campo.to_python(dato["pedido"]))
    servidor.full_clean()
    campos = tuple(dato["campo"] for dato in propuesta.datos)
    cambios.cambiar_servidor(servidor, campos=campos, autoria=autoria)
