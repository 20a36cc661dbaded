"""From the table that waits into the legajo: one transaction for a file, in trial or for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from legajo import cambios
from legajo.columnas import de_campo, formar, rutas_de
from legajo.importacion.alcance import Alcance
from legajo.importacion.carga import Carga
from legajo.importacion.cotejo import Cotejo
from legajo.importacion.destinos import Destino, destinos
from legajo.importacion.espera import malas_por_lectura, olvidar
from legajo.importacion.hallazgos import Cuaderno, Nota
from legajo.importacion.restricciones import mensaje_de
from legajo.models import Hallazgo, ImportacionLegajo
from portal.barra import Avance

CERROJO = 7_120_203
"""Advisory lock: of two imports at once, the second sees what the first wrote."""
PAGINAS = 2_000
TANDA = 1_000
CAMBIO = Hallazgo.Clase.CAMBIO.value
OTRO_ESCRIBE = "Otra persona estaba cambiando los mismos registros. Vuelva a intentarlo."


@dataclass(slots=True)
class Cuenta:
    """What a merge did, or would do."""

    malas: int = 0
    nuevas: int = 0
    cambiadas: int = 0
    iguales: int = 0
    mensaje: str = ""


def fundir(
    importacion: ImportacionLegajo, *, alcance: Alcance, aplicar: bool, parcial: bool,
    avance: Avance,
) -> None:  # fmt: skip
    """Do everything that writing asks for; then keep it, or take it back and keep the report.

    With bad rows nothing is kept, unless `parcial` takes the good ones. What a trial showed
    and somebody touched since is not overwritten.
    """
    cuaderno = Cuaderno(importacion.pk)
    autoria = cambios.Autoria(por=alcance.por, medio=importacion.medio, motivo=importacion.nombre)
    ahora = timezone.now()
    with cambios.como(autoria), connection.cursor() as cursor:
        _preparar_sesion(cursor)
        cuenta, guardado = _probar(
            cursor, importacion, cuaderno, alcance=alcance, avance=avance,
            aplicar=aplicar, parcial=parcial,
        )  # fmt: skip
        hallazgos = Hallazgo.objects.filter(importacion=importacion)
        hallazgos.exclude(clase=Hallazgo.Clase.LECTURA).delete()
        cuaderno.copiar(cursor)
        _anotar(importacion, cuenta, guardado=guardado, cuando=ahora)
        if guardado:
            olvidar(importacion)


def _preparar_sesion(cursor: Any) -> None:
    """The region of a nation takes longer than a page may; temporary tables fit in memory."""
    cursor.execute(
        "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s';"
        " SET LOCAL work_mem = '64MB'"
    )
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CERROJO])


def _probar(
    cursor: Any, importacion: ImportacionLegajo, cuaderno: Cuaderno, *, alcance: Alcance,
    avance: Avance, aplicar: bool, parcial: bool,
) -> tuple[Cuenta, bool]:  # fmt: skip
    """Merge within a savepoint, and say whether it stays."""
    cuenta = Cuenta(malas=malas_por_lectura(importacion))
    try:
        with transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for numero, hoja in enumerate(importacion.posicion["hojas"]):
                Fusion(cursor, importacion, hoja, cuaderno, cuenta).hacer(numero, alcance, avance)
            guardado = aplicar and (parcial or not cuenta.malas)
            transaction.set_rollback(not guardado)
    except DatabaseError as error:
        cuenta.mensaje = _que_paso(error, importacion)
        guardado = False
    return cuenta, guardado


def _que_paso(error: DatabaseError, importacion: ImportacionLegajo) -> str:
    """What the database refused, in a sentence; an error that is no refusal goes on."""
    causa = error.__cause__
    codigo = getattr(causa, "pgcode", None) or ""
    if codigo in ("40P01", "55P03"):
        return OTRO_ESCRIBE
    if not codigo.startswith(("22", "23")):
        raise error
    nombre = getattr(getattr(causa, "diag", None), "constraint_name", None) or ""
    modelos = [destinos()[h["destino"]].modelo for h in importacion.posicion["hojas"]]
    dicho = next((m for modelo in modelos if (m := mensaje_de(modelo, nombre))), "")
    return f"La base de datos no admitió el archivo, y no se escribió nada. {dicho}".strip()


def _anotar(importacion: ImportacionLegajo, cuenta: Cuenta, *, guardado: bool, cuando: Any) -> None:
    estados = ImportacionLegajo.Estado
    importacion.malas, importacion.nuevas = cuenta.malas, cuenta.nuevas
    importacion.cambiadas, importacion.iguales = cuenta.cambiadas, cuenta.iguales
    importacion.mensaje, importacion.pedida_en = cuenta.mensaje, None
    if guardado:
        importacion.estado, importacion.aplicada_en = estados.APLICADA, cuando
    else:
        importacion.simulada_en = cuando
        mal = cuenta.malas or cuenta.mensaje
        importacion.estado = estados.CON_ERRORES if mal else estados.SIMULADA
    importacion.save()


class Fusion:
    """The merge of one sheet."""

    def __init__(
        self, cursor: Any, importacion: ImportacionLegajo, hoja: dict[str, Any],
        cuaderno: Cuaderno, cuenta: Cuenta,
    ) -> None:  # fmt: skip
        self.cursor, self.importacion, self.cuenta = cursor, importacion, cuenta
        self.cuaderno = cuaderno
        self.nombre, self.titulos = hoja["nombre"], hoja["titulos"]
        self.destino: Destino = destinos()[hoja["destino"]]
        self.carga = Carga(cursor, self.destino, hoja["campos"])
        self.campos: list[str] = hoja["campos"]

    def hacer(self, numero: int, alcance: Alcance, avance: Avance) -> None:
        """Load, check, insert, update."""
        unidades = alcance.claves(self.destino)
        avance("Cotejando", 0, 0, 0)
        por = (alcance.por.pk if alcance.por else 0, alcance.documento)
        self.carga.cargar(self.importacion.pk, numero, unidades=unidades, de=por)
        self._cotejar(unidades)
        self._insertar(avance)
        self._cambiar(avance)

    def _cotejar(self, unidades: list[int] | None) -> None:
        cotejo = Cotejo(self.carga, self.cuaderno, self.nombre, self.titulos)
        cotejo.personas(unidades)
        cotejo.repetidas()
        self.carga.reconocer()
        cotejo.conocidas(unidades)
        cotejo.reparos()
        cotejo.no_vistas(self.importacion.simulada_en)
        cotejo.restricciones()
        self.cuenta.malas += cotejo.malas
        self.cursor.execute("SELECT count(*) FROM carga WHERE _igual")
        self.cuenta.iguales += self.cursor.fetchone()[0]

    def _insertar(self, avance: Avance) -> None:
        """Insert what is new, some pages of the temporary table at a time.

        What waits at the end of a statement (foreign keys, history) then fits in memory.
        """
        columnas = ", ".join(f'"{f.column}"' for f in self.carga.columnas)
        self.cursor.execute("SELECT pg_relation_size('carga') / 8192")
        paginas = self.cursor.fetchone()[0]
        for desde in range(0, paginas + 1, PAGINAS):
            self.cursor.execute(
                f"""INSERT INTO {self.carga.tabla} ({columnas})
                SELECT {columnas} FROM carga WHERE id IS NULL
                AND ctid >= %s::tid AND ctid < %s::tid""",
                [f"({desde},0)", f"({desde + PAGINAS},0)"],
            )
            self.cuenta.nuevas += self.cursor.rowcount
            hecho = min(desde + PAGINAS, paginas)
            avance("Escribiendo", hecho, paginas, self.cuenta.nuevas)

    def _cambiar(self, avance: Avance) -> None:
        """Update what changes, with its new version, and write down what it said and says."""
        pone = [f'"{f.column}" = c."{f.column}"' for f in self.carga.dadas]
        if any(f.name == "version" for f in self.carga.columnas):
            pone.append("version = r.version + 1")
        for ids in self._tandas_de_cambios():
            antes = self._textos(ids)
            self.cursor.execute(
                f"""UPDATE {self.carga.tabla} r SET {", ".join(pone)}
                FROM carga c WHERE c.id = r.id AND r.id = ANY(%s)""",
                [list(ids)],
            )
            self.cuenta.cambiadas += self.cursor.rowcount
            despues = self._textos(ids)
            for clave, fila in ids.items():
                self.cuaderno.anotar(self._diferencias(fila, antes[clave], despues[clave]))
            avance("Cambiando", 0, 0, self.cuenta.cambiadas)

    def _tandas_de_cambios(self) -> Iterator[dict[int, int]]:
        """Record -> row of the file, for some of the records that change at a time."""
        que_cambian = "FROM carga WHERE id IS NOT NULL AND NOT _igual"
        self.cursor.execute(f"SELECT count(*) {que_cambian}")
        if not self.cursor.fetchone()[0]:
            return
        self.cursor.execute("CREATE INDEX ON carga (id) WHERE id IS NOT NULL AND NOT _igual")
        ultimo = 0
        while True:
            self.cursor.execute(
                f"SELECT id, _fila {que_cambian} AND id > %s ORDER BY id LIMIT %s", [ultimo, TANDA]
            )
            if not (tanda := dict(self.cursor.fetchall())):
                return
            ultimo = max(tanda)
            yield tanda

    def _textos(self, ids: dict[int, int]) -> dict[Any, tuple[str, ...]]:
        """The columns of the file in plain words, as the records say them now."""
        columnas = [de_campo(self.destino.modelo, c) for c in self.campos]
        filas = self.destino.modelo._default_manager.filter(pk__in=ids).values_list(
            "pk", *rutas_de(columnas)[1:]
        )
        return dict(formar(filas, columnas))

    def _diferencias(
        self, fila: int, antes: tuple[str, ...], despues: tuple[str, ...]
    ) -> Iterator[Nota]:
        for campo, dijo, dice in zip(self.campos, antes, despues, strict=True):
            if dijo != dice:
                yield Nota(CAMBIO, self.nombre, fila, self.titulos[campo], dice, dijo)
