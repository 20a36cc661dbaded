"""«Mi cuenta»: where a person finds all that has to do with his access."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.views.generic import TemplateView

from accounts.peticion import quien


class Apartado(NamedTuple):
    """An entry of the page: what it leads to, in the words of its reader."""

    direccion: str
    icono: str
    titulo: str
    que_es: str
    solo_personal: bool = False


APARTADOS: tuple[Apartado, ...] = (
    Apartado(
        "cambiar_contrasena", "lapiz", "Cambiar mi contraseña",
        "Por otra, si sabe la que tiene.",
    ),
    Apartado(
        "mi_factor", "candado", "Verificación en dos pasos",
        "Además de su contraseña, un código de su teléfono.",
    ),
    Apartado(
        "mis_sesiones", "salir", "Mis sesiones",
        "En qué equipos está abierta su cuenta, y cerrarla en ellos.",
    ),
    Apartado(
        "actividad", "documento", "Actividad de mi cuenta",
        "Desde dónde se inició sesión y qué cambió en su cuenta.",
    ),
    Apartado(
        "legajo:accesos", "legajo", "Quién vio mi legajo",
        "Qué personal abrió su legajo, cuándo y por qué.",
    ),
    Apartado(
        "delegar", "usuario", "Delegar mis funciones",
        "Quién lo reemplaza mientras está ausente, y hasta cuándo.", solo_personal=True,
    ),
)  # fmt: skip
"""In the order of the page."""


class MiCuenta(TemplateView):
    """The entries, as tiles."""

    template_name = "accounts/mi_cuenta.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the entries that are for this person."""
        es_personal = quien(self.request).is_staff
        suyos = [a for a in APARTADOS if es_personal or not a.solo_personal]
        return super().get_context_data(apartados=suyos, **kwargs)
