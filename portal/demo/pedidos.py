"""What the people of the demo ask: a valid form for each thing that may be asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from legajo.formularios import RegistroForm, escrito, form_class
from legajo.models import (
    Capacitacion,
    Contacto,
    Domicilio,
    Pension,
    RegimenPensionario,
    Vinculo,
)
from legajo.tipos import Operacion, TipoRegistro
from portal.demo.estudios import capacitacion
from portal.demo.familia import domicilio, familiar, telefono
from portal.demo.pluma import Pluma
from portal.demo.vida import licencia, reconocimiento


@dataclass(frozen=True)
class Pedido:
    """One thing asked: of which kind, what, about which record, with which data and words."""

    tipo: TipoRegistro
    operacion: Operacion
    form: RegistroForm | None = None
    registro: Any = None
    explicacion: str = ""

    @property
    def causa(self) -> str:
        """Why, as the page asks it."""
        return CAUSAS[self.operacion]


CAUSAS = {Operacion.AGREGAR: "falta", Operacion.CAMBIAR: "error", Operacion.QUITAR: "error"}


def alta(pluma: Pluma, escribir: Callable[[Pluma], None], explicacion: str = "") -> Pedido:
    """Ask to add the record that `escribir` makes."""
    escribir(pluma)
    registro: Any = pluma.filas.pop()
    valores = _valores(registro.tipo, registro)
    form = form_class(registro.tipo)(valores, servidor=pluma.servidor)
    return Pedido(registro.tipo, Operacion.AGREGAR, form, explicacion=explicacion)


def cambio(pluma: Pluma, modelo: Any, explicacion: str = "", **cambios: str) -> Pedido:
    """Ask to change the newest record of a kind."""
    registro = _ultimo(pluma, modelo)
    valores = _valores(registro.tipo, registro) | cambios
    form = form_class(registro.tipo)(valores, instance=registro, servidor=pluma.servidor)
    return Pedido(registro.tipo, Operacion.CAMBIAR, form, registro, explicacion)


def retiro(pluma: Pluma, modelo: Any) -> Pedido:
    """Ask to take the newest record of a kind away; where there is none, to add a home."""
    registro = _ultimo(pluma, modelo)
    if registro is None:
        return alta(pluma, domicilio)
    return Pedido(registro.tipo, Operacion.QUITAR, None, registro, "Está registrado dos veces.")


def un_curso(pluma: Pluma) -> Pedido:
    """A course that is not in the file yet."""
    return alta(pluma, capacitacion, "Adjunto el certificado por mesa de partes.")


def otro_telefono(pluma: Pluma) -> Pedido:
    """A new mobile number."""
    return cambio(pluma, Contacto, telefono_movil=telefono(pluma))


def otro_domicilio(pluma: Pluma) -> Pedido:
    """A new home."""
    return alta(pluma, domicilio, "Me mudé.")


def otra_pension(pluma: Pluma) -> Pedido:
    """From an AFP to the ONP, or the day of the affiliation: the first is looked at by two."""
    actual = _ultimo(pluma, Pension)
    if actual.afp is None:
        return cambio(pluma, Pension, "La fecha es otra.", fecha_afiliacion="2015-04-01")
    onp = pluma.libros.de(RegimenPensionario, "2")
    return cambio(
        pluma, Pension, "Me afilié a otro régimen.", regimen_pensionario=str(onp.pk), afp="",
        comision="", cuspp="", fecha_devengue="",
    )  # fmt: skip


def un_hijo(pluma: Pluma) -> Pedido:
    """A child born this year."""
    nace = pluma.hoy.replace(month=1, day=pluma.azar.randint(2, 28))
    return alta(pluma, lambda p: familiar(p, "HIJO", nace), "Nacimiento de mi hijo(a).")


def una_plaza(pluma: Pluma) -> Pedido:
    """The código de plaza of the bond, which was mistyped."""
    plaza = f"{pluma.azar.randrange(10**10, 10**11)}B1"
    return cambio(pluma, Vinculo, "El código de plaza no es el de mi resolución.",
                  codigo_plaza=plaza)  # fmt: skip


def un_reconocimiento(pluma: Pluma) -> Pedido:
    """A congratulation that is missing."""
    return alta(pluma, reconocimiento)


def una_licencia(pluma: Pluma) -> Pedido:
    """A leave that is missing."""
    return alta(pluma, licencia)


def un_curso_menos(pluma: Pluma) -> Pedido:
    """A course that is there twice."""
    return retiro(pluma, Capacitacion)


def un_domicilio_menos(pluma: Pluma) -> Pedido:
    """A home where he no longer lives."""
    return retiro(pluma, Domicilio)


MEZCLA: tuple[Callable[[Pluma], Pedido], ...] = (
    un_curso, otro_telefono, una_plaza, un_curso, otro_domicilio, un_hijo, un_curso, una_plaza,
    un_reconocimiento, un_curso, otro_telefono, una_licencia, un_curso, otro_domicilio,
    una_plaza, un_hijo, un_curso_menos, un_reconocimiento, otro_telefono, un_domicilio_menos,
)  # fmt: skip
"""In about the proportions of a UGEL of today."""


def _ultimo(pluma: Pluma, modelo: Any) -> Any:
    return modelo.objects.activos().filter(servidor=pluma.servidor).order_by("-pk").first()


def _valores(tipo: TipoRegistro, registro: Any) -> dict[str, str]:
    form = form_class(tipo)(instance=registro, servidor=registro.servidor)
    return {campo: escrito(form[campo]) for campo in tipo.campos}
