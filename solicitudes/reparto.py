"""The verbs that say whose work a request is: take, release, reassign, give priority, abstain."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Asignacion, Unidad, Usuario
from solicitudes import avisos
from solicitudes.models import Parentesco, Solicitud
from solicitudes.transiciones import ATENDER, REASIGNAR, VerboNegado, anotar, bloquear, pasar


def tomar(pk: int, *, por: Usuario) -> Solicitud:
    """Take a request that nobody has; taken again by the same person, nothing happens.

    Raises VerboNegado when another has it, Solicitud.DoesNotExist.
    """
    with transaction.atomic():
        solicitud = bloquear(pk, "tomar", por)
        if solicitud.asignada_a_id == por.pk:
            return solicitud
        if solicitud.asignada_a is not None:
            raise VerboNegado(f"La tiene {solicitud.asignada_a}: pida que la deje o la reasignen.")
        solicitud.asignada_a = por
        return pasar(solicitud, "tomar", por)


def soltar(pk: int, *, por: Usuario) -> Solicitud:
    """Leave a request for whoever takes it; another's, only with the right to reassign."""
    with transaction.atomic():
        solicitud = bloquear(pk, "soltar", por)
        if solicitud.asignada_a_id is None:
            return solicitud
        if solicitud.asignada_a_id != por.pk:
            _exigir_reparto(solicitud, por)
        solicitud.asignada_a = None
        return pasar(solicitud, "soltar", por)


def reasignar(pk: int, *, por: Usuario, a: Usuario) -> Solicitud:
    """Give a request to one who may decide it, and tell him. Raises as `tomar`."""
    with transaction.atomic():
        solicitud = bloquear(pk, "reasignar", por)
        _exigir_reparto(solicitud, por)
        if not a.is_active or not Solicitud.objects.decidibles_por(a).filter(pk=pk).exists():
            raise VerboNegado(f"{a} no puede decidir esta solicitud.")
        if solicitud.asignada_a_id == a.pk:
            return solicitud
        solicitud.asignada_a = a
        pasar(solicitud, "reasignar", por, f"A {a}")
        avisos.a_quien_la_lleva(solicitud, "sol_asignada")
        return solicitud


def candidatos(solicitudes: QuerySet[Solicitud]) -> QuerySet[Usuario]:
    """Who has the right to decide some of these, in their units or above, and is no relative."""
    app, codename = ATENDER.split(".")
    suyas = Unidad.objects.filter(pk__in=solicitudes.order_by().values("unidad"))
    aqui_o_arriba = (
        Q(unidad__in=suyas)
        | Q(unidad__in=suyas.values("superior"))
        | Q(unidad__in=suyas.values("superior__superior"))
    )
    lo_dan = Asignacion.objects.vigentes().filter(
        aqui_o_arriba, rol__permissions__codename=codename,
        rol__permissions__content_type__app_label=app,
    )  # fmt: skip
    servidores = solicitudes.order_by().values("servidor__documento")
    parientes = Parentesco.objects.vigentes().filter(documento__in=servidores)
    return (
        Usuario.objects.filter(is_active=True, pk__in=lo_dan.values("usuario"))
        .exclude(pk__in=parientes.values("usuario"))
        .exclude(documento__in=servidores)
        .order_by("nombre", "documento")
    )


def priorizar(pk: int, *, por: Usuario, prioritaria: bool) -> Solicitud:
    """Put a request before the others, or back among them."""
    with transaction.atomic():
        solicitud = bloquear(pk, "priorizar", por)
        _exigir_reparto(solicitud, por)
        if solicitud.prioritaria == prioritaria:
            return solicitud
        solicitud.prioritaria = prioritaria
        return pasar(solicitud, "priorizar", por, "Prioritaria" if prioritaria else "Normal")


def abstenerse(pk: int, *, por: Usuario, vinculo: str) -> Parentesco:
    """Declare that the titular is a relative: from here on his requests are another's work.

    Art. 99 TUO Ley 27444. Raises VerboNegado when it was declared already.
    """
    try:
        with transaction.atomic():
            solicitud = bloquear(pk, "soltar", por)
            if solicitud.asignada_a_id == por.pk:
                solicitud.asignada_a = None
            solicitud.save(update_fields=["asignada_a"])
            anotar(solicitud, "soltar", solicitud.estado, por, "Se abstuvo.")
            return Parentesco.objects.create(
                usuario=por, documento=solicitud.servidor.documento, vinculo=vinculo
            )
    except IntegrityError as error:
        raise VerboNegado("Ya declaró a esa persona.") from error


def declarar_parentesco(*, por: Usuario, documento: str, vinculo: str) -> Parentesco:
    """Declare a relative before any request of his comes; twice the same is one declaration.

    Raises VerboNegado for oneself: one's own requests are never one's work.
    """
    if documento == por.documento:
        raise VerboNegado("Es su propio documento: sus solicitudes las decide otra persona.")
    try:
        with transaction.atomic():
            return Parentesco.objects.create(usuario=por, documento=documento, vinculo=vinculo)
    except IntegrityError:
        return Parentesco.objects.vigentes().get(usuario=por, documento=documento)


def retirar_parentesco(pk: int, *, por: Usuario) -> None:
    """Take back a declaration of one's own; it stays on record."""
    Parentesco.objects.vigentes().filter(pk=pk, usuario=por).update(retirado_en=timezone.now())


def _exigir_reparto(solicitud: Solicitud, por: Usuario) -> None:
    if not Solicitud.objects.visible_to(por, REASIGNAR).filter(pk=solicitud.pk).exists():
        raise VerboNegado("Solo quien dirige el escalafón de la unidad reparte las solicitudes.")
