"""Form fields for choices too many for a list: typed, matched on the server, no script needed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from legajo.models import CentroLaboral, Distrito, Pais

MAXIMO_CANDIDATOS = 8


class CampoEscrito(forms.ModelChoiceField):
    """A foreign key chosen by typing; ambiguous text answers with the candidates."""

    widget = forms.TextInput
    ejemplo = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or self.ejemplo
        super().__init__(**kwargs)

    def candidatos(self, escrito: str) -> QuerySet[Any]:
        """Rows that the typed text may mean."""
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        """Show a chosen row as its text."""
        if isinstance(value, int) and self.queryset is not None:
            value = self.queryset.filter(pk=value).first()
        return "" if value is None else str(value)

    def to_python(self, value: Any) -> Any:
        """The one row that the text means; ValidationError naming the candidates otherwise."""
        escrito = str(value or "").strip()
        if not escrito:
            return None
        halladas = list(self.candidatos(escrito)[: MAXIMO_CANDIDATOS + 1])
        exacta = [h for h in halladas if str(h).casefold() == escrito.casefold()]
        if len(exacta or halladas) == 1:
            return (exacta or halladas)[0]
        if not halladas:
            raise ValidationError(f"No encontramos «{escrito}». {self.ejemplo}")
        nombres = "; ".join(str(h) for h in halladas[:MAXIMO_CANDIDATOS])
        raise ValidationError(f"Hay varios: {nombres}. Escriba uno completo.")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare by text: the initial value is a key, the data what was typed."""
        return self.prepare_value(initial) != str(data or "").strip()


class CampoDistrito(CampoEscrito):
    """A district by «Distrito, Provincia, Departamento», by its name alone, or by ubigeo."""

    CLAVES = tuple(f"{c}__unaccent__iexact" for c in ("nombre", "provincia", "departamento"))
    ejemplo = "Escriba el distrito; si el nombre se repite: distrito, provincia, departamento."

    def candidatos(self, escrito: str) -> QuerySet[Distrito]:
        """Districts whose name is the text, or that match its parts in order."""
        partes = [p.strip() for p in escrito.split(",")]
        if escrito.isdecimal():
            return Distrito.objects.filter(codigo=escrito)
        exactos = Distrito.objects.filter(**dict(zip(self.CLAVES, partes, strict=False)))
        if exactos.exists():
            return exactos
        return Distrito.objects.filter(nombre__unaccent__istartswith=partes[0])


class CampoCentro(CampoEscrito):
    """A workplace by its código modular, or by its name."""

    ejemplo = "Escriba el código modular (7 dígitos) o el nombre de la institución."

    def candidatos(self, escrito: str) -> QuerySet[CentroLaboral]:
        """Workplaces in force with that code or with a name that contains the text."""
        vigentes = CentroLaboral.objects.filter(vigente=True)
        if escrito.isdecimal():
            return vigentes.filter(codigo=escrito)
        return vigentes.filter(nombre__unaccent__icontains=escrito.split(" (")[0])


class CampoPais(CampoEscrito):
    """A country by its name."""

    ejemplo = "Escriba el país, por ejemplo: Perú."

    def candidatos(self, escrito: str) -> QuerySet[Pais]:
        """The country of that name, else those whose name begins so."""
        vigentes = Pais.objects.filter(vigente=True)
        exactos = vigentes.filter(nombre__unaccent__iexact=escrito)
        return exactos if exactos else vigentes.filter(nombre__unaccent__istartswith=escrito)


POR_MODELO: dict[Any, type[CampoEscrito]] = {
    Distrito: CampoDistrito,
    CentroLaboral: CampoCentro,
    Pais: CampoPais,
}
