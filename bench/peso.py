"""Goal 15: bytes and requests of the first visit to each page, and of a later one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bench import formas
from bench.cliente import Cliente, Respuesta
from bench.consultas import paginas_de
from bench.metas import Banco, Fila
from bench.personas import sesion_de
from legajo.models import Servidor

ACEPTA = "Accept-Encoding: gzip, deflate, br\r\n"
KB = 1024
PUBLICAS = ("/", "/ingresar/", "/generar-contrasena/", "/generar-contrasena/enviado/", "/ayuda/",
            "/ugel/", "/verificar/")  # fmt: skip
_CARGA = re.compile(
    rb'<(?:script|img|audio|source|iframe)\b[^>]*?\bsrc="([^"]+)"'
    rb'|<link\b[^>]*?\brel="(?:stylesheet|icon|preload)"[^>]*?\bhref="([^"]+)"'
)


@dataclass(frozen=True, slots=True)
class Visita:
    """What a browser does to show a page."""

    ruta: str
    frio: int
    pedidos_frio: int
    tibio: int
    pedidos_tibio: int
    de_fuera: int


def peso(banco: Banco) -> Iterator[Fila]:
    """The heaviest page of those that anyone and a servidor with 24 records can open."""
    servidor = Servidor.objects.get(documento=formas.CON_CADA_REGISTRO[24])
    sesion = sesion_de(servidor.documento)
    propias = [ruta for _, ruta, _ in paginas_de(servidor) if not ruta.endswith("/pdf/")]
    visitas = [visitar(banco.cliente, ruta, "") for ruta in PUBLICAS]
    visitas += [visitar(banco.cliente, ruta, sesion) for ruta in propias]
    docente = sesion_de(formas.CON_CAPACITACIONES)
    visitas.append(visitar(banco.cliente, "/legajo/formacion/", docente))
    yield _peor("first load", visitas, "frio", 30)
    yield _mas("first load", visitas, "pedidos_frio", 6)
    yield _peor("later load", visitas, "tibio", 6)
    yield _mas("later load", visitas, "pedidos_tibio", 2)
    yield _mas("from other hosts", visitas, "de_fuera", 0)


def _peor(que: str, visitas: list[Visita], campo: str, maximo: int) -> Fila:
    peor = max(visitas, key=lambda v: getattr(v, campo))
    kilos = getattr(peor, campo) / KB
    pasadas = sum(getattr(v, campo) > maximo * KB for v in visitas)
    return Fila("15", f"{que}, heaviest of {len(visitas)} pages ({peor.ruta}); {pasadas} over",
                f"{kilos:.1f} KB", f"<= {maximo} KB", not pasadas)  # fmt: skip


def _mas(que: str, visitas: list[Visita], campo: str, maximo: int) -> Fila:
    peor = max(visitas, key=lambda v: getattr(v, campo))
    cuantos = getattr(peor, campo)
    return Fila("15", f"requests of a {que} (most: {peor.ruta})" if "load" in que else que,
                str(cuantos), f"<= {maximo}", cuantos <= maximo)  # fmt: skip


def visitar(cliente: Cliente, ruta: str, sesion: str) -> Visita:
    """Load a page with what it names; bytes as they travel, heads of the answers included."""
    pagina = cliente.pedir(ruta, sesion=sesion, cabeceras=ACEPTA)
    claro = cliente.pedir(ruta, sesion=sesion).cuerpo  # the same page, readable
    cargas = {(a or b).decode() for a, b in _CARGA.findall(claro)}
    cargas = {c for c in cargas if not c.startswith("data:")}
    fuera = {c for c in cargas if "//" in c}
    respuestas = [_cargar(cliente.puerto, c) for c in sorted(cargas - fuera)]
    otra_vez = [r for r in respuestas if "max-age" not in r.cabecera("Cache-Control")]
    propio = _bytes(pagina)
    return Visita(
        ruta, propio + sum(map(_bytes, respuestas)), 1 + len(cargas),
        propio + sum(map(_bytes, otra_vez)), 1 + len(otra_vez), len(fuera),
    )  # fmt: skip


@cache
def _cargar(puerto: int, ruta: str) -> Respuesta:
    respuesta = Cliente(puerto).pedir(ruta, cabeceras=ACEPTA)
    if respuesta.estado != 200:
        raise SystemExit(f"{ruta} respondió {respuesta.estado}")
    return respuesta


def _bytes(respuesta: Respuesta) -> int:
    return len(respuesta.cabeza) + len(respuesta.cuerpo)
