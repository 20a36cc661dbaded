"""What the tray and the page of a request tell its titular: state, whose turn, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from accounts.models import Unidad
from portal.texto import fecha, fecha_hora, por_comas
from solicitudes.models import Dato, Evento, Solicitud
from solicitudes.plazos import Calendario

Situacion = Solicitud.Situacion
Verbo = Evento.Verbo
TONOS: dict[str, str] = {
    Solicitud.Estado.EN_SOLICITUD: "espera",
    Solicitud.Estado.ATENDIDO: "exito",
    Solicitud.Estado.RECHAZADO: "error",
    Solicitud.Estado.ANULADA: "neutro",
}
TONOS_DE_DATO: dict[str, str] = {
    Dato.Decision.ACEPTADO: "exito",
    Dato.Decision.RECHAZADO: "error",
    Dato.Decision.RETIRADO: "neutro",
}
PASOS: dict[str, str] = {
    Verbo.ENVIAR: "Usted envió la solicitud",
    Verbo.TOMAR: "Su UGEL empezó a revisarla",
    Verbo.OBSERVAR: "Su UGEL la observó",
    Verbo.SUBSANAR: "Usted la subsanó",
    Verbo.PROPONER: "Su UGEL propuso una decisión; falta que otra persona la confirme",
    Verbo.DEVOLVER: "Su UGEL volvió a revisarla",
    Verbo.CONFIRMAR: "Su UGEL la atendió",
    Verbo.ATENDER: "Su UGEL la atendió",
    Verbo.RECHAZAR: "Su UGEL la rechazó",
    Verbo.ANULAR: "Usted la anuló",
}
"""What is told of each verb; how the unit shares its work out is its own affair."""
CON_COMENTARIO = {
    Verbo.OBSERVAR, Verbo.SUBSANAR, Verbo.CONFIRMAR, Verbo.ATENDER, Verbo.RECHAZAR,
}  # fmt: skip
"""Verbs whose comment was written for the titular."""


@dataclass(frozen=True)
class Turno:
    """Who must move now, and until when."""

    titulo: str
    texto: str
    tipo: str
    """Of the notice: info, advertencia, error, exito."""


@dataclass(frozen=True)
class Paso:
    """Something that happened, as its titular reads it."""

    titulo: str
    cuando: str
    quien: str
    comentario: str


def estado_de(solicitud: Solicitud) -> dict[str, str]:
    """The state as a chip, with the mark that changes what he has to do."""
    if solicitud.situacion == Situacion.OBSERVADA:
        texto = f"Observada: subsane hasta el {fecha(solicitud.subsanar_hasta)}"
        return {"texto": texto, "tono": "aviso"}
    if solicitud.vencida:
        return {"texto": "En solicitud: vencida", "tono": "error"}
    if solicitud.estado == Solicitud.Estado.ANULADA:
        return {"texto": "Anulada por usted", "tono": TONOS[solicitud.estado]}
    return {"texto": solicitud.get_estado_display(), "tono": TONOS[solicitud.estado]}


def calendario_de(solicitudes: Iterable[Solicitud], unidad: Unidad) -> Calendario:
    """The holidays that count for the terms of some requests: one query, none if all are closed."""
    hoy = localdate()
    dias = [d for s in solicitudes if s.abierta for d in (s.vence, s.subsanar_hasta) if d]
    return Calendario.de(unidad, min(hoy, *dias), max(hoy, *dias)) if dias else Calendario()


def falta(solicitud: Solicitud, calendario: Calendario) -> str:
    """How much is left of the term that runs, his or the unit's; nothing once it is closed."""
    if not solicitud.abierta:
        return ""
    if solicitud.observada_en:
        return _falta(solicitud.subsanar_hasta, calendario)
    return _falta(solicitud.vence, calendario)


def _falta(hasta: date | None, calendario: Calendario) -> str:
    if hasta is None:
        return ""
    hoy = localdate()
    quedan = calendario.entre(hoy, hasta)
    if hoy > hasta:
        hace = f", hace {habiles(-quedan)}" if quedan else ""
        return f"Venció el {fecha(hasta)}{hace}"
    if hoy == hasta:
        return "Vence hoy"
    return f"{'Queda' if quedan == 1 else 'Quedan'} {habiles(quedan)}, hasta el {fecha(hasta)}"


