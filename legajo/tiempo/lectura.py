"""Reads a career from the legajo: one query a kind of record, only what is in force."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, F, OuterRef, QuerySet, Value

from legajo.columnas import SUSTENTO
from legajo.models import Ascenso, Cese, Desplazamiento, Licencia, Sancion, Servidor, Vinculo
from legajo.tiempo import hitos
from legajo.tiempo.computo import Periodo
from portal.texto import fecha, por_comas, unir

RESERVADO = "Período sin goce de remuneraciones (reservado)"
SIN_FIN = "Sin fecha de fin: se descuenta hasta la fecha del cálculo."


def carrera_de(servidor: Servidor, *, para: Any = None, reservada: bool = False) -> hitos.Carrera:
    """What the time of service of a servidor follows from: five queries.

    `para` is the member of staff who looks, None for the servidor himself and for what his
    UGEL issues: of a sanción that `para` may not see he gets the dates, which the sum needs,
    and nothing more; `reservada`, so does whoever. A sanción without pay has its term by law;
    one without a last day lacks a datum, and takes nothing away until it has it.
    """
    licencias = _descuentos(_activos(Licencia, servidor), "accion", para, reservada)
    impuestas = _activos(Sancion, servidor).exclude(estado=Sancion.Estado.SIN_EFECTO)
    sanciones = _descuentos(impuestas, "tipo_sancion", para, reservada)
    return hitos.Carrera(
        vinculos=tuple(_vinculos(servidor)),
        descuentos=(*licencias, *(s for s in sanciones if s.fin)),
        ascensos=tuple(_ascensos(servidor)),
        avisos=tuple(_aviso(s) for s in sanciones if not s.fin),
    )


def _activos(modelo: Any, servidor: Servidor) -> QuerySet[Any]:
    return modelo.objects.activos().filter(servidor=servidor)


def _documento(fila: tuple[Any, ...]) -> str:
    """The sustento of a row whose last columns are those of SUSTENTO."""
    return SUSTENTO.formato(*fila[-len(SUSTENTO.rutas) :])


def _vinculos(servidor: Servidor) -> Iterable[Periodo]:
    """Bonds, each ended by the first cese dated on its start or later (legajo.situacion)."""
    ceses = _ceses(servidor)
    filas = _activos(Vinculo, servidor).values_list(
        "fecha_inicio", "fecha_fin", "accion__nombre", "cargo__nombre", "regimen__nombre",
        "escala__nombre", *SUSTENTO.rutas,
    )  # fmt: skip
    for fila in filas:
        inicio, fin, accion, cargo, regimen, escala = fila[:6]
        nota = ""
        lugar = bisect_left(ceses, inicio, key=lambda cese: cese[0])
        if lugar < len(ceses) and (fin is None or ceses[lugar][0] < fin):
            fin, documento = ceses[lugar]
            nota = f"{unir('Termina con el cese del', fecha(fin), documento and f'({documento})')}."
        yield Periodo(
            inicio, fin, por_comas(accion, cargo), _documento(fila), nota, regimen, escala or "",
            cargo,
        )  # fmt: skip


def _ceses(servidor: Servidor) -> list[tuple[date, str]]:
    """The days of cese in order, each with its resolution."""
    filas = _activos(Cese, servidor).order_by("fecha_cese", "pk")
    return [(f[0], _documento(f)) for f in filas.values_list("fecha_cese", *SUSTENTO.rutas)]


def _descuentos(
    registros: QuerySet[Any], catalogo: str, para: Any, reservada: bool
) -> list[Periodo]:
    """The periods of these that go without pay, as the catalog of their cause says."""
    filas = (
        registros.filter(**{f"{catalogo}__sin_goce": True})
        .annotate(se_ve=_se_ve(registros.model, para, reservada))
        .values_list("fecha_inicio", "fecha_fin", "se_ve", f"{catalogo}__nombre", *SUSTENTO.rutas)
    )
    return [_descuento(fila) for fila in filas]


def _descuento(fila: tuple[Any, ...]) -> Periodo:
    inicio, fin, se_ve, causa = fila[:4]
    nota = "" if fin else SIN_FIN
    if not se_ve:
        return Periodo(inicio, fin, RESERVADO, nota=nota)
    return Periodo(inicio, fin, causa, _documento(fila), nota)


def _se_ve(modelo: Any, para: Any, reservada: bool) -> Any:
    """Whether the one who looks may read a row: whoever, where the kind is not sensitive."""
    if para is None or not modelo.tipo.sensible:
        return Value(not (reservada and modelo.tipo.sensible), output_field=BooleanField())
    permiso = f"{modelo._meta.app_label}.view_{modelo._meta.model_name}"
    return Exists(modelo.objects.visible_to(para, permiso).filter(pk=OuterRef("pk")))


def movimientos_de(servidor: Servidor) -> list[Periodo]:
    """His moves to another post, by their start: one query."""
    filas = _activos(Desplazamiento, servidor).order_by("fecha_inicio", "pk")
    leidas = filas.values_list("fecha_inicio", "fecha_fin", "cargo_destino__nombre")
    return [Periodo(inicio, fin, cargo=cargo) for inicio, fin, cargo in leidas]


def _ascensos(servidor: Servidor) -> Iterable[hitos.Ascenso]:
    """Rises that change the escala; an adecuación of the post alone does not."""
    cambios = _activos(Ascenso, servidor).exclude(escala_nueva=F("escala_anterior"))
    filas = cambios.values_list("fecha_inicio", "escala_nueva__nombre", "escala_anterior__nombre")
    return (hitos.Ascenso(*fila) for fila in filas)


def _aviso(sancion: Periodo) -> str:
    nombre = unir(sancion.concepto, sancion.documento and f"({sancion.documento})")
    return (
        f"«{nombre}», desde el {fecha(sancion.inicio)}, no tiene fecha de fin y no se "
        "descuenta hasta que la UGEL la complete."
    )
