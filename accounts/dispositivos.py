"""Which devices an account is entered from, as its events tell."""

from datetime import timedelta
from ipaddress import ip_network

from django.utils import timezone

from accounts import envios, sucesos
from accounts.models import Suceso, Usuario
from accounts.origen import Origen
from accounts.sucesos import Tipo

MEMORIA = timedelta(days=90)


def reconocer(*, usuario: Usuario, origen: Origen) -> None:
    """Note and tell by mail a login from a device and network not seen in 90 days.

    The first login of an account is no news. To be called before it is noted itself.
    """
    anteriores = Suceso.objects.filter(usuario=usuario, tipo=Tipo.INGRESO)
    if not anteriores.exists():
        return
    recientes = anteriores.filter(ocurrido_en__gt=timezone.now() - MEMORIA)
    conocidos = set(recientes.values_list("direccion", "equipo").order_by().distinct())
    if (_red(origen.direccion), origen.equipo) in {(_red(d), e) for d, e in conocidos}:
        return
    sucesos.anotar(Tipo.DISPOSITIVO_NUEVO, usuario=usuario, origen=origen)
    envios.avisar(
        usuario, "dispositivo_nuevo",
        cuando=timezone.now(), equipo=origen.equipo, direccion=origen.direccion,
    )  # fmt: skip


def _red(direccion: str | None) -> str:
    """The neighbourhood of an address: /24, or /48 of IPv6."""
    if not direccion:
        return ""
    largo = 48 if ":" in direccion else 24
    return str(ip_network(f"{direccion}/{largo}", strict=False))
