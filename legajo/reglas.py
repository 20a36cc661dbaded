"""The rules of a datum: pure functions over the clean values of one row, for forms and imports.

Each takes the values by field name and returns {field: sentence}, empty where all is well.
What must hold for any writer is a database constraint as well.
"""

from typing import Any

from django.utils.timezone import localdate

Datos = dict[str, Any]
Errores = dict[str, str]


def periodo_ordenado(datos: Datos) -> Errores:
    """A period ends on or after its start."""
    inicio, fin = datos.get("fecha_inicio"), datos.get("fecha_fin")
    if inicio and fin and fin < inicio:
        return {"fecha_fin": "La fecha de fin no puede ser anterior a la de inicio."}
    return {}


def anios_ordenados(datos: Datos) -> Errores:
    """Studies end in the year of their start or later."""
    inicio, fin = datos.get("anio_inicio"), datos.get("anio_fin")
    if inicio and fin and fin < inicio:
        return {"anio_fin": "El año de fin no puede ser anterior al de inicio."}
    return {}


def nacimiento_no_futuro(datos: Datos) -> Errores:
    """Nobody is born tomorrow."""
    nacimiento = datos.get("fecha_nacimiento")
    if nacimiento and nacimiento > localdate():
        return {"fecha_nacimiento": "La fecha de nacimiento no puede ser futura."}
    return {}


def documento_no_futuro(datos: Datos) -> Errores:
    """A supporting document is not dated in the future."""
    fecha = datos.get("fecha_documento")
    if fecha and fecha > localdate():
        return {"fecha_documento": "La fecha del documento no puede ser futura."}
    return {}


def motivo_de_la_accion(datos: Datos) -> Errores:
    """The motivo belongs to the acción."""
    accion, motivo = datos.get("accion"), datos.get("motivo")
    if accion and motivo and motivo.accion_id != accion.pk:
        return {"motivo": f"Ese motivo no corresponde a la acción «{accion}»."}
    return {}


DE_ACCION = (periodo_ordenado, documento_no_futuro, motivo_de_la_accion)
