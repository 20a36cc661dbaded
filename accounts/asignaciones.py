"""The verbs of roles: give, change the end, end at once, delegate; and who may do them."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

from accounts import envios
from accounts.models import Asignacion, Unidad, Usuario
from accounts.origen import Origen
from accounts.sucesos import NADIE_EN_PARTICULAR, Tipo, anotar
from portal.texto import fecha

MAXIMO_DELEGADO = timedelta(days=60)
NO_ES_COLEGA = "En su unidad no hay otra persona con un rol vigente y ese número de documento."


def impedimento(*, por: Usuario, usuario: Usuario, rol: Group, unidad: Unidad) -> str:
    """The sentence that says why `por` may not give this role there; empty when he may.

    What he holds by delegation does not count: it ends, and what he gave would not.
    """
    if usuario.pk == por.pk:
        return "Nadie puede darse un rol a sí mismo."
    if por.is_superuser:
        return ""
    suyos = _derechos(por, unidad)
    if not suyos.filter(codename="add_asignacion", content_type__app_label="accounts").exists():
        return "Solo puede dar roles en las unidades a su cargo."
    if not set(rol.permissions.values_list("pk", flat=True)) <= set(
        suyos.values_list("pk", flat=True)
    ):
        return "No puede dar un rol con derechos que usted no tiene en esa unidad."
    return ""


@transaction.atomic
def dar_rol(
    asignacion: Asignacion, *, por: Usuario, origen: Origen = NADIE_EN_PARTICULAR
) -> Asignacion:
    """Save a new Asignacion, and tell the person. ValidationError says why not."""
    asignacion.usuario = _cuenta(asignacion.usuario_id)
    _exigir(
        impedimento(
            por=por, usuario=asignacion.usuario, rol=asignacion.rol, unidad=asignacion.unidad
        )
        or por_que_no_dura(asignacion, asignacion.hasta)
    )
    return _guardar_nueva(asignacion, por=por, origen=origen)


@transaction.atomic
def cambiar_fin(
    clave: int, *, hasta: date | None, por: Usuario, origen: Origen = NADIE_EN_PARTICULAR
) -> Asignacion:
    """Let a role last until another day, today at the earliest. ValidationError says why not."""
    asignacion = _tomar(clave)
    _exigir(
        _impedimento_de(asignacion, por)
        or por_que_no_cambia(asignacion)
        or por_que_no_dura(asignacion, hasta)
    )
    asignacion.hasta = hasta
    asignacion.full_clean()
    asignacion.save(update_fields=["hasta"])
    _anunciar(Tipo.ROL_CAMBIADO, asignacion, por=por, origen=origen)
    return asignacion


@transaction.atomic
def terminar_rol(clave: int, *, por: Usuario, origen: Origen = NADIE_EN_PARTICULAR) -> Asignacion:
    """End a role in this moment, and with it what was delegated of it.

    Who delegated may always take it back; else whoever could give the role.
    """
    asignacion = _tomar(clave)
    titular = asignacion.delegacion_de.usuario_id if asignacion.delegacion_de else None
    _exigir(
        ("" if titular == por.pk else _impedimento_de(asignacion, por))
        or por_que_no_cambia(asignacion)
    )
    hoy = localdate()
    asignacion.terminada_en = timezone.now()
    if asignacion.desde <= hoy:
        asignacion.hasta = hoy
    asignacion.save(update_fields=["terminada_en", "hasta"])
    _anunciar(Tipo.ROL_CAMBIADO, asignacion, por=por, origen=origen)
    return asignacion


@transaction.atomic
def delegar(
    clave: int,
    *,
    usuario: Usuario,
    desde: date,
    hasta: date,
    motivo: str,
    por: Usuario,
    origen: Origen = NADIE_EN_PARTICULAR,
) -> Asignacion:
    """Let `usuario` stand in for who holds a role, between two dates; ValidationError says why not.

    Its holder delegates to who has a role in the same unit; whoever could give the role may
    do it for an absent one.
    """
    titular = _tomar(clave)
    delegada = Asignacion(
        usuario=_cuenta(usuario.pk), rol=titular.rol, unidad=titular.unidad, desde=desde,
        hasta=hasta, motivo=motivo, delegacion_de=titular,
    )  # fmt: skip
    _exigir(
        por_que_no_cambia(titular)
        or _por_que_no_se_delega(titular, delegada)
        or _por_que_no_a_el(titular, delegada.usuario, por)
        or por_que_no_dura(delegada, hasta)
    )
    _guardar_nueva(delegada, por=por, origen=origen)
    if titular.usuario_id != por.pk:
        _avisar("rol_delegado", titular.usuario, delegada, por=por)
    return delegada


def por_que_no_cambia(asignacion: Asignacion) -> str:
    """The sentence, where it has ended: what was stays as it was."""
    return (
        "Esa asignación ya terminó: no se cambia; dé el rol de nuevo." if asignacion.termino else ""
    )


def por_que_no_dura(asignacion: Asignacion, hasta: date | None) -> str:
    """The sentence, where a role may not last until that day."""
    if hasta and hasta < localdate():
        return "La fecha de fin no puede ser anterior a hoy."
    if asignacion.delegacion_de is None:
        return ""
    if hasta is None or hasta - asignacion.desde >= MAXIMO_DELEGADO:
        return f"Una delegación dura como máximo {MAXIMO_DELEGADO.days} días."
    fin = asignacion.delegacion_de.hasta
    return f"El rol que se delega termina el {fecha(fin)}." if fin and hasta > fin else ""


def _por_que_no_se_delega(titular: Asignacion, delegada: Asignacion) -> str:
    if titular.delegacion_de_id:
        return "Una función recibida por delegación no se delega otra vez."
    if titular.desde > localdate():
        return "Ese rol todavía no empieza."
    if delegada.desde < localdate():
        return "La delegación no puede empezar antes de hoy."
    mismas = Asignacion.objects.filter(
        Q(hasta=None) | Q(hasta__gte=delegada.desde), desde__lte=delegada.hasta, terminada_en=None,
        usuario=delegada.usuario, rol=titular.rol, unidad=titular.unidad,
    )  # fmt: skip
    return "Esa persona ya tiene ese rol en esa unidad en esas fechas." if mismas.exists() else ""


def _por_que_no_a_el(titular: Asignacion, usuario: Usuario, por: Usuario) -> str:
    if usuario.pk == titular.usuario_id:
        return "Nadie delega en sí mismo."
    if por.pk != titular.usuario_id:
        return impedimento(por=por, usuario=usuario, rol=titular.rol, unidad=titular.unidad)
    suyas = Asignacion.objects.vigentes().propias().filter(usuario=usuario, unidad=titular.unidad)
    return "" if suyas.exists() else NO_ES_COLEGA


def _impedimento_de(asignacion: Asignacion, por: Usuario) -> str:
    return impedimento(
        por=por, usuario=asignacion.usuario, rol=asignacion.rol, unidad=asignacion.unidad
    )


def _guardar_nueva(asignacion: Asignacion, *, por: Usuario, origen: Origen) -> Asignacion:
    asignacion.dada_por = por
    asignacion.full_clean()
    asignacion.save(force_insert=True)
    _anunciar(Tipo.ROL_DADO, asignacion, por=por, origen=origen)
    return asignacion


def _anunciar(tipo: Tipo, asignacion: Asignacion, *, por: Usuario, origen: Origen) -> None:
    """Note the event, and mail the person."""
    titular = _titular(asignacion)
    anotar(
        tipo, usuario=asignacion.usuario, por=por, origen=origen, unidad=asignacion.unidad,
        detalle=f"{asignacion.rol}, {_plazo(asignacion)}"
        + (f"; por delegación de {titular}" if titular else ""),
    )  # fmt: skip
    _avisar(tipo.value, asignacion.usuario, asignacion, por=por)


def _avisar(clase: str, a_quien: Usuario, asignacion: Asignacion, *, por: Usuario) -> None:
    """Others by their name alone: the mail and its row are the person's, not theirs."""
    envios.avisar(
        a_quien, clase, rol=asignacion.rol, unidad=asignacion.unidad, plazo=_plazo(asignacion),
        titular=_titular(asignacion), delegado=asignacion.usuario.nombre, por=por.nombre,
        cuando=timezone.now(),
    )  # fmt: skip


