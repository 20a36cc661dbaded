"""The models of payslips: the slip, the concept, the import and what it keeps, the questions."""

from boletas.models.alias import AliasDeConcepto, AliasDeUnidad
from boletas.models.boleta import Boleta
from boletas.models.concepto import Concepto
from boletas.models.consulta import Consulta
from boletas.models.espera import BoletaEnEspera, Hallazgo
from boletas.models.importacion import Importacion, Total
from boletas.models.ola import Ola
from boletas.models.original import Original
from boletas.models.visita import Encargo, Visita

__all__ = [
    "AliasDeConcepto", "AliasDeUnidad", "Boleta", "BoletaEnEspera", "Concepto", "Consulta",
    "Encargo", "Hallazgo", "Importacion", "Ola", "Original", "Total", "Visita",
]  # fmt: skip
