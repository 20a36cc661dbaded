"""What a copy is made of: the parts of each app, and what is left out and why."""

from collections.abc import Iterator
from dataclasses import dataclass

import accounts.exportacion
import boletas.exportacion
import legajo.exportacion
import solicitudes.exportacion
from accounts.exportacion import FirmasParaTitular
from accounts.models import Usuario
from legajo.consultas import servidor_de
from legajo.models import Servidor
from portal.exportacion import Parte

EXCLUIDOS = {
    "admin.LogEntry": "Lo que usted haya hecho, si atiende a otras personas, con los datos de "
    "ellas.",
    "legajo.ImportacionLegajo": "Los archivos de legajos que usted haya importado, si ese es su "
    "trabajo: son datos de otras personas.",
    "legajo.Lote": "Las emisiones en lote que usted haya pedido, si ese es su trabajo: son datos "
    "de otras personas.",
    "boletas.Importacion": "Los archivos de planilla que usted haya cargado, si ese es su "
    "trabajo: son datos de otras personas.",
    "otp_totp.TOTPDevice": "La llave de su segundo factor: quien la tenga puede pasar por usted.",
    "otp_static.StaticDevice": "Sus códigos de respaldo, por lo mismo.",
}
"""Models that name an account or a servidor and are not in the copy, with the reason."""


@dataclass(frozen=True)
class Contenido:
    """Of whom, which parts, and where in the copy each of his stored files goes."""

    usuario: Usuario
    servidor: Servidor | None
    partes: tuple[Parte, ...]
    archivos: dict[str, str]


def contenido_de(usuario: Usuario) -> Contenido:
    """Everything about one person; who has no legajo takes his account along."""
    servidor = servidor_de(usuario)
    archivos = _rutas(servidor) if servidor else {}
    return Contenido(usuario, servidor, tuple(_partes(usuario, servidor, archivos)), archivos)


def _rutas(servidor: Servidor) -> dict[str, str]:
    del_legajo = legajo.exportacion.rutas_de_archivos(servidor)
    return del_legajo | solicitudes.exportacion.rutas_de_archivos(servidor)


def _partes(
    usuario: Usuario, servidor: Servidor | None, archivos: dict[str, str]
) -> Iterator[Parte]:
    firmas = FirmasParaTitular(usuario)
    yield from accounts.exportacion.partes(usuario, firmas)
    yield from solicitudes.exportacion.partes_de_la_cuenta(usuario, firmas)
    if servidor:
        yield from legajo.exportacion.partes(servidor, firmas, archivos)
        yield from solicitudes.exportacion.partes(servidor, firmas, archivos)
        yield from boletas.exportacion.partes(servidor, firmas)
