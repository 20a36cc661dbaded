"""What a password must be: long, not among the commonest, not made of what others know.

NIST SP 800-63B-4: no rules of composition, no renewal, any Unicode; counted by code points.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

from accounts.hashers import plana

MINIMO, MINIMO_PERSONAL, MAXIMO = 12, 15, 128
QUEDAN = 8
DE_TODOS = (
    "minedu", "ugel", "contrasena", "password", "clave", "docente", "profesor", "maestro",
    "peru", "educacion", "escalafon", "legajo",
)  # fmt: skip
ABECEDARIO = "abcdefghijklmnopqrstuvwxyz"
FILAS = ("01234567890", "98765432109", ABECEDARIO, ABECEDARIO[::-1],
         "qwertyuiop", "asdfghjkl", "zxcvbnm")  # fmt: skip
ANIO = re.compile(r"19[3-9]\d|20[0-3]\d")
REPETIDO = re.compile(r"(.{1,4}?)\1{2,}")
HUECO = "\0"


def minimo_para(usuario: Any) -> int:
    """How many characters an account needs; one not saved yet is of `createsuperuser`."""
    de_personal = usuario is not None and (usuario.pk is None or usuario.is_staff)
    return MINIMO_PERSONAL if de_personal else MINIMO


def quedo_corta(contrasena: str, usuario: Any) -> bool:
    """Whether a password that was good is too short since its owner has a role."""
    return len(plana(contrasena)) < minimo_para(usuario)


def no_tan_larga(contrasena: str) -> None:
    """Refuse more than anybody may have: it is never cut, and nothing long is hashed."""
    if len(plana(contrasena)) > MAXIMO:
        raise ValidationError(f"Una contraseña tiene {MAXIMO} caracteres como máximo.", "larga")


def reglas(usuario: Any) -> str:
    """All that is asked, in the words of the page."""
    return " ".join(
        (
            f"Use de {minimo_para(usuario)} a {MAXIMO} caracteres, los que quiera; puede ser una"
            " frase con espacios.",
            Comun().get_help_text(),
            Propia().get_help_text(),
        )
    )


class Largo:
    """Long enough, and not too long."""

    def validate(self, password: str, user: Any = None) -> None:
        """Count code points."""
        no_tan_larga(password)
        largo, minimo = len(plana(password)), minimo_para(user)
        if largo < minimo:
            raise ValidationError(f"Tiene {largo} caracteres: use {minimo} o más.", "corta")

    def get_help_text(self) -> str:
        """The rule."""
        return f"Use de {MINIMO} a {MAXIMO} caracteres."


class Comun(CommonPasswordValidator):
    """None of the 20 000 commonest, bare, doubled, or with figures and signs around."""

    def validate(self, password: str, user: Any = None) -> None:
        """Look for the whole, and for what is left without its wrapping."""
        entera = llana(password).strip()
        desnuda = re.sub(r"^[^a-z]+|[^a-z]+$", "", entera)
        una_vez = re.sub(r"^(.+?)\1+$", r"\1", desnuda)
        if not self.passwords.isdisjoint({password.lower().strip(), entera, desnuda, una_vez}):
            raise ValidationError("Es de las contraseñas más usadas: elija otra.", "comun")

    def get_help_text(self) -> str:
        """The rule."""
        return "No sirven las contraseñas más usadas."


class Propia:
    """Enough must remain without what is known of its owner, and what anybody tries first."""

    def validate(self, password: str, user: Any = None) -> None:
        """Count what remains; of less than that from the start, its length is said already."""
        if len(password) < QUEDAN:
            return
        if len(resto(password, datos_de(user) if user else ())) < QUEDAN:
            raise ValidationError(
                "Se adivina con facilidad: sin su documento, sus nombres, su correo, su UGEL,"
                " años, series como 123456, caracteres repetidos ni palabras como «minedu» o"
                f" «docente», deben quedar {QUEDAN} caracteres o más.",
                "propia",
            )

    def get_help_text(self) -> str:
        """The rule."""
        return (
            "No la forme con su documento, sus nombres, su correo, su UGEL, años, series como"
            " 123456 ni palabras como «minedu» o «docente»: sin todo eso deben quedar"
            f" {QUEDAN} caracteres o más."
        )


def llana(texto: str) -> str:
    """Without accents or capitals, an «ñ» as an «n»."""
    descompuesto = unicodedata.normalize("NFKD", texto.casefold())
    return "".join(c for c in descompuesto if not unicodedata.combining(c))


def resto(contrasena: str, datos: Iterable[str]) -> str:
    """What remains of a password without these words, series, years, repetitions and joints."""
    queda = llana(contrasena)
    suyas = {palabra for dato in datos for palabra in _palabras(dato)}
    for pieza in sorted({*suyas, *DE_TODOS, *_series()}, key=len, reverse=True):
        queda = queda.replace(pieza, HUECO)
    queda = REPETIDO.sub(HUECO, ANIO.sub(HUECO, queda))
    return re.sub(rf"[\s._,{HUECO}-]", "", queda)


def datos_de(usuario: Any) -> Iterator[str]:
    """What others know of an account's owner."""
    yield from (usuario.documento, usuario.nombre, usuario.correo)
    if usuario.pk:
        yield from usuario.asignaciones.values_list("unidad__nombre", flat=True)
        yield from import_string(settings.DATOS_CONOCIDOS)(usuario)


def _palabras(dato: str) -> list[str]:
    """Its words, but for the little ones."""
    return [p for p in re.split(r"[\W_]+", llana(dato)) if len(p) > 2]


@cache
def _series() -> frozenset[str]:
    """Four or more in a row, of the alphabet, the figures or the keyboard."""
    return frozenset(
        fila[desde:hasta]
        for fila in FILAS
        for desde in range(len(fila))
        for hasta in range(desde + 4, len(fila) + 1)
    )
