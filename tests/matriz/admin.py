"""Every address of the admin, read from the resolver, and what each role gets there.

What is expected is worked out from the rights that accounts.roles declares and the
exceptions written here, never from the admin's own code.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import (
    Asignacion,
    Envio,
    PadronEvaluacion,
    PedidoContrasena,
    Suceso,
    Unidad,
    Usuario,
)
from accounts.roles import roles
from boletas.models import (
    AliasDeConcepto,
    AliasDeUnidad,
    Boleta,
    Concepto,
    Consulta,
    Importacion,
)
from legajo.estructuras import tipos
from legajo.models import (
    Acceso,
    Documento,
    ImportacionLegajo,
    Lote,
    Mudanza,
    Propuesta,
    SaludDeLegajo,
    Servidor,
)
from solicitudes.models import (
    Feriado,
    Motivo,
    Parentesco,
    PedidoArco,
    Plazo,
    Resumen,
    Solicitud,
    Sustento,
)
from solicitudes.models import Pagina as Folio
from tests.matriz.mundo import DEL_PAIS, roles_de
from tests.matriz.respuestas import AUSENTE

VISTAS = ("changelist", "add", "history", "delete", "change")
SIN_PERMISOS = {"auth.group", "django_tasks_database.dbtaskresult"}
"""For superusers alone: no role has a right over them."""
CATALOGOS = {
    m._meta.label_lower
    for m in admin.site._registry
    if m._meta.app_label == "legajo" and not hasattr(m._default_manager.all(), "visible_to")
} | {m._meta.label_lower for m in (Concepto, Feriado, Motivo, Plazo)}
REGISTROS = {tipo.modelo._meta.label_lower for tipo in tipos()}
DE_UNA_CLASE = {
    etiqueta.replace(".", "_")
    for etiqueta in (CATALOGOS | REGISTROS)
    - {"legajo.cargo", "legajo.distrito", "legajo.capacitacion", "legajo.sancion"}
}
"""Admins of one class, of which some stand for all where every one would say the same."""
DE_PERSONAS = {
    m._meta.label_lower
    for m in (Acceso, AliasDeConcepto, AliasDeUnidad, Asignacion, Boleta, Consulta,
              Documento, Envio, Importacion,
              ImportacionLegajo, Lote, Mudanza, PadronEvaluacion, Parentesco, PedidoArco,
              PedidoContrasena, Propuesta, Resumen, SaludDeLegajo, Servidor, Solicitud, Suceso,
              Unidad, Usuario)
}  # fmt: skip
TABLA = SIN_PERMISOS | CATALOGOS | REGISTROS | DE_PERSONAS
DEL_PAIS_ENTERO = (Envio, PadronEvaluacion, PedidoContrasena)
"""Of no unit: shown to who has the country, and to nobody else."""
DE_CADA_QUIEN = (Parentesco,)
"""Shown to who wrote it, and to nobody else whatever his role."""
SIN_ALTA = {"boletas.boleta"}
"""Written by a command, whatever the rights say."""
PERMISO_DE = {"legajo.saluddelegajo": "legajo.view_servidor"}
PERMISO_DE_ALTA = {
    "legajo.importacionlegajo": "legajo.importar_legajo",
    "legajo.lote": "legajo.emitir_documento",
}
Lugar = Callable[[Any], list[Any]]


class Pagina(NamedTuple):
    """An address besides those that Django makes: its arguments for a unit, the right it asks.

    No right: all staff. An argument that is no number says nothing of any object.
    """

    lugar: Lugar
    permiso: str
    consulta: Callable[[Any], dict[str, Any]] = lambda mundo: {}
    codigo: int = 200


def _de(modelo: Any) -> Lugar:
    return lambda mundo: [mundo.de[modelo].pk if modelo in mundo.de else AUSENTE]


def _papel(modelo: Any) -> Lugar:
    return lambda mundo: [mundo.de[Solicitud].pk, mundo.de[modelo].pk]


def _caso(mundo: Any) -> list[Any]:
    from legajo.admin.salud import puntos

    punto = next(iter(puntos()))
    return [punto.regla.id, punto.tipo.slug]


def _unidad(mundo: Any) -> dict[str, Any]:
    return {"unidad": mundo.unidad.pk}


EXTRAS: dict[str, Pagina] = {
    "solicitudes_resumen_csv": Pagina(lambda m: [], "solicitudes.view_resumen"),
    "accounts_asignacion_csv": Pagina(lambda m: [], "accounts.view_asignacion"),
    "accounts_asignacion_delegar": Pagina(_de(Asignacion), "accounts.change_asignacion"),
    "boletas_importacion_informe": Pagina(_de(Importacion), "boletas.add_importacion"),
    "legajo_documento_pdf": Pagina(_de(Documento), "legajo.ver_sensibles"),
    "legajo_documento_anular": Pagina(_de(Documento), "legajo.anular_documento"),
    "legajo_importacionlegajo_plantilla": Pagina(
        lambda m: ["capacitaciones", "csv"], "legajo.importar_legajo"
    ),
    "legajo_importacionlegajo_informe": Pagina(
        lambda m: [m.de[ImportacionLegajo].pk, "errores"], "legajo.importar_legajo"
    ),
    **{f"legajo_lote_{v}": Pagina(_de(Lote), "legajo.view_lote") for v in ("avance", "csv", "zip")},
    "legajo_saluddelegajo_casos": Pagina(_caso, "legajo.view_servidor", _unidad),
    "legajo_saluddelegajo_csv": Pagina(_caso, "legajo.view_servidor", _unidad),
    "legajo_servidor_emitir": Pagina(_de(Servidor), "legajo.emitir_documento"),
    "legajo_acceso_exportar": Pagina(lambda m: [], "legajo.view_acceso"),
    "legajo_acceso_motivo": Pagina(lambda m: [str(m.de[Servidor].pk)], ""),
    "legajo_servidor_acceso": Pagina(_de(Servidor), "accounts.crear_acceso"),
    "legajo_servidor_a_la_fecha": Pagina(_de(Servidor), "legajo.view_servidor"),
    "legajo_servidor_tiempo": Pagina(_de(Servidor), "legajo.view_servidor"),
    "solicitudes_solicitud_sustento": Pagina(_papel(Sustento), "solicitudes.view_solicitud"),
    "solicitudes_solicitud_previa": Pagina(
        _de(Solicitud),
        "solicitudes.view_solicitud",
        codigo=404,  # it asks for no document
    ),
    "solicitudes_solicitud_pagina": Pagina(_papel(Folio), "solicitudes.view_solicitud"),
    "legajo_servidor_mudar": Pagina(_de(Servidor), "legajo.mudar_servidor"),
    **{
        f"{m._meta.label_lower.replace('.', '_')}_sustento": Pagina(
            _de(m), f"legajo.view_{m._meta.model_name}", codigo=404 if slug == "ceses" else 200
        )
        for slug, m in ((tipo.slug, tipo.modelo) for tipo in tipos())
    },
}
DE_DJANGO = {
    "index": 200, "login": 302, "logout": 405, "password_change": 302,
    "password_change_done": 200, "jsi18n": 200, "autocomplete": 403, "view_on_site": 404,
    "app_list": 200,
}  # fmt: skip
"""The site's own, without a unit: what staff gets."""
ARGUMENTOS = {"view_on_site": [1, 1], "app_list": ["accounts"]}


