"""What accounts holds of a person, for the copy of his data; and how it names the others."""

from collections.abc import Iterable, Iterator

from accounts.models import (
    AceptacionPrivacidad,
    Asignacion,
    CodigoActivacion,
    CopiaDeDatos,
    Envio,
    PadronEvaluacion,
    PedidoContrasena,
    Sesion,
    Suceso,
    Usuario,
)
from accounts.models.correo import del_correo
from portal.exportacion import Campo, Parte, parte_de
from portal.texto import unir


class FirmasParaTitular:
    """Others by name and unit alone, never by their documento; the holder as «Usted»."""

    def __init__(self, titular: Usuario) -> None:
        self.textos: dict[int, str] = {titular.pk: "Usted"}

    def conocer(self, ids: Iterable[int | None]) -> None:
        """Read those that are not known yet: one query, or none."""
        nuevos = {pk for pk in ids if pk is not None} - self.textos.keys()
        if nuevos:
            personas = Usuario.objects.filter(pk__in=nuevos).order_by("asignaciones__desde")
            for pk, nombre, unidad in personas.values_list(
                "pk", "nombre", "asignaciones__unidad__nombre"
            ):
                self.textos[pk] = unir(nombre or "Personal", unidad and f"({unidad})")

    def de(self, usuario: int | None) -> str:
        """Name, and the unit of the last role."""
        return self.textos.get(usuario, "Personal") if usuario else ""


def partes(usuario: Usuario, firmas: FirmasParaTitular) -> Iterator[Parte]:
    """The account, its roles, its events and sessions, what it asked for, the padrón."""
    suyo = Usuario.objects.filter(pk=usuario.pk)
    yield parte_de("cuenta", "Su cuenta", suyo, firmas=firmas, omitir=("password",))
    yield _roles(usuario, firmas)
    con_correo = PedidoContrasena.objects.exclude(correo="").order_by("pedido_en")
    pedidos = del_correo(con_correo, usuario.correo)
    yield parte_de("pedidos-de-contrasena", "Pedidos de contraseña", pedidos, firmas=firmas)
    padron = PadronEvaluacion.objects.filter(documento=usuario.documento)
    yield parte_de("padron", "Padrón de Evaluación Docente", padron, firmas=firmas)
    sucesos = Suceso.objects.filter(usuario=usuario).order_by("pk")
    yield parte_de(
        "sucesos", "Lo que ocurrió con su cuenta", sucesos, firmas=firmas,
        omitir=("usuario", "tecleado"),
    )  # fmt: skip
    sesiones = Sesion.objects.filter(usuario=usuario).order_by("creada_en")
    yield parte_de(
        "sesiones", "Sesiones abiertas", sesiones, firmas=firmas,
        omitir=("usuario", "session_key", "session_data"),
    )  # fmt: skip
    correos = Envio.objects.filter(usuario=usuario).order_by("pk")
    yield parte_de(
        "correos", "Correos que le enviamos", correos, firmas=firmas,
        omitir=("usuario", "toca_en"),
    )  # fmt: skip
    codigos = CodigoActivacion.objects.filter(usuario=usuario).order_by("pk")
    yield parte_de(
        "codigos", "Códigos de activación que se le dieron", codigos, firmas=firmas,
        omitir=("usuario", "digest"),
    )  # fmt: skip
    avisos = AceptacionPrivacidad.objects.filter(usuario=usuario).order_by("pk")
    yield parte_de(
        "avisos-de-privacidad", "Avisos de privacidad que aceptó", avisos, firmas=firmas,
        omitir=("usuario",),
    )  # fmt: skip
    copias = CopiaDeDatos.objects.filter(usuario=usuario).order_by("pedida_en")
    yield parte_de(
        "copias", "Copias de sus datos que pidió", copias, firmas=firmas,
        omitir=("usuario", "archivo", "movida_en", "avance"),
    )  # fmt: skip


def _roles(usuario: Usuario, firmas: FirmasParaTitular) -> Parte:
    """Who delegated one is a person: by name and unit, like every other."""

    def titular(rol: Asignacion) -> int | None:
        return rol.delegacion_de.usuario_id if rol.delegacion_de else None

    roles = Asignacion.objects.filter(usuario=usuario).select_related("delegacion_de")
    return parte_de(
        "roles", "Roles que tiene o tuvo", roles.order_by("desde"), firmas=firmas,
        omitir=("usuario", "delegacion_de"), actor=titular,
        antes=(Campo("delegada_por", "Delegada por", lambda rol: firmas.de(titular(rol))),),
    )  # fmt: skip
