"""The cargo: the paper that proves that a request was received, what it asked and until when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate, localtime

from accounts.models import Unidad
from legajo.documentos import emitir
from legajo.estructuras import seccion_del_tipo
from legajo.models import Documento, Servidor
from legajo.situacion import con_situacion
from legajo.tablas import linea_de
from portal.texto import fecha, fecha_hora, unir
from solicitudes.models import Evento, Solicitud
from solicitudes.plazos import Calendario, recepcion
from solicitudes.seguimiento import habiles


def cargo_de(solicitud: Solicitud) -> Documento:
    """The cargo of what stands sent, drawn the first time that somebody asks for it and kept.

    What was mended has a cargo of its own, and the former one stays good for what it says:
    so a cargo always tells what was sent, however late it is drawn. Raises
    portal.pdf.PdfNoDisponible.
    """
    eventos = solicitud.eventos.all()
    subsanadas = [e.cuando for e in eventos if e.verbo == Evento.Verbo.SUBSANAR]
    clave = clave_de(solicitud, len(subsanadas))
    if emitido := Documento.objects.filter(clave=clave).first():
        return emitido
    unidad = _unidad_de_entonces(solicitud, [solicitud.creada_en, *subsanadas][-1])
    return emitir(
        clase=Documento.Clase.CARGO,
        clave=clave,
        titular=solicitud.servidor,
        unidad=unidad,
        contenido=contenido(solicitud, unidad, subsanadas),
        plantilla="pdf/cargo.html",
    )


def clave_de(solicitud: Solicitud, subsanadas: int) -> str:
    """Under which it is issued: each sending once."""
    return f"cargo:{solicitud.publico}" + (f":{subsanadas}" if subsanadas else "")


def _unidad_de_entonces(solicitud: Solicitud, cuando: datetime) -> Unidad:
    """The unit that kept the file: the request goes where the file goes."""
    despues = solicitud.servidor.mudanzas.filter(cuando__gt=cuando).select_related("de__superior")
    mudanza = despues.order_by("cuando", "pk").first()
    return mudanza.de if mudanza else solicitud.unidad


def contenido(solicitud: Solicitud, unidad: Unidad, subsanadas: list[datetime]) -> dict[str, Any]:
    """Everything that is printed; it can be kept as JSON."""
    enviada = fecha_hora(solicitud.creada_en)
    return {
        "unidad": unidad.nombre,
        "dre": unidad.dre,
        "numero": solicitud.numero,
        "asunto": solicitud.asunto,
        "archivo": f"cargo-{solicitud.numero}.pdf",
        "acredita": f"Que la solicitud N° {solicitud.numero} se recibió el {enviada}; no cómo se"
        " resolvió.",
        "titular": _titular(solicitud.servidor),
        "pares": [par for par in _pares(solicitud, unidad, subsanadas) if par[1]],
        "datos": [
            [d.rotulo, d.antes_texto, d.pedido_texto]
            for d in solicitud.datos.all()
            if d.decision != d.Decision.RETIRADO
        ],
        "sustentos": [
            {
                "recibido": fecha_hora(s.recibido_en),
                "folios": s.folios,
                "sha256": s.sha256,
                "partes": s.partes,
            }
            for s in solicitud.sustentos.all()
        ],
        "plazo": _plazo(solicitud, unidad, subsanadas),
    }


def _titular(servidor: Servidor) -> list[tuple[str, str]]:
    documento = unir(servidor.get_tipo_identidad_display(), servidor.documento)
    return [
        ("Apellidos", servidor.apellidos),
        ("Nombres", servidor.nombres),
        ("Documento de identidad", documento),
    ]


def _pares(
    solicitud: Solicitud, unidad: Unidad, subsanadas: list[datetime]
) -> list[tuple[str, str]]:
    tipo = solicitud.tipo
    return [
        ("Enviada", fecha_hora(solicitud.creada_en)),
        ("Subsanada", ", ".join(fecha_hora(cuando) for cuando in subsanadas)),
        ("Dirigida a", unidad.nombre),
        ("Qué pide", solicitud.asunto),
        ("Sección del legajo", _seccion(solicitud.servidor, tipo) if tipo else ""),
        ("Registro", linea_de(tipo, solicitud.registro) if tipo and solicitud.registro else ""),
        ("Causa", solicitud.get_causa_display()),
        ("Explicación", solicitud.explicacion),
    ]


def _seccion(servidor: Servidor, tipo: Any) -> str:
    estructura = con_situacion(Servidor.objects.filter(pk=servidor.pk)).get().estructura
    seccion = seccion_del_tipo(estructura, tipo)
    return f"{seccion.numero}. {seccion.titulo}"


def _plazo(solicitud: Solicitud, unidad: Unidad, subsanadas: list[datetime]) -> dict[str, str]:
    """From which day the term runs, how long, and its last day; blank where there was none."""
    if solicitud.vence is None:
        return {}
    corre = _corre_desde(solicitud, unidad, subsanadas)
    calendario = Calendario.de(unidad, corre, solicitud.vence)
    dias = calendario.entre(corre, solicitud.vence)
    return {"desde": fecha(corre), "dias": habiles(dias), "vence": fecha(solicitud.vence)}


def _corre_desde(solicitud: Solicitud, unidad: Unidad, subsanadas: list[datetime]) -> date:
    """The day of the mending; of what is new, the one on which it counts as received."""
    if subsanadas:
        return localdate(subsanadas[-1])
    enviada = localtime(solicitud.creada_en)
    return recepcion(enviada, Calendario.de(unidad, enviada.date()))
