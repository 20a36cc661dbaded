"""Who of the staff is told of a request: who has it, who heads its unit, who watches the unit.

By rights, not by names of roles; each unit is asked for once. Nobody is told of his own.
"""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Asignacion, Unidad, Usuario
from solicitudes.models import Solicitud
from solicitudes.transiciones import ATENDER, REASIGNAR

VER_PANEL = "solicitudes.view_resumen"
VIGILAR = "accounts.view_suceso"
"""Who only looks, and at the log of events too, audits the unit: he answers for no term."""


class Destinatarios:
    """The staff of each unit by right, kept for one run of a command."""

    def __init__(self) -> None:
        self.leidos: dict[tuple[int, str], list[Usuario]] = {}

    def encargados(self, solicitud: Solicitud) -> list[Usuario]:
        """Whom it is assigned to, while he may decide it; else who heads the unit."""
        suya = [
            u for unidad in _rama(solicitud) for u in self._con(unidad, ATENDER)
            if u.pk == solicitud.asignada_a_id
        ][:1]  # fmt: skip
        return self._ajenos(suya, solicitud) or self.responsables(solicitud)

    def responsables(self, solicitud: Solicitud) -> list[Usuario]:
        """Who shares out the work of its unit; where nobody does, who decides, or who is above."""
        return (
            self._ajenos(self._con(solicitud.unidad_id, REASIGNAR), solicitud)
            or self._ajenos(self._con(solicitud.unidad_id, ATENDER), solicitud)
            or self.superiores(solicitud)
        )

    def superiores(self, solicitud: Solicitud) -> list[Usuario]:
        """Who watches the terms from the unit above: the DRE, or MINEDU over a DRE."""
        superior = solicitud.unidad.superior_id
        return self._ajenos(self._con(superior, VER_PANEL), solicitud) if superior else []

    def _ajenos(self, usuarios: list[Usuario], solicitud: Solicitud) -> list[Usuario]:
        return [u for u in usuarios if u.pk != solicitud.servidor.usuario_id]

    def _con(self, unidad: int, permiso: str) -> list[Usuario]:
        """Accounts with a role in this very unit that grants it, and a mail."""
        if (unidad, permiso) not in self.leidos:
            self.leidos[unidad, permiso] = list(_personal(unidad, permiso))
        return self.leidos[unidad, permiso]


def _rama(solicitud: Solicitud) -> list[int]:
    """Its unit, and those above."""
    unidad: Unidad | None = solicitud.unidad
    rama = []
    while unidad is not None:
        rama.append(unidad.pk)
        unidad = unidad.superior
    return rama


def _personal(unidad: int, permiso: str) -> QuerySet[Usuario]:
    """Whoever can be told, with a role of today in this unit that grants the right."""
    roles = Asignacion.objects.vigentes().filter(
        usuario=OuterRef("pk"), unidad=unidad, rol__in=_que_dan(permiso)
    )
    if permiso == VER_PANEL:
        roles = roles.exclude(rol__in=_que_dan(VIGILAR).exclude(pk__in=_que_dan(REASIGNAR)))
    return Usuario.objects.filter(Exists(roles), is_active=True).exclude(correo="").order_by("pk")


def _que_dan(permiso: str) -> QuerySet[Group]:
    app, codename = permiso.split(".")
    con = {"permissions__codename": codename, "permissions__content_type__app_label": app}
    return Group.objects.filter(**con)
