"""How often: guesses at a password by usuario and address, mailed links per mail address."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Intento, PedidoContrasena
from accounts.models.correo import del_correo
from accounts.pausas import falta

CORREOS_POR_HORA = 3
CORREOS_POR_DIA = 5
PAUSA = 0.05  # seconds
PAUSAS = 40
EVALUANDO = timedelta(seconds=10)
"""A guess that is still being looked at after so long never will be: its process died."""


class Limite(NamedTuple):
    """So many within so long, and the words for who has to wait."""

    cuantos: int
    ventana: timedelta
    de_quien: str

    def espera(self, horas: Iterable[datetime], ahora: datetime) -> timedelta:
        """How long until one more fits; zero if it fits now."""
        dentro = sorted((h for h in horas if h > ahora - self.ventana), reverse=True)
        if len(dentro) < self.cuantos:
            return timedelta(0)
        return dentro[self.cuantos - 1] + self.ventana - ahora


DE_UN_USUARIO_AQUI = Limite(5, timedelta(minutes=15), "con este usuario")
DE_UN_USUARIO = Limite(20, timedelta(hours=1), "con este usuario")
DE_UNA_DIRECCION = Limite(20, timedelta(minutes=1), "desde su conexión")  # usuarios, not guesses
Cerradas = dict[Limite, timedelta]


class Bloqueado(Exception):
    """No guess is left for now: by which limit, and for how long."""

    def __init__(self, cerradas: Cerradas) -> None:
        super().__init__()
        self.limite = max(cerradas, key=lambda limite: cerradas[limite])
        self.espera = cerradas[self.limite]


def normalizar(usuario: str) -> str:
    """A número de documento as it is stored: `ab12` and ` AB12 ` are one."""
    return usuario.strip().upper()


def reservar(usuario: str, direccion: str | None) -> Intento:
    """Take one of the guesses that are left, before the password is looked at (`Bloqueado`).

    Those that are being looked at are taken too, so that the limits are exact. They may
    still be given back: where they alone fill a limit (a school behind one address on
    payday), wait for them a little.
    """
    nuevo = Intento(usuario=clave("usuario", usuario), direccion=clave("direccion", direccion))
    for _ in range(PAUSAS):
        with transaction.atomic():
            uno_a_la_vez(nuevo.usuario, nuevo.direccion)
            nuevo.en = ahora = timezone.now()
            filas = _recientes(nuevo, ahora)
            todas = _cerradas(filas, nuevo, ahora)
            if not todas:
                nuevo.save()
                return nuevo
        if firmes := _cerradas(_firmes(filas, ahora), nuevo, ahora):
            raise Bloqueado(firmes)
        time.sleep(PAUSA)
    raise Bloqueado(todas)


def devolver(intento: Intento) -> None:
    """A right password is no guess."""
    intento.delete()


@transaction.atomic
def confirmar(intento: Intento) -> Cerradas:
    """The guess was wrong: return the limits that it has filled, each told to one caller alone."""
    uno_a_la_vez(intento.usuario, intento.direccion)
    ahora = timezone.now()
    Intento.objects.filter(pk=intento.pk).update(fallido=True)
    firmes = _firmes(_recientes(intento, ahora), ahora)
    antes = _cerradas([f for f in firmes if f.pk != intento.pk], intento, ahora)
    despues = _cerradas(firmes, intento, ahora)
    return {limite: espera for limite, espera in despues.items() if limite not in antes}


def olvidar_fallos(usuario: str) -> None:
    """Let who has just proved to be himself try again, from anywhere."""
    Intento.objects.filter(usuario=clave("usuario", normalizar(usuario))).delete()


def barrer() -> None:
    """Throw away what no window reaches."""
    Intento.objects.filter(en__lt=timezone.now() - DE_UN_USUARIO.ventana).delete()


def clave(que: str, valor: str | None) -> str:
    """What stands for a usuario, an address, a code; a missing one is one like any other."""
    return salted_hmac(f"accounts.limites.{que}", valor or "", algorithm="sha256").hexdigest()[:32]


def uno_a_la_vez(*claves: str) -> None:
    """Let nobody else count what these stand for until the transaction ends."""
    # 64 bits of each hash, in order: two that wait for one another would wait for ever
    cerrojos = sorted({int(una[:16], 16) - 2**63 for una in claves})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(k) FROM unnest(%s::bigint[]) k", [cerrojos])


def puede_recibir_enlace(correo: str, ahora: datetime) -> bool:
    """Whether another request of this address may be answered by mail: pause, hour and day."""
    enviados = del_correo(PedidoContrasena.objects.filter(correos_enviados__gt=0), correo)
    del_dia = enviados.filter(atendido_en__gt=ahora - timedelta(days=1)).order_by("-atendido_en")
    horas = list(del_dia.values_list("atendido_en", flat=True))
    de_la_hora = [cuando for cuando in horas if cuando > ahora - timedelta(hours=1)]
    return (
        not falta(horas, ahora) and len(de_la_hora) < CORREOS_POR_HORA
        and len(horas) < CORREOS_POR_DIA
    )  # fmt: skip


def _recientes(intento: Intento, ahora: datetime) -> list[Intento]:
    """The guesses of this usuario, and those from this address, that a window still reaches."""
    suyas = Q(usuario=intento.usuario, en__gt=ahora - DE_UN_USUARIO.ventana)
    de_aqui = Q(direccion=intento.direccion, en__gt=ahora - DE_UNA_DIRECCION.ventana)
    return list(Intento.objects.filter(suyas | de_aqui).order_by("en"))


def _firmes(filas: list[Intento], ahora: datetime) -> list[Intento]:
    """Those that nobody will give back."""
    return [f for f in filas if f.fallido or f.en < ahora - EVALUANDO]


def _cerradas(filas: list[Intento], nuevo: Intento, ahora: datetime) -> Cerradas:
    """The limits that these fill for another such guess, and for how long."""
    suyas = [f for f in filas if f.usuario == nuevo.usuario]
    suyas_de_aqui = [f.en for f in suyas if f.direccion == nuevo.direccion]
    ultima_de_cada_uno = {f.usuario: f.en for f in filas if f.direccion == nuevo.direccion}
    esperas = {
        DE_UN_USUARIO_AQUI: DE_UN_USUARIO_AQUI.espera(suyas_de_aqui, ahora),
        DE_UN_USUARIO: DE_UN_USUARIO.espera((f.en for f in suyas), ahora),
        DE_UNA_DIRECCION: DE_UNA_DIRECCION.espera(ultima_de_cada_uno.values(), ahora),
    }
    return {limite: espera for limite, espera in esperas.items() if espera}
