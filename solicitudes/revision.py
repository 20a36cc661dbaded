"""A request on the reviewer's desk: what he sees, and the verb that he presses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.timezone import localdate

from accounts.models import Usuario
from legajo.emision.formulario import PedidoForm
from legajo.formularios import detalle
from legajo.tipos import Operacion
from solicitudes import decisiones, documentos, reparto
from solicitudes.aplicacion import previa, registro_de_hoy
from solicitudes.datos import comparacion
from solicitudes.formas_de_mesa import (
    AbstencionForm,
    DatosForm,
    MotivoForm,
    ReasignarForm,
    VistoForm,
)
from solicitudes.models import Motivo, Parentesco, Solicitud
from solicitudes.seguimiento import hechos
from solicitudes.semaforo import semaforo
from solicitudes.transiciones import REASIGNAR, VerboNegado, lo_visto

PREVIA = "previa"
DECIDEN = ("atender", "rechazar", "observar", "confirmar", "devolver")
"""What ends one's work on a request; after it comes the next."""
INCOMPLETA = "La página no llegó completa: revísela otra vez antes de decidir."
ESCRITOS = ("texto-", "motivo", "observacion-motivo", "devolucion-motivo", "anotaciones")


class Revision:
    """One request with the forms of its verbs; `enviado` is the POST, or None."""

    def __init__(self, solicitud: Solicitud, por: Usuario, enviado: QueryDict | None) -> None:
        self.solicitud, self.por, self.enviado = solicitud, por, enviado
        self.verbo = enviado.get("verbo", "") if enviado else ""
        todos = list(Motivo.objects.filter(vigente=True))
        rechazo = [m for m in todos if m.clase == Motivo.Clase.RECHAZO]
        observacion = [m for m in todos if m.clase == Motivo.Clase.OBSERVACION]
        datos = list(solicitud.datos.pedidos())
        self.datos = self._atar("atender", DatosForm, datos, rechazo)
        self.rechazo = self._atar(
            "rechazar", MotivoForm, motivos=rechazo,
            rotulo="Motivo del rechazo (lo leerá el servidor)",
        )  # fmt: skip
        self.observacion = self._atar(
            "observar", MotivoForm, motivos=observacion, prefix="observacion",
            rotulo="Qué falta (lo leerá el servidor)",
        )  # fmt: skip
        self.devolucion = self._atar(
            "devolver", MotivoForm, prefix="devolucion", rotulo="Por qué se devuelve"
        )
        self.emision = self._formulario_de_emision()
        propia = Solicitud.objects.filter(pk=solicitud.pk)
        self.reasignacion = self._atar("reasignar", ReasignarForm, reparto.candidatos(propia))
        self.abstencion = self._atar("abstenerse", AbstencionForm)

    def _atar(self, verbo: str, clase: Any, *args: Any, **kwargs: Any) -> Any:
        """The form of a verb: bound when it is pressed, else with what was typed in it."""
        if self.enviado is not None and self.verbo == verbo:
            return clase(*args, data=self.enviado, **kwargs)
        form = clase(*args, **kwargs)
        enviado: Mapping[str, Any] = self.enviado or {}
        for nombre in form.fields:
            if (escrito := enviado.get(form.add_prefix(nombre))) is not None:
                form.initial[nombre] = escrito
        return form

    def _formulario_de_emision(self) -> PedidoForm | None:
        if not self.solicitud.pide_documento:
            return None
        inicial = {
            "solicitante": str(self.solicitud.servidor),
            "expediente": self.solicitud.expediente,
            "fecha_expediente": localdate(self.solicitud.creada_en),
        }
        return self._atar("atender", PedidoForm, initial=inicial)

    # --- Doing ------------------------------------------------------------------------------------

    @cached_property
    def formas(self) -> list[forms.Form]:
        """The forms that the pressed verb needs complete."""
        suyas = {
            "atender": [self.datos, *([self.emision] if self.emision else [])],
            "rechazar": [self.rechazo],
            "observar": [self.observacion],
            "devolver": [self.devolucion],
            "reasignar": [self.reasignacion],
            "abstenerse": [self.abstencion],
        }
        return suyas.get(self.verbo, [])

    def hacer(self) -> str:
        """Do the pressed verb; what to tell of it. Empty when its form is not complete.

        Raises what the verbs raise: VerboNegado, ValidationError, Solicitud.DoesNotExist,
        portal.pdf.PdfNoDisponible.
        """
        if self.verbo not in self._verbos:
            raise VerboNegado("Elija qué hacer con la solicitud.")
        visto = VistoForm(self.enviado)
        if self.verbo in DECIDEN and not visto.is_valid():
            raise VerboNegado(INCOMPLETA)
        if [forma for forma in self.formas if not forma.is_valid()]:
            return ""
        visto.is_valid()
        self.visto = visto.cleaned_data
        self._verbos[self.verbo]()
        self.solicitud.refresh_from_db()
        return f"Solicitud N° {self.solicitud.numero}: {self._dicho()}."

    def _dicho(self) -> str:
        if self.verbo == "abstenerse":
            return "usted se abstiene y la decidirá otra persona"
        if self.verbo in DECIDEN:
            return str(self.solicitud.situacion.label)
        ultimo = self.solicitud.eventos.last()
        return ultimo.get_verbo_display() if ultimo else ""

    @property
    def _verbos(self) -> dict[str, Callable[[], Any]]:
        pk, por = self.solicitud.pk, self.por
        return {
            "atender": self._atender,
            "rechazar": lambda: decisiones.rechazar(
                pk, por=por, vista=self.visto["vista"], **self.rechazo.cleaned_data
            ),
            "observar": lambda: decisiones.observar(
                pk, por=por, vista=self.visto["vista"], **self.observacion.cleaned_data
            ),
            "confirmar": lambda: decisiones.confirmar(pk, por=por, vista=self.visto["vista"]),
            "devolver": lambda: decisiones.devolver(
                pk, por=por, vista=self.visto["vista"], **self.devolucion.cleaned_data
            ),
            "tomar": lambda: reparto.tomar(pk, por=por),
            "soltar": lambda: reparto.soltar(pk, por=por),
            "priorizar": lambda: reparto.priorizar(pk, por=por, prioritaria=True),
            "despriorizar": lambda: reparto.priorizar(pk, por=por, prioritaria=False),
            "reasignar": lambda: reparto.reasignar(
                pk, por=por, a=self.reasignacion.cleaned_data["a"]
            ),
            "abstenerse": lambda: reparto.abstenerse(
                pk, por=por, vinculo=self.abstencion.cleaned_data["vinculo"]
            ),
        }

    def _atender(self) -> Solicitud:
        if self.solicitud.registro and self.visto["version"] is None:
            raise VerboNegado(INCOMPLETA)
        if self.emision and not self.visto["huella"]:
            raise VerboNegado(INCOMPLETA)
        return decisiones.atender(
            self.solicitud.pk, por=self.por, vista=self.visto["vista"],
            version_vista=self.visto["version"], rechazados=self.datos.rechazados(),
            pedido=self.emision.pedido() if self.emision else None, huella=self.visto["huella"],
        )  # fmt: skip

    # --- Showing ----------------------------------------------------------------------------------

    @cached_property
    def se_abstiene(self) -> bool:
        """Whether he declared the titular as a relative."""
        suyos = Parentesco.objects.vigentes().filter(usuario=self.por)
        return suyos.filter(documento=self.solicitud.servidor.documento).exists()

    def contexto(self) -> dict[str, Any]:
        """What the desk shows of the request as it is now."""
        solicitud, aviso, registro = self.solicitud, "", None
        try:
            registro = registro_de_hoy(solicitud)
        except ValidationError as error:
            aviso = " ".join(error.messages) if solicitud.abierta else ""
        suyas = Solicitud.objects.filter(pk=solicitud.pk)
        decide = solicitud.abierta and suyas.decidibles_por(self.por).exists()
        filas = self._filas(registro)
        sustentos = list(solicitud.sustentos.all())
        prefetch_related_objects(sustentos, "paginas")
        return {
            "solicitud": solicitud,
            "aviso": aviso,
            "se_abstiene": self.se_abstiene,
            "semaforo": semaforo(solicitud),
            "pares": hechos(solicitud),
            "filas": filas,
            "cambio_desde": registro is not None and any(f["cambio"] for f in filas),
            "registro": registro,
            "registro_actual": detalle(registro) if registro and not filas else None,
            "version": registro.version if registro else "",
            "vista": lo_visto(solicitud),
            "decide": decide,
            "propuesta": solicitud.situacion == Solicitud.Situacion.PROPUESTA,
            "observable": solicitud.situacion == Solicitud.Situacion.EN_SOLICITUD,
            "es_mia": solicitud.asignada_a_id == self.por.pk,
            "la_propuso": solicitud.propuesta_por_id == self.por.pk,
            "reparte": decide
            and Solicitud.objects.visible_to(self.por, REASIGNAR).filter(pk=solicitud.pk).exists(),
            "previa": self._previa(registro) if decide and not aviso else None,
            "sin_derecho": documentos.SIN_DERECHO,
            "papel": documentos.previa_de(solicitud, self.por) if decide else None,
            "revision": self,
            "escrito": [] if decide else self._escrito(),
            "sustentos": sustentos,
            "otras": self._otras(),
            "eventos": solicitud.eventos.select_related("por"),
        }

    def _filas(self, registro: Any) -> list[dict[str, Any]]:
        """The three columns of each datum, what to say of them, and the fields that decide it."""
        datos = self.datos.datos
        filas = []
        for dato, fila in zip(datos, comparacion(datos, registro), strict=True):
            filas.append({
                **fila,
                "dato": dato,
                "cambio": registro is not None and fila["hoy"] != fila["antes"],
                "ya_dice": registro is not None and fila["hoy"] == fila["pedido"],
                "decision": self.datos[f"decision-{dato.campo}"],
                "catalogo": self.datos[f"catalogo-{dato.campo}"],
                "texto": self.datos[f"texto-{dato.campo}"],
            })  # fmt: skip
        return filas

    def _previa(self, registro: Any) -> dict[str, Any]:
        """How the record will read after the data that are accepted on the page as it stands."""
        solicitud = self.solicitud
        if self.emision is not None:
            return {}
        if solicitud.operacion == Operacion.QUITAR:
            return {"dice": "El registro saldrá del legajo; su historia se conserva."}
        aceptados = self.datos.se_aceptan()
        if solicitud.propuesta_por_id:
            aceptados = [d for d in aceptados if d.decision != d.Decision.RECHAZADO]
        if not aceptados:
            return {"dice": "El legajo no cambiará: se rechazan todos los datos."}
        try:
            quedaria = previa(solicitud, copy(registro), aceptados)
        except ValidationError as error:
            return {"errores": error.messages}
        hoy = dict(detalle(registro)) if registro else {}
        return {"filas": [(r, texto, hoy.get(r) != texto) for r, texto in quedaria]}

    def _escrito(self) -> list[str]:
        """What was typed for a decision that can no longer be made."""
        if self.enviado is None:
            return []
        textos = ((c, str(v).strip()) for c, v in self.enviado.items())
        return [texto for campo, texto in textos if texto and campo.startswith(ESCRITOS)]

    def _otras(self) -> Any:
        """The other requests of the same person that wait, as far as he may see them."""
        visibles = Solicitud.objects.visible_to(self.por).abiertas()
        return visibles.filter(servidor=self.solicitud.servidor_id).exclude(pk=self.solicitud.pk)[
            :10
        ]
