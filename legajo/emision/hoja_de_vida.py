"""The hoja de vida: what it says of a servidor at the moment of issue."""

from typing import Any

from django.utils.timezone import localdate

from legajo.estructuras import ESTRUCTURAS
from legajo.models import Servidor, Vinculo
from legajo.situacion import vinculos_vigentes
from legajo.tablas import datos_personales, tabla_de
from legajo.tiempo.informe import tiempo_de
from legajo.tiempo.lectura import carrera_de
from portal.texto import fecha, por_comas, unir


def contenido_de(servidor: Servidor) -> dict[str, Any]:
    """Everything the hoja de vida shows, as plain JSON: one query a kind of record.

    `servidor` comes from `con_situacion()`. Retired records are left out.
    """
    return {
        "unidad": servidor.unidad.nombre,
        "dre": servidor.unidad.superior.nombre if servidor.unidad.superior else "",
        "datos_personales": datos_personales(servidor),
        "situacion": _situacion_laboral(servidor),
        "secciones": [
            {
                "numero": seccion.numero,
                "titulo": seccion.titulo,
                "tablas": [_tabla(tabla_de(tipo, servidor)) for tipo in seccion.tipos],
            }
            for seccion in ESTRUCTURAS[servidor.estructura]
        ],
    }


def _tabla(tabla: Any) -> dict[str, Any]:
    return {
        "titulo": tabla.titulo,
        "columnas": list(tabla.columnas),
        "filas": [list(fila.celdas) for fila in tabla.filas],
        "vacio": tabla.vacio,
    }


def _situacion_laboral(servidor: Servidor) -> list[list[str]]:
    """The current bonds, or the last one, as label and text."""
    activos = Vinculo.objects.activos().filter(servidor=servidor)
    consulta = activos.select_related(
        "regimen", "cargo", "condicion", "situacion", "escala", "centro"
    ).order_by("-fecha_inicio")
    vinculos = list(consulta.filter(pk__in=vinculos_vigentes(activos).values("pk"))) or list(
        consulta[:1]
    )
    pares: list[list[str]] = []
    for orden, v in enumerate(vinculos, start=1):
        centro = unir(v.centro.nombre, f"({v.centro.codigo})")
        pares += [
            [f"Cargo {orden} de {len(vinculos)}" if vinculos[1:] else "Cargo", v.cargo.nombre],
            ["Centro laboral y código modular", centro],
            ["Modalidad y nivel", por_comas(v.centro.modalidad, v.centro.nivel)],
            ["Régimen laboral", v.regimen.nombre],
            ["Condición y situación", por_comas(v.condicion.nombre, v.situacion.nombre)],
            ["Escala o nivel", v.escala.nombre if v.escala else ""],
            ["Jornada", f"{v.jornada} horas" if v.jornada else ""],
            ["Código de plaza", v.codigo_plaza],
            ["Desde", fecha(v.fecha_inicio)],
            ["Hasta", fecha(v.fecha_fin)],
        ]
    tiempo = tiempo_de(carrera_de(servidor), localdate())
    pares.append(["Tiempo de servicio", tiempo])
    return [par for par in pares if par[1]]
