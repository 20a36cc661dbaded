"""The roles of the portal: what each may do. Loaded into groups by `cargar_roles`."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction

VER = ("view",)
MANTENER = ("view", "add", "change")

UNIDADES = {"accounts.view_unidad"}
SERVIDORES = {"legajo.view_servidor", "legajo.view_documento", "legajo.view_anulacion",
              "legajo.view_mudanza", "legajo.view_propuesta"}  # fmt: skip
SOLICITUDES = {"solicitudes.view_solicitud", "solicitudes.view_dato", "solicitudes.view_evento",
               "solicitudes.view_pedidoarco", "solicitudes.view_sustento"}  # fmt: skip
TABLAS_DE_SOLICITUDES = ("motivo", "plazo", "feriado")
REPARTIR = {"solicitudes.reasignar_solicitud", "solicitudes.view_resumen"}
BOLETAS = {"boletas.view_boleta", "boletas.view_importacion", "boletas.view_concepto"}
CONSULTAS = {"boletas.view_consulta", "boletas.responder_consulta"}
GLOSARIO = {"boletas.add_concepto", "boletas.change_concepto"}
ALIAS = ("aliasdeunidad", "aliasdeconcepto")
"""What the payroll system calls units and concepts: told by who imports."""
ESCALAFON = {
    "legajo.add_servidor",
    "legajo.change_servidor",
    "legajo.emitir_documento",
    "legajo.view_lote",
    "legajo.confirmar_propuesta",
    "solicitudes.atender_solicitud",
    "solicitudes.atender_arco",
    "solicitudes.view_parentesco",
    "solicitudes.add_parentesco",
    "solicitudes.change_parentesco",
    "accounts.crear_acceso",
}
VIGILAR = {"legajo.view_acceso", "accounts.view_suceso"}
IMPORTAR = {"legajo.importar_legajo", "legajo.view_importacionlegajo"}
IMPORTAR_BOLETAS = {"boletas.add_importacion"} | {
    f"boletas.{verbo}_{alias}" for verbo in MANTENER for alias in ALIAS
}
MUDAR = {"legajo.mudar_servidor"}
ASIGNACIONES = {f"accounts.{verbo}_asignacion" for verbo in MANTENER}
PERSONAS = {"accounts.view_usuario", "accounts.view_padronevaluacion",
            "accounts.view_pedidocontrasena", "accounts.view_envio"}  # fmt: skip


def roles() -> dict[str, set[str]]:
    """Name of each role and its permissions, as "app.codename"."""
    leer = _registros(VER) | _catalogos(VER) | SERVIDORES | SOLICITUDES | UNIDADES
    leer |= _tablas_de_solicitudes(VER)
    especialista = leer | _registros(MANTENER) | _sensibles(MANTENER) | ESCALAFON
    responsable = especialista | ASIGNACIONES | IMPORTAR | MUDAR | REPARTIR
    responsable |= {"accounts.change_unidad", "legajo.anular_documento"}
    supervisor = leer | BOLETAS | {"accounts.view_asignacion", "solicitudes.view_resumen"}
    return {
        "Especialista de escalafón": especialista,
        "Responsable de escalafón": responsable,
        "Planillas": UNIDADES | BOLETAS | CONSULTAS | IMPORTAR_BOLETAS,
        "Supervisor DRE": supervisor,
        "Operador MINEDU": responsable
        | BOLETAS
        | CONSULTAS
        | GLOSARIO
        | PERSONAS
        | VIGILAR
        | _catalogos(MANTENER)
        | _tablas_de_solicitudes(MANTENER)
        | IMPORTAR_BOLETAS
        | {
            "accounts.add_unidad",
            "accounts.change_usuario",
            "accounts.retirar_factor",
        },
        "Auditor": supervisor | _sensibles(VER) | PERSONAS | VIGILAR,
    }


@transaction.atomic
def cargar() -> dict[str, int]:
    """Write every role exactly as above; return how many permissions each has.

    LookupError names the permissions that no model declares.
    """
    existentes = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in Permission.objects.select_related("content_type")
    }
    declarados = roles()
    if faltan := sorted(set().union(*declarados.values()) - existentes.keys()):
        raise LookupError(", ".join(faltan))
    for nombre, codigos in declarados.items():
        grupo, _ = Group.objects.get_or_create(name=nombre)
        grupo.permissions.set([existentes[codigo] for codigo in codigos])
    return {nombre: len(codigos) for nombre, codigos in declarados.items()}


def _registros(verbos: Iterable[str]) -> set[str]:
    """Permissions over the kinds of record, which declare a `tipo`, that are not sensitive."""
    return _codigos([m for m in _del_legajo() if _sensible(m) is False], verbos)


def _sensibles(verbos: Iterable[str]) -> set[str]:
    """Permissions over the sensitive kinds, and the right of its own to see such data."""
    return _codigos([m for m in _del_legajo() if _sensible(m)], verbos) | {"legajo.ver_sensibles"}


def _catalogos(verbos: Iterable[str]) -> set[str]:
    """Permissions over every catalog, which is what has a code and whether it is in use."""
    return _codigos([m for m in _del_legajo() if hasattr(m.objects, "vigentes")], verbos)


def _tablas_de_solicitudes(verbos: Iterable[str]) -> set[str]:
    """Permissions over terms, holidays and reasons."""
    return {f"solicitudes.{v}_{tabla}" for tabla in TABLAS_DE_SOLICITUDES for v in verbos}


def _codigos(modelos: Iterable[Any], verbos: Iterable[str]) -> set[str]:
    return {f"{m._meta.app_label}.{v}_{m._meta.model_name}" for m in modelos for v in verbos}


def _del_legajo() -> list[Any]:
    """By label: accounts does not know what a legajo is, only that roles name its models."""
    return list(apps.get_app_config("legajo").get_models())


def _sensible(modelo: Any) -> bool | None:
    """Whether a kind of record is sensitive; None for what is no kind of record."""
    return getattr(getattr(modelo, "tipo", None), "sensible", None)
