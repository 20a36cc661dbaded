"""Goals 1, 2 and 6 to 8 of the pages, in interleaved rounds against the reference programs."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench import formas
from bench.ambiente import TRABAJADORES, Observador, archivo_de
from bench.cliente import Cliente, a_la_vez
from bench.medida import Cpu, Programa, Serie, razon, rondas
from bench.personas import LLANO, sesion_de
from boletas.models import Boleta
from legajo.models import Documento

GZIP = "Accept-Encoding: gzip\r\n"
SECCION, BOLETAS = "/legajo/formacion/", "/boletas/"


@dataclass(frozen=True, slots=True)
class Fila:
    """A line of the report; `cumple` is None for what is only told."""

    meta: str
    que: str
    cifra: str
    objetivo: str
    cumple: bool | None


def techo(meta: str, que: str, valor: float, maximo: float, unidad: str = "x") -> Fila:
    """A figure that may not be more than `maximo`."""
    return Fila(meta, que, f"{valor:.2f} {unidad}", f"<= {maximo:g}", valor <= maximo)


def piso(meta: str, que: str, valor: float, minimo: float) -> Fila:
    """A figure that may not be less than `minimo`."""
    return Fila(meta, que, f"{valor:.2f} x", f">= {minimo:g}", valor >= minimo)


@dataclass(frozen=True, slots=True)
class Banco:
    """The server under measurement, and how to look at it."""

    cliente: Cliente
    cpu: Cpu
    observador: Observador
    rondas: int

    def programa(
        self, ruta: str, sesion: str = "", cabeceras: str = "", estado: int = 200
    ) -> Programa:
        """A request that is sent again and again, and must be answered with `estado`."""
        crudo = self.cliente.crudo(ruta, sesion=sesion, cabeceras=cabeceras)
        return lambda: self.cliente.exigir(crudo, estado)


def paginas(banco: Banco) -> Iterator[Fila]:
    """Goals 1, 2, 6 and 8: every program in the same rounds."""
    docente, pagado = map(sesion_de, (formas.CON_CAPACITACIONES, formas.CON_BOLETAS))
    llano = sesion_de(formas.CON_CAPACITACIONES, LLANO)
    hoja, boleta = _pdf_de_hoja(), _pdf_de_boleta()
    antes = _comprobar(banco, pagado, [hoja, boleta])
    programas = {
        "F": banco.programa("/referencia/f/", llano),
        "F_t": banco.programa("/referencia/f_t/", llano),
        "F_auth": banco.programa("/referencia/f_auth/", llano),
        "sección": banco.programa(SECCION, docente),
        "sección gzip": banco.programa(SECCION, docente, GZIP),
        "boletas": banco.programa(BOLETAS, pagado),
        "boletas gzip": banco.programa(BOLETAS, pagado, GZIP),
        "hoja": banco.programa(hoja, pagado),
        "boleta": banco.programa(boleta, pagado),
        "código": _pagina_e_imagen(banco.cliente),
    }
    series = rondas(programas, banco.cpu, banco.rondas)
    yield from _calibracion(series)
    yield from _contra_f_t(series)
    yield techo(
        "6", "captcha: page + image, CPU / F", razon(series["código"].cpu, series["F"].cpu), 1
    )
    for nombre, que in (("hoja", "hoja de vida PDF"), ("boleta", "boleta PDF")):
        cociente = razon(series[nombre].cpu, series["F_auth"].cpu)
        yield techo("8", f"{que}, stored: CPU / F_auth", cociente, 1.2)
    ahora = _comprobar(banco, pagado, [hoja, boleta])
    yield Fila("8", "unchanged data never renders again; 304 on ETag",
               "same" if ahora == antes else "drawn again", "same", ahora == antes)  # fmt: skip


def _calibracion(series: dict[str, Serie]) -> Iterator[Fila]:
    for nombre, conocido in (("F_t", "about 0.62"), ("F_auth", "about 0.22")):
        cociente = razon(series[nombre].cpu, series["F"].cpu)
        yield Fila("-", f"reference {nombre}: CPU / F", f"{cociente:.2f} x", conocido, None)


def _contra_f_t(series: dict[str, Serie]) -> Iterator[Fila]:
    f_t, seccion, boletas = series["F_t"], series["sección"], series["boletas"]
    yield piso("1", "section of 30 rows: throughput / F_t", razon(f_t.pared, seccion.pared), 0.6)
    yield techo("1", "section of 30 rows: CPU / F_t", razon(seccion.cpu, f_t.cpu), 1.7)
    yield piso("2", "24 boletas: throughput / F_t", razon(f_t.pared, boletas.pared), 0.7)
    yield techo("2", "24 boletas: p99 / p50", boletas.colas(), 2)
    yield Fila("-", "reference F_t: p99 / p50", f"{f_t.colas():.2f} x", "", None)
    for nombre in ("sección gzip", "boletas gzip"):
        cociente = razon(series[nombre].cpu, f_t.cpu)
        yield Fila("-", f"{nombre}: CPU / F_t", f"{cociente:.2f} x", "", None)


def _pagina_e_imagen(cliente: Cliente) -> Programa:
    pagina = cliente.crudo("/ingresar/")

    def ambas() -> None:
        cuerpo = cliente.exigir(pagina, 200).cuerpo
        cliente.exigir(cliente.crudo(imagen_en(cuerpo)), 200)

    return ambas


def imagen_en(cuerpo: bytes) -> str:
    """The address of the code's image in a page."""
    return re.search(rb'src="(/captcha/imagen/[^"]+)"', cuerpo)[1].decode()  # type: ignore[index]


def _pdf_de_hoja() -> str:
    documento = Documento.objects.get(
        titular__documento=formas.CON_BOLETAS, clase=Documento.Clase.HOJA_DE_VIDA
    )
    return f"/hoja-de-vida/{documento.publico}/pdf/"


def _pdf_de_boleta() -> str:
    boleta = Boleta.objects.filter(servidor__documento=formas.CON_BOLETAS).latest("periodo")
    return f"/boletas/{boleta.publico}/pdf/"


def _comprobar(banco: Banco, sesion: str, rutas: list[str]) -> list[object]:
    """What tells a new drawing: rows, bytes and files; and that the ETag is honoured."""
    estado: list[object] = []
    for ruta in rutas:
        entero = banco.cliente.pedir(ruta, sesion=sesion)
        etag = entero.cabecera("ETag")
        si_cambio = f"If-None-Match: {etag}\r\n"
        repetido = banco.cliente.pedir(ruta, sesion=sesion, cabeceras=si_cambio)
        estado += [entero.estado, entero.cuerpo, bool(etag), repetido.estado, len(repetido.cuerpo)]
    archivos = archivo_de("documento").rglob("*.pdf")
    return [
        *estado,
        Documento.objects.count(),
        sorted((str(a), a.stat().st_mtime_ns) for a in archivos),
    ]


def conexiones(banco: Banco) -> Iterator[Fila]:
    """Goal 7: connections that a thousand requests make."""
    pedir = banco.programa(SECCION, sesion_de(formas.CON_CAPACITACIONES))
    antes = banco.observador.sesiones()
    a_la_vez([pedir] * 1000)
    time.sleep(3)  # counters arrive with a delay of up to a second
    nuevas = banco.observador.sesiones() - antes
    yield Fila("7", "new database connections in 1 000 requests", str(nuevas),
               f"<= {TRABAJADORES}", nuevas <= TRABAJADORES)  # fmt: skip


Medicion = Callable[[Banco], Iterator[Fila]]
