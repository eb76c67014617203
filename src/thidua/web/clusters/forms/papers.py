"""Forms of official documents: how the list is narrowed, why one is withdrawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import OfficialDocument
from thidua.web.core.typed_word import TypedWordForm


class DocumentFilterForm(forms.Form):
    """Words of symbol or subject, kind, state, year of issue."""

    q = forms.CharField(label=_("Số, ký hiệu hoặc trích yếu"), max_length=100, required=False)
    kind = forms.ChoiceField(
        label=_("Loại văn bản"), required=False, choices=[("", _("Mọi loại")), *OfficialDocument.Kind.choices]
    )
    state = forms.ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[("", _("Mọi trạng thái")), *OfficialDocument.State.choices],
    )
    year = forms.ChoiceField(label=_("Năm"), required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("Mọi năm")), *((str(y), str(y)) for y in years)]  # type: ignore[attr-defined]


class WithdrawDocumentForm(TypedWordForm):
    """The typed word, and the reason everyone who sees the document can read."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)
    field_order = ("reason", "typed")
