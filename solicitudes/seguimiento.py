"""What the (i) of a request tells: state, dates, who, why."""

from portal.texto import fecha_hora
from solicitudes.models import Evento, Solicitud

TONOS: dict[str, str] = {
    Solicitud.Estado.EN_SOLICITUD: "espera",
    Solicitud.Estado.ATENDIDO: "exito",
    Solicitud.Estado.RECHAZADO: "error",
    Solicitud.Estado.ANULADA: "neutro",
}


def estado_para_titular(solicitud: Solicitud) -> str:
    """The state as the servidor reads it in his tray."""
    if solicitud.estado == Solicitud.Estado.ANULADA:
        return "Anulada por usted"
    return solicitud.get_estado_display()


def _anulada_en(solicitud: Solicitud) -> str:
    if solicitud.estado != Solicitud.Estado.ANULADA:
        return ""
    return fecha_hora(solicitud.eventos.get(verbo=Evento.Verbo.ANULAR).cuando)


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
