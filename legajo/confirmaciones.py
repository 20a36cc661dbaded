"""«Confirmo que mis datos están correctos»: what was confirmed, when, whether it changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from accounts.models import Usuario
from legajo.avisos.lectura import Lectura
from legajo.estructuras import Seccion
from legajo.models import Confirmacion, Servidor
from legajo.tablas import datos_personales
from portal.texto import fecha


@dataclass(frozen=True, slots=True)
class Confirmable:
    """A section with the print of what it says now, and its last confirmation."""

    seccion: Seccion
    huella: str
    dia: date | None = None
    cambio: bool = False

    @property
    def al_dia(self) -> bool:
        """Confirmed, and the same since."""
        return self.dia is not None and not self.cambio

    @property
    def fecha(self) -> str:
        """The day of the last confirmation as people read it."""
        return fecha(self.dia)


def confirmable(seccion: Seccion, servidor: Servidor, lectura: Lectura) -> Confirmable | None:
    """What can be confirmed of a section; None where it holds no kind of record."""
    if not seccion.modelos:
        return None
    huella = _huella(seccion, servidor, lectura)
    dia, confirmada = lectura.confirmadas.get(seccion.slug, (None, ""))
    return Confirmable(seccion, huella, dia, bool(dia) and confirmada != huella)


def huella_de_todo(partes: Iterable[Confirmable]) -> str:
    """The print of several sections together."""
    return _resumir(p.huella for p in partes)


def _huella(seccion: Seccion, servidor: Servidor, lectura: Lectura) -> str:
    """The records in force by their versions: any change of any datum of them changes it."""
    registros = [
        f"{tipo.slug} {publico} {version}"
        for tipo in seccion.tipos
        for publico, version in sorted(lectura.versiones.get(tipo.slug, ()))
    ]
    pares = datos_personales(servidor) if seccion.con_datos_personales else []
    return _resumir([*(f"{rotulo}: {valor}" for rotulo, valor in pares), *registros])


def _resumir(lineas: Iterable[str]) -> str:
    return sha256("\n".join(lineas).encode()).hexdigest()


def confirmar(servidor: Servidor, partes: Iterable[Confirmable], *, por: Usuario) -> None:
    """Write that `por`, the servidor himself, says that these sections are right.

    The same said twice in a day is one row, however the two presses race.
    """
    Confirmacion.objects.bulk_create(
        (
            Confirmacion(
                servidor=servidor,
                estructura=servidor.estructura,
                seccion=p.seccion.slug,
                huella=p.huella,
                por=por,
            )
            for p in partes
        ),
        ignore_conflicts=True,
    )
