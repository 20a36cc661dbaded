"""The models of payslips: the slip, the concept, the import and what it keeps."""

from boletas.models.alias import AliasDeConcepto, AliasDeUnidad
from boletas.models.boleta import Boleta
from boletas.models.concepto import Concepto
from boletas.models.espera import BoletaEnEspera, Hallazgo
from boletas.models.importacion import Importacion, Total
from boletas.models.original import Original

__all__ = [
    "AliasDeConcepto",
    "AliasDeUnidad",
    "Boleta",
    "BoletaEnEspera",
    "Concepto",
    "Hallazgo",
    "Importacion",
    "Original",
    "Total",
]
