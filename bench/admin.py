"""Goal 16: the list of servidores of the admin and its search, over half a million people."""

import os
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlencode

import psycopg2
from django.contrib.auth.models import Group

from accounts.models import Asignacion, Unidad, Usuario
from bench import formas, multitud
from bench.medida import razon, rondas
from bench.metas import Banco, Fila, techo
from bench.personas import LLANO, sesion_de
from legajo.models import Cargo, RegimenLaboral, Servidor

DESDE, PERSONAS = 100_000, 500_000
LISTA = "/admin/legajo/servidor/"
PERSONAL = {
    "UGEL": (multitud.UNIDAD, "Especialista de escalafón"),
    "DRE": ("020000", "Supervisor DRE"),
    "MINEDU": ("000000", "Operador MINEDU"),
}
"""One UGEL of some 12 000 files, one DRE with its UGEL, the country."""


def administracion(banco: Banco) -> Iterator[Fila]:
    """The list and what is asked of it, by who has one UGEL, a region, the country."""
    _sembrar()
    programas = {"F_t": banco.programa("/referencia/f_t/", sesion_de(formas.CON_BOLETAS, LLANO))}
    for numero, (quien, (unidad, rol)) in enumerate(PERSONAL.items()):
        sesion = sesion_de(_personal(formas.documento(700_000 + numero), unidad, rol))
        for que, pregunta in _preguntas().items():
            ruta = f"{LISTA}?{urlencode(pregunta)}"
            programas[f"{quien}: {que}"] = banco.programa(ruta, sesion)
    series = rondas(programas, banco.cpu, banco.rondas)
    for nombre in list(programas)[1:]:
        cociente = razon(series[nombre].cpu, series["F_t"].cpu)
        yield techo("16", f"admin over 500 000, {nombre}: CPU / F_t", cociente, 4)


def _preguntas() -> dict[str, dict[str, object]]:
    return {
        "list": {},
        "surname with a slip": {"q": "rosa mamami"},
        "common surname": {"q": "quispe"},
        "documento": {"q": f"99{DESDE + 4321}"},
        "filter by régimen": {"regimen": RegimenLaboral.objects.get(codigo="1").pk},
        "filter by a rare cargo": {"cargo": Cargo.objects.order_by("-codigo")[3].pk},
    }


def _personal(documento: str, unidad: str, rol: str) -> str:
    """Somebody with this role in this unit; his usuario."""
    usuario, _ = Usuario.objects.get_or_create(documento=documento)
    Asignacion.objects.get_or_create(
        usuario=usuario, unidad=Unidad.objects.get(codigo=unidad), rol=Group.objects.get(name=rol)
    )
    return documento


def _sembrar() -> None:
    """The people, if this database has not got them yet."""
    if Servidor.objects.filter(documento=formas.documento(DESDE)).exists():
        return
    print(f"  writing {PERSONAS} servidores ...", flush=True)
    with closing(psycopg2.connect(os.environ["DATABASE_OWNER_URL"])) as conexion:
        with conexion, conexion.cursor() as cursor:
            multitud.sembrar(cursor, DESDE, DESDE + PERSONAS - 1)
        conexion.autocommit = True
        with conexion.cursor() as cursor:
            cursor.execute(f"VACUUM (ANALYZE) {', '.join(multitud.TABLAS)}")
