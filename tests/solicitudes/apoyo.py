"""A request in any state, for the tests of its verbs."""

import uuid
from datetime import date
from hashlib import sha256
from typing import Any

from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.test import override_settings
from django.urls import reverse

from legajo.emision.pedido import Pedido
from legajo.formularios import escrito, form_class
from legajo.models import Capacitacion
from legajo.tipos import Operacion
from solicitudes import decisiones, verbos
from solicitudes.aplicacion import registro_de_hoy
from solicitudes.models import Adjunto, Borrador, Solicitud, Sustento
from solicitudes.transiciones import lo_visto
from tests import fabricas, subidas

DE_DOS = {"capacitaciones": ("tema",)}
PEDIDO = Pedido("MPV2026-EXT-0000001", "Rosa Quispe", date(2026, 1, 15))


def enviar_cambio(persona: Any, registro: Any, **cambio: str) -> Solicitud:
    """Ask to change fields of a record of a servidor."""
    tipo = registro.tipo
    base = form_class(tipo)(instance=registro, servidor=persona)
    valores = {c: escrito(base[c]) for c in tipo.campos} | cambio
    form = form_class(tipo)(valores, instance=type(registro).objects.get(pk=registro.pk))
    assert form.is_valid(), form.errors
    return verbos.enviar(
        servidor=persona, por=persona.usuario, tipo=tipo, operacion=Operacion.CAMBIAR,
        clave=uuid.uuid4(), form=form, registro=registro.publico,
    )  # fmt: skip


def enviar_alta(persona: Any, tipo: Any = Capacitacion.tipo, **cambio: str) -> Solicitud:
    """Ask to add a record."""
    form = form_class(tipo)(fabricas.valores(tipo, persona) | cambio, servidor=persona)
    assert form.is_valid(), form.errors
    return verbos.enviar(
        servidor=persona, por=persona.usuario, tipo=tipo, operacion=Operacion.AGREGAR,
        clave=uuid.uuid4(), form=form,
    )  # fmt: skip


def enviar_retiro(persona: Any, registro: Any) -> Solicitud:
    """Ask to take a record away."""
    return verbos.enviar(
        servidor=persona, por=persona.usuario, tipo=registro.tipo, operacion=Operacion.QUITAR,
        clave=uuid.uuid4(), registro=registro.publico, explicacion="Está dos veces",
    )  # fmt: skip


def en_situacion(situacion: str, persona: Any, especialista: Any) -> Solicitud:
    """A request to add a course, brought to a situation by its verbs.

    With tests.solicitudes.apoyo.DE_DOS among the settings, attending it takes two people.
    """
    solicitud = enviar_alta(persona)
    if situacion == "observada":
        return decisiones.observar(solicitud.pk, por=especialista, motivo="Falta el reverso")
    if situacion == "propuesta":
        with override_settings(CAMPOS_DE_DOS=DE_DOS):
            return decisiones.atender(solicitud.pk, por=especialista)
    if situacion == "atendido":
        return decisiones.atender(solicitud.pk, por=especialista)
    if situacion == "rechazado":
        return decisiones.rechazar(solicitud.pk, por=especialista, motivo="Documento ilegible")
    if situacion == "anulada":
        return verbos.anular(solicitud.pk, por=persona.usuario)
    return solicitud


def mesa_de(solicitud: Solicitud, consulta: str = "") -> str:
    """The address of its desk."""
    return reverse("admin:solicitudes_solicitud_change", args=[solicitud.pk]) + consulta


def pulsar(client: Any, solicitud: Solicitud, verbo: str, **mas: Any) -> Any:
    """Press a verb of the desk as its page has it, with every datum accepted."""
    registro = registro_de_hoy(solicitud) if solicitud.abierta else None
    datos = {f"decision-{d.campo}": "aceptar" for d in solicitud.datos.pedidos()}
    visto = {"vista": lo_visto(solicitud), "version": registro.version if registro else ""}
    consulta = mas.pop("consulta", "")
    url = mesa_de(solicitud, consulta)
    return client.post(url, datos | visto | {"verbo": verbo} | mas)


def entrar(client: Any, usuario: Any) -> Any:
    """The same browser with that account in."""
    client.force_login(usuario, "accounts.backends.AsignacionBackend")
    return client


def dichos(respuesta: Any) -> list[str]:
    """The messages that an answer leaves to be read."""
    return [str(m) for m in get_messages(respuesta.wsgi_request)]


def sustento_de(solicitud: Solicitud) -> Sustento:
    """Papers sent with a request: two blank pages."""
    octetos = subidas.pdf(2)
    sustento = Sustento(
        solicitud=solicitud, folios=2, partes=[], sha256=sha256(octetos).hexdigest()
    )
    sustento.archivo.save("sustento.pdf", ContentFile(octetos))
    return sustento


def borrador_con_adjunto(persona: Any) -> Adjunto:
    """A file put to a draft of a servidor."""
    borrador = Borrador.objects.create(
        servidor=persona, tipo_slug="capacitaciones", operacion="agregar",
        valores={"tema": ["A medias"]},
    )  # fmt: skip
    octetos = subidas.pdf()
    adjunto = Adjunto(
        borrador=borrador, nombre="certificado.pdf", paginas=1, octetos=len(octetos),
        sha256=sha256(octetos).hexdigest(),
    )  # fmt: skip
    adjunto.archivo.save("certificado.pdf", ContentFile(octetos))
    return adjunto
