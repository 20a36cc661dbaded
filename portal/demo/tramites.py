"""The requests of the demo, in every state, sent and decided through their verbs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import cast

from django.db import transaction
from django.utils import timezone

from accounts.models import Usuario
from legajo.models import Servidor, Vinculo
from portal.demo import pedidos
from portal.demo.azar import Azar
from portal.demo.elenco import DRE1, POR_CLAVE, UGEL1, UGEL1B, UGEL1C, UGEL2
from portal.demo.fichas import Ficha, fichas
from portal.demo.libros import Libros
from portal.demo.papeles import papeles
from portal.demo.pluma import Pluma
from portal.demo.reloj import a_las, hora_de_oficina
from solicitudes import decisiones, reparto, verbos
from solicitudes.models import Motivo, Solicitud

Final = Solicitud.Situacion
Hacer = Callable[[Pluma], pedidos.Pedido]

DEL_ELENCO: tuple[tuple[str, Hacer, Final, int], ...] = (
    ("docente", pedidos.un_curso, Final.ATENDIDO, 60),
    ("docente", pedidos.un_reconocimiento, Final.RECHAZADO, 41),
    ("docente", pedidos.otro_domicilio, Final.ANULADA, 20),
    ("docente", pedidos.otro_telefono, Final.EN_SOLICITUD, 3),
    ("docente", pedidos.una_licencia, Final.OBSERVADA, 4),
    ("docente", pedidos.otra_pension, Final.PROPUESTA, 6),
    ("contratada", pedidos.un_curso, Final.EN_SOLICITUD, 5),
    ("contratada", pedidos.un_reconocimiento, Final.EN_SOLICITUD, 75),
    ("auxiliar", pedidos.un_hijo, Final.EN_SOLICITUD, 2),
    ("administrativa", pedidos.una_plaza, Final.EN_SOLICITUD, 8),
    ("salud", pedidos.una_licencia, Final.EN_SOLICITUD, 4),
    ("cesado", pedidos.otro_telefono, Final.ATENDIDO, 620),
    ("especialista_ugel1", pedidos.otro_domicilio, Final.EN_SOLICITUD, 1),
)
"""Who of the cast asked what, how it ended, and how many days ago."""

OTROS = 60
PIDEN_HOJA = 4
FINALES = (*[Final.ATENDIDO] * 12, *[Final.RECHAZADO] * 3, *[Final.EN_SOLICITUD] * 3,
           Final.OBSERVADA, Final.ANULADA)  # fmt: skip
MOTIVOS = (
    "El documento que remitió no se puede leer. Vuelva a escanearlo y envíe otra solicitud.",
    "El documento no corresponde a esta sección del legajo.",
    "Falta la resolución que sustenta el pedido.",
    "Ya está registrado en su legajo: es un duplicado.",
)
OPINIONES = (5, 5, 4, 4, 3, 2)
QUIEN_ATIENDE = {
    UGEL1: "especialista_ugel1", UGEL2: "especialista_ugel2", UGEL1B: "especialista_dre",
    UGEL1C: "especialista_dre", DRE1: "especialista_dre",
}  # fmt: skip
NACIONAL = "operador_minedu"


@dataclass(frozen=True)
class Tramite:
    """One request of the demo: whose, what, its end, and the day it was sent."""

    ficha: Ficha
    hacer: Hacer
    final: Final
    enviado: date


@transaction.atomic
def tramitar(cuantos: int, hoy: date, semilla: int) -> int:
    """Send and decide the requests, unless there are some already; returns how many."""
    if Solicitud.objects.exists():
        return 0
    mesa = Mesa(semilla)
    for tramite in (*_del_elenco(cuantos, hoy, semilla), *_de_otros(cuantos, hoy, semilla)):
        mesa.tramitar(tramite)
    for ficha in islice(_otros(cuantos, hoy, semilla), OTROS, OTROS + PIDEN_HOJA):
        mesa.pedir_hoja(ficha, hoy - timedelta(days=3))
    return Solicitud.objects.count()


def _del_elenco(cuantos: int, hoy: date, semilla: int) -> Iterator[Tramite]:
    por_clave = {f.clave: f for f in fichas(cuantos, hoy, semilla) if f.clave}
    for clave, hacer, final, hace in DEL_ELENCO:
        yield Tramite(por_clave[clave], hacer, final, hoy - timedelta(days=hace))


def _de_otros(cuantos: int, hoy: date, semilla: int) -> Iterator[Tramite]:
    azar = Azar(semilla, "tramites")
    for n, ficha in enumerate(islice(_otros(cuantos, hoy, semilla), OTROS)):
        final = FINALES[n * 7 % len(FINALES)]
        abierta = final in (Final.EN_SOLICITUD, Final.OBSERVADA)
        enviado = hoy - timedelta(days=azar.randint(1, 12) if abierta else azar.randint(25, 90))
        yield Tramite(ficha, pedidos.MEZCLA[n % len(pedidos.MEZCLA)], final, enviado)


def _otros(cuantos: int, hoy: date, semilla: int) -> Iterator[Ficha]:
    """Those outside the cast who have an account and work today."""
    for ficha in fichas(cuantos, hoy, semilla):
        sin_trabajo = ficha.perfil in ("cesado", "entre_contratos")
        if ficha.con_usuario and not ficha.clave and not sin_trabajo:
            yield ficha


class Mesa:
    """Does the verbs, each by whom and when it belongs."""

    def __init__(self, semilla: int) -> None:
        self.semilla = semilla
        self.libros = Libros()
        self.azar = Azar(semilla, "mesa")
        self.observaciones = list(Motivo.objects.de_observacion())
        cast = [POR_CLAVE[c].documento for c in {*QUIEN_ATIENDE.values(), "responsable_ugel1",
                                                 NACIONAL}]  # fmt: skip
        self.personal = {u.documento: u for u in Usuario.objects.filter(documento__in=cast)}

    def tramitar(self, tramite: Tramite) -> None:
        """Send it, and decide or withdraw it some days later."""
        servidor = _servidor(tramite.ficha)
        pluma = Pluma(tramite.ficha, servidor, self.libros, tramite.enviado, self.semilla)
        pluma.azar = Azar(self.semilla, tramite.hacer.__name__, tramite.ficha.documento)
        pluma.regimen = Vinculo.objects.filter(servidor=servidor).latest("fecha_inicio").regimen
        with a_las(hora_de_oficina(tramite.enviado, self.azar)):
            solicitud = self._enviar(pluma, tramite.hacer(pluma))
        if tramite.final != Final.EN_SOLICITUD:
            self._terminar(solicitud, tramite)

    def pedir_hoja(self, ficha: Ficha, dia: date) -> None:
        """Ask for a hoja de vida."""
        servidor = _servidor(ficha)
        with a_las(hora_de_oficina(dia, self.azar)):
            verbos.pedir_documento(
                servidor=servidor, por=_titular(servidor), clase=Solicitud.Clase.HOJA_DE_VIDA
            )

    def _enviar(self, pluma: Pluma, pedido: pedidos.Pedido) -> Solicitud:
        servidor = pluma.servidor
        if pedido.form is not None and not pedido.form.is_valid():
            raise ValueError(f"{servidor.documento}: {pedido.form.errors.as_json()}")
        solicitud = verbos.enviar(
            servidor=servidor, por=_titular(servidor), tipo=pedido.tipo,
            operacion=pedido.operacion, clave=pluma.azar.uuid(), form=pedido.form,
            registro=pedido.registro.publico if pedido.registro else None,
            explicacion=pedido.explicacion, causa=pedido.causa,
            sustento=papeles(self.azar) if pluma.ficha.clave else None,
        )  # fmt: skip
        if self.azar.pasa(80):
            numero = f"MPV{pluma.hoy.year}-EXT-{self.azar.randrange(10**5):07}"
            verbos.anotar_expediente(solicitud.pk, por=_titular(servidor), numero=numero)
        return solicitud

    def _terminar(self, solicitud: Solicitud, tramite: Tramite) -> None:
        despues = tramite.enviado + timedelta(days=self.azar.choice((1, 2, 4, 4, 5, 7, 11, 20)))
        if tramite.final == Final.OBSERVADA:
            despues = tramite.enviado + timedelta(days=1)
        momento = min(hora_de_oficina(despues, self.azar), timezone.now())
        with a_las(max(momento, solicitud.creada_en)):
            self._decidir(solicitud, tramite.final)

    def _decidir(self, solicitud: Solicitud, final: Final) -> None:
        por, titular = self._quien(solicitud.servidor), _titular(solicitud.servidor)
        if final == Final.ANULADA:
            verbos.anular(solicitud.pk, por=titular)
            return
        reparto.tomar(solicitud.pk, por=por)
        if final == Final.OBSERVADA:
            motivo = self.azar.uno(self.observaciones)
            decisiones.observar(solicitud.pk, por=por, motivo="", catalogo=motivo)
        elif final == Final.RECHAZADO:
            decisiones.rechazar(solicitud.pk, por=por, motivo=self.azar.uno(MOTIVOS))
        else:
            decisiones.atender(solicitud.pk, por=por)
        if final in (Final.ATENDIDO, Final.RECHAZADO) and self.azar.pasa(50):
            verbos.opinar(solicitud.pk, por=titular, nota=self.azar.choice(OPINIONES))

    def _quien(self, servidor: Servidor) -> Usuario:
        """The especialista of the unit, or of its DRE; nobody his own."""
        clave = QUIEN_ATIENDE.get(servidor.unidad.codigo, NACIONAL)
        if POR_CLAVE[clave].documento == servidor.documento:
            clave = "responsable_ugel1"
        return self.personal[POR_CLAVE[clave].documento]


def _servidor(ficha: Ficha) -> Servidor:
    return Servidor.objects.select_related("usuario", "unidad").get(documento=ficha.documento)


def _titular(servidor: Servidor) -> Usuario:
    """His account: only those who have one ask for anything."""
    return cast(Usuario, servidor.usuario)
