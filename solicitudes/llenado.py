"""What is being filled in, to ask or to mend: its forms, its draft, its files, its pages."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from accounts.models import Usuario
from legajo.formularios import RegistroForm, detalle, form_class
from legajo.listas import ELEGIR
from legajo.models import Servidor
from legajo.tipos import Operacion, TipoRegistro
from portal.texto import clave as llave_de
from solicitudes import borradores, sustentos
from solicitudes.datos import datos_pedidos
from solicitudes.estimacion import estimar
from solicitudes.formularios import CausaForm, ClaveForm, ExplicacionForm
from solicitudes.models import Adjunto, Borrador, Solicitud, Sustento
from solicitudes.transiciones import VerboNegado

ARCHIVOS = "archivos"
DE_LA_PAGINA = frozenset(
    {"csrfmiddlewaretoken", "clave", "visto", "vista", "adjuntos", "confirmado", "volver",
     "guardar", "quitar", ELEGIR, ARCHIVOS}
)  # fmt: skip
"""What the page itself sends, besides the fields of its forms; no file comes as an empty text."""


@dataclass
class Llenado:
    """A form on its way, kept at every step. What is asked, and where, its heirs say."""

    servidor: Servidor
    tipo: TipoRegistro | None
    """None for what concerns no record: mending a request for a document."""
    operacion: Operacion | None
    registro: Any
    enviado: QueryDict | None
    archivos: list[UploadedFile] = field(default_factory=list)
    fallos: list[str] = field(default_factory=list)
    """A sentence for each file that was refused, or that could not be sent."""

    @property
    def llave(self) -> dict[str, Any]:
        """What names the draft."""
        raise NotImplementedError

    @property
    def direccion(self) -> str:
        """The page of the form."""
        raise NotImplementedError

    @property
    def titulo(self) -> str:
        """What is asked, as a heading."""
        raise NotImplementedError

    @cached_property
    def causa(self) -> CausaForm | None:
        """The cause, where it is asked."""
        return None

    @cached_property
    def ya_enviada(self) -> Solicitud | None:
        """The request that this page sent before, if it did."""
        return None

    def enviar(self, *, por: Usuario) -> Solicitud:
        """Send it. Raises transiciones.VerboNegado."""
        raise NotImplementedError

    # --- What was typed ---------------------------------------------------------------------------

    @cached_property
    def form(self) -> RegistroForm | None:
        """The record's own form; none to take a record away."""
        if self.tipo is None or self.operacion is Operacion.QUITAR:
            return None
        form = form_class(self.tipo)(self.enviado, instance=self.registro, servidor=self.servidor)
        self.con_lo_guardado(form)
        return form

    @cached_property
    def explicacion(self) -> ExplicacionForm:
        """Why; required to take a record away."""
        obligatoria = self.operacion is Operacion.QUITAR
        form = ExplicacionForm(self.enviado, obligatoria=obligatoria)
        self.con_lo_guardado(form)
        return form

    @property
    def formularios(self) -> list[Any]:
        """The forms that this page has."""
        return [f for f in (self.form, self.causa, self.explicacion) if f is not None]

    def con_lo_guardado(self, form: Any) -> None:
        """Show, where nothing was sent now, what the draft holds."""
        if self.enviado is None:
            form.initial |= self._a_mostrar(form)

    def _a_mostrar(self, form: Any) -> dict[str, str]:
        if self.borrador is None:
            return {}
        guardado = self.borrador.valores
        return {campo: (guardado.get(form.add_prefix(campo)) or [""])[0] for campo in form.fields}

    @property
    def valores(self) -> borradores.Valores:
        """What was sent under the names of the forms' fields."""
        nombres = {form.add_prefix(campo) for form in self.formularios for campo in form.fields}
        enviado = self.enviado or QueryDict()
        return {nombre: textos for nombre, textos in enviado.lists() if nombre in nombres}

    def exigir_claves(self) -> None:
        """Raise BadRequest for a field that no form of the page has: it is not ignored."""
        de_mas = set(self.enviado or ()) - set(self.valores) - DE_LA_PAGINA
        if de_mas:
            ajena = min(de_mas)[:60]
            raise BadRequest(f"Llegó un dato que este formulario no tiene: «{ajena}».")

    @cached_property
    def clave(self) -> uuid.UUID:
        """The key of this sending, the same on every post of one filling-in."""
        return self.borrador.clave if self.borrador else self.clave_enviada or uuid.uuid4()

    @cached_property
    def clave_enviada(self) -> uuid.UUID | None:
        """The key that the page carried."""
        form = ClaveForm(self.enviado)
        return form.cleaned_data["clave"] if form.is_valid() else None

    # --- The draft --------------------------------------------------------------------------------

    @cached_property
    def borrador(self) -> Borrador | None:
        """What was kept of it."""
        return Borrador.objects.filter(**self.llave).first()

    @cached_property
    def adjuntos(self) -> list[Adjunto]:
        """The files of the draft."""
        return list(self.borrador.adjuntos.all()) if self.borrador else []

    @property
    def recibe_archivos(self) -> bool:
        """Whether the unit takes papers here, and not at its mesa de partes alone."""
        return self.servidor.unidad.recibe_en_plataforma

    @property
    def limites(self) -> dict[str, int]:
        """How many files, and how many megabytes each and together."""
        return {
            "archivos": settings.ADJUNTOS_MAX,
            "uno": settings.SUSTENTO_MAX_BYTES // borradores.MEGA,
            "todos": settings.ADJUNTOS_MAX_BYTES // borradores.MEGA,
        }

    def guardar(self) -> borradores.Guardado:
        """Keep what was typed, the files that are good, and without the one to take out."""
        enviado = self.enviado or QueryDict()
        guardado = borradores.guardar(
            self.llave, valores=self.valores, visto=enviado.get("visto", ""),
            clave=self.clave_enviada,
        )  # fmt: skip
        self.borrador = guardado.borrador
        if pk := llave_de(enviado.get("quitar", "")):
            borradores.quitar_adjunto(self.borrador, pk)
        if self.recibe_archivos:
            self.fallos += borradores.adjuntar(self.borrador, self.archivos)
        for leido in ("adjuntos", "clave"):
            self.__dict__.pop(leido, None)
        return guardado

    # --- Sending ----------------------------------------------------------------------------------

    @cached_property
    def datos(self) -> list[Any]:
        """What changes, once the form is valid."""
        return datos_pedidos(self.form) if self.form else []

    def es_valido(self) -> bool:
        """Whether it can be sent; errors stand in the forms."""
        if not all(form.is_valid() for form in self.formularios) or self.fallos:
            return False
        if self.form and not self.datos:
            self.form.add_error(None, "No cambió ningún dato: corrija el que está mal.")
            return False
        return True

    def vio_los_adjuntos(self) -> bool:
        """Whether the files are those that the confirmation showed."""
        return (self.enviado or QueryDict()).get("adjuntos", "") == self.lista_de_adjuntos

    @property
    def lista_de_adjuntos(self) -> str:
        """The files as the confirmation sends them back."""
        return ",".join(str(adjunto.pk) for adjunto in self.adjuntos)

    @contextmanager
    def sustento(self) -> Iterator[Sustento | None]:
        """The files as one stored PDF, which goes again where nothing was sent with it.

        Raises VerboNegado when it cannot be made.
        """
        try:
            sustento = sustentos.preparar(self.adjuntos)
        except ValidationError as error:
            raise VerboNegado(" ".join(error.messages)) from error
        try:
            yield sustento
        finally:
            nombre = sustento.archivo.name if sustento else ""
            if nombre and not Sustento.objects.filter(archivo=nombre).exists():
                default_storage.delete(nombre)

    # --- The pages --------------------------------------------------------------------------------

    def contexto(self) -> dict[str, Any]:
        """What the form page and the confirmation need."""
        return {
            "pedido": self,
            "servidor": self.servidor,
            "tipo": self.tipo,
            "operacion": self.operacion,
            "form": self.form or self.explicacion,
            "explicacion": self.explicacion if self.form else None,
            "clave": self.clave,
            "visto": borradores.sello(self.borrador),
            "registro": self.registro,
            "actual": detalle(self.registro) if self.registro else None,
        }

    def resumen(self) -> dict[str, Any]:
        """What the confirmation needs besides, once it is valid."""
        causa = self.causa and Solicitud.Causa(self.causa.cleaned_data["causa"]).label
        return {
            "causa": causa,
            "estimacion": estimar(self.servidor.unidad, self.llave["tipo_slug"]),
            "explicado": self.explicacion.cleaned_data["explicacion"],
            "campos": [(n, texto) for n, textos in self.valores.items() for texto in textos],
            "datos": [
                {"campo": d.rotulo, "antes": d.antes_texto, "pedido": d.pedido_texto}
                for d in self.datos
            ],
        }


def enviado_en(request: HttpRequest) -> tuple[QueryDict | None, list[UploadedFile]]:
    """What a post brought: fields and files; None for a page that is only looked at.

    Raises BadRequest for files under a name that the form does not have.
    """
    if request.method != "POST":
        return None, []
    if set(request.FILES) - {ARCHIVOS}:
        raise BadRequest("Llegó un archivo que este formulario no pide.")
    return request.POST, request.FILES.getlist(ARCHIVOS)
