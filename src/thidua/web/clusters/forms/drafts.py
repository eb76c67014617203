"""Forms of a draft: what it is about, what stands around its text, its open places, its words, its day of issue."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua import documents
from thidua.documents import Paper, Signer
from thidua.web.clusters import numbering
from thidua.web.clusters.models import OfficialDocument
from thidua.web.clusters.models.papers import Family, Issuer
from thidua.web.core import clock

PREFIXES = [
    ("", gettext_lazy("không")),
    ("TM", gettext_lazy("thay mặt (TM)")),
    ("KT", gettext_lazy("ký thay (KT)")),
    ("TL", gettext_lazy("thừa lệnh (TL)")),
    ("TUQ", gettext_lazy("thừa ủy quyền (TUQ)")),
    ("Q", gettext_lazy("quyền (Q)")),
]
MOST_SIGNERS = 15
LINES = gettext_lazy("Mỗi dòng một nơi, một căn cứ.")


def profile_choices() -> list[tuple[str, str]]:
    """Every format by its description."""
    return [(form.id, form.description) for form in documents.profiles()]


class DraftForm(forms.Form):
    """Which row the paper is about and the format, if another than the day's."""

    about = forms.ChoiceField(label=gettext_lazy("Về việc"))
    profile = forms.ChoiceField(
        label=gettext_lazy("Mẫu thể thức"),
        required=False,
        help_text=gettext_lazy(
            "Để «theo ngày ban hành» thì mẫu đang có hiệu lực vào ngày ban hành được dùng."
        ),
    )

    def __init__(self, *args: Any, subjects: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about: Any = self.fields["about"]
        about.choices = subjects
        profile: Any = self.fields["profile"]
        profile.choices = [("", _("theo ngày ban hành")), *profile_choices()]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class AroundForm(forms.Form):
    """Subject, addressees, bases, recipients, signers, format and issuer of a draft."""

    subject = forms.CharField(label=gettext_lazy("Trích yếu"), max_length=300, required=False)
    to = forms.CharField(
        label=gettext_lazy("Kính gửi"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    bases = forms.CharField(
        label=gettext_lazy("Căn cứ"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    recipients = forms.CharField(
        label=gettext_lazy("Nơi nhận"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một nơi; nơi lưu phần mềm tự ghi theo thể thức."),
    )
    issuer = forms.ChoiceField(label=gettext_lazy("Cơ quan ban hành"), choices=Issuer.choices)
    profile = forms.ChoiceField(label=gettext_lazy("Mẫu thể thức"), required=False)

    def __init__(self, *args: Any, document: OfficialDocument, paper: Paper, **kwargs: Any) -> None:
        chosen = document.profile if document.facts.get("profile_chosen") else ""
        initial: dict[str, Any] = {
            "subject": paper.subject,
            "to": "\n".join(paper.to),
            "bases": "\n".join(paper.bases),
            "recipients": "\n".join(paper.recipients),
            "issuer": document.issuer,
            "profile": chosen,
        }
        self.paper = paper
        self.rooms = min(len(paper.signers) + 1, MOST_SIGNERS)
        for n, signer in enumerate(paper.signers):
            for name in ("prefix", "authority", "title", "name"):
                initial[f"signer_{n}_{name}"] = getattr(signer, name) or ""
        super().__init__(*args, **kwargs | {"initial": initial})
        profile: Any = self.fields["profile"]
        profile.choices = [("", _("theo ngày ban hành")), *profile_choices()]
        for n in range(self.rooms):
            self._add_signer(n)

    def _add_signer(self, n: int) -> None:
        self.fields[f"signer_{n}_prefix"] = forms.ChoiceField(
            label=_("Ký thay, ký thừa lệnh"), choices=PREFIXES, required=False
        )
        for name, label in (
            ("authority", _("Cơ quan, chức vụ được ký thay")),
            ("title", _("Chức vụ người ký")),
            ("name", _("Họ và tên")),
        ):
            self.fields[f"signer_{n}_{name}"] = forms.CharField(label=label, max_length=200, required=False)

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """Everything but the signers."""
        return [field for field in self if not field.name.startswith("signer_")]

    @property
    def signer_rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each signer, with one empty row at the end."""
        for n in range(self.rooms):
            names = ("prefix", "authority", "title", "name")
            yield n + 1, [self[f"signer_{n}_{name}"] for name in names]

    def around(self) -> Paper:
        """The paper with what was entered around its text."""
        found = self.cleaned_data
        signers = []
        for n in range(self.rooms):
            prefix, authority, title, name = (
                found[f"signer_{n}_{part}"] for part in ("prefix", "authority", "title", "name")
            )
            if authority or title or name:
                signers.append(Signer(authority, title, name or None, prefix))
        return replace(
            self.paper,
            subject=found["subject"],
            to=_lines(found["to"]),
            bases=_lines(found["bases"]),
            recipients=_lines(found["recipients"]),
            signers=tuple(signers),
        )


class GapsForm(forms.Form):
    """One field for each place that only a person can write."""

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, place in enumerate(documents.gaps(paper)):
            around = "" if place.alone else place.around
            hint = place.hint or _("chỗ để trống")
            self.fields[f"gap_{number}"] = forms.CharField(
                label=hint[:1].upper() + hint[1:],
                help_text=around[:200],
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def written(self) -> dict[int, str]:
        """What was written, by the number of the place."""
        return {int(name.removeprefix("gap_")): text for name, text in self.cleaned_data.items() if text}


NAMES = {
    "Heading": gettext_lazy("Đề mục"),
    "Chapter": gettext_lazy("Tên chương"),
    "Article": gettext_lazy("Điều"),
    "Text": gettext_lazy("Đoạn văn"),
    "Bullets": gettext_lazy("Các gạch đầu dòng"),
    "Numbered": gettext_lazy("Các khoản"),
}


class WordsForm(forms.Form):
    """Every text of the body; a place to be written is «[… gợi ý]», points stand one on a line."""

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, kind, text in documents.wording(paper):
            rows = min(max(sum(len(line) // 80 + 1 for line in text.splitlines()), 1), 14)
            self.fields[f"text_{number}"] = forms.CharField(
                label=f"{number + 1}. {NAMES[kind]}",
                initial=text,
                required=False,
                strip=True,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": rows}),
            )

    def written(self) -> Mapping[int, str]:
        """The texts, by the number of their block; line ends as the paper keeps them."""
        return {
            int(name.removeprefix("text_")): text.replace("\r\n", "\n")
            for name, text in self.cleaned_data.items()
        }


class IssueForm(forms.Form):
    """The day of issue; a paper that still has open places goes out only when that is meant."""

    issued_on = forms.DateField(label=gettext_lazy("Ngày ban hành"))
    open_places = forms.BooleanField(
        label=gettext_lazy("Ban hành với những chỗ còn để trống, viết tay sau khi in")
    )

    def __init__(self, *args: Any, gaps: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"initial": {"issued_on": clock.today()}})
        if not gaps:
            del self.fields["open_places"]

    def clean_issued_on(self) -> dt.date:
        """A day that is not ahead."""
        day: dt.date = self.cleaned_data["issued_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Ngày ban hành không được sau ngày hôm nay."))
        return day


class SeriesForm(forms.Form):
    """Which run of numbers goes on after which number."""

    issuer = forms.ChoiceField(label=gettext_lazy("Cơ quan ban hành"), choices=Issuer.choices)
    family = forms.ChoiceField(label=gettext_lazy("Thể thức"), choices=Family.choices)
    type_code = forms.ChoiceField(label=gettext_lazy("Loại văn bản"))
    on = forms.DateField(
        label=gettext_lazy("Ngày thuộc sổ"),
        help_text=gettext_lazy(
            "Một ngày trong năm (văn bản hành chính) hoặc trong nhiệm kỳ (văn bản của Đảng)."
        ),
    )
    used_before = forms.IntegerField(
        label=gettext_lazy("Số cuối đã dùng ngoài phần mềm"), min_value=0, max_value=100_000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"initial": {"on": clock.today()}})
        names: dict[str, list[str]] = {}
        for kind, code in {**numbering.TYPE_CODES, **numbering.STATE_CODES}.items():
            names.setdefault(code, []).append(str(OfficialDocument.Kind(kind).label).lower())
        field: Any = self.fields["type_code"]
        field.choices = [(code, f"{code} ({', '.join(labels)})") for code, labels in names.items()]


class TermForm(forms.Form):
    """On which day a Party term began."""

    first_year = forms.ChoiceField(label=gettext_lazy("Nhiệm kỳ"))
    starts_on = forms.DateField(
        label=gettext_lazy("Ngày bắt đầu"),
        help_text=gettext_lazy("Ngày đại hội; từ ngày này văn bản của Đảng đánh số lại từ 01."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = numbering.term_of(clock.today())
        years = (now - numbering.TERM_YEARS, now, now + numbering.TERM_YEARS)
        field: Any = self.fields["first_year"]
        field.choices = [(str(year), f"{year}-{year + numbering.TERM_YEARS}") for year in years]
        field.initial = str(now)

    def clean(self) -> dict[str, Any]:
        """The day lies within a year of the one counted from by custom."""
        found: dict[str, Any] = super().clean() or {}
        year, day = found.get("first_year"), found.get("starts_on")
        if year and day and abs(day.year - int(year)) > 1:
            self.add_error("starts_on", _("Ngày này không thuộc năm đầu của nhiệm kỳ."))
        return found
