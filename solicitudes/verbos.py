"""The verbs of the servidor: send, mend, cancel, note the expediente, say how it went.

The table of what may happen to a request is solicitudes.transiciones; what the unit
decides is in solicitudes.decisiones.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from accounts.models import Usuario
from legajo.formularios import RegistroForm
from legajo.models import Servidor
from legajo.tipos import Operacion, TipoRegistro
from solicitudes import avisos, borradores, documentos, tareas
from solicitudes.datos import datos_pedidos
from solicitudes.models import Adjunto, Borrador, Dato, Solicitud, Sustento
from solicitudes.plazos import Calendario, recepcion, termino
from solicitudes.transiciones import VerboNegado, anotar, bloquear, pasar

ConAdjuntos = tuple[Borrador, Collection[Adjunto]]
"""A draft, and the files of it that are sent."""


def enviar(
    *,
    servidor: Servidor,
    por: Usuario,
    tipo: TipoRegistro,
    operacion: Operacion,
    clave: UUID,
    form: RegistroForm | None = None,
    registro: UUID | None = None,
    explicacion: str = "",
    causa: str = "",
    sustento: Sustento | None = None,
    borrador: ConAdjuntos | None = None,
) -> Solicitud:
    """Send a request to change the legajo; the same `clave` twice is one request.

    `form` is valid and bound (agregar, cambiar); `registro` is the record to change or
    take away; `sustento`, unsaved, has its file stored already; `borrador`, with the files
    that became it, is deleted with the sending. A second request about a record returns
    the open one. Raises VerboNegado when the kind does not allow the operation.
    """
    if not tipo.permite(operacion):
        raise VerboNegado(f"Sobre «{tipo.titulo}» no se puede pedir: {operacion.value}.")
    solicitud = Solicitud(
        servidor=servidor, clave=clave, tipo_slug=tipo.slug, operacion=operacion,
        registro=registro, explicacion=explicacion, causa=causa,
    )  # fmt: skip
    datos = datos_pedidos(form) if form else []
    return _guardar_nueva(solicitud, datos, por, sustento, borrador)


def pedir_documento(
    *, servidor: Servidor, por: Usuario, clase: Solicitud.Clase, a_la_fecha: date | None = None
) -> Solicitud:
    """Ask the responsable de escalafón for a document; an open request for one is that one.

    `a_la_fecha` goes with the copy alone. Raises VerboNegado: that kind is not asked for, or
    not of that day.
    """
    documentos.exigir_pedible(servidor, clase, a_la_fecha)
    nueva = Solicitud(servidor=servidor, clase=clase, a_la_fecha=a_la_fecha)
    return _guardar_nueva(nueva, [], por)


def _guardar_nueva(
    solicitud: Solicitud,
    datos: list[Dato],
    por: Usuario,
    sustento: Sustento | None = None,
    borrador: ConAdjuntos | None = None,
) -> Solicitud:
    try:
        with transaction.atomic():
            _dirigir(solicitud)
            solicitud.save(force_insert=True)
            for dato in datos:
                dato.solicitud = solicitud
            Dato.objects.bulk_create(datos)
            _guardar_sustento(solicitud, sustento)
            if borrador:
                borradores.consumir(*borrador)
            anotar(solicitud, "enviar", "", por)
            avisos.al_titular(solicitud, "sol_enviada")
    except IntegrityError:
        return _la_que_ya_estaba(solicitud)
    return solicitud


def _dirigir(solicitud: Solicitud) -> None:
    """To the unit that keeps the file now, with the last day to answer."""
    guardado = Servidor.objects.select_for_update(no_key=True, of=("self",))
    solicitud.unidad = guardado.select_related("unidad").get(pk=solicitud.servidor_id).unidad
    hoy = localdate()
    calendario = Calendario.de(solicitud.unidad, hoy)
    solicitud.vence = calendario.sumar(
        recepcion(timezone.localtime(), calendario), termino(solicitud.clase, solicitud.servidor)
    )


def _guardar_sustento(solicitud: Solicitud, sustento: Sustento | None) -> None:
    if sustento is not None:
        sustento.solicitud = solicitud
        sustento.save(force_insert=True)
        tareas.dibujar.enqueue(sustento.pk)


def _la_que_ya_estaba(solicitud: Solicitud) -> Solicitud:
    """The request that a constraint found in the way: same sending, record, or document.

    Raises VerboNegado when it was decided in this very moment.
    """
    propias = Solicitud.objects.filter(servidor=solicitud.servidor)
    if enviada := propias.filter(clave=solicitud.clave).first():
        return enviada
    abiertas = propias.abiertas().filter(clase=solicitud.clase)
    if solicitud.registro:
        abiertas = abiertas.filter(registro=solicitud.registro)
    if abierta := abiertas.first():
        return abierta
    raise VerboNegado("Su solicitud anterior se acaba de decidir: revísela y vuelva a intentarlo.")


def subsanar(
    pk: int,
    *,
    por: Usuario,
    form: RegistroForm | None = None,
    explicacion: str = "",
    sustento: Sustento | None = None,
    borrador: ConAdjuntos | None = None,
    vista: int | None = None,
) -> Solicitud:
    """Mend an observed request: what is asked anew, more papers, or both; the term runs on.

    `form` is valid and bound; without it what was asked stays. Raises VerboNegado,
    Solicitud.DoesNotExist.
    """
    with transaction.atomic():
        solicitud = bloquear(pk, "subsanar", por, vista=vista)
        comentario = [explicacion.strip(), _pedir_de_nuevo(solicitud, form) if form else ""]
        _guardar_sustento(solicitud, sustento)
        if borrador:
            borradores.consumir(*borrador)
        if sustento is not None:
            comentario.append(f"Adjuntó {sustento.folios} folios.")
        _seguir_el_plazo(solicitud)
        solicitud.observada_en = solicitud.subsanar_hasta = None
        pasar(solicitud, "subsanar", por, "\n".join(filter(None, comentario)))
        avisos.al_titular(solicitud, "sol_subsanada")
        avisos.a_quien_la_lleva(solicitud, "sol_subsanada")
        return solicitud


def _pedir_de_nuevo(solicitud: Solicitud, form: RegistroForm) -> str:
    """Lay the new data over the old ones, which are kept; what changed, in words."""
    cambios = []
    viejos = {dato.campo: dato for dato in solicitud.datos.all()}
    for nuevo in datos_pedidos(form):
        viejo = viejos.pop(nuevo.campo, None)
        if viejo is None:
            nuevo.solicitud = solicitud
            nuevo.save(force_insert=True)
            cambios.append(f"{nuevo.rotulo}: «{nuevo.pedido_texto}».")
        elif (viejo.pedido, viejo.decision) != (nuevo.pedido, ""):
            cambios.append(f"{viejo.rotulo}: de «{viejo.pedido_texto}» a «{nuevo.pedido_texto}».")
            viejo.pedido, viejo.pedido_texto = nuevo.pedido, nuevo.pedido_texto
            viejo.decision = ""
            viejo.save(update_fields=["pedido", "pedido_texto", "decision"])
    for sobra in viejos.values():
        if sobra.decision != Dato.Decision.RETIRADO:
            sobra.decision = Dato.Decision.RETIRADO
            sobra.save(update_fields=["decision"])
            cambios.append(f"Ya no pide cambiar: {sobra.rotulo}.")
    return " ".join(cambios)


def _seguir_el_plazo(solicitud: Solicitud) -> None:
    """The term stood still while it was observed: what was left of it runs from today."""
    if solicitud.observada_en is None or solicitud.vence is None:
        return
    observada = localdate(solicitud.observada_en)
    hoy = localdate()
    calendario = Calendario.de(solicitud.unidad, min(observada, solicitud.vence))
    quedaban = max(calendario.entre(observada, solicitud.vence), 1)
    solicitud.vence = calendario.sumar(hoy, quedaban)


def anular(pk: int, *, por: Usuario, vista: int | None = None) -> Solicitud:
    """Withdraw one's own request while it waits. Raises VerboNegado, Solicitud.DoesNotExist."""
    with transaction.atomic():
        solicitud = pasar(bloquear(pk, "anular", por, vista=vista), "anular", por)
        avisos.al_titular(solicitud, "sol_anulada")
        return solicitud


def anotar_expediente(pk: int, *, por: Usuario, numero: str) -> Solicitud:
    """Write down the expediente number that the mesa de partes gave, while the request waits."""
    with transaction.atomic():
        solicitud = Solicitud.objects.select_for_update(of=("self",)).get(
            pk=pk, servidor__usuario=por
        )
        if not solicitud.abierta:
            raise VerboNegado("La solicitud ya se decidió: su expediente no se cambia.")
        solicitud.expediente = numero
        solicitud.save(update_fields=["expediente"])
        return solicitud


def opinar(pk: int, *, por: Usuario, nota: int) -> None:
    """Answer, once, how the attention was, from 1 to 5. Raises VerboNegado."""
    decididas = Solicitud.objects.filter(
        pk=pk, servidor__usuario=por, decidida_en__isnull=False, satisfaccion=None
    )
    if not 1 <= nota <= 5 or not decididas.update(satisfaccion=nota):
        raise VerboNegado("Su opinión ya está anotada, o la solicitud todavía no se decide.")
