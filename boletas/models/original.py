"""Original: a slip as the payroll system wrote it, byte for byte."""

from django.db import models

CODIFICACION = "cp1252"
"""In which the payroll system writes."""


def como_texto(octetos: bytes) -> str:
    """A slip as people read it: without page feeds, nor the ends of line around it."""
    return bytes(octetos).decode(CODIFICACION, "replace").replace("\f", "").strip("\r\n")


class Original(models.Model):
    """The bytes of one slip of a `.lis`; its key is that of the boleta, without a foreign key.

    Apart from the boleta because no list and no page reads it. What came as a row of a
    table has none: there the file is kept whole.
    """

    boleta = models.UUIDField(primary_key=True, editable=False)
    octetos = models.BinaryField()

    class Meta:
        verbose_name = "hoja original"
        verbose_name_plural = "hojas originales"
        default_permissions = ()
