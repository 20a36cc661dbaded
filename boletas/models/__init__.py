"""The models of payslips: the slip, the concept, the import, the question about a line."""

from boletas.models.boleta import Boleta
from boletas.models.concepto import Concepto
from boletas.models.consulta import Consulta
from boletas.models.importacion import Importacion
from boletas.models.visita import Encargo, Visita

__all__ = ["Boleta", "Concepto", "Consulta", "Encargo", "Importacion", "Visita"]
