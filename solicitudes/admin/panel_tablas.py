"""The tables of the panel as people read them, and the way from each figure to its requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import get_default_timezone

from portal import graficos
from solicitudes.admin.panel_form import PanelForm, nombre_de
from solicitudes.panel import DOCUMENTOS, SECCION_DE, TITULOS, Cuenta, Panel
from solicitudes.resumen import TOPE, mover

COLUMNAS = ("Recibidas", "Decididas", "Anuladas", "Observadas", "Vencidas",
            "Días: mediana", "Días: 9 de cada 10", "Opinión (1 a 5)")  # fmt: skip
EN_BARRAS = 12
MINIMO_DE_OPINIONES = 5
"""Fewer opinions than these would tell what one person thought."""


@dataclass(frozen=True)
class Renglon:
    """A row: its label and where that leads, its figures, and the list of what was decided."""

    rotulo: str
    cuenta: Cuenta
    decididas: str = ""
    adentro: str = ""

    @property
    def cifras(self) -> tuple[str, ...]:
        """The figures in the order of COLUMNAS."""
        c = self.cuenta
        opinion = c.opinion if c.sumas["opiniones"] >= MINIMO_DE_OPINIONES else None
        return (
            *(f"{n:,}" for n in (c.sumas["recibidas"], c.decididas, c.sumas["anuladas"],
                                 c.sumas["observadas"], c.sumas["vencidas"])),
            _dias(c.mediana), _dias(c.p90), "" if opinion is None else f"{opinion:.1f}",
        )  # fmt: skip

    @property
    def celdas(self) -> list[tuple[str, str]]:
        """Each figure with its column."""
        return list(zip(COLUMNAS, self.cifras, strict=True))


@dataclass(frozen=True)
class Tabla:
    """A cut of the panel; `clave` names it in addresses."""

    clave: str
    titulo: str
    primera: str
    renglones: list[Renglon]
    leyenda: str = ""
    grafico: SafeString = SafeString("")


def tablas(panel: Panel, form: PanelForm) -> list[Tabla]:
    """The three of them."""
    return [_de_unidades(panel, form), _de_secciones(panel, form), _de_meses(panel, form)]


def _de_unidades(panel: Panel, form: PanelForm) -> Tabla:
    """What is overdue first; each unit leads to its own panel."""
    nombres = {u.pk: u.nombre for u in form.unidades.values()}
    filas = sorted(
        panel.por_unidad.items(),
        key=lambda par: (-par[1].sumas["vencidas"], nombres.get(par[0], "")),
    )
    renglones = [
        Renglon(
            nombres.get(clave, "Otra unidad"), cuenta, _decididas(form, unidades=[clave]),
            f"?{urlencode({**_elegido(form), 'unidad': clave})}" if len(nombres) > 1 else "",
        )
        for clave, cuenta in filas
    ]  # fmt: skip
    vencidas = [(r.rotulo, r.cuenta.sumas["vencidas"]) for r in renglones]
    titulo = "Vencidas por unidad"
    if sum(1 for _, n in vencidas if n) > EN_BARRAS:
        titulo += f": las {EN_BARRAS} que más tienen"
    dibujo = _barras("unidades", titulo, [par for par in vencidas if par[1]][:EN_BARRAS])
    return Tabla("unidades", "Por UGEL y DRE", "Unidad", renglones, titulo, dibujo)


def _de_secciones(panel: Panel, form: PanelForm) -> Tabla:
    renglones = [
        Renglon(titulo, panel.por_seccion[slug], _decididas(form, seccion=slug))
        for slug, titulo in TITULOS.items()
        if slug in panel.por_seccion
    ]
    recibidas = [(r.rotulo, r.cuenta.sumas["recibidas"]) for r in renglones]
    leyenda = "Recibidas por sección"
    dibujo = _barras("secciones", leyenda, recibidas)
    return Tabla("secciones", "Por sección del legajo", "Sección", renglones, leyenda, dibujo)


def _de_meses(panel: Panel, form: PanelForm) -> Tabla:
    meses = list(_desde_el_primero(panel.por_mes))
    cuentas = [panel.por_mes.get(mes, Cuenta()) for mes in meses]
    renglones = [
        Renglon(nombre_de(mes), cuenta, _decididas(form, mes=mes))
        for mes, cuenta in zip(reversed(meses), reversed(cuentas), strict=True)
    ]
    series = (
        ("Recibidas", [c.sumas["recibidas"] for c in cuentas]),
        ("Decididas", [c.decididas for c in cuentas]),
    )
    leyenda, dibujo = "Recibidas y decididas, mes a mes", SafeString("")
    if len(meses) > 1:
        dibujo = graficos.lineas("meses", leyenda, [f"{mes:%m/%Y}" for mes in meses], series)
    return Tabla("meses", "Por mes", "Mes", renglones, leyenda, dibujo)


def _desde_el_primero(por_mes: Iterable[date]) -> Iterator[date]:
    """Every month from the first to the last that has something, those without too."""
    meses = sorted(por_mes)
    mes = meses[0] if meses else None
    while mes is not None and mes <= meses[-1]:
        yield mes
        mes = mover(mes, 1)


def _barras(clave: str, titulo: str, datos: Iterable[tuple[str, int]]) -> SafeString:
    pares = [(rotulo, valor, f"{valor:,}") for rotulo, valor in datos]
    return graficos.barras(clave, titulo, pares) if pares else SafeString("")


def _dias(cuantos: int | None) -> str:
    if cuantos is None:
        return ""
    return f"{TOPE} o más" if cuantos >= TOPE else str(cuantos)


def _elegido(form: PanelForm) -> dict[str, str]:
    """The filters as the address says them."""
    return {clave: form.data[clave] for clave in form.fields if form.data.get(clave)}


def en_bandeja(form: PanelForm) -> list[tuple[str, str]]:
    """The trays of what waits today, with the unit and the kind that were chosen."""
    vistas = (
        ("vencidas", "Vencidas"),
        ("observadas", "Observadas"),
        ("todas", "Todas las que esperan"),
    )
    return [(rotulo, _lista(form, vista)) for vista, rotulo in vistas]


def _decididas(
    form: PanelForm,
    *,
    mes: date | None = None,
    seccion: str = "",
    unidades: list[int] | None = None,
) -> str:
    """The list of what was decided in these months, or in one of them."""
    desde, hasta = mes or form.cleaned_data["desde"], mes or form.cleaned_data["hasta"]
    return _lista(
        form, "decididas", seccion, unidades,
        decidida_en__gte=_medianoche(desde), decidida_en__lt=_medianoche(mover(hasta, 1)),
    )  # fmt: skip


def _lista(
    form: PanelForm,
    vista: str,
    seccion: str = "",
    unidades: list[int] | None = None,
    **mas: str,
) -> str:
    """Address of the list of requests, which its own fence narrows to one's branch."""
    ramas, tipos = unidades or form.ramas(), form.tipos()
    if seccion:
        tipos = [t for t, s in SECCION_DE.items() if s == seccion and (tipos is None or t in tipos)]
    filtros = {"vista": vista, **mas}
    if ramas is not None:
        filtros["unidad__in"] = ",".join(map(str, ramas))
    if tipos == [""]:
        filtros["seccion"] = DOCUMENTOS
    elif tipos is not None:
        filtros["tipo_slug__in"] = ",".join(tipos)
    return f"{reverse('admin:solicitudes_solicitud_changelist')}?{urlencode(filtros)}"


def _medianoche(dia: date) -> str:
    return datetime(dia.year, dia.month, dia.day, tzinfo=get_default_timezone()).isoformat()
