"""Whether a printed document is genuine: code and one datum printed on the paper."""

from django import forms

from legajo.codigos import normalizar
from legajo.models import Documento
from legajo.vigencia import vigencia_de


class VerificarForm(forms.Form):
    """What a committee or a bank types from the paper."""

    codigo = forms.CharField(
        label="Código de verificación",
        max_length=40,
        help_text="Está al pie del documento, por ejemplo ABCD-EFGH-JKMN.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    digitos = forms.RegexField(
        r"^[0-9A-Za-z]{4}$",
        label="Últimos cuatro dígitos del documento de identidad del titular",
        error_messages={"invalid": "Escriba cuatro dígitos, como están en el documento."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def buscar(self) -> Documento | None:
        """The document that both data name, or None: which one was wrong is not said."""
        documentos = (
            Documento.objects.con_vigencia()
            .select_related("titular", "unidad")
            .filter(
                codigo=normalizar(self.cleaned_data["codigo"]),
                titular__documento__endswith=self.cleaned_data["digitos"].upper(),
            )
        )
        return documentos.first()


def resumen(documento: Documento) -> list[tuple[str, str]]:
    """The least that answers the question: kind, what it proves, unit, date, initials, state."""
    titular = documento.titular
    iniciales = "".join(
        f"{p[0]}."
        for p in (titular.nombres, titular.primer_apellido, titular.segundo_apellido)
        if p
    )
    acredita = documento.contenido.get("acredita", "")
    return [
        ("Documento", documento.get_clase_display()),
        *([("Acredita", acredita)] if acredita else []),
        ("Emitido por", documento.unidad.nombre),
        ("Fecha de emisión", f"{documento.emitido_en:%d/%m/%Y}"),
        ("Titular", f"{iniciales} ({'*' * (len(titular.documento) - 4)}{titular.documento[-4:]})"),
        ("Estado", vigencia_de(documento).label),
        ("SHA-256 del archivo", documento.sha256),
    ]