def _titular(asignacion: Asignacion) -> str:
    """The name of whose functions these are, where they are delegated."""
    de = asignacion.delegacion_de
    return (de.usuario.nombre or "otra persona") if de else ""


def _plazo(asignacion: Asignacion) -> str:
    """«desde el 01/03/2026», «del 01/03/2026 al 15/03/2026», «terminado el 10/03/2026»."""
    if asignacion.terminada_en:
        return f"terminado el {fecha(timezone.localtime(asignacion.terminada_en).date())}"
    if asignacion.hasta:
        return f"del {fecha(asignacion.desde)} al {fecha(asignacion.hasta)}"
    return f"desde el {fecha(asignacion.desde)}"


def _exigir(negativa: str) -> None:
    if negativa:
        raise ValidationError(negativa)


def _tomar(clave: int) -> Asignacion:
    """The row, locked until the transaction ends."""
    filas = Asignacion.objects.select_related("usuario", "rol", "unidad", "delegacion_de__usuario")
    return filas.select_for_update(of=("self",)).get(pk=clave)


def _cuenta(clave: int) -> Usuario:
    """The account, locked so that two roles are not given to it at once; it must be active."""
    usuario = Usuario.objects.select_for_update().get(pk=clave)
    _exigir("" if usuario.is_active else "La cuenta de esa persona está desactivada.")
    return usuario


def _derechos(usuario: Usuario, unidad: Unidad) -> QuerySet[Permission]:
    """What `usuario` holds over `unidad` in his own right, from it or from above."""
    dre = unidad.superior
    arriba = {unidad.pk, unidad.superior_id, dre.superior_id if dre else None} - {None}
    suyas = Asignacion.objects.vigentes().propias().filter(usuario=usuario, unidad__in=arriba)
    roles = list(suyas.values_list("rol", flat=True))
    return Permission.objects.filter(group__in=roles).order_by().distinct()
