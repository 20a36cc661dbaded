"""Background task of access: decide who gets a link. It carries an id."""

from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone
from django_tasks import task

from accounts import envios, limites, sucesos
from accounts.models import PadronEvaluacion, PedidoContrasena, Usuario
from accounts.models.correo import del_correo
from accounts.origen import Origen

REINTENTOS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120))


@task()
def atender_pedido(pedido_id: int, intento: int = 0) -> int:
    """Queue a link for each account of the address; return how many. Run twice, it acts once.

    When the database fails: queue the next try, later each time, and stay FAILED.
    """
    try:
        return _atender(pedido_id)
    except DatabaseError:
        if intento < len(REINTENTOS):
            cuando = timezone.now() + REINTENTOS[intento]
            atender_pedido.using(run_after=cuando).enqueue(pedido_id, intento=intento + 1)
        raise


@transaction.atomic
def _atender(pedido_id: int) -> int:
    pedido = _tomar(pedido_id)
    if pedido is None:
        return 0
    pedido.atendido_en = timezone.now()
    usuarios = _destinatarios(pedido.correo, pedido.atendido_en)
    pedido.correos_enviados = len(usuarios)
    pedido.save(update_fields=["atendido_en", "correos_enviados"])
    desde = Origen(pedido.direccion, pedido.equipo)
    for usuario in usuarios:
        envios.avisar(usuario, "enlace", cuando=pedido.pedido_en, equipo=desde.equipo)
        sucesos.anotar(sucesos.Tipo.CONTRASENA_PEDIDA, usuario=usuario, origen=desde)
    return len(usuarios)


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
    usuario = Usuario.objects.create_user(
        inscrito.documento, inscrito.correo, nombre=inscrito.nombre
    )
    sucesos.anotar(sucesos.Tipo.ACCESO_CREADO, usuario=usuario, detalle="Por el padrón.")
