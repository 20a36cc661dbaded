"""The time of service as people read it: ready tables, and pairs of label and text."""

from dataclasses import dataclass
from datetime import date

from legajo.tablas import Fila, Tabla
from legajo.tiempo.computo import Computo, Linea
from legajo.tiempo.convencion import leer
from legajo.tiempo.hitos import ATS, Carrera, en_escala, hito, por_regimen
from portal.texto import fecha, unir

COLUMNAS = ("Concepto", "Documento", "Desde", "Hasta", "Tiempo", "Suma", "Observación")
REGLAS = (
    "Cada día vale 1, contados el primero y el último de cada período.",
    "El día 31 vale 0. El último día de febrero vale lo que falta para 30: el 28 vale 3, y el 29 "
    "de un año bisiesto vale 2.",
    "Un día con más de un vínculo se cuenta una sola vez.",
    "Se descuentan los días de licencia o sanción sin goce de remuneraciones que caen dentro de "
    "un vínculo, también una sola vez.",
    "Un cese termina los vínculos que empezaron hasta ese día; el día del cese se cuenta.",
)
"""How days are counted, in sentences."""
DURO = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Informe:
    """Everything the page says of a career on a date."""

    fecha: str
    total: str
    trabajado: str
    descontado: str
    lineas: Tabla
    regimenes: list[tuple[str, str]]
    comparten_dias: bool
    escala: list[tuple[str, str]]
    ats: list[tuple[str, str]]
    avisos: tuple[str, ...]
    reglas: tuple[str, ...] = REGLAS


def informar(carrera: Carrera, hasta: date) -> Informe:
    """The time of service on a date, explained."""
    computo = carrera.computo(hasta)
    regimenes = por_regimen(carrera, hasta)
    return Informe(
        fecha=fecha(hasta),
        total=_tiempo(computo.total),
        trabajado=_tiempo(computo.trabajado),
        descontado=_tiempo(computo.descontado),
        lineas=_tabla(computo),
        regimenes=[(regimen, _tiempo(dias)) for regimen, dias in regimenes.items()],
        comparten_dias=sum(regimenes.values()) > computo.total,
        escala=_escala(carrera, hasta),
        ats=[(f"{anios} años de servicios", _hito(carrera, anios, hasta)) for anios in ATS],
        avisos=carrera.avisos,
    )


def tiempo_de(carrera: Carrera, hasta: date) -> str:
    """The total alone: «18 años, 2 meses, 11 días»."""
    return str(leer(carrera.computo(hasta).total))


def _tiempo(dias: int) -> str:
    """Time whose numbers stay by their units where the line breaks."""
    return str(leer(dias)).replace(" ", DURO).replace(f",{DURO}", ", ")


def _tabla(computo: Computo) -> Tabla:
    filas = [Fila(_celdas(numero, linea)) for numero, linea in enumerate(computo.lineas, 1)]
    return Tabla("Cómo se llega al total", COLUMNAS, filas, "No registra vínculos a esa fecha.")


def _celdas(numero: int, linea: Linea) -> tuple[str, ...]:
    desde, hasta = linea.tramo or (None, None)
    return (
        f"{numero}. {linea.periodo.concepto}",
        linea.periodo.documento,
        fecha(desde),
        fecha(hasta),
        _con_signo(linea.dias),
        _tiempo(linea.acumulado),
        _observacion(linea),
    )


def _con_signo(dias: int) -> str:
    """Time with a minus where it is taken away."""
    return f"−{DURO}{_tiempo(-dias)}" if dias < 0 else _tiempo(dias)


def _observacion(linea: Linea) -> str:
    """Why a line counts less than its period, in sentences."""
    fuera = "Lo que está fuera de todo vínculo no se descuenta." if linea.fuera else ""
    return unir(linea.periodo.nota, _repetido(linea), fuera)


def _repetido(linea: Linea) -> str:
    if not linea.repetido or not linea.repetido_en:
        return ""
    primera, ultima = linea.repetido_en
    donde = f"la línea {primera}" if primera == ultima else f"las líneas {primera} a {ultima}"
    desde, hasta = linea.repetido
    return f"Del {fecha(desde)} al {fecha(hasta)}: ya contado en {donde}."


def _escala(carrera: Carrera, hasta: date) -> list[tuple[str, str]]:
    actual = en_escala(carrera, hasta)
    if actual is None:
        return []
    return [
        ("Escala o nivel", actual.escala),
        ("Desde", fecha(actual.desde)),
        ("Tiempo en la escala", _tiempo(actual.dias)),
    ]


def _hito(carrera: Carrera, anios: int, hasta: date) -> str:
    hallado = hito(carrera, anios, hasta)
    if hallado is None:
        return "No los ha cumplido y no está en servicio."
    if hallado.cumplido:
        return f"Los cumplió el {fecha(hallado.dia)}."
    return f"Los cumplirá el {fecha(hallado.dia)}, si continúa sin descuentos."
