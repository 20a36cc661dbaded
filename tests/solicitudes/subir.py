"""What a person posts to the form of a request, for its tests."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from legajo.formularios import escrito, form_class
from legajo.models import Capacitacion
from solicitudes.models import Solicitud
from tests import fabricas, subidas

AGREGAR = "/solicitudes/nueva/capacitaciones/agregar/"


def escrito_de(persona: Any, **cambio: str) -> dict[str, str]:
    """A whole course, as the form sends it."""
    return fabricas.valores(Capacitacion.tipo, persona) | cambio


def de_hoy(registro: Any, **cambio: str) -> dict[str, str]:
    """The form of a record with today's values, and what was changed in it."""
    base = form_class(registro.tipo)(instance=registro, servidor=registro.servidor)
    return {c: escrito(base[c]) for c in registro.tipo.campos} | cambio


def foto(nombre: str = "foto.png", lado: int = 60) -> SimpleUploadedFile:
    """A photograph; of another size, another one."""
    return SimpleUploadedFile(nombre, subidas.imagen(tamano=(lado, 80)), "image/png")


def pdf(nombre: str = "resolucion.pdf", paginas: int = 2) -> SimpleUploadedFile:
    """A PDF of some pages."""
    return SimpleUploadedFile(nombre, subidas.pdf(paginas), "application/pdf")


def ocultos(respuesta: Any) -> dict[str, str]:
    """What the confirmation on screen would send."""
    contexto = respuesta.context
    pedido = contexto["pedido"]
    return dict(contexto["campos"]) | {
        "clave": str(contexto["clave"]), "visto": contexto["visto"],
        "adjuntos": pedido.lista_de_adjuntos,
    }  # fmt: skip


def confirmar(client: Any, url: str, respuesta: Any, **cambio: str) -> Any:
    """Press «Enviar» on the confirmation."""
    return client.post(url, ocultos(respuesta) | {"confirmado": "1"} | cambio, follow=True)


def subsanar_url(solicitud: Solicitud) -> str:
    """Where an observed request is mended."""
    return reverse("solicitudes:subsanar", args=[solicitud.publico])


def texto(respuesta: Any) -> str:
    """The page, as text."""
    return str(respuesta.content.decode())