def nombres(resolver: URLResolver | None = None, dentro: bool = False) -> Iterator[str]:
    """Every named address of the admin."""
    for parte in (resolver or get_resolver()).url_patterns:
        if isinstance(parte, URLResolver):
            yield from nombres(parte, dentro or parte.namespace == "admin")
        elif isinstance(parte, URLPattern) and dentro and parte.name:
            yield parte.name


def derechos(clave: str) -> set[str]:
    """What the roles of one of the staff grant, as "app.codename"."""
    declarados = roles()
    return set().union(*(declarados[rol] for rol in roles_de(clave)))


def url(modelo: Any, vista: str, *args: Any) -> str:
    """Address of a view of a model."""
    return reverse(f"admin:{modelo._meta.app_label}_{modelo._meta.model_name}_{vista}", args=args)


def ve(clave: str, modelo: Any) -> bool:
    """Whether the roles let him look at the model at all."""
    etiqueta = modelo._meta.label_lower
    app, nombre = etiqueta.split(".")
    suyos = derechos(clave)
    propio = PERMISO_DE.get(etiqueta, f"{app}.view_{nombre}")
    return propio in suyos or f"{app}.change_{nombre}" in suyos


def sin_fila(hallados: set[str], con_fila: set[str]) -> str:
    """The sentence that names each address without a row, and each row without an address."""
    falta, sobra = sorted(hallados - con_fila), sorted(con_fila - hallados)
    return f"Sin fila en la matriz: {falta}. Fila sin dirección: {sobra}." if falta or sobra else ""


def agrega(clave: str, modelo: Any) -> bool:
    """Whether the roles let him add one by hand."""
    etiqueta = modelo._meta.label_lower
    app, nombre = etiqueta.split(".")
    permiso = PERMISO_DE_ALTA.get(etiqueta, f"{app}.add_{nombre}")
    return etiqueta not in SIN_ALTA and permiso in derechos(clave)


def alcanza(clave: str, de_quien: str) -> bool:
    """Whether an object of that unit is of his branch."""
    if clave in DEL_PAIS:
        return True
    return de_quien == ("ajeno" if clave == "especialista_u2" else "propio")
