"""How many wrong tries: exact, by address and by code, however many come at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.limites import Limite, clave, uno_a_la_vez
from accounts.origen import Origen, red
from accounts.sucesos import Tipo, anotar
from legajo.models import FalloDeVerificacion

DE_UNA_DIRECCION = Limite(20, timedelta(minutes=10), "desde su conexión")
"""Whoever types from paper errs a few times; 54 bits at this pace are never found."""
DE_UN_CODIGO = Limite(10, timedelta(hours=1), "con este código")
"""Four signs are ten thousand: who has the code alone needs weeks to find them."""


class Cuenta:
    """The wrong tries from one address and with some codes, while nobody else counts them.

    To be made inside a transaction, whose end lets the next one count. An IPv6 address
    counts by its /64, which one client has whole.
    """

    def __init__(self, origen: Origen, codigos: Iterable[str]) -> None:
        self._origen = origen
        self._direccion = clave("verificar.red", red(origen.direccion, v4=32, v6=64))
        self._claves = {codigo: clave("verificar.codigo", codigo) for codigo in codigos}
        uno_a_la_vez(self._direccion, *self._claves.values())
        self._ahora = timezone.now()
        self._nuevos: list[FalloDeVerificacion] = []
        self._horas: dict[str, list[datetime]] = defaultdict(list)
        self._leer("direccion", [self._direccion], DE_UNA_DIRECCION)
        self._leer("codigo", list(self._claves.values()), DE_UN_CODIGO)

    def espera(self, codigo: str) -> timedelta:
        """How long until this code may be tried from here; zero if now."""
        return max(self._esperas(codigo).values())

    def fallo(self, codigo: str) -> None:
        """Count a wrong try; the one that fills a limit is a security event."""
        antes = self._esperas(codigo)
        direccion, suya = self._direccion, self._claves[codigo]
        self._nuevos.append(FalloDeVerificacion(codigo=suya, direccion=direccion, en=self._ahora))
        self._horas[direccion].append(self._ahora)
        self._horas[suya].append(self._ahora)
        for limite, espera in self._esperas(codigo).items():
            if espera and not antes[limite]:
                detalle = f"{limite.cuantos} fallos {limite.de_quien}"
                anotar(Tipo.VERIFICACION_FRENADA, origen=self._origen, detalle=detalle)

    def guardar(self) -> None:
        """Write the new ones down."""
        FalloDeVerificacion.objects.bulk_create(self._nuevos)

    def _leer(self, campo: str, claves: list[str], limite: Limite) -> None:
        """A refused try leaves no row, so that there are never many."""
        filtro = {f"{campo}__in": claves, "en__gt": self._ahora - limite.ventana}
        for de_quien, en in FalloDeVerificacion.objects.filter(**filtro).values_list(campo, "en"):
            self._horas[de_quien].append(en)

    def _esperas(self, codigo: str) -> dict[Limite, timedelta]:
        de_aqui, de_el = self._horas[self._direccion], self._horas[self._claves[codigo]]
        return {
            DE_UNA_DIRECCION: DE_UNA_DIRECCION.espera(de_aqui, self._ahora),
            DE_UN_CODIGO: DE_UN_CODIGO.espera(de_el, self._ahora),
        }


def barrer() -> None:
    """Throw away what no window reaches."""
    FalloDeVerificacion.objects.filter(en__lt=timezone.now() - DE_UN_CODIGO.ventana).delete()
