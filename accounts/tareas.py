"""Background tasks of access: decide who gets a link, and mail it. They carry ids, no links."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from accounts import correos, limites
from accounts.models import CopiaDeDatos, PadronEvaluacion, PedidoContrasena, Usuario
from accounts.models.correo import del_correo

REINTENTOS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120))


@task()
def atender_pedido(pedido_id: int, intento: int = 0) -> int:
    """Queue a link for each account of the address; return how many. Run twice, it acts once."""
    with _con_reintentos(atender_pedido, pedido_id, intento=intento), transaction.atomic():
        pedido = _tomar(pedido_id)
        if pedido is None:
            return 0
        pedido.atendido_en = timezone.now()
        usuarios = _destinatarios(pedido.correo, pedido.atendido_en)
        pedido.correos_enviados = len(usuarios)
        pedido.save(update_fields=["atendido_en", "correos_enviados"])
        for usuario in usuarios:
            enviar_enlace.enqueue(usuario.pk)
    return len(usuarios)


@task()
def enviar_enlace(usuario_id: int, intento: int = 0) -> None:
    """Mail a fresh link to an active account."""
    usuario = Usuario.objects.filter(pk=usuario_id, is_active=True).exclude(correo="").first()
    if usuario is not None:
        with _con_reintentos(enviar_enlace, usuario_id, intento=intento):
            correos.enviar_enlace(usuario)


@task()
def avisar_cambio_de_correo(usuario_id: int, anterior: str, intento: int = 0) -> None:
    """Tell the address that an account had before; it is kept nowhere else, hence an argument."""
    usuario = Usuario.objects.get(pk=usuario_id)
    with _con_reintentos(avisar_cambio_de_correo, usuario_id, anterior, intento=intento):
        correos.avisar_cambio_de_correo(usuario, anterior)


@task()
def avisar_copia_lista(copia_id: int, intento: int = 0) -> None:
    """Tell a person that the copy of his data can be downloaded, if he has a mail address."""
    copia = CopiaDeDatos.objects.select_related("usuario").get(pk=copia_id)
    if copia.usuario.correo and copia.disponible:
        with _con_reintentos(avisar_copia_lista, copia_id, intento=intento):
            correos.avisar_copia_lista(copia)


@task()
def avisar(usuario_id: int, clase: str, datos: dict[str, str], intento: int = 0) -> None:
    """Mail a notice to a person, if he has an address."""
    usuario = Usuario.objects.filter(pk=usuario_id, is_active=True).exclude(correo="").first()
    if usuario is not None:
        with _con_reintentos(avisar, usuario_id, clase, datos, intento=intento):
            correos.avisar(usuario, clase, datos)


def _tomar(pedido_id: int) -> PedidoContrasena | None:
    """The request, if it waits still; all of its address are locked, so that limits hold."""
    correo = PedidoContrasena.objects.values_list("correo", flat=True).get(pk=pedido_id)
    recientes = PedidoContrasena.objects.filter(pedido_en__gt=timezone.now() - timedelta(days=2))
    list(del_correo(recientes, correo).select_for_update().order_by("pk").values_list("pk"))
    return PedidoContrasena.objects.filter(pk=pedido_id, atendido_en=None).first()


def _destinatarios(correo: str, ahora: datetime) -> list[Usuario]:
    """The active accounts of an address, opening those of the padrón that had none."""
    if not limites.puede_recibir_enlace(correo, ahora):
        return []
    for inscrito in del_correo(PadronEvaluacion.objects.all(), correo):
        if not Usuario.objects.filter(documento=inscrito.documento).exists():
            _abrir_cuenta(inscrito)
    return list(del_correo(Usuario.objects.filter(is_active=True), correo))


def _abrir_cuenta(inscrito: PadronEvaluacion) -> None:
    Usuario.objects.create_user(inscrito.documento, inscrito.correo, nombre=inscrito.nombre)


@contextmanager
def _con_reintentos(tarea: Task[Any, Any], *args: Any, intento: int) -> Iterator[None]:
    """When mail server or database fail: queue the next try, later each time, and stay FAILED."""
    try:
        yield
    except (OSError, DatabaseError):
        if intento < len(REINTENTOS):
            cuando = timezone.now() + REINTENTOS[intento]
            tarea.using(run_after=cuando).enqueue(*args, intento=intento + 1)
        raise
