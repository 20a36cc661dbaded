"""The log of who saw whose file: what a request notes, the reason of a session, one INSERT."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import Asignacion, Usuario
from legajo.models import Acceso, Servidor
from legajo.models.acceso import MAX_TEXTO

MOTIVOS = "motivos"
"""Where the session keeps the reason given for each file."""
ABIERTOS_POR_SESION = 200
POR_FILA = 1000
"""Files that a row names at most: an export writes several."""


class FaltaMotivo(Exception):
    """A file is about to be opened and nobody said why; `servidor` is its key."""

    def __init__(self, servidor: int) -> None:
        super().__init__(servidor)
        self.servidor = servidor


class _UnidadesDe(models.Func):
    """The units that keep these files, and that of a role; read by the very INSERT."""

    template = (
        "ARRAY(SELECT unidad_id FROM legajo_servidor WHERE id = ANY(%(expressions)s)"
        " UNION SELECT unidad_id FROM accounts_asignacion WHERE id = %(asignacion)s)"
    )
    output_field = ArrayField(models.BigIntegerField())

    def __init__(self, servidores: list[int], asignacion: int | None) -> None:
        valores = models.Value(servidores, output_field=ArrayField(models.BigIntegerField()))
        super().__init__(valores, asignacion=int(asignacion or 0))


class AccesosDePeticion:
    """What one request of the staff shows, gathered to be written when it is answered.

    It is `accounts.mostrado.Accesos`. `sesion` keeps the reasons; `pregunta` is whether one
    may be asked for first (of a GET; a form that was sent is not lost for it), `acotada`
    whether the address narrows a list to somebody.
    """

    def __init__(self, usuario: Any, sesion: Any, *, pregunta: bool, acotada: bool) -> None:
        self.usuario, self.sesion = usuario, sesion
        self.pregunta, self.acotada = pregunta, acotada
        self.filas: dict[tuple[str, ...], set[int]] = {}

    def abrir(self, objeto: Any, que: str) -> None:
        """One row is shown. Raises FaltaMotivo, unless it is a request, which is the reason."""
        servidores = personas(type(objeto), [objeto])
        if isinstance(objeto, Usuario):
            self._anotar(servidores, que)
            return
        for servidor in servidores:
            if hasattr(objeto, "como_motivo"):
                motivo, numero = Acceso.Motivo.SOLICITUD, objeto.como_motivo()
                dar_motivo(self.sesion, servidor, motivo=motivo, referencia=numero)
            self._abrir(servidor, que)

    def listar(self, modelo: Any, filas: Iterable[Any], que: str, buscado: str = "") -> None:
        """Rows are shown. Records that are all of one person, looked for, are his file."""
        servidores = personas(modelo, filas)
        if self.acotada and len(servidores) == 1 and _son_de_un_legajo(modelo):
            self._abrir(servidores.pop(), que)
        else:
            self._anotar(servidores, que, buscado)

    def _abrir(self, servidor: int, que: str) -> None:
        motivo, referencia = motivo_dado(self.sesion, servidor)
        if not motivo and self.pregunta:
            raise FaltaMotivo(servidor)
        self._anotar({servidor}, que, "", motivo, referencia)

    def _anotar(self, servidores: set[int], que: str, *mas: str) -> None:
        self.filas.setdefault((que, *mas), set()).update(servidores)

    def guardar(self) -> None:
        """Write what was noted, in one INSERT and with no lock; nothing if nobody was shown."""
        acceso = [(c, sorted(s)) for c, s in self.filas.items() if s]
        if not acceso:
            return
        asignacion = _asignacion(self.usuario, acceso[0][1][0])
        Acceso.objects.bulk_create(
            _fila(self.usuario, asignacion, clave, servidores[i : i + POR_FILA])
            for clave, servidores in acceso
            for i in range(0, len(servidores), POR_FILA)
        )
        self.filas.clear()


def _son_de_un_legajo(modelo: Any) -> bool:
    """Whether a row tells of a file, and is neither the person nor a request of his."""
    return not issubclass(modelo, (Servidor, Usuario)) and not hasattr(modelo, "como_motivo")


def _fila(
    usuario: Any, asignacion: int | None, clave: tuple[str, ...], servidores: list[int]
) -> Acceso:
    que, buscado, motivo, referencia = (*clave, "", "", "")[:4]
    return Acceso(
        por_id=usuario.pk, asignacion_id=asignacion, que=que[:MAX_TEXTO],
        buscado=buscado[:MAX_TEXTO], motivo=motivo, referencia=referencia[:MAX_TEXTO],
        servidores=servidores, unidades=_UnidadesDe(servidores, asignacion),
    )  # fmt: skip


def _asignacion(usuario: Any, servidor: int) -> int | None:
    """The role by which he is there: of several, one over the unit of the file, if any is."""
    cargos = usuario.cargos_de_hoy()
    if len(cargos) < 2:
        return cargos[0] if cargos else None
    camino = (
        "unidad__servidores",
        "unidad__inferiores__servidores",
        ("unidad__inferiores__inferiores__servidores"),
    )
    sobre_el = models.Q(*((c, servidor) for c in camino), _connector=models.Q.OR)
    hallada = Asignacion.objects.filter(sobre_el, pk__in=cargos).order_by("pk")
    return hallada.values_list("pk", flat=True).first() or cargos[0]


def personas(modelo: Any, filas: Iterable[Any]) -> set[int]:
    """The keys of the servidores that rows of a model tell of; none, where it tells of nobody.

    A row is an object, or a tuple that begins with its key. Of accounts: one query.
    """
    if cuenta := _cuenta(modelo):
        cuentas = [getattr(fila, cuenta) for fila in filas]
        return set(Servidor.objects.filter(usuario__in=cuentas).values_list("pk", flat=True))
    campo = _camino(modelo)
    return {f[0] if isinstance(f, tuple) else getattr(f, campo) for f in filas} if campo else set()


def _cuenta(modelo: Any) -> str:
    """The attribute of a row that is the key of an account, where it tells of its owner."""
    return "pk" if issubclass(modelo, Usuario) else getattr(modelo, "cuenta_del_titular", "")


@cache
def _camino(modelo: Any) -> str:
    """The attribute of a row that is the key of a servidor."""
    if issubclass(modelo, Servidor):
        return "pk"
    propios = (c for c in modelo._meta.concrete_fields if c.related_model is Servidor)
    return next((c.attname for c in propios), "")


def dar_motivo(sesion: Any, servidor: int, *, motivo: str, referencia: str = "") -> None:
    """Keep why this session opens a file, until another reason is given."""
    dado = [str(motivo), referencia]
    motivos = sesion.get(MOTIVOS, {})
    if motivos.get(str(servidor)) == dado:
        return
    motivos.pop(str(servidor), None)
    sesion[MOTIVOS] = dict([*motivos.items(), (str(servidor), dado)][-ABIERTOS_POR_SESION:])


def motivo_dado(sesion: Any, servidor: int) -> tuple[str, str]:
    """The reason of this session for a file and what it refers to; empty if none was given."""
    motivo, referencia = sesion.get(MOTIVOS, {}).get(str(servidor), ("", ""))
    return motivo, referencia
