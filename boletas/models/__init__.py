"""The models of payslips: the slip, the concept, the import."""

from boletas.models.boleta import Boleta
from boletas.models.concepto import Concepto
from boletas.models.importacion import Importacion

__all__ = ["Boleta", "Concepto", "Importacion"]
