"""The rules of a datum: pure functions over the clean values of one row, for forms and imports.

Each takes the values by field name and returns {field: sentence}, empty where all is well.
What must hold for any writer is a database constraint as well.
"""

import re
from typing import Any

from legajo.dia import hoy
from legajo.restricciones import DOCUMENTO_MAL_FORMADO, FORMAS_DE_DOCUMENTO

Datos = dict[str, Any]
Errores = dict[str, str]

FALLECIO_SIN_MARCA = "Marque «fallecido» si anota la fecha de fallecimiento."
VENCE_ANTES = "El año de vencimiento no puede ser anterior al de evaluación."
PARENTESCO_SIN_FAMILIAR = "El parentesco se anota solo si falleció un familiar."
MAS_DE_CIEN = "El porcentaje no puede pasar de 100."
DESAFILIACION_ANTERIOR = "La desafiliación no puede ser anterior a la afiliación."


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
    if nacimiento and nacimiento > hoy():
        return {"fecha_nacimiento": "La fecha de nacimiento no puede ser futura."}
    return {}


def documento_no_futuro(datos: Datos) -> Errores:
    """A supporting document is not dated in the future."""
    fecha = datos.get("fecha_documento")
    if fecha and fecha > hoy():
        return {"fecha_documento": "La fecha del documento no puede ser futura."}
    return {}


def motivo_de_la_accion(datos: Datos) -> Errores:
    """The motivo belongs to the acción."""
    accion, motivo = datos.get("accion"), datos.get("motivo")
    if accion and motivo and motivo.accion_id != accion.pk:
        return {"motivo": f"Ese motivo no corresponde a la acción «{accion}»."}
    return {}


def accion_del_regimen(datos: Datos) -> Errores:
    """The acción is one of those of the régimen; one that names no régimen is of all.

    Reads `accion.regimenes`: an import loads its acciones with them prefetched.
    """
    regimen, accion = datos.get("regimen"), datos.get("accion")
    if not (regimen and accion):
        return {}
    suyos = {r.pk for r in accion.regimenes.all()}
    if suyos and regimen.pk not in suyos:
        return {"accion": f"«{accion}» no es una acción del régimen «{regimen}»."}
    return {}


def merito_del_tipo(datos: Datos) -> Errores:
    """The mérito belongs to the kind of mérito."""
    tipo, merito = datos.get("tipo_merito"), datos.get("merito")
    if tipo and merito and merito.tipo_id != tipo.pk:
        return {"merito": f"Ese mérito no corresponde al tipo «{tipo}»."}
    return {}


def documento_segun_tipo(datos: Datos) -> Errores:
    """A número de documento has the shape of its kind (DNI 8 digits, carnet 9 characters)."""
    forma = FORMAS_DE_DOCUMENTO.get(datos.get("tipo_identidad") or "")
    if forma and not re.fullmatch(forma, datos.get("documento") or ""):
        return {"documento": DOCUMENTO_MAL_FORMADO}
    return {}


def fallecimiento_dicho(datos: Datos) -> Errores:
    """A date of death needs the mark that he died."""
    if datos.get("fecha_fallecimiento") and not datos.get("fallecido"):
        return {"fecha_fallecimiento": FALLECIO_SIN_MARCA}
    return {}


def vence_despues_de_evaluar(datos: Datos) -> Errores:
    """An evaluation expires in its year or later."""
    evaluacion, vencimiento = datos.get("anio_evaluacion"), datos.get("anio_vencimiento")
    if evaluacion and vencimiento and vencimiento < evaluacion:
        return {"anio_vencimiento": VENCE_ANTES}
    return {}


def parentesco_solo_de_familiar(datos: Datos) -> Errores:
    """A kinship of the deceased is given only where a relative died."""
    if datos.get("parentesco_fallecido") and datos.get("fallecido") != "F":
        return {"parentesco_fallecido": PARENTESCO_SIN_FAMILIAR}
    return {}


def porcentaje_hasta_cien(datos: Datos) -> Errores:
    """Nobody loses more than all his pay."""
    porcentaje = datos.get("porcentaje_mensual")
    return {"porcentaje_mensual": MAS_DE_CIEN} if porcentaje and porcentaje > 100 else {}


def desafiliacion_posterior(datos: Datos) -> Errores:
    """One leaves a pension system after entering it."""
    entra, sale = datos.get("fecha_afiliacion"), datos.get("fecha_desafiliacion")
    return (
        {"fecha_desafiliacion": DESAFILIACION_ANTERIOR} if entra and sale and sale < entra else {}
    )


DE_CASCADA = (accion_del_regimen, motivo_de_la_accion)
DE_ACCION = (periodo_ordenado, documento_no_futuro, *DE_CASCADA)
