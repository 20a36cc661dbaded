"""Whether the boleta of an issued document was corrected since."""

from boletas.consultas import versiones
from boletas.models import Boleta
from legajo.models import Documento


def reemplazada(documento: Documento) -> bool:
    """Whether a later version is published; `documento` is of the kind boleta."""
    publico = documento.clave.partition(":")[2]
    boleta = Boleta.objects.get(publico=publico)
    return versiones(boleta)[0][1] > boleta.version
