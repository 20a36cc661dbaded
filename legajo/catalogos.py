"""Loads the catalogs of the legajo from legajo/datos: one CSV file a catalog, by code."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from legajo import models as m
from portal.carga import Resumen, leer, poner_al_dia

DATOS = Path(__file__).parent / "datos"

CATALOGOS: dict[str, type[m.Catalogo]] = {
    "regimenes": m.RegimenLaboral,
    "condiciones": m.Condicion,
    "situaciones": m.Situacion,
    "tipos_servidor": m.TipoServidor,
    "cargos": m.Cargo,
    "escalas": m.Escala,
    "tipos_documento": m.TipoDocumento,
    "niveles_educativos": m.NivelEducativo,
    "tipos_estudio": m.TipoEstudio,
    "tipos_participacion": m.TipoParticipacion,
    "parentescos": m.Parentesco,
    "tipos_via": m.TipoVia,
    "zonas": m.Zona,
    "regimenes_pensionarios": m.RegimenPensionario,
    "afp": m.Afp,
    "tipos_sancion": m.TipoSancion,
    "tipos_direccion": m.TipoDireccion,
    "paises": m.Pais,
    "lenguas_originarias": m.LenguaOriginaria,
    "tipos_declaracion": m.TipoDeclaracion,
    "grados": m.GradoAcademico,
    "grupos_ocupacionales": m.GrupoOcupacional,
    "categorias_remunerativas": m.CategoriaRemunerativa,
    "jornadas": m.Jornada,
    "tipos_incorporacion": m.TipoIncorporacion,
    "tipos_beneficiario": m.TipoBeneficiario,
    "tipos_merito": m.TipoMerito,
    "tipos_pago": m.TipoPago,
    "tipos_retencion": m.TipoRetencion,
}
"""Catalogs whose columns are those of their file."""

BANDERAS = ("vigente", "sin_goce")
"""Columns that are 1 or 0."""


def cargar_catalogos() -> Iterator[Resumen]:
    """Bring every catalog up to date; what is in force is the admin's to say, once it exists."""
    for archivo, modelo in CATALOGOS.items():
        yield _poner(modelo, archivo)
    yield _poner(m.Accion, "acciones")
    _enlazar_regimenes()
    yield _poner(m.MotivoAccion, "motivos", accion=m.Accion)
    yield _poner(m.Merito, "meritos", tipo=m.TipoMerito)
    for digitos in (2, 3, 4):
        nivel = [f for f in _filas("campos_estudio") if len(f["codigo"]) == digitos]
        yield _poner(m.CampoEstudio, nivel, superior=m.CampoEstudio)
    yield poner_al_dia(m.Distrito, _filas("distritos"))


def _filas(archivo: str) -> Iterator[dict[str, str]]:
    return leer(DATOS / f"{archivo}.csv")


def _poner(
    modelo: type[m.Catalogo], filas: str | Iterable[dict[str, str]], **superiores: Any
) -> Resumen:
    """Load a file, or rows of one; `superiores` name the columns that are codes of a catalog."""
    filas = _filas(filas) if isinstance(filas, str) else filas
    ids = {c: dict(otro.objects.values_list("codigo", "pk")) for c, otro in superiores.items()}
    entradas = (_entrada(fila, ids) for fila in filas)
    return poner_al_dia(modelo, entradas, solo_al_crear=("vigente",))


def _entrada(fila: dict[str, str], ids: dict[str, dict[str, int]]) -> dict[str, Any]:
    entrada: dict[str, Any] = {"vigente": True}
    for columna, valor in fila.items():
        if columna in BANDERAS:
            entrada[columna] = valor == "1"
        elif columna in ids:
            entrada[f"{columna}_id"] = ids[columna].get(valor)
        elif columna != "regimenes":
            entrada[columna] = valor
    return entrada


def _enlazar_regimenes() -> None:
    """Give each action the regimes of its file; those that the admin added stay."""
    acciones = dict(m.Accion.objects.values_list("codigo", "pk"))
    regimenes = dict(m.RegimenLaboral.objects.values_list("codigo", "pk"))
    pares: Any = m.Accion.regimenes.through
    pares.objects.bulk_create(
        [
            pares(accion_id=acciones[fila["codigo"]], regimenlaboral_id=regimenes[codigo])
            for fila in _filas("acciones")
            for codigo in fila["regimenes"].split("|")
        ],
        ignore_conflicts=True,
    )
