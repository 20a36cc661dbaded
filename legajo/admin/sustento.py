"""The upload of a sustento in the form of a record."""

from typing import Any

from django import forms


class ConSustento(forms.ModelForm):
    """Says what may be uploaded, and counts the folios of a new file that nobody counted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["archivo"].help_text = "PDF, JPG o PNG."
        self.fields["folios"].help_text = "En blanco: se cuentan las páginas del archivo."

    def _post_clean(self) -> None:
        """After the model's own validation, which is where the file is looked into."""
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, missing in its stubs
        paginas = getattr(self.cleaned_data.get("archivo"), "paginas", None)
        if paginas and not self.errors and self.cleaned_data.get("folios") is None:
            self.instance.folios = self.cleaned_data["folios"] = paginas
            self.changed_data.append("folios")
