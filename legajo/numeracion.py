"""The series of numbers of a unit: one a kind and year, without repeats and without holes."""

from django.db import connection, transaction
from django.db.models import Max
from django.utils.timezone import localdate

from accounts.models import Unidad
from legajo.models import Numeracion

CERROJO = 7_120_600
"""First key of the advisory lock; the second is the unit."""


@transaction.atomic
def numero_para(clave: str, clase: str, unidad: Unidad) -> str:
    """«00012-2026-UGEL HUANCAYO», the number of what is issued under `clave`.

    It is kept before the document is drawn, since the paper shows it: where drawing or
    storing fails, the next try under the same `clave` takes the same number.
    """
    anio = localdate().year
    serie = Numeracion.objects.filter(clase=clase, unidad=unidad, anio=anio)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [CERROJO, unidad.pk])
    reservado = Numeracion.objects.filter(clave=clave).first()
    if reservado is None:
        ultimo = serie.aggregate(ultimo=Max("numero"))["ultimo"] or 0
        reservado = Numeracion.objects.create(
            clase=clase, unidad=unidad, anio=anio, numero=ultimo + 1, clave=clave
        )
    return f"{reservado}-{unidad.nombre}"
