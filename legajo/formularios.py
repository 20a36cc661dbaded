"""The form of a kind of record: one for the admin, for requests and for re-validation."""

from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.db import models
from django.forms.utils import ErrorDict

from legajo.campos import POR_MODELO, CampoEscrito
from legajo.columnas import de_campo
from legajo.listas import ELEGIR, Listas
from legajo.models import Accion, CampoEstudio, Catalogo, MotivoAccion, Registro, Servidor
from legajo.tipos import TipoRegistro

ELIJA_UNA = "Elija una opción"
ELIJA = "Las listas ya muestran lo que corresponde a lo que eligió: complételas y continúe."


class RegistroForm(forms.ModelForm):
    """Fields of one kind, its rules, and the constraints that the database also keeps."""

    tipo: TipoRegistro
    template_name = "legajo/campos.html"

    def __init__(self, *args: Any, servidor: Servidor | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if servidor is not None:
            self.instance.servidor = servidor
        for nombre in self.tipo.exigidos:
            self.fields[nombre].required = True
        de_catalogo = self._acotar_catalogos()
        self.listas = Listas(de_catalogo, self.data if ELEGIR in self.data else None)

    def _acotar_catalogos(self) -> dict[str, Any]:
        """Offer entries in force, and the one that the record already has; returns the lists."""
        listas = {}
        for nombre, campo in self.fields.items():
            if not isinstance(campo, forms.ModelChoiceField) or campo.queryset is None:
                continue
            if nombre in self.instance._state.fields_cache:  # already read: do not ask again
                self.initial[nombre] = getattr(self.instance, nombre)
            campo.empty_label = ELIJA_UNA
            modelo: Any = campo.queryset.model
            if issubclass(modelo, Catalogo):
                actual = getattr(self.instance, f"{nombre}_id", None)
                opciones = models.Q(vigente=True) | models.Q(pk=actual)
                campo.queryset = campo.queryset.filter(opciones & self._elegibles(modelo))
                if not isinstance(campo, CampoEscrito):
                    listas[nombre] = campo
        return listas

    def _elegibles(self, modelo: type[models.Model]) -> models.Q:
        """Actions and motives of the kind's own group; of the fields of studies, the detailed."""
        grupo = self.tipo.grupo_de_accion
        if modelo is CampoEstudio:
            return models.Q(superior__superior__isnull=False)
        if grupo and modelo is Accion:
            return models.Q(grupo=grupo)
        if grupo and modelo is MotivoAccion:
            return models.Q(accion__grupo=grupo)
        return models.Q()

    def _get_validation_exclusions(self) -> set[str]:
        """Keep in what constraints name besides the form's fields, or the save ends in a 500."""
        excluidos = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        if self.instance.servidor_id:
            excluidos -= {"servidor", "retirado"}
        return excluidos

    def get_context(self) -> dict[str, Any]:
        """Django's, with the fields of which few people need folded away while they are blank."""
        contexto: Any = super().get_context()
        plegados = [(c, e) for c, e in contexto["fields"] if c.name in self.tipo.plegados]
        return contexto | {
            "fields": [(c, e) for c, e in contexto["fields"] if c.name not in self.tipo.plegados],
            "plegados": plegados,
            "abierto": any(errores or campo.value() for campo, errores in plegados),
        }

    def full_clean(self) -> None:
        """Check everything, unless «elegir» was pressed: then only the lists change."""
        super().full_clean()
        if self.is_bound and ELEGIR in self.data:
            self._errors = ErrorDict()
            self.add_error(None, ELIJA)

    def clean(self) -> dict[str, Any]:
        """Apply the rules of the kind to the values that are clean so far."""
        datos = super().clean() or self.cleaned_data
        for campo, mensaje in self.tipo.errores(datos).items():
            if campo not in self.errors:
                self.add_error(campo if campo in self.fields else None, mensaje)
        return datos


def _campo_de_formulario(db_field: models.Field, **kwargs: Any) -> forms.Field | None:
    """Dates with the browser's own picker; long catalogs typed; text areas of few rows."""
    if isinstance(db_field, models.DateField):
        kwargs["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    elif isinstance(db_field, models.ForeignKey) and db_field.related_model in POR_MODELO:
        kwargs["form_class"] = POR_MODELO[db_field.related_model]
    elif isinstance(db_field, models.FileField):
        kwargs["widget"] = forms.FileInput  # no link to the store: it is handed out by a view
    elif isinstance(db_field, models.TextField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
    campo: Any = db_field.formfield(**kwargs)
    if isinstance(campo, forms.TypedChoiceField):
        opciones: Any = campo.choices
        campo.choices = [(v, t if v else ELIJA_UNA) for v, t in opciones]
    return campo


@cache
def form_class(tipo: TipoRegistro, *extras: str) -> type[RegistroForm]:
    """The form class of a kind; `extras` are further fields (the admin adds the upload)."""
    base = type(f"{tipo.modelo.__name__}Form", (RegistroForm,), {"tipo": tipo})
    creado: Any = forms.modelform_factory(
        tipo.modelo,
        form=base,
        fields=(*tipo.campos, *extras),
        formfield_callback=_campo_de_formulario,
    )
    return creado


def escrito(campo: forms.BoundField) -> str:
    """The value of a field as a person would send it: key, ISO date, "on"; empty where blank.

    The same for what a record holds (form without data) and for what was typed.
    """
    valor = campo.value()
    if isinstance(valor, bool):
        return "on" if valor else ""
    if isinstance(valor, date):
        return valor.isoformat()
    return "" if valor is None else str(valor).strip()


def legible(registro: Registro, campo: str) -> str:
    """A field of a record in plain words."""
    return de_campo(type(registro), campo).de(registro)


def rotulo(tipo: TipoRegistro, campo: str) -> str:
    """The label of a field, as forms and tables show it."""
    return de_campo(tipo.modelo, campo).titulo


def detalle(registro: Registro) -> list[tuple[str, str]]:
    """Every datum of a record as label and text, blanks left out."""
    pares = ((rotulo(registro.tipo, c), legible(registro, c)) for c in registro.tipo.campos)
    return [(etiqueta, valor) for etiqueta, valor in pares if valor]
