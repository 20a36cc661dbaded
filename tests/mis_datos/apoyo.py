"""Somebody of whom the portal holds a little of everything, and the copy of it."""

import csv
import io
import json
import uuid
from datetime import date
from functools import cached_property
from typing import Any
from zipfile import ZipFile

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts import privacidad
from accounts.models import CopiaDeDatos, PadronEvaluacion, PedidoContrasena, Usuario
from accounts.origen import Origen
from boletas.preguntas import anotar_vista, preguntar
from boletas.tareas import encargar_anio
from legajo import cambios, compartir
from legajo.emision.emitir import emitir_del_legajo
from legajo.emision.pedido import Pedido
from legajo.estructuras import tipos
from legajo.lotes import verbos as lotes
from legajo.models import (
    Apertura,
    Capacitacion,
    Confirmacion,
    Mudanza,
    Propuesta,
    Servidor,
    TipoDocumento,
)
from portal.mis_datos import tareas, verbos
from portal.mis_datos.paquete import armar
from solicitudes import arco, avisos
from solicitudes.models import Adjunto, AvisoDePlazo, Borrador, Parentesco, Solicitud, Sustento
from tests import fabricas, subidas
from tests.boletas.apoyo import boleta, con_hoja
from tests.legajo.apoyo import compartido
from tests.solicitudes.apoyo import en_situacion

FORMULA = "=HYPERLINK(1)"


def con_de_todo() -> tuple[Servidor, Usuario]:
    """A servidor with a record of every kind and the rest, and the especialista who wrote it."""
    persona = fabricas.servidor(fabricas.ugel())
    persona.usuario.correo = "rosa@demo.invalid"
    persona.usuario.save()
    jefe = fabricas.personal(persona.unidad, "Responsable de escalafón", nombre="Jefa Mamani")
    for tipo in tipos():
        fabricas.registro(tipo, persona, por=jefe)
    _con_papeles(en_situacion("atendido", persona, jefe))
    pagada = con_hoja(boleta(persona))
    preguntar(boleta=pagada, linea=0, pregunta="¿Qué es?", por=persona.usuario)
    anotar_vista(persona, pagada.importacion.publicada_en)
    encargar_anio(persona, 2025)
    emitido = emitir_del_legajo(persona.pk, pedido=Pedido("1", "Rosa", date(2026, 1, 15)), por=jefe)
    compartir.abierto(compartido(emitido), Apertura.Que.PAGINA, origen=Origen())
    lotes.preparar(
        [persona.pk], clase="hoja_de_vida", unidad=persona.unidad, clave=uuid.uuid4(), por=jefe,
        pedido=Pedido("1", "Comité", date(2026, 1, 15)),
    )  # fmt: skip
    PedidoContrasena.objects.create(correo="Rosa@demo.invalid")
    PadronEvaluacion.objects.create(documento=persona.documento, correo="rosa@demo.invalid")
    Mudanza.objects.create(
        servidor=persona, de=fabricas.ugel("190002"), a=persona.unidad, por=jefe,
        tipo_documento=TipoDocumento.objects.first(), numero_documento="1",
        fecha_documento=date(2026, 1, 15),
    )  # fmt: skip
    Propuesta.objects.create(
        servidor=persona, propuesta_por=jefe,
        datos=[{"campo": "nombres", "rotulo": "Nombres", "antes": "Rosa", "pedido": "Rosa E.",
                "antes_texto": "Rosa", "pedido_texto": "Rosa E."}],
    )  # fmt: skip
    privacidad.aceptar(usuario=persona.usuario, origen=Origen())
    arco.pedir(usuario=persona.usuario, derecho="acceso", pedido="x", clave=uuid.uuid4())
    Confirmacion.objects.create(
        servidor=persona, estructura="10", seccion="filiacion", huella="x", por=persona.usuario
    )
    return persona, jefe


def _con_papeles(solicitud: Solicitud) -> None:
    """What surrounds a request: papers, a notice, a draft, and what its holder chose."""
    persona = solicitud.servidor
    Sustento.objects.create(
        solicitud=solicitud, archivo=_guardado("a.pdf"), folios=1, sha256="0" * 64, partes=[]
    )
    AvisoDePlazo.objects.create(solicitud=solicitud, clase="vencida", vence=date(2026, 1, 15))
    borrador = Borrador.objects.create(servidor=persona, tipo_slug="pensiones", operacion="agregar")
    Adjunto.objects.create(
        borrador=borrador, archivo=_guardado("b.jpg"), nombre="b.jpg", paginas=1, octetos=9,
        sha256="0" * 64,
    )  # fmt: skip
    avisos.elegir(por=persona.usuario, clases=["sol_atendido"])
    Parentesco.objects.create(usuario=persona.usuario, documento="99000001", vinculo="hermano")


def _guardado(nombre: str) -> str:
    return default_storage.save(f"pruebas/{nombre}", ContentFile(pdf_de_ejemplo()))


def con_sustento(persona: Servidor, *contenidos: bytes) -> Capacitacion:
    """A course whose sustento was replaced, once for each further content."""
    registro = fabricas.registro(Capacitacion.tipo, persona, tema="Con sustento")
    for octetos in contenidos:
        registro.archivo.save("a.pdf", ContentFile(octetos), save=False)
        autoria = cambios.Autoria(por=persona.usuario, medio="admin")
        cambios.cambiar(registro, campos=("archivo",), autoria=autoria)
    return registro


class Copia:
    """A copy, read back."""

    def __init__(self, usuario: Usuario) -> None:
        self.avances: list[tuple[int, int]] = []
        destino = io.BytesIO()
        armar(usuario, destino, lambda *avance: self.avances.append(avance))
        self.zip = ZipFile(destino)

    @cached_property
    def nombres(self) -> list[str]:
        """Everything in it."""
        assert self.zip.testzip() is None
        return self.zip.namelist()

    @cached_property
    def partes(self) -> dict[str, Any]:
        """The parts of datos.json."""
        return self.datos["partes"]

    @cached_property
    def datos(self) -> dict[str, Any]:
        """The whole of datos.json."""
        return json.loads(self.zip.read("datos.json"))

    @property
    def leame(self) -> str:
        """LEAME.txt."""
        return self.zip.read("LEAME.txt").decode("utf-8-sig")

    def tabla(self, nombre: str) -> list[dict[str, str]]:
        """The rows of a CSV."""
        texto = self.zip.read(f"csv/{nombre}.csv").decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(texto)))

    def textos(self) -> str:
        """Every text of it together."""
        return "".join(
            self.zip.read(n).decode() for n in self.nombres if n.endswith((".csv", ".json", ".txt"))
        )


def pdf_de_ejemplo() -> bytes:
    """What a sustento looks like."""
    return subidas.pdf()


def copia_lista(usuario: Usuario) -> CopiaDeDatos:
    """A copy that was asked and prepared, as the worker does."""
    copia = verbos.pedir(por=usuario)
    tareas.preparar.func(copia.pk)
    copia.refresh_from_db()
    return copia
