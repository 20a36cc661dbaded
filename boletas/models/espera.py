"""What an import keeps while it lasts: the slips that wait, and what was found in the file."""

from __future__ import annotations

from django.db import models

from boletas.models.importacion import Importacion


class BoletaEnEspera(models.Model):
    """A slip that was read and is good so far: the transport to the boletas, not a record.

    The table is UNLOGGED: after a crash of the database it is empty, and the file is read anew.
    """

    pk = models.CompositePrimaryKey("importacion_id", "linea")
    importacion = models.ForeignKey(
        Importacion, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    publico = models.UUIDField()
    unidad = models.BigIntegerField()
    linea = models.PositiveIntegerField()
    periodo = models.IntegerField()
    documento = models.CharField(max_length=12)
    planilla = models.CharField(max_length=20)
    numero_cargo = models.CharField(max_length=12)
    ingresos = models.DecimalField(max_digits=12, decimal_places=2)
    descuentos = models.DecimalField(max_digits=12, decimal_places=2)
    aportes = models.DecimalField(max_digits=12, decimal_places=2)
    liquido = models.DecimalField(max_digits=12, decimal_places=2)
    imponible = models.DecimalField(max_digits=12, decimal_places=2)
    conceptos = models.JSONField()
    datos = models.JSONField()
    original = models.BinaryField(null=True)

    class Meta:
        default_permissions = ()


class HallazgoQuerySet(models.QuerySet["Hallazgo"]):
    """Findings in the order of the file."""

    def errores(self) -> HallazgoQuerySet:
        """Why boletas stay out."""
        return self.exclude(clase=Hallazgo.Clase.DUDA).order_by("linea", "pk")

    def dudas(self) -> HallazgoQuerySet:
        """What a person should look at; the boletas go in."""
        return self.filter(clase=Hallazgo.Clase.DUDA).order_by("linea", "pk")


class Hallazgo(models.Model):
    """What an import found about one slip, by its line in the file."""

    class Clase(models.TextChoices):
        """An error keeps the boleta out; a doubt does not. An error of reading stays; the rest
        is found anew at each trial."""

        LECTURA = "L", "Error"
        COTEJO = "E", "Error"
        DUDA = "D", "Duda"

    importacion = models.ForeignKey(
        Importacion, models.CASCADE, related_name="hallazgos", db_index=False, db_constraint=False
    )
    clase = models.CharField(max_length=1, choices=Clase)
    linea = models.PositiveIntegerField()
    columna = models.CharField(max_length=100)
    valor = models.TextField()
    motivo = models.TextField()

    objects = HallazgoQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["importacion", "clase", "linea"], name="hallazgo_de_boletas")
        ]
