"""The page of a servidor in the admin: who he is today, and the doors to all of his records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.activacion import CREAR_ACCESO
from accounts.mostrado import accesos
from legajo import cambios
from legajo.acceso_asistido import ultimo_correo
from legajo.admin.avisos import salud_de
from legajo.derechos import puede_ver
from legajo.estructuras import ESTRUCTURAS, Seccion, por_slug
from legajo.models import Servidor, Vinculo
from legajo.mudanzas import mudanzas_de
from legajo.situacion import con_situacion, vinculos_vigentes
from legajo.tipos import TipoRegistro
from portal.preparadas import Preparada
from portal.texto import clave, fecha, por_comas


@dataclass(frozen=True, slots=True)
class Puerta:
    """A kind of record: how many are in force, where they are listed, where one is added."""

    titulo: str
    cuantos: int
    lista: str
    nuevo: str


class ConFicha(admin.ModelAdmin):
    """Adds to the form of a servidor his situation and his doors."""

    change_form_template = "admin/legajo/servidor/change_form.html"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The identity, below all that it leads to."""
        contexto = {**(extra_context or {}), **self._ficha(request, object_id)}
        return super().change_view(request, object_id, form_url, contexto)

    def _ficha(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        """What the template shows besides the form; nothing for who may not see the file."""
        mios = con_situacion(self.get_queryset(request)).select_related("unidad")
        servidor = mios.filter(pk=clave(object_id)).first()
        if servidor is None:
            return {}
        accesos(request).abrir(servidor, "Ficha")  # before reading all the rest
        estructura = ESTRUCTURAS[servidor.estructura]
        return {
            **salud_de(self.get_queryset(request).filter(pk=servidor.pk), request.user),
            "title": str(servidor),
            "subtitle": "",
            "situacion": [*situacion(servidor), *_acceso(request.user, servidor)],
            "mudanzas": mudanzas_de(servidor, "El legajo"),
            "secciones": list(_secciones(request.user, servidor, estructura)),
            "puede_emitir": request.user.has_perm("legajo.emitir_documento"),
            "puede_dar_acceso": request.user.has_perm(CREAR_ACCESO),
            "puede_mudar": request.user.has_perm(cambios.MUDAR),
            "puede_ver_documentos": request.user.has_perm("legajo.view_documento"),
        }


_VIGENTES = Preparada(
    lambda servidor: (
        vinculos_vigentes(Vinculo.objects.activos().filter(servidor=servidor))
        .order_by("fecha_inicio", "pk")
        .values_list(
            *("cargo__nombre", "centro__nombre", "centro__codigo", "condicion__nombre"),
            *("situacion__nombre", "regimen__nombre", "codigo_plaza", "fecha_inicio", "fecha_fin"),
        )
    )
)


def situacion(servidor: Servidor) -> list[tuple[str, str]]:
    """His documento, his unit and each current vínculo, as label and text: one query."""
    pares = [
        ("Documento", f"{servidor.get_tipo_identidad_display()} {servidor.documento}"),
        ("Unidad que lleva el legajo", servidor.unidad.nombre),
    ]
    vigentes = list(_VIGENTES.filas(servidor.pk))
    if not vigentes:
        return [*pares, ("Situación", "Sin vínculo laboral vigente")]
    for numero, (cargo, centro, codigo, *resto) in enumerate(vigentes, 1):
        orden = f" {numero}" if len(vigentes) > 1 else ""
        condicion, estado, regimen, plaza, desde, hasta = resto
        donde = f"{centro} ({codigo})" + (f", plaza {plaza}" if plaza else "")
        periodo = f"desde {fecha(desde)}" + (f" hasta {fecha(hasta)}" if hasta else "")
        pares += [
            (f"Cargo{orden}", f"{cargo}, {periodo}"),
            (f"Centro laboral{orden}", donde),
            (f"Régimen y condición{orden}", por_comas(regimen, condicion, estado)),
        ]
    return pares


def _acceso(usuario: Any, servidor: Servidor) -> list[tuple[str, str]]:
    """What became of the last mail to him, for who can do something about it."""
    ultimo = ultimo_correo(servidor) if usuario.has_perm(CREAR_ACCESO) else ""
    return [("Último correo de acceso", ultimo)] if ultimo else []


def _secciones(
    usuario: Any, servidor: Servidor, estructura: tuple[Seccion, ...]
) -> Iterator[tuple[Seccion, list[Puerta]]]:
    """The sections of his structure that have a kind that one may see, each with its doors."""
    vistos = tuple(
        tipo.slug for seccion in estructura for tipo in seccion.tipos if puede_ver(usuario, tipo)
    )
    cuantos = dict(_cuentas(vistos).filas(servidor.pk)) if vistos else {}
    for seccion in estructura:
        puertas = [
            _puerta(usuario, servidor, tipo, cuantos.get(tipo.slug, 0))
            for tipo in seccion.tipos
            if tipo.slug in vistos
        ]
        if puertas:
            yield seccion, puertas


def _puerta(usuario: Any, servidor: Servidor, tipo: TipoRegistro, cuantos: int) -> Puerta:
    nombre = tipo.modelo._meta.model_name
    lista = reverse(f"admin:legajo_{nombre}_changelist")
    puede = usuario.has_perm(f"legajo.add_{nombre}") and not (tipo.una_fila and cuantos)
    return Puerta(
        tipo.titulo,
        cuantos,
        f"{lista}?servidor__id__exact={servidor.pk}&retirado__exact=0",
        f"{lista}add/?servidor={servidor.pk}" if puede else "",
    )


@cache
def _cuentas(slugs: tuple[str, ...]) -> Preparada:
    """How many records in force of each of these kinds somebody has, as (slug, number)."""

    def contar(slug: str, servidor: int) -> QuerySet[Any, Any]:
        activos = por_slug()[slug].modelo.objects.activos().filter(servidor=servidor)
        cada_uno = activos.order_by().annotate(lista=Value(slug)).values("lista")
        return cada_uno.annotate(cuantos=Count("pk")).values_list("lista", "cuantos")

    def todas(servidor: int) -> QuerySet[Any, Any]:
        partes = [contar(slug, servidor) for slug in slugs]
        return partes[0].union(*partes[1:], all=True)

    return Preparada(todas)
