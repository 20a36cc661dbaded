"""The constancia de tiempo de servicios: the total, and how it is reached, line by line."""

from datetime import date
from typing import Any

from legajo.emision.partes import membrete, situacion_laboral, tabla
from legajo.models import Servidor
from legajo.tablas import datos_personales
from legajo.tiempo.convencion import Duracion, leer
from legajo.tiempo.informe import informar
from legajo.tiempo.lectura import carrera_de
from portal.letras import en_letras


def contenido_de(servidor: Servidor, dia: date) -> dict[str, Any]:
    """The time of service on a day, as plain JSON; `servidor` comes from `con_situacion()`.

    It tells nobody of what a period without pay was for, where that is a sanction.
    """
    carrera = carrera_de(servidor, reservada=True)
    duracion = leer(carrera.computo(dia).total)
    informe = informar(carrera, dia)
    lineas = informe.lineas
    return {
        **membrete(servidor),
        "datos_personales": datos_personales(servidor),
        "situacion": situacion_laboral(servidor),
        "al": informe.fecha,
        "duracion": duracion._asdict(),
        "total": informe.total,
        "total_en_letras": _en_letras(duracion),
        "tiempo": [
            ["En vínculos", informe.trabajado],
            ["Descontado, sin goce de remuneraciones", informe.descontado],
            *(list(par) for par in informe.regimenes),
        ],
        "lineas": tabla(
            lineas.titulo, lineas.columnas, (fila.celdas for fila in lineas.filas), lineas.vacio
        ),
        "reglas": list(informe.reglas),
        "avisos": list(informe.avisos),
    }


def _en_letras(duracion: Duracion) -> str:
    """«dieciocho años, dos meses y un día»."""
    anios, meses, dias = (
        f"{en_letras(cuantos)} {uno if cuantos == 1 else varios}"
        for cuantos, uno, varios in (
            (duracion.anios, "año", "años"),
            (duracion.meses, "mes", "meses"),
            (duracion.dias, "día", "días"),
        )
    )
    return f"{anios}, {meses} y {dias}"
