"""The legajo as it stood at the end of any day: what it said then, not what was true then.

Read from the versions that the database keeps (legajo.tipos.con_historia): of each record,
the last one written before the next midnight of Lima.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate, make_aware

from accounts.models import Unidad
from legajo.columnas import Columna, formar, rutas_de
from legajo.models import Servidor
from legajo.tipos import TipoRegistro
from portal.preparadas import columnas_de, instancia

CLAVE = "a_la_fecha"
"""The name of the date in an address."""

PRIMER_ANIO = 1900


class FechaForm(forms.Form):
    """A day that is over, or today."""

    a_la_fecha = forms.DateField(
        label="Fecha",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Verá lo que el legajo decía al terminar ese día.",
        error_messages={
            "invalid": "Escriba la fecha como día, mes y año: por ejemplo, 31/03/2025."
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and not self.is_valid():  # a date box would hide what is no date
            self.fields[CLAVE].widget.input_type = "text"

    def clean_a_la_fecha(self) -> date:
        """Neither a day to come nor one of another era."""
        return revisar_dia(self.cleaned_data[CLAVE])


def revisar_dia(dia: date) -> date:
    """The same day. Raises ValidationError for one to come, or of another era."""
    if dia > localdate():
        raise ValidationError("Ese día todavía no llega: elija hoy o un día anterior.")
    if dia.year < PRIMER_ANIO:
        raise ValidationError("Revise el año: escríbalo con cuatro cifras, como 2025.")
    return dia


def fecha_de_corte(servidor: Servidor, dia: date) -> date:
    """A day on which his legajo can be shown. Raises ValidationError for any other."""
    revisar_dia(dia)
    if servidor_al(servidor.pk, dia) is None:
        raise ValidationError("El legajo se abrió después: ese día todavía no decía nada.")
    return dia


def consulta_de(dia: date | None) -> str:
    """What the links of a page of that day carry: «?a_la_fecha=2025-03-31»; of today, nothing."""
    return f"?{CLAVE}={dia.isoformat()}" if dia else ""


def fin_del_dia(dia: date) -> datetime:
    """The midnight of Lima that ends it."""
    return make_aware(datetime.combine(dia + timedelta(days=1), time.min))


def versiones_al(modelo: Any, dia: date) -> QuerySet[Any]:
    """Of each row of a model with history, its last version at the end of that day."""
    versiones = modelo.pgh_event_model.objects.filter(pgh_created_at__lt=fin_del_dia(dia))
    posteriores = versiones.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id"))
    return versiones.filter(~Exists(posteriores))


def registros_al(tipo: TipoRegistro, servidor: int, dia: date) -> QuerySet[Any]:
    """The records of a servidor in force at the end of that day, in the order of the kind."""
    orden = [_de_version(campo) for campo in tipo.orden]
    versiones = versiones_al(tipo.modelo, dia).filter(servidor=servidor, retirado=False)
    return versiones.order_by(*orden)


def _de_version(campo: str) -> str:
    """The same order among versions, whose key is another."""
    return {"pk": "id", "-pk": "-id"}.get(campo, campo)


def leer_al(
    tipo: TipoRegistro, servidor: int, dia: date, *, entre: QuerySet[Any] | None = None,
    columnas: tuple[Columna, ...] = (),
) -> Iterator[tuple[UUID, tuple[str, ...]]]:  # fmt: skip
    """As `legajo.tablas.leer`, at the end of that day: one query.

    `entre` are the records that who looks may see, where he is not their holder.
    """
    versiones = registros_al(tipo, servidor, dia)
    if entre is not None:
        versiones = versiones.filter(pgh_obj_id__in=entre.order_by().values("pk"))
    columnas = columnas or tipo.columnas
    return formar(versiones.values_list(*rutas_de(columnas)), columnas)


def servidor_al(servidor: int, dia: date) -> Servidor | None:
    """His identity and unit as they stood; None while the legajo did not exist."""
    propias, de_unidad = columnas_de(Servidor), columnas_de(Unidad, "unidad__")
    versiones = versiones_al(Servidor, dia).filter(pgh_obj_id=servidor)
    for fila in versiones.values_list(*propias, *de_unidad):
        hallado: Servidor = instancia(Servidor, fila[: len(propias)])
        hallado.unidad = instancia(Unidad, fila[len(propias) :])
        return hallado
    return None


def abierto_el(servidor: int) -> datetime | None:
    """When the history of a legajo begins."""
    versiones: Any = Servidor.pgh_event_model.objects.filter(pgh_obj_id=servidor)  # type: ignore[attr-defined]
    primera: datetime | None = (
        versiones.order_by("pgh_id").values_list("pgh_created_at", flat=True).first()
    )
    return primera
