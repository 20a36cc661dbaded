"""Who accessed whose data between two days: a row for each person that was shown, no gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate, make_aware

from accounts.limites import normalizar
from accounts.models import Usuario
from legajo.models import Acceso, Servidor
from legajo.models.acceso import MAX_TEXTO
from portal.texto import fecha, fecha_hora

CABECERA = (
    *("Fecha y hora", "Quién: documento", "Quién: nombre", "Rol y unidad", "De quién: documento"),
    *("De quién: nombre", "Qué vio", "Qué buscó", "Motivo", "Número de acceso"),
)
BLOQUE = 500
FUERA = "(de otra unidad)"


DE_UN_CLIC = [
    (m.value, m.label)
    for m in Acceso.Motivo
    if m not in (Acceso.Motivo.SOLICITUD, Acceso.Motivo.OTRO)
]
"""The reasons that need no words; a request is one by itself."""


class MotivoForm(forms.Form):
    """Why a file is opened: one of a short list, or what is typed."""

    motivo = forms.ChoiceField(
        choices=[*DE_UN_CLIC, (Acceso.Motivo.OTRO.value, Acceso.Motivo.OTRO.label)],
        error_messages={"required": "Elija para qué abre el legajo."},
    )
    referencia = forms.CharField(label="Otro motivo", max_length=MAX_TEXTO, required=False)

    def clean(self) -> dict[str, Any]:
        """«Otro» says which; the rest say nothing more."""
        datos = super().clean() or self.cleaned_data
        if datos.get("motivo") != Acceso.Motivo.OTRO:
            datos["referencia"] = ""
        elif not datos.get("referencia") and "referencia" not in self.errors:
            self.add_error("referencia", "Escriba el motivo.")
        return datos


class ExportarForm(forms.Form):
    """Between which days, of whose file, by whom; people are typed by documento."""

    desde = forms.DateField(label="Desde", widget=forms.DateInput({"type": "date"}))
    hasta = forms.DateField(label="Hasta", widget=forms.DateInput({"type": "date"}))
    servidor = forms.CharField(
        label="Número de documento de quien fue visto", max_length=12, required=False
    )
    por = forms.CharField(label="Número de documento de quien vio", max_length=12, required=False)

    def __init__(
        self, *args: Any, vistos: QuerySet[Acceso], legajos: QuerySet[Servidor], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.vistos, self.legajos = vistos, legajos

    def clean_servidor(self) -> int | None:
        """The key of the file of that documento."""
        return self._clave("servidor", self.legajos, "No hay un legajo con ese número a su cargo.")

    def clean_por(self) -> int | None:
        """The key of the account of that documento, if it is in the log."""
        suyos = self.vistos.filter(por=OuterRef("pk")).order_by()
        cuentas = Usuario.objects.filter(Exists(suyos))
        return self._clave("por", cuentas, "Nadie con ese número consta en el registro.")

    def _clave(self, campo: str, filas: QuerySet[Any], si_falta: str) -> int | None:
        documento = normalizar(self.cleaned_data[campo])
        if not documento:
            return None
        clave = filas.filter(documento=documento).values_list("pk", flat=True).first()
        if clave is None:
            raise ValidationError(si_falta)
        return clave

    def clean(self) -> dict[str, Any]:
        """The days in their order, and not yet to come."""
        datos = super().clean() or self.cleaned_data
        desde, hasta = datos.get("desde"), datos.get("hasta")
        if desde and hasta and hasta < desde:
            self.add_error("hasta", "La fecha final no puede ser anterior a la inicial.")
        if desde and desde > localdate():
            self.add_error("desde", "La fecha inicial no puede estar en el futuro.")
        return datos


def entre(
    filas: QuerySet[Acceso], desde: date, hasta: date, *, servidor: int | None, por: int | None
) -> QuerySet[Acceso]:
    """The accesses from the beginning of a day to the end of another, in Lima's time."""
    filtro = Q(ocurrido_en__gte=_inicio(desde), ocurrido_en__lt=_inicio(hasta + timedelta(days=1)))
    if servidor is not None:
        filtro &= Q(servidores__contains=[servidor])
    if por is not None:
        filtro &= Q(por=por)
    return filas.filter(filtro).order_by("pk")


def detalle(datos: dict[str, Any], como: str) -> str:
    """What the event of an export says of it."""
    partes = [f"Accesos del {fecha(datos['desde'])} al {fecha(datos['hasta'])}", como]
    partes += [f"{quien} {datos[quien]}" for quien in ("servidor", "por") if datos[quien]]
    return ", ".join(partes)


def _inicio(dia: date) -> datetime:
    return make_aware(datetime.combine(dia, time.min))


def bloques(
    accesos: QuerySet[Acceso], *, de: QuerySet[Servidor], servidor: int | None = None
) -> Iterator[tuple[set[int], list[tuple[str, ...]]]]:
    """Blocks of rows with the keys of those whom they name: one row a person, accesses by order.

    `de` are those whose names may be told; of the others it says that they are of another
    unit. `servidor` leaves only his rows.
    """
    con_todo = accesos.select_related("por", "asignacion__rol", "asignacion__unidad")
    todos = con_todo.iterator(chunk_size=BLOQUE)
    while bloque := list(islice(todos, BLOQUE)):
        claves = {servidor} if servidor else {pk for a in bloque for pk in a.servidores}
        gente = de.in_bulk(claves)
        yield (
            set(gente),
            [
                _fila(acceso, gente.get(pk))
                for acceso in bloque
                for pk in acceso.servidores
                if pk in claves
            ],
        )


def _fila(acceso: Acceso, quien: Servidor | None) -> tuple[str, ...]:
    de_quien: Iterable[str] = (quien.documento, str(quien)) if quien else ("", FUERA)
    return (
        fecha_hora(acceso.ocurrido_en), acceso.por.documento, acceso.por.nombre, acceso.cargo,
        *de_quien, acceso.que, acceso.buscado, acceso.porque, str(acceso.pk),
    )  # fmt: skip
