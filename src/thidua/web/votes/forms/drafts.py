"""Forms of a draft: the vote, what the rule leaves open, one question, who is there."""

import copy
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.ballots import Kind, Question, Rule, rules
from thidua.web.clusters.models import Unit
from thidua.web.core.access import Refused
from thidua.web.votes import ruling, wording
from thidua.web.votes.actions import Entry, NewVote
from thidua.web.votes.models import Vote

MOST_OPTIONS = 40
MOST_ROUNDS = 5


class VoteForm(forms.Form):
    """What is voted on in one line, under which rule, how votes are taken."""

    title = forms.CharField(label=gettext_lazy("Tên cuộc biểu quyết"), max_length=300)
    rule = forms.ChoiceField(
        label=gettext_lazy("Quy tắc"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Nội dung từng quy tắc ở cuối trang. Điều văn bản không nói thì cụm đặt ở bước sau."
        ),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Cách biểu quyết"), choices=Vote.Way.choices, widget=forms.RadioSelect
    )
    taking = forms.ChoiceField(
        label=gettext_lazy("Lấy ý kiến công khai bằng cách"), choices=Vote.Taking.choices, widget=forms.RadioSelect,
        help_text=gettext_lazy("Bỏ phiếu kín thì không dùng mục này."),
    )  # fmt: skip
    is_rehearsal = forms.BooleanField(
        label=gettext_lazy("Diễn tập"),
        required=False,
        help_text=gettext_lazy("Mọi trang mang dấu «Diễn tập»; kết quả không bao giờ được áp dụng."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [(key, wording.rule_name(rule)) for key, rule in rules().items()]  # type: ignore[attr-defined]


class ShareField(forms.CharField):
    """A share as people write it: 80 %, 2/3, > 1/2; «quá 1/2» is read too."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).strip()
        for word in (_("quá"), "quá", ">"):
            if text.casefold().startswith(word):
                return f"> {text[len(word) :].strip()}"
        return text


EMPTY = [("", gettext_lazy("Chưa đặt"))]
FIELDS: dict[str, forms.Field] = {
    "base": forms.ChoiceField(choices=[*EMPTY, *wording.BASES.items()]),
    "quorum": ShareField(max_length=20, help_text=gettext_lazy("Trên tổng số thành viên. Ví dụ: 2/3.")),
    "share": ShareField(
        max_length=20, help_text=gettext_lazy("Ví dụ: 80 %, 2/3. Cần quá một tỷ lệ thì ghi: > 1/2.")
    ),
    "rounds": forms.IntegerField(min_value=1, max_value=MOST_ROUNDS),
    "absent": forms.ChoiceField(choices=[*EMPTY, *wording.ABSENT.items()]),
    "own_candidate": forms.ChoiceField(choices=[*EMPTY, *wording.OWN.items()]),
    "tie": forms.ChoiceField(),
    "deadlock": forms.CharField(max_length=200, help_text=gettext_lazy("Ai quyết định. Ví dụ: cụm trưởng.")),
    "order": forms.CharField(max_length=200, help_text=gettext_lazy("Ví dụ: từ danh hiệu thấp đến cao.")),
}


class SettingsForm(forms.Form):
    """What the rule's text leaves to the cluster, and nothing else."""

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        for key in ruling.left_open(rule):
            field = self.fields[key] = copy.deepcopy(FIELDS[key])
            field.label, field.required = wording.LABELS[key], False
            if isinstance(field, forms.ChoiceField) and key == "tie":
                field.choices = [
                    *EMPTY,
                    *((name, ruling.in_language(said)) for name, said in ruling.ties().items()),
                ]
            if key in rule.assumed:
                reading = wording.value_name(key, getattr(rule, key))
                field.help_text = _("Để trống: %(value)s (cách hiểu của phần mềm).") % {"value": reading} + (
                    f" {field.help_text}" if field.help_text else ""
                )

    def given(self) -> dict[str, Any]:
        """The settings that were filled in."""
        return {key: value for key, value in self.cleaned_data.items() if value not in ("", None)}

    def clean(self) -> dict[str, Any]:
        """Raises an error above the form when the rule cannot be read with them."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                ruling.effective(self.rule.id, self.given())
            except Refused as refusal:
                raise forms.ValidationError(refusal.reason) from refusal
        return cleaned


class QuestionForm(forms.Form):
    """One question: yes or no, choose among units or other options, or rank them."""

    text = forms.CharField(label=gettext_lazy("Câu hỏi"), max_length=300)
    kind = forms.ChoiceField(
        label=gettext_lazy("Cách trả lời"), choices=list(wording.KINDS.items()), widget=forms.RadioSelect
    )
    award = forms.ChoiceField(
        label=gettext_lazy("Danh hiệu xét"),
        required=False,
        help_text=gettext_lazy("Quy tắc quy định tỷ lệ riêng cho từng danh hiệu."),
    )
    about = forms.ChoiceField(
        label=gettext_lazy("Hỏi về đơn vị"),
        required=False,
        help_text=gettext_lazy("Chỉ với câu tán thành hay không: đơn vị được đưa ra biểu quyết."),
    )
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn vị để chọn hoặc xếp"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=gettext_lazy("Phương án khác"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một phương án, nếu không phải đơn vị trong cụm."),
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Số được chọn"), min_value=1, max_value=MOST_OPTIONS, initial=1, required=False
    )

    def __init__(self, *args: Any, rule: Rule, units: list[tuple[Unit, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {str(unit.pk): name for unit, name in units}
        self.fields["units"].choices = list(self.names.items())  # type: ignore[attr-defined]
        self.fields["about"].choices = [("", _("Không về riêng đơn vị nào")), *self.names.items()]  # type: ignore[attr-defined]
        if rule.awards:
            known = [
                (key, f"{a.name} ({wording.value_name('share', a.share)})") for key, a in rule.awards.items()
            ]
            self.fields["award"].choices = [("", _("Không xét danh hiệu")), *known]  # type: ignore[attr-defined]
        else:
            del self.fields["award"]

    def clean(self) -> dict[str, Any]:
        """At least two options to choose from or rank, and no more places than options."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") in {"choose", "rank"}:
            options = self._options(cleaned)
            if not 2 <= len(options) <= MOST_OPTIONS:  # noqa: PLR2004 - a choice
                self.add_error("units", _("Hãy chọn từ 2 đến %(most)d phương án.") % {"most": MOST_OPTIONS})
            elif (cleaned.get("seats") or 1) > len(options):
                self.add_error("seats", _("Số được chọn nhiều hơn số phương án."))
        return cleaned

    def _options(self, cleaned: dict[str, Any]) -> dict[str, str]:
        units = {f"u{key}": self.names[key] for key in cleaned.get("units", [])}
        lines = [line.strip() for line in cleaned.get("others", "").splitlines() if line.strip()]
        return units | {f"o{at}": line for at, line in enumerate(lines, 1)}

    def question(self, number: int) -> tuple[Question, dict[str, int]]:
        """The question under its number, and which units it is about."""
        given, key = self.cleaned_data, f"q{number}"
        award = given.get("award") or None
        if given["kind"] == Kind.YES_NO:
            about = {"yes": int(given["about"])} if given["about"] else {}
            return Question(key, given["text"], award=award), about
        options = self._options(given)
        candidates = {option: int(option[1:]) for option in options if option.startswith("u")}
        kind = Kind(given["kind"])
        return Question(key, given["text"], kind, options, given["seats"] or 1, award), candidates

    @staticmethod
    def initial_of(question: Question, candidates: dict[str, int]) -> dict[str, Any]:
        """The form's values for a question that stands."""
        others = [name for key, name in question.options.items() if key not in candidates]
        return {
            "text": question.text, "kind": str(question.kind), "award": question.award or "",
            "about": str(candidates.get("yes", "")), "seats": question.seats, "others": "\n".join(others),
            "units": [str(unit) for key, unit in candidates.items() if key != "yes"],
        }  # fmt: skip


HERE, WRITES, AWAY, BARRED = "here", "writes", "away", "barred"
PLACES = [
    (HERE, gettext_lazy("Có mặt")),
    (WRITES, gettext_lazy("Vắng, gửi phiếu bằng văn bản")),
    (AWAY, gettext_lazy("Vắng, không gửi phiếu")),
    (BARRED, gettext_lazy("Không được biểu quyết")),
]


class ElectorateForm(forms.Form):
    """For each member: there, away with or without a written vote, or not entitled."""

    def __init__(self, *args: Any, units: list[tuple[Unit, str]], writing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        places = [place for place in PLACES if writing or place[0] != WRITES]
        for unit, name in units:
            self.fields[f"unit-{unit.pk}"] = forms.ChoiceField(label=name, choices=places, initial=HERE)

    def electorate(self) -> list[Entry]:
        """Every member in list order."""
        placed = [(unit, name, self.cleaned_data[f"unit-{unit.pk}"]) for unit, name in self.units]
        return [Entry(u, name, at == HERE, at == WRITES, at != BARRED) for u, name, at in placed]


def as_new(given: dict[str, Any], **rest: Any) -> NewVote:
    """A `VoteForm`'s values as the vote to draft."""
    return NewVote(
        title=given["title"], rule=given["rule"], way=given["way"], taking=given["taking"],
        is_rehearsal=given["is_rehearsal"], **rest,
    )  # fmt: skip