def habiles(cuantos: int) -> str:
    """1 día hábil, 2 días hábiles."""
    return "1 día hábil" if cuantos == 1 else f"{cuantos} días hábiles"


def turno(solicitud: Solicitud, unidad: Unidad, calendario: Calendario) -> Turno:
    """Who must move now."""
    plazo = f"{falta(solicitud, calendario)}." if falta(solicitud, calendario) else ""
    if not solicitud.abierta:
        dias = solicitud.dias
        texto = f"Se decidió en {habiles(dias)}." if dias is not None else "No hay nada pendiente."
        return Turno("Terminada", texto, TIPOS_DE_CIERRE[solicitud.estado])
    if solicitud.situacion == Situacion.OBSERVADA:
        hasta = fecha(solicitud.subsanar_hasta)
        titulo = f"Ahora le toca a usted: subsane hasta el {hasta}"
        espera = "El plazo de su UGEL está detenido mientras tanto."
        return Turno(titulo, f"{plazo} {espera}".strip(), "advertencia")
    if solicitud.vencida:
        return Turno(f"{unidad} no respondió a tiempo", plazo, "error")
    if solicitud.situacion == Situacion.PROPUESTA:
        plazo = f"Ya propuso una decisión y otra persona la debe confirmar. {plazo}".strip()
    return Turno(f"Ahora le toca a {unidad}", plazo, "info")


TIPOS_DE_CIERRE: dict[str, str] = {
    Solicitud.Estado.ATENDIDO: "exito",
    Solicitud.Estado.RECHAZADO: "error",
    Solicitud.Estado.ANULADA: "info",
}


def pasos(solicitud: Solicitud) -> Iterator[Paso]:
    """What happened, from the sending on; staff by name, as they sign what they decide."""
    titular = solicitud.servidor.usuario_id
    for evento in solicitud.eventos.all():
        if evento.verbo not in PASOS:
            continue
        yield Paso(
            PASOS[evento.verbo],
            fecha_hora(evento.cuando),
            "" if evento.por_id == titular else por_comas(evento.por.nombre, "de su UGEL"),
            evento.comentario if evento.verbo in CON_COMENTARIO else "",
        )


def comparados(solicitud: Solicitud) -> list[dict[str, Any]]:
    """Each datum as componentes/comparacion.html takes it; a decision, once it is firm."""
    return [_comparado(dato, firme=not solicitud.abierta) for dato in solicitud.datos.all()]


def _comparado(dato: Dato, *, firme: bool) -> dict[str, Any]:
    fila = {"campo": dato.rotulo, "antes": dato.antes_texto, "pedido": dato.pedido_texto}
    if not (dato.decision and (firme or dato.decision == Dato.Decision.RETIRADO)):
        return fila
    estado = {"texto": dato.get_decision_display(), "tono": TONOS_DE_DATO[dato.decision]}
    return fila | {"estado": estado, "motivo": dato.motivo}


def _anulada_en(solicitud: Solicitud) -> str:
    if solicitud.estado != Solicitud.Estado.ANULADA:
        return ""
    return next(fecha_hora(e.cuando) for e in solicitud.eventos.all() if e.verbo == Verbo.ANULAR)


def hechos(solicitud: Solicitud) -> list[tuple[str, str]]:
    """Label and text of what is known of a request; blanks left out."""
    decision = solicitud.get_estado_display()
    pares = [
        ("Solicitud", solicitud.asunto),
        ("Número", solicitud.numero),
        ("Enviada", fecha_hora(solicitud.creada_en)),
        ("Por qué", solicitud.get_causa_display()),
        ("Explicación", solicitud.explicacion),
        ("Número de expediente", solicitud.expediente),
        (f"{decision} el", fecha_hora(solicitud.decidida_en) or _anulada_en(solicitud)),
        ("Atendió", str(solicitud.decidida_por or "")),
        ("Motivo", solicitud.motivo),
    ]
    return [par for par in pares if par[1]]
