"""What a person does with a file of payroll: bring it in, have it tried, give it an hour, retire.

The states and what leads from one to the next:

    En preparación --(the trial ends)--> Revisada --programar--> Programada --(hour)--> Publicada
          ^                                 |                        |
          +----------- revisar -------------+                        +--retirar--> Retirada

A file that cannot be read is «No se pudo leer», and may be tried again. Each verb locks the
import, and is open only where `pasos` says so: that is the whole of the rule.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import Usuario
from accounts.origen import Origen
from accounts.sucesos import Tipo, anotar
from boletas.importacion.catalogos import PERMISO
from boletas.importacion.control import diferencias
from boletas.importacion.guardado import guardar
from boletas.importacion.trabajo import alcanza, en_marcha
from boletas.models import Importacion
from legajo.importacion.alcance import unidad_de

MARGEN = timedelta(minutes=1)
"""So long before its hour an import is as good as published: clocks and commits take time."""
ADELANTO_MAX = timedelta(days=60)
SIN_DERECHO = "No tiene el derecho de importar boletas."
CERRADO = "Ese paso ya no está abierto: mire el estado de la importación."
MUY_LEJOS = f"Elija una hora dentro de los próximos {ADELANTO_MAX.days} días."
CON_HALLAZGOS = "El archivo tiene hallazgos: marque que aun así se publiquen las boletas correctas."
Estado, Pedido = Importacion.Estado, Importacion.Pedido


def crear(nombre: str, *, por: Usuario | None, control: dict[str, str]) -> Importacion:
    """An import of who may make one, not saved. `por` None is the operator of the system."""
    unidad = unidad_de(por, PERMISO)
    if unidad is None:
        raise PermissionDenied(SIN_DERECHO)
    return Importacion(
        archivo=nombre[-200:], hecha_por=por, unidad=unidad, control=control,
        pedido=Pedido.REVISAR, pedido_por=por,
    )  # fmt: skip


def recibir(archivo: File[Any], *, control: dict[str, str], por: Usuario) -> Importacion:
    """Keep the file and have it tried. Raises ValidationError where it cannot be kept."""
    from boletas.importacion import tareas

    importacion = crear(archivo.name or "archivo", por=por, control=control)
    guardar(importacion, archivo)
    with transaction.atomic():
        importacion.save()
        tareas.revisar.enqueue(importacion.pk)
    return importacion


def revisar(importacion: Importacion, *, por: Usuario) -> None:
    """Have the kept file read again: what it names may be in a catalog now."""
    from boletas.importacion import tareas

    with transaction.atomic():
        actual = _abierta(importacion, "revisar", por)
        actual.pedido, actual.pedido_por, actual.mensaje = Pedido.REVISAR, por, ""
        actual.estado = Estado.EN_PREPARACION
        actual.save(update_fields=["pedido", "pedido_por", "mensaje", "estado"])
        tareas.revisar.enqueue(actual.pk)


def continuar(importacion: Importacion, *, por: Usuario) -> None:
    """Have done what the worker was asked for and did not end."""
    from boletas.importacion import tareas

    with transaction.atomic():
        actual = _abierta(importacion, "continuar", por)
        tarea = tareas.publicar if actual.pedido == Pedido.PUBLICAR else tareas.revisar
        tarea.enqueue(actual.pk)


def programar(
    importacion: Importacion, *, por: Usuario, cuando: datetime | None = None,
    con_hallazgos: bool = False,
) -> None:  # fmt: skip
    """Have the good boletas written, to be seen from `cuando` on; at once without it.

    Raises ValidationError where that is not open, the hour is too far, or there are findings
    and `con_hallazgos` does not say to go on.
    """
    from boletas.importacion import tareas

    with transaction.atomic():
        tareas.publicar.enqueue(
            pedir_publicacion(importacion, por=por, cuando=cuando, con_hallazgos=con_hallazgos).pk
        )


def pedir_publicacion(
    importacion: Importacion, *, por: Usuario | None, cuando: datetime | None, con_hallazgos: bool
) -> Importacion:
    """The same, left to be written by who calls; within a transaction."""
    actual = _abierta(importacion, "programar", por)
    if cuando and cuando > timezone.now() + ADELANTO_MAX:
        raise ValidationError({"cuando": MUY_LEJOS})
    if not con_hallazgos and tiene_hallazgos(actual):
        raise ValidationError({"con_hallazgos": CON_HALLAZGOS})
    actual.pedido, actual.pedido_por, actual.mensaje = Pedido.PUBLICAR, por, ""
    actual.publicar_en, actual.parcial = cuando, con_hallazgos
    actual.save(update_fields=["pedido", "pedido_por", "mensaje", "publicar_en", "parcial"])
    return actual


def retirar(importacion: Importacion, *, por: Usuario | None, origen: Origen) -> None:
    """Take a programmed import back before its hour: nobody ever sees its boletas."""
    with transaction.atomic():
        actual = _abierta(importacion, "retirar", por)
        actual.estado, actual.publicada_en = Estado.RETIRADA, None
        actual.retirada_en = timezone.now()
        actual.save(update_fields=["estado", "publicada_en", "retirada_en"])
        anotar(
            Tipo.BOLETAS_RETIRADAS, por=por, unidad=actual.unidad, origen=origen,
            detalle=f"Importación {actual.pk}: {actual.filas} boletas",
        )  # fmt: skip


def pasos(importacion: Importacion, por: Usuario | None) -> set[str]:
    """The verbs that are open to somebody now."""
    if not alcanza(por, importacion) or en_marcha(importacion):
        return set()
    if importacion.pedido or importacion.estado == Estado.EN_PREPARACION:
        return {"continuar"} if importacion.guardado or por is None else set()
    if importacion.estado == Estado.PROGRAMADA:
        return {"retirar"} if importacion.por_publicarse(timezone.now() + MARGEN) else set()
    abiertos = {"revisar"} if importacion.guardado and importacion.estado in "RI" else set()
    if importacion.estado == Estado.REVISADA and importacion.nuevas + importacion.corregidas:
        abiertos.add("programar")
    return abiertos


def tiene_hallazgos(importacion: Importacion) -> bool:
    """Whether who publishes must say that he saw them: errors, doubts, totals that differ."""
    return bool(importacion.malas or importacion.dudas or diferencias(importacion))


def _abierta(importacion: Importacion, verbo: str, por: Usuario | None) -> Importacion:
    """The import, locked, where the verb is open to who asks. Raises ValidationError."""
    actual = Importacion.objects.select_for_update(of=("self",)).get(pk=importacion.pk)
    if verbo not in pasos(actual, por):
        raise ValidationError(CERRADO)
    return actual
