"""The informe escalafonario: the career, as processes of the sector ask for it (RVM 092-2020)."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from legajo.columnas import formar, rutas_de
from legajo.emision.partes import membrete, secciones, situacion_laboral, tabla
from legajo.models import (
    Ascenso,
    Capacitacion,
    Cese,
    Desplazamiento,
    Evaluacion,
    Formacion,
    Licencia,
    Pension,
    Reconocimiento,
    Sancion,
    Servidor,
    Vinculo,
)
from legajo.tablas import datos_personales
from legajo.tiempo.convencion import leer as duracion
from legajo.tiempo.hitos import Carrera, escalas
from legajo.tiempo.informe import informar
from legajo.tiempo.lectura import carrera_de, movimientos_de
from legajo.tiempo.ultimo_cargo import en_el_ultimo_cargo
from legajo.tipos import TipoRegistro
from portal.texto import fecha

INFORMA = (Formacion, Capacitacion, Vinculo, Desplazamiento, Ascenso, Evaluacion, Pension, Cese,
           Reconocimiento, Sancion, Licencia)  # fmt: skip
"""The career alone: neither family, homes, health nor withholdings are whoever's business."""
SOLO = {
    Licencia: Q(accion__sin_goce=True),
    Sancion: ~Q(estado__in=(Sancion.Estado.REHABILITADA, Sancion.Estado.SIN_EFECTO)),
}
"""Of these, which: leaves without pay, and sanctions of which mention may still be made.

Rehabilitation takes away every mention of a sanction (D.S. 005-90-PCM, art. 176).
"""
ESCALAS = ("Escala o nivel", "Desde", "Tiempo")
ROTULOS = {Licencia: "Licencias sin goce de remuneraciones"}


def contenido_de(servidor: Servidor) -> dict[str, Any]:
    """Everything the informe says, as plain JSON; `servidor` comes from `con_situacion()`."""
    carrera = carrera_de(servidor)
    return {
        **membrete(servidor),
        "datos_personales": datos_personales(servidor),
        "situacion": situacion_laboral(servidor),
        "tiempo": _tiempo(servidor, carrera),
        "escalas": _escalas(carrera),
        "version_del_sistema": settings.PORTAL_VERSION,
        "secciones": [_rotulada(s) for s in secciones(servidor, _lectura(servidor), solo=INFORMA)],
    }


def _lectura(servidor: Servidor) -> Any:
    def leer(tipo: TipoRegistro) -> Iterator[tuple[UUID, tuple[str, ...]]]:
        suyos = tipo.modelo.objects.activos().filter(SOLO.get(tipo.modelo, Q()), servidor=servidor)
        filas = suyos.order_by(*tipo.orden).values_list(*rutas_de(tipo.columnas_impresas))
        return formar(filas, tipo.columnas_impresas)

    return leer


def _rotulada(seccion: dict[str, Any]) -> dict[str, Any]:
    """The section, with the tables that hold a part of their kind under what they hold."""
    for suya in seccion["tablas"]:
        for modelo, rotulo in ROTULOS.items():
            if suya["titulo"] == modelo.tipo.titulo:
                suya |= {"titulo": rotulo, "vacio": f"No registra {rotulo.lower()}."}
    return seccion


def _tiempo(servidor: Servidor, carrera: Carrera) -> list[list[str]]:
    """Label and text: the total, what it is made of, the last cargo."""
    informe = informar(carrera, localdate())
    cargo = en_el_ultimo_cargo(carrera, movimientos_de(servidor), localdate())
    return [
        [f"Tiempo de servicios al {informe.fecha}", informe.total],
        ["En vínculos", informe.trabajado],
        ["Descontado, sin goce de remuneraciones", informe.descontado],
        *([regimen, tiempo] for regimen, tiempo in informe.regimenes),
        *([[f"En el último cargo ({cargo.cargo})", str(duracion(cargo.dias))]] if cargo else []),
    ]


def _escalas(carrera: Carrera) -> dict[str, Any]:
    """The history of his escalas, the last one first."""
    filas = [
        (e.escala, fecha(e.desde), str(duracion(e.dias)))
        for e in reversed(escalas(carrera, localdate()))
    ]
    return tabla("Historia de escalas o niveles", ESCALAS, filas, "No registra escalas ni niveles.")
