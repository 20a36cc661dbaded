"""What the (i) of a request tells: state, dates, who, why."""

from portal.texto import fecha_hora
from solicitudes.models import Solicitud

TONOS: dict[str, str] = {
    Solicitud.Estado.EN_SOLICITUD: "espera",
    Solicitud.Estado.ATENDIDO: "exito",
    Solicitud.Estado.RECHAZADO: "error",
    Solicitud.Estado.ANULADA: "neutro",
}


def hechos(solicitud: Solicitud) -> list[tuple[str, str]]:
    """Label and text of what is known of a request; blanks left out."""
    decision = solicitud.get_estado_display()
    pares = [
        ("Solicitud", solicitud.asunto),
        ("Número", solicitud.numero),
        ("Enviada", fecha_hora(solicitud.creada_en)),
        ("Su explicación", solicitud.explicacion),
        ("Número de expediente", solicitud.expediente),
        (f"{decision} el", fecha_hora(solicitud.decidida_en)),
        ("Atendió", str(solicitud.decidida_por or "")),
        ("Motivo", solicitud.motivo),
    ]
    return [par for par in pares if par[1]]
