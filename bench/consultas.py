"""Goal 3: how many queries each page of a servidor makes, with 1, 24 and 200 records."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Usuario
from bench import formas
from bench.metas import Banco, Fila
from boletas.models import Boleta
from legajo.estructuras import DIEZ
from legajo.models import Documento, Servidor
from solicitudes.models import Solicitud

BASE = 6
Pagina = tuple[str, str, int]
"""A name that is the same for everyone, an address, and how many kinds it shows."""


def consultas(banco: Banco) -> Iterator[Fila]:
    """The worst page, and those that are over the limit or grow."""
    hechas: dict[str, list[int]] = defaultdict(list)
    limites: dict[str, int] = {}
    for documento in formas.CON_CADA_REGISTRO.values():
        servidor = Servidor.objects.get(documento=documento)
        cliente = Client(SERVER_NAME="127.0.0.1")
        cliente.force_login(
            Usuario.objects.get(documento=documento), "accounts.backends.AsignacionBackend"
        )
        for nombre, ruta, tipos in paginas_de(servidor):
            hechas[nombre].append(_contar(cliente, ruta))
            limites[nombre] = BASE + tipos
    for nombre, cuantas in hechas.items():
        if max(cuantas) > limites[nombre] or len(set(cuantas)) > 1:
            yield Fila("3", f"queries of {nombre}", "/".join(map(str, cuantas)),
                       f"<= {limites[nombre]}, the same", False)  # fmt: skip
    peor = max(hechas, key=lambda nombre: max(hechas[nombre]) - limites[nombre])
    bien = all(max(c) <= limites[n] and len(set(c)) == 1 for n, c in hechas.items())
    yield Fila("3", f"queries of {len(hechas)} pages with 1/24/200; nearest to its limit: {peor}",
               "/".join(map(str, hechas[peor])), f"<= {limites[peor]}, the same", bien)  # fmt: skip


def _contar(cliente: Client, ruta: str) -> int:
    cliente.get(ruta)  # what a process reads once is read
    with CaptureQueriesContext(connection) as contexto:
        respuesta = cliente.get(ruta)
    if respuesta.status_code != 200:
        raise SystemExit(f"{ruta} respondió {respuesta.status_code}")
    return len(contexto)


def paginas_de(servidor: Servidor) -> Iterator[Pagina]:
    """Every page that this servidor can open."""
    for ruta in ("/", "/ayuda/", "/ugel/", "/verificar/", "/legajo/", "/hoja-de-vida/",
                 "/boletas/", "/solicitudes/", "/solicitudes/nueva/",
                 "/solicitudes/correos/"):  # fmt: skip
        yield ruta, ruta, 0
    for seccion in DIEZ:
        ruta = f"/legajo/{seccion.slug}/"
        yield ruta, ruta, len(seccion.tipos)
        nueva = f"/solicitudes/nueva/?seccion={seccion.slug}"
        yield nueva, nueva, len(seccion.tipos)
        for tipo in seccion.tipos:
            yield from _de_un_tipo(servidor, tipo, ruta)
    yield from _de_documentos(servidor)


def _de_un_tipo(servidor: Servidor, tipo: Any, ruta: str) -> Iterator[Pagina]:
    con_solicitud = Solicitud.objects.filter(servidor=servidor).values("registro")
    registros = tipo.modelo.objects.filter(servidor=servidor)
    un = registros.latest("pk").publico
    yield f"record of {tipo.slug}", f"{ruta}{un}/", 1
    if tipo.permite("agregar") and not tipo.una_fila:
        yield f"add {tipo.slug}", f"/solicitudes/nueva/{tipo.slug}/agregar/", 1
    libre = registros.exclude(publico__in=con_solicitud.exclude(registro=None)).first()
    for operacion in ("cambiar", "quitar"):
        if libre and tipo.permite(operacion):
            direccion = f"/solicitudes/nueva/{tipo.slug}/{operacion}/{libre.publico}/"
            yield f"{operacion} {tipo.slug}", direccion, 1


def _de_documentos(servidor: Servidor) -> Iterator[Pagina]:
    hoja = Documento.objects.filter(titular=servidor, clase="hoja_de_vida").latest("emitido_en")
    yield "hoja de vida PDF", f"/hoja-de-vida/{hoja.publico}/pdf/", 0
    boleta = Boleta.objects.filter(servidor=servidor).latest("periodo")
    yield "boleta", f"/boletas/{boleta.publico}/", 0
    yield "boleta PDF", f"/boletas/{boleta.publico}/pdf/", 0
    solicitud = Solicitud.objects.filter(servidor=servidor).latest("pk")
    yield "request", f"/solicitudes/{solicitud.publico}/", 0
    yield "cargo PDF", f"/solicitudes/{solicitud.publico}/cargo/", 0
    yield "cancel a request", f"/solicitudes/{solicitud.publico}/anular/", 0
