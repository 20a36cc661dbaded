"""How a servidor is found and sorted: two columns that the database fills, and the words in use.

The functions `legajo_palabras` and `legajo_orden` are made by the migration. The database
fills columns and words whoever writes, a bulk COPY too (docs/decisiones/0016).
"""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

NOMBRE = ("primer_apellido", "segundo_apellido", "nombres")


def columna_de_palabras() -> models.GeneratedField:
    """The words of surnames and names, in small letters, without accents: ñ is n."""
    return _columna("legajo_palabras", SearchVectorField())


def columna_de_orden() -> models.GeneratedField:
    """A key whose plain byte order is the Spanish one: accents aside, ñ after n."""
    return _columna("legajo_orden", models.TextField(db_collation="C"))


def _columna(funcion: str, tipo: models.Field) -> models.GeneratedField:
    return models.GeneratedField(
        expression=models.Func(*NOMBRE, function=funcion), output_field=tipo, db_persist=True
    )


def indices() -> list[models.Index]:
    """What serves the search, the list of the country and the list of a unit."""
    return [
        GinIndex(fields=["busqueda"], name="servidor_busqueda", fastupdate=False),
        models.Index(fields=["orden", "id"], name="servidor_orden"),
        models.Index(fields=["unidad", "orden", "id"], name="servidor_unidad_orden"),
    ]


EN_FUERZA = models.Q(retirado=False)
DEL_FILTRO = ("fecha_inicio", "fecha_fin", "regimen", "condicion", "situacion", "cargo")


def indices_de_vinculo() -> list[models.Index]:
    """Who works in a plaza; and all that a filter asks of somebody's vínculos, in the index."""
    return [
        models.Index(fields=["codigo_plaza"], name="vinculo_plaza", condition=EN_FUERZA),
        models.Index(
            fields=["servidor"], include=DEL_FILTRO, name="vinculo_de", condition=EN_FUERZA
        ),
    ]


def indices_de_cese() -> list[models.Index]:
    """Whether a cese has ended somebody's vínculo."""
    return [models.Index(fields=["servidor", "fecha_cese"], name="cese_de", condition=EN_FUERZA)]


class Palabra(models.Model):
    """A word that some servidor's name has or had: what a slip of one letter is looked up in.

    Two transactions may write the same new word, so there is no unique constraint: with one,
    a long import would make everybody else's wait for its end.
    """

    palabra = models.TextField(db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["palabra"], name="palabra_palabra")]

    def __str__(self) -> str:
        return self.palabra


_ANOTAR = """
INSERT INTO legajo_palabra (palabra)
SELECT nueva.lexeme
FROM (SELECT DISTINCT p.lexeme FROM nuevas, unnest(nuevas.busqueda) AS p) AS nueva
WHERE NOT EXISTS (SELECT 1 FROM legajo_palabra AS vieja WHERE vieja.palabra = nueva.lexeme);
RETURN NULL;
"""


def disparadores() -> list[pgtrigger.Trigger]:
    """Note the words that are new, once a statement."""
    return [
        pgtrigger.Trigger(
            name=f"palabras_{operacion}".lower(),
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operacion,
            referencing=pgtrigger.Referencing(new="nuevas"),
            func=_ANOTAR,
        )
        for operacion in (pgtrigger.Insert, pgtrigger.Update)
    ]
