"""Nothing irreversible without a typed word: the form and the page that ask for it."""

import unicodedata
from dataclasses import dataclass, field

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


class TypedWordForm(forms.Form):
    """Valid only when the person typed `word`; capitals and double spaces do not matter."""

    typed = forms.CharField(
        label=gettext_lazy("Từ xác nhận"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: object, word: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.word = word
        self.fields["typed"].label = _("Gõ %(word)s để xác nhận") % {"word": word}

    def clean_typed(self) -> str:
        """The word itself, or an error that repeats it."""
        typed: str = self.cleaned_data["typed"]
        if _plain(typed) != _plain(self.word):
            raise forms.ValidationError(_("Chưa đúng. Hãy gõ: %(word)s") % {"word": self.word})
        return self.word


@dataclass(frozen=True)
class Question:
    """What the page says: title, what will happen, the button, where "no" leads."""

    title: str
    button: str
    back: str
    consequences: list[str] = field(default_factory=list)


def ask(request: HttpRequest, form: forms.Form, question: Question) -> HttpResponse:
    """The page (or dialog, for a link with data-dialog) that asks for the typed word.

    `form` is a `TypedWordForm` or a form derived from it with more fields, such as a reason.
    """
    return render(request, "core/typed_word.html", {"form": form, "question": question})
