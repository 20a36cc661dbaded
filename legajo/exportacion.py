"""What the legajo holds of a servidor, for the copy of his data: each table, and every version."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from django.apps import apps
from django.db import models

from legajo.estructuras import tipos
from legajo.models import (
    Acceso,
    Anulacion,
    Apertura,
    Documento,
    Enlace,
    Registro,
    Servidor,
)
from portal.exportacion import Campo, Firmas, Parte, parte_de

OPERACIONES = {"insert": "Alta", "update": "Cambio"}
DE_LA_HISTORIA = ("pgh_obj", "pgh_label", "pgh_context", "pgh_context_id", "pgh_created_at", "id")


def partes(servidor: Servidor, firmas: Firmas, rutas: Mapping[str, str]) -> Iterator[Parte]:
    """Identity, every kind of record with the retired ones, documents, and the history of all.

    A model that names a Servidor and is none of these is there too, under its own name.
    """
    suyo = Servidor.objects.filter(pk=servidor.pk)
    yield parte_de("servidor", "Datos personales", suyo, firmas=firmas, omitir=("usuario",))
    for tipo in tipos():
        suyos = tipo.modelo.objects.filter(servidor=servidor).order_by("retirado", *tipo.orden)
        yield parte_de(
            tipo.slug, tipo.titulo, suyos, firmas=firmas, rutas=rutas,
            omitir=("servidor",), primero=tipo.campos,
        )  # fmt: skip
    for modelo, camino in _otros():
        suyos = modelo.objects.filter(**{camino: servidor})
        titulo = str(modelo._meta.verbose_name_plural).capitalize()
        yield parte_de(
            _nombre(modelo), titulo, suyos, firmas=firmas, rutas=rutas, omitir=(camino, "clave")
        )
    anuladas = Anulacion.objects.filter(documento__titular=servidor).order_by("pk")
    yield parte_de("anulaciones", "Documentos anulados", anuladas, firmas=firmas)
    yield from _enlaces(servidor, firmas)
    yield _accesos(servidor, firmas)
    suyas = _versiones(Servidor).filter(pgh_obj=servidor)
    yield _historia("servidor", "Datos personales", suyas, firmas, rutas)
    for tipo in tipos():
        suyas = _versiones(tipo.modelo).filter(servidor=servidor)
        yield _historia(tipo.slug, tipo.titulo, suyas, firmas, rutas, tipo.campos)


def _enlaces(servidor: Servidor, firmas: Firmas) -> Iterator[Parte]:
    """What he shared, and each time that it was opened; not what opens it."""
    suyos = Enlace.objects.filter(documento__titular=servidor).order_by("pk")
    yield parte_de("enlaces", "Documentos que compartió", suyos, firmas=firmas, omitir=("huella",))
    abiertos = Apertura.objects.filter(enlace__documento__titular=servidor).order_by("pk")
    yield parte_de("aperturas", "Cuándo se abrió lo que compartió", abiertos, firmas=firmas)


def _accesos(servidor: Servidor, firmas: Firmas) -> Parte:
    """Who saw his file; not what was searched for, which may name another, nor with whom."""
    suyos = Acceso.objects.de(servidor.pk).select_related("asignacion__unidad", "asignacion__rol")
    cargo = Campo("cargo", "Con qué rol", lambda a: a.cargo)
    return parte_de(
        "accesos", "Quién vio su legajo", suyos.order_by("pk"), firmas=firmas, antes=(cargo,),
        omitir=("asignacion", "buscado", "servidores", "unidades"),
    )  # fmt: skip


def _otros() -> Iterator[tuple[Any, str]]:
    """Models of the legajo that name a Servidor, and by which field; kinds and history apart."""
    for modelo in apps.get_app_config("legajo").get_models():
        if issubclass(modelo, Registro) or hasattr(modelo, "pgh_tracked_model"):
            continue
        for campo in modelo._meta.concrete_fields:
            if campo.related_model is Servidor:
                yield modelo, campo.name
                break


def _nombre(modelo: type[models.Model]) -> str:
    return "documentos" if modelo is Documento else str(modelo._meta.model_name)


def _versiones(modelo: Any) -> models.QuerySet[Any]:
    """The rows of history of a model."""
    return modelo.pgh_event_model.objects.all()


def _historia(
    nombre: str, titulo: str, eventos: models.QuerySet[Any], firmas: Firmas,
    rutas: Mapping[str, str], primero: tuple[str, ...] = (),
) -> Parte:  # fmt: skip
    """Every version of a kind: when, what was done, who, through what and why; then the datum."""
    antes = (
        Campo("cuando", "Cuándo", lambda e: e.pgh_created_at),
        Campo("operacion", "Qué se hizo", lambda e: OPERACIONES.get(e.pgh_label, e.pgh_label)),
        Campo("quien", "Quién", lambda e: firmas.de(_contexto(e).get("usuario"))),
        Campo("medio", "Por qué medio", lambda e: _contexto(e).get("medio", "")),
        Campo("motivo_del_cambio", "Motivo del cambio", lambda e: _contexto(e).get("motivo", "")),
    )
    return parte_de(
        f"historial/{nombre}", f"Historial: {titulo}",
        eventos.order_by("pgh_created_at", "pgh_id"), firmas=firmas, rutas=rutas,
        omitir=(*DE_LA_HISTORIA, "servidor", "usuario"), primero=primero, antes=antes,
        actor=lambda e: _contexto(e).get("usuario"),
    )  # fmt: skip


def _contexto(evento: Any) -> dict[str, Any]:
    return evento.pgh_context or {}


def rutas_de_archivos(servidor: Servidor) -> dict[str, str]:
    """Where each stored file of his goes in the copy, by its name in the store.

    The sustento of every version of every record, and the issued documents.
    """
    rutas: dict[str, str] = {}
    for tipo in tipos():
        con_archivo = _versiones(tipo.modelo).filter(servidor=servidor).exclude(archivo="")
        guardados = con_archivo.order_by("pgh_id").values_list("archivo", flat=True)
        for n, archivo in enumerate(dict.fromkeys(guardados), start=1):
            rutas[archivo] = f"sustentos/{tipo.slug}-{n:03}{PurePath(archivo).suffix}"
    emitidos = Documento.objects.filter(titular=servidor).order_by("emitido_en")
    for clase, codigo, archivo in emitidos.values_list("clase", "codigo", "archivo"):
        rutas[archivo] = f"documentos/{clase}-{codigo}.pdf"
    return rutas
