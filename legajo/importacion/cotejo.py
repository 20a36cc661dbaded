"""What only the whole sheet and the database tell of a row: whose it is, repeated, refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from legajo.importacion.carga import Carga
from legajo.importacion.celdas import SEPARADOR
from legajo.importacion.hallazgos import Cuaderno, Nota
from legajo.importacion.restricciones import Consulta, consultas
from legajo.models import Hallazgo

TANDA = 5_000
ERROR = Hallazgo.Clase.COTEJO.value
SIN_LEGAJO = "No hay un legajo con ese documento en su rama."
PROPIO = "Nadie escribe en su propio legajo."
DE_OTRO = "Ya hay un legajo con ese número de documento, y no es de su rama."
DE_OTRA_UNIDAD = "Su legajo lo lleva otra unidad: se traslada con el acto que lo ordena."
OTRO_TIPO = "En el legajo, ese número es de otro tipo de documento."
CAMBIADO = "Alguien cambió este registro después de la revisión: vuelva a subir el archivo."
RETIRADO = "El registro fue retirado mientras se importaba."

Redactar = Callable[..., list[tuple[str, str, str]]]
"""What is said of a row: (column, value, reason), from what the question adds to it."""


class Cotejo:
    """Sets the bad rows of a loaded sheet apart, and writes down why."""

    def __init__(
        self, carga: Carga, cuaderno: Cuaderno, hoja: str, titulos: dict[str, str]
    ) -> None:
        self.carga, self.cuaderno, self.hoja, self.titulos = carga, cuaderno, hoja, titulos
        self.cursor = carga.cursor
        self.malas = 0

    def personas(self, unidades: list[int] | None) -> None:
        """Rows of nobody whose file one may write; the file of who imports is never one."""
        quien = self._titulo("documento_servidor")
        self.apartar("_propio", lambda documento: [(quien, documento, PROPIO)])
        if not self.carga.destino.abre_legajos:
            self.apartar("servidor_id IS NULL", lambda d: [(quien, d, SIN_LEGAJO)])

    def repetidas(self) -> None:
        """Rows with the key of an earlier one."""
        clave = ", ".join(self.carga.clave("c"))
        quien = self._titulo("documento_servidor")
        self.consultar(
            f"""SELECT ctid, _fila, _documento, primera FROM (
                SELECT c.ctid, _fila, _documento,
                    first_value(_fila) OVER (PARTITION BY {clave} ORDER BY _fila) AS primera
                FROM carga c
            ) marcadas WHERE _fila > primera""",
            lambda documento, primera: [(quien, documento, self._repite(primera))],
        )

    def conocidas(self, unidades: list[int] | None) -> None:
        """Rows that cannot be matched with one record; people that another branch keeps."""
        quien = self._titulo("documento_servidor")
        self.consultar(
            """SELECT c.ctid, c._fila, _documento, veces FROM carga c
            JOIN hallados h ON h._fila = c._fila WHERE veces > 1 AND NOT c._igual""",
            lambda d, veces: [(quien, d, f"El legajo tiene {veces} registros con esta clave: "
                                         "cambie a mano el que corresponda.")],
        )  # fmt: skip
        if self.carga.destino.abre_legajos:
            self._de_otra_unidad(quien, unidades)

    def _de_otra_unidad(self, quien: str, unidades: list[int] | None) -> None:
        persona = (
            "SELECT c.ctid, c._fila, _documento FROM carga c JOIN legajo_servidor r USING (id)"
        )
        if unidades is not None:
            self.consultar(
                f"{persona} WHERE NOT r.unidad_id = ANY(%s)",
                lambda documento: [(quien, documento, DE_OTRO)],
                unidades,
            )
        self.consultar(
            f"{persona} WHERE r.unidad_id <> c.unidad_id",
            lambda _: [(self._titulo("unidad"), "", DE_OTRA_UNIDAD)],
        )
        self.consultar(
            f"{persona} WHERE r.tipo_identidad <> c.tipo_identidad",
            lambda documento: [(quien, documento, OTRO_TIPO)],
        )

    def reparos(self) -> None:
        """Rows that choose what is no longer offered, unless the record says so already."""

        def redactar(_: str, reparos: str) -> list[tuple[str, str, str]]:
            partes = reparos.split(SEPARADOR)
            return list(zip(partes[::3], partes[1::3], partes[2::3], strict=True))

        self.consultar(
            "SELECT ctid, _fila, _documento, _reparos FROM carga"
            " WHERE _reparos <> '' AND NOT _igual",
            redactar,
        )

    def restricciones(self) -> None:
        """Rows that a constraint of the database refuses.

        Asked again after rows were set apart: what they would have changed stays as it is.
        """
        antes = -1
        while self.malas != antes:
            antes = self.malas
            for consulta in consultas(self.carga.destino.modelo):
                self._restriccion(consulta)

    def _restriccion(self, consulta: Consulta) -> None:
        escritas = [c for c in consulta.columnas if c in self.carga.destino.columnas]
        columnas = ", ".join(map(self._titulo, escritas)) or "(fila)"

        def redactar(otra: int | None) -> list[tuple[str, str, str]]:
            choca = f" Choca con la fila {otra}." if otra else ""
            return [(columnas, "", consulta.motivo + choca)]

        self.consultar(
            f"""SELECT DISTINCT ON (q._fila) q.ctid, q._fila, q.otra
            FROM ({consulta.sql}) q (ctid, _fila, otra) ORDER BY q._fila, q.otra""",
            redactar,
            *consulta.params,
        )

    def no_vistas(self, simulada_en: Any) -> None:
        """Lock what will change; leave out what somebody touched since it was shown."""
        tabla, quien = self.carga.tabla, self._titulo("documento_servidor")
        self.cursor.execute(
            f"""SELECT count(*) FROM (SELECT r.id FROM {tabla} r WHERE r.id IN (
                SELECT id FROM carga WHERE id IS NOT NULL AND NOT _igual
            ) ORDER BY r.id FOR UPDATE) bloqueados"""
        )
        viva = f"SELECT c.ctid, c._fila, _documento FROM carga c JOIN {tabla} r USING (id)"
        if not self.carga.destino.abre_legajos:
            self.consultar(
                f"{viva} WHERE r.retirado", lambda documento: [(quien, documento, RETIRADO)]
            )
        if simulada_en is None:
            return
        eventos = self.carga.meta.get_field("historia").related_model._meta.db_table
        self.consultar(
            f"""{viva} WHERE NOT c._igual AND EXISTS (
                SELECT FROM {eventos} e WHERE e.pgh_obj_id = c.id AND e.pgh_created_at > %s)""",
            lambda documento: [(quien, documento, CAMBIADO)],
            simulada_en,
        )

    def apartar(self, condicion: str, redactar: Redactar) -> None:
        """Set apart the rows of `carga` with a condition."""
        self.consultar(f"SELECT ctid, _fila, _documento FROM carga WHERE {condicion}", redactar)

    def consultar(self, sql: str, redactar: Redactar, *params: Any) -> None:
        """Set apart the rows that a question finds: (ctid, _fila, what `redactar` is told)."""
        for tanda in self._tandas(sql, params):
            self.cuaderno.anotar(
                Nota(ERROR, self.hoja, fila, *dicho)
                for _, fila, *resto in tanda
                for dicho in redactar(*resto)
            )
            ctids = list({str(ctid) for ctid, *_ in tanda})
            self.cursor.execute("DELETE FROM carga WHERE ctid = ANY(%s::tid[])", [ctids])
            self.malas += self.cursor.rowcount

    def _tandas(self, sql: str, params: tuple[Any, ...]) -> Iterator[list[tuple[Any, ...]]]:
        """The answers, some at a time: there may be millions."""
        self.cursor.execute(f"DECLARE halladas NO SCROLL CURSOR FOR {sql}", params)
        while True:
            self.cursor.execute(f"FETCH {TANDA} FROM halladas")
            if not (tanda := self.cursor.fetchall()):
                break
            yield tanda
        self.cursor.execute("CLOSE halladas")

    def _titulo(self, campo: str) -> str:
        return self.titulos.get(campo) or self.carga.destino.titulo_de(campo)

    def _repite(self, primera: int) -> str:
        clave = " + ".join(self._titulo(c) for c in self.carga.destino.clave)
        return f"Repite la fila {primera}: mismo servidor" + (f" y {clave}." if clave else ".")
