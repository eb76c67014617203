"""Where a row of the table comes from: document, issuer, day, article."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thidua.rules.vocabulary import (
    Source,
)

SOURCE_FIELDS = ("document", "issuer", "issued", "article")


class SourcedForm(forms.Form):
    """Where the rule is written; part of every form of a node."""

    use_required_attribute = False

    document = forms.CharField(label=gettext_lazy("Văn bản"), max_length=300, required=False)
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=300, required=False)
    issued = forms.DateField(label=gettext_lazy("Ngày ban hành"), required=False)
    article = forms.CharField(label=gettext_lazy("Điều, khoản, mục"), max_length=300, required=False)

    def source(self, old: Source) -> Source:
        """The source as written here; its note stays."""
        return replace(old, **{name: self.cleaned_data[name] for name in SOURCE_FIELDS})


def source_initial(source: Source) -> dict[str, Any]:
    """A source as values of a `SourcedForm`."""
    return {name: getattr(source, name) for name in SOURCE_FIELDS}
