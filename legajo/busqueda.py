"""The one box of a list: what a text asks for, and the rows of the servidores that it means."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Case, Q, QuerySet, When

from legajo.models import Servidor, Vinculo
from legajo.situacion import vinculos_vigentes

AYUDA = (
    "Número de documento (o su comienzo), apellidos y nombres en cualquier orden, "
    "código modular de la institución o código de plaza."
)
AMPLIADA = (
    "Nadie se llama exactamente así: se muestran los nombres que comienzan como lo que escribió"
    " o difieren en una letra."
)
LARGO, MAXIMO = 100, 8
"""Characters and pieces of a text that count; nobody is called by more."""
MINIMO = 3
"""Letters from which a word may have a slip: of two, everything is one letter away."""
DE_VINCULO, MODULAR, DNI = 5, 7, 8
"""A code of fewer characters only begins a documento; one of 7 may be of a centro; one of 8 is a
DNI, and any other may be of a plaza."""
EN_USO = "SELECT palabra FROM legajo_palabra WHERE palabra = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Buscado:
    """What a text asks for: words of a name, without accents; codes, in capitals. All at once."""

    palabras: tuple[str, ...] = ()
    codigos: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.palabras or self.codigos)


def entender(texto: str) -> Buscado:
    """Take a text apart: what has a digit is a code, the rest are words of a name."""
    palabras: list[str] = []
    codigos: list[str] = []
    for trozo in texto[:LARGO].split()[:MAXIMO]:
        if re.search("[0-9]", trozo):
            codigos.append(trozo.upper().strip(".,;:"))
        else:
            palabras += llano(trozo)
    return Buscado(tuple(dict.fromkeys(palabras)), tuple(dict.fromkeys(codigos)))


def llano(texto: str) -> list[str]:
    """The words of a text as the database keeps them: small letters, no accents, ñ as n."""
    sin_marcas = unicodedata.normalize("NFKD", texto.casefold())
    sin_marcas = "".join(c for c in sin_marcas if not unicodedata.combining(c))
    return re.findall("[a-z0-9]+", sin_marcas)


def a_una_letra(palabra: str) -> set[str]:
    """Every word that differs by one letter: missing, too many, another, or two swapped."""
    cortes = [(palabra[:i], palabra[i:]) for i in range(len(palabra) + 1)]
    return {
        *(a + b[1:] for a, b in cortes if b),
        *(a + b[1] + b[0] + b[2:] for a, b in cortes if len(b) > 1),
        *(a + letra + b[1:] for a, b in cortes if b for letra in ascii_lowercase),
        *(a + letra + b for a, b in cortes for letra in ascii_lowercase),
    } - {palabra, ""}


def buscar(filas: QuerySet[Any], texto: str, camino: str = "") -> tuple[QuerySet[Any], bool]:
    """Those of `filas` whose servidor the text means, and whether its words had to be widened.

    `camino` leads from a row to its servidor, as "servidor__".
    """
    buscado = entender(texto)
    halladas = exactas(filas, buscado, camino)
    # in the order of the list: unordered, a LIMIT of one tempts the planner into a whole scan
    if not buscado.palabras or (conocidas(buscado) and list(halladas.values_list("pk")[:1])):
        return halladas, False
    return ampliadas(filas, buscado, camino), True


def conocidas(buscado: Buscado) -> bool:
    """Whether every word is some name's: if not, nobody has them all as typed."""
    return len(_en_uso(set(buscado.palabras))) == len(buscado.palabras)


def exactas(filas: QuerySet[Any], buscado: Buscado, camino: str = "") -> QuerySet[Any]:
    """Those whose servidor has every code and every word as typed."""
    return _con_palabras(
        _con_codigos(filas, buscado, camino), [[p] for p in buscado.palabras], camino
    )


def por_primer_apellido(filas: QuerySet[Any], palabra: str) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Those whose first surname begins with the word; and all, with those before the others."""
    empieza = Q(orden__startswith=palabra)
    primero = Case(When(empieza, then=0), default=1)
    return filas.filter(empieza), filas.order_by(primero, *filas.query.order_by)


def ampliadas(filas: QuerySet[Any], buscado: Buscado, camino: str = "") -> QuerySet[Any]:
    """The same, where a word may be the beginning of one, or differ from one by a letter.

    Only words that nobody has, if there are any: else it may be any of them.
    """
    vecinas = {p: a_una_letra(p) if len(p) >= MINIMO else set() for p in buscado.palabras}
    en_uso = _en_uso(set(buscado.palabras).union(*vecinas.values()))
    dudosas = set(vecinas) - en_uso or set(vecinas)
    pedidas = [
        [f"{palabra}:*", *sorted(unas & en_uso)] if palabra in dudosas else [palabra]
        for palabra, unas in vecinas.items()
    ]
    return _con_palabras(_con_codigos(filas, buscado, camino), pedidas, camino)


def _en_uso(palabras: set[str]) -> set[str]:
    """Those of these words that some name has: one query, with one array.

    The ORM's IN takes a parameter a word, and more CPU than the rest of the search.
    """
    with connection.cursor() as cursor:
        cursor.execute(EN_USO, [list(palabras)])
        return {palabra for (palabra,) in cursor.fetchall()}


def _con_palabras(filas: QuerySet[Any], pedidas: list[list[str]], camino: str) -> QuerySet[Any]:
    """Those whose servidor has one word of each of these lists."""
    if not pedidas:
        return filas
    texto = " & ".join(f"({' | '.join(unas)})" for unas in pedidas)
    consulta = SearchQuery(texto, config="simple", search_type="raw")
    return filas.filter(**{f"{camino}busqueda": consulta})


def _con_codigos(filas: QuerySet[Any], buscado: Buscado, camino: str) -> QuerySet[Any]:
    if not buscado:
        return filas.none()
    for codigo in buscado.codigos:
        filas = filas.filter(_con_codigo(codigo, camino))
    return filas


def _con_codigo(codigo: str, camino: str) -> Q:
    """Whoever's documento begins so, or who works today at that centro or in that plaza."""
    if len(codigo) < DE_VINCULO or len(codigo) == DNI:
        return Q(**{f"{camino}documento__startswith": codigo})
    vigentes = vinculos_vigentes(Vinculo.objects.activos()).values("servidor")
    partes = [vigentes.filter(codigo_plaza=codigo)]
    if len(codigo) == MODULAR:
        partes.append(vigentes.filter(centro__codigo=codigo))
    personas = Servidor.objects.filter(documento__startswith=codigo).order_by().values("pk")
    # a UNION, since an OR over tables is a scan of the largest
    return Q(**{f"{camino}pk__in": personas.union(*partes, all=True)})
