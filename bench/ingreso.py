"""Goals 4 and 5, and what the time of an answer tells: the ways in."""

import time
from collections.abc import Iterator
from itertools import count, cycle, islice
from statistics import median

from django.contrib.auth.hashers import check_password

from accounts.models import Usuario
from bench import formas
from bench.medida import Programa, Serie, celda, razon
from bench.metas import Banco, Fila, imagen_en, piso, techo
from bench.personas import Lector, con_codigo, cuentas, desconocidos

POR_RONDA = 30
HASHES = 20
CON_PBKDF2 = 8
AVISOS = 200
EQUIVOCADA = "otra-clave-sintetica-99"
_ORIGENES = (f"X-Forwarded-For: 10.9.{n // 250}.{n % 250}\r\n" for n in count())


def un_ingreso(banco: Banco) -> Iterator[Fila]:
    """Goal 4: a login beyond its hash, and the unknown usuario beside the wrong password."""
    conocidos, ajenos = cycle(cuentas()), desconocidos()
    fallidos = cuentas()  # each fails once: five failures lock a usuario at an address
    bien, mal, nadie = Serie(), Serie(), Serie()
    hashes = []
    for _ in range(banco.rondas):
        for serie, usuarios, clave, estado in (
            (bien, conocidos, formas.CLAVE, 302),
            (mal, fallidos, EQUIVOCADA, 200),
            (nadie, ajenos, EQUIVOCADA, 200),
        ):
            tareas = [_ingresar(banco, u, clave, estado) for u in islice(usuarios, POR_RONDA)]
            _sumar(serie, celda(tareas, banco.cpu))
        hashes.append(_hash())
    extra = median(total - hash_ for total, hash_ in zip(bien.cpu, hashes, strict=True))
    yield techo("4", "login POST: CPU beyond the hash", extra * 1000, 15, "ms")
    cociente = razon(nadie.cpu, mal.cpu)
    yield Fila("4", "unknown usuario / wrong password: CPU", f"{cociente:.2f} x", "0.9-1.1",
               0.9 <= cociente <= 1.1)  # fmt: skip
    yield _a_la_vista(banco, fallidos, ajenos)


def _a_la_vista(banco: Banco, fallidos: Iterator[str], ajenos: Iterator[str]) -> Fila:
    """The same as whoever asks sees it: latencies one after the other, alternating."""
    mal, nadie = [], []
    for _ in range(100):
        mal.append(_demora(_ingresar(banco, next(fallidos), EQUIVOCADA, 200)))
        nadie.append(_demora(_ingresar(banco, next(ajenos), EQUIVOCADA, 200)))
    cociente = median(nadie) / median(mal)
    return Fila("4", "unknown usuario / wrong password: latency", f"{cociente:.2f} x", "0.9-1.1",
                0.9 <= cociente <= 1.1)  # fmt: skip


def _sumar(serie: Serie, otra: Serie) -> None:
    serie.cpu += otra.cpu
    serie.pared += otra.pared
    serie.demoras += otra.demoras


def _ingresar(banco: Banco, usuario: str, clave: str, estado: int) -> Programa:
    datos = con_codigo(username=usuario, password=clave)
    crudo = banco.cliente.crudo("/ingresar/", datos=datos, cabeceras=next(_ORIGENES))
    return lambda: banco.cliente.exigir(crudo, estado)


def _hash() -> float:
    """CPU of one check of the password, in this process, now."""
    guardada = Usuario.objects.get(documento=next(cuentas())).password
    comienzo = time.process_time()
    for _ in range(HASHES):
        check_password(formas.CLAVE, guardada)
    return (time.process_time() - comienzo) / HASHES


def _demora(tarea: Programa) -> float:
    comienzo = time.perf_counter()
    tarea()
    return time.perf_counter() - comienzo


def por_segundo(banco: Banco) -> Iterator[Fila]:
    """Goal 5: page, image and POST, with our hash and with Django's default one."""
    lector, usuarios = Lector(), cycle(cuentas())
    nuestro, stock = Serie(), Serie()
    for _ in range(banco.rondas):
        for veces, ruta, serie in (
            (POR_RONDA, "/ingresar/", nuestro),
            (CON_PBKDF2, "/referencia/pbkdf2/", stock),
        ):
            tareas = [_entero(banco, lector, ruta, u) for u in islice(usuarios, veces)]
            _sumar(serie, celda(tareas, banco.cpu, hilos=4))
    por_segundo = razon(stock.pared, nuestro.pared)
    yield piso("5", "logins per second / with default PBKDF2", por_segundo, 8)
    cpu = razon(stock.cpu, nuestro.cpu)
    yield Fila("-", "the same login, by CPU", f"{cpu:.2f} x", "", None)


def _entero(banco: Banco, lector: Lector, ruta: str, usuario: str) -> Programa:
    """A login as a person does it: the page, its image, then the form with the code."""
    cliente, pagina = banco.cliente, banco.cliente.crudo("/ingresar/")

    def hacer() -> None:
        imagen = imagen_en(cliente.exigir(pagina, 200).cuerpo)
        cliente.exigir(cliente.crudo(imagen), 200)
        clave = imagen.rstrip("/").rpartition("/")[2]
        datos = {"username": usuario, "password": formas.CLAVE, "codigo_0": clave,
                 "codigo_1": lector.respuesta(clave)}  # fmt: skip
        cliente.exigir(cliente.crudo(ruta, datos=datos), 302)

    return hacer


def enumeracion(banco: Banco) -> Iterator[Fila]:
    """Whether the time of «Generar contraseña» tells who has an account."""
    conocidos, ajenos = [], []
    for usuario, ajeno in zip(islice(cuentas(), AVISOS), desconocidos(), strict=False):
        conocidos.append(_demora(_generar(banco, f"{usuario}@demo.invalid")))
        ajenos.append(_demora(_generar(banco, f"{ajeno}@demo.invalid")))
    diferencia = abs(median(conocidos) - median(ajenos)) * 1000
    yield techo("-", "«Generar contraseña»: known - unknown", diferencia, 5, "ms")


def _generar(banco: Banco, correo: str) -> Programa:
    crudo = banco.cliente.crudo("/generar-contrasena/", datos=con_codigo(correo=correo))
    return lambda: banco.cliente.exigir(crudo, 302)
