"""The hoja de vida: what it says of a servidor at the moment of issue, and its issuing."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from accounts.models import Usuario
from legajo.documentos import emitir
from legajo.estructuras import ESTRUCTURAS
from legajo.models import Documento, Servidor, Vinculo
from legajo.situacion import con_situacion, vinculos_vigentes
from legajo.tablas import datos_personales, tabla_de
from legajo.tiempo.informe import tiempo_de
from legajo.tiempo.lectura import carrera_de
from portal.texto import fecha, por_comas, unir

PLANTILLA = "pdf/hoja_de_vida.html"


@dataclass(frozen=True)
class Pedido:
    """What the responsable de escalafón writes down when issuing."""

    expediente: str
    solicitante: str
    fecha_expediente: date
    anotaciones: str = ""


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


def emitir_hoja_de_vida(
    servidor_pk: int, *, pedido: Pedido, por: Usuario, clave: uuid.UUID | None = None
) -> Documento:
    """Freeze, draw and keep the hoja de vida of a servidor.

    `clave` identifies one press of the button: the second press returns the first
    document. Raises portal.pdf.PdfNoDisponible.
    """
    servidor = (
        con_situacion(Servidor.objects.all())
        .select_related("unidad", "unidad__superior")
        .get(pk=servidor_pk)
    )
    contenido = contenido_de(servidor)
    contenido["emitido_por"] = str(por)
    contenido["emitido_en"] = timezone.localtime().strftime("%d/%m/%Y %H:%M")
    return emitir(
        clase=Documento.Clase.HOJA_DE_VIDA,
        clave=f"hoja_de_vida:{clave or uuid.uuid4()}",
        titular=servidor,
        unidad=servidor.unidad,
        contenido=contenido,
        plantilla=PLANTILLA,
        emitido_por=por,
        expediente=pedido.expediente,
        fecha_expediente=pedido.fecha_expediente,
        solicitante=pedido.solicitante,
        anotaciones=pedido.anotaciones,
    )
