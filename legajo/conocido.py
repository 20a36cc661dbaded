"""What others know of a servidor by his file: no password is made of it."""

from collections.abc import Iterator

from accounts.models import Usuario
from legajo.models import Servidor


def datos_conocidos(usuario: Usuario) -> Iterator[str]:
    """Names, unit and date of birth of the file of an account, if it has one."""
    fila = Servidor.objects.filter(usuario=usuario).values_list(
        "nombres", "primer_apellido", "segundo_apellido", "unidad__nombre", "fecha_nacimiento"
    )
    for *textos, nacimiento in fila:
        yield from textos
        yield from (f"{nacimiento:{forma}}" for forma in ("%d%m%Y", "%d%m%y", "%Y%m%d", "%y%m%d"))
