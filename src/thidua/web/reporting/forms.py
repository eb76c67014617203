"""Input of reporting -> clean values: rows of the entry grid, periods, evidence, activities, counts."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.rules import Criterion, Input
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.core.numbers import parse_number
from thidua.web.core.written import day_text, number_text
from thidua.web.reporting.cells import CELL, Entry, amount_choices, shown_fields
from thidua.web.reporting.checks import Problem
from thidua.web.reporting.models import (
    Activity,
    ClassificationCount,
    Evidence,
    PeriodExtension,
    ReportedValue,
    ReportingPeriod,
)

CERTAINTY = ReportedValue.Certainty
YES = {"1", "có", "co", "x", "yes", "đạt"}
NO = {"0", "không", "khong", "no", "chưa", "không đạt"}
DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
LONGEST = 600
UNTYPED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def plain(text: Any) -> str:
    """One line of NFC text without outer spaces; nothing longer than a cell may hold.

    Control signs and halves of signs, which no keyboard types and PostgreSQL refuses, are left out.
    """
    given = str(text if text is not None else "")[: LONGEST * 4]
    kept = unicodedata.normalize("NFC", UNTYPED.sub("", given))
    return " ".join(kept[:LONGEST].split())


def read_row(indicator: Input, raw: Mapping[str, Any]) -> tuple[Entry, list[Problem]]:
    """What was typed or pasted into one row of the grid: the entry, and what could not be read."""
    found: list[Problem] = []
    as_of = _read(found, "as_of", plain(raw.get("as_of")), _day)
    certainty = _read(found, "certainty", plain(raw.get("certainty")), _certainty)
    rest = {
        "certainty": certainty or CERTAINTY.ESTIMATE,
        "as_of": as_of,
        "source": plain(raw.get("source")),
        "note": plain(raw.get("note")),
    }
    if raw.get("na"):
        return Entry(state=CELL.NOT_APPLICABLE, **rest), found
    numbers = _numbers(found, indicator, raw)
    if not any(value not in (None, "") for value in numbers.values()) and not found:
        return Entry(state=CELL.MISSING, note=rest["note"]), found
    return Entry(state=CELL.VALUE, **numbers, **rest), found


def _read(found: list[Problem], field: str, text: str, read: Any) -> Any:
    try:
        return read(text)
    except ValueError as error:
        found.append(Problem(field, str(error)))
        return None


def _numbers(found: list[Problem], indicator: Input, raw: Mapping[str, Any]) -> dict[str, Any]:
    text = plain(raw.get("amount"))
    if indicator.kind == "choice":
        return {"choice": _read(found, "amount", text, lambda t: _choice(indicator, t)) or ""}
    if indicator.kind == "yes_no":
        return {"amount": _read(found, "amount", text, _yes_no)}
    first = parse_number(text)
    if first.problem:
        found.append(Problem("amount", first.problem))
    numbers = {"amount": first.value, "bound": first.bound}
    if indicator.kind == "ratio":
        second = parse_number(plain(raw.get("of")))
        if second.problem:
            found.append(Problem("denominator", second.problem))
        numbers["denominator"] = second.value
    return numbers


def _choice(indicator: Input, text: str) -> str:
    for choice in indicator.choices:
        if text.casefold() in {choice.id.casefold(), choice.name.casefold()}:
            return choice.id
    if text:
        names = "; ".join(c.name for c in indicator.choices)
        raise ValueError(
            _("«%(typed)s» không có trong các mức: %(names)s.") % {"typed": text, "names": names}
        )
    return ""


def _yes_no(text: str) -> Decimal | None:
    word = text.casefold()
    if not word:
        return None
    if word in YES | NO:
        return Decimal(int(word in YES))
    raise ValueError(_("Hãy chọn có hoặc không."))


def _certainty(text: str) -> str:
    word = text.casefold()
    if word in {"", "ước", "uoc", "ước thực hiện", "estimate", "ư"}:
        return str(CERTAINTY.ESTIMATE)
    if word in {"chính thức", "chinh thuc", "final", "ct"}:
        return str(CERTAINTY.FINAL)
    raise ValueError(_("Loại số là «ước» hoặc «chính thức»."))


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        if found := DAY.fullmatch(text):
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        if found := ISO_DAY.fullmatch(text):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise ValueError(
        _("«%(typed)s» không phải là ngày. Hãy viết ngày/tháng/năm: 30/11/2021.") % {"typed": text}
    )


class SafeURLField(forms.URLField):
    """An address of a page, https unless it says otherwise."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs})
        self.error_messages["invalid"] = gettext_lazy(
            "Không phải đường dẫn. Ví dụ đúng: https://dienbien.gov.vn/tin-tuc."
        )


class ReasonForm(forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, widget=forms.TextInput)


class CountField(forms.CharField):
    """A whole number as an office writes it: `27.887`; shown back the same way."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "class": "form-control-number"}
    )

    def __init__(self, *, least: int = 0, most: int = 100_000_000, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.least, self.most = least, most

    def prepare_value(self, value: Any) -> Any:
        """Thousands with dots; what was typed wrongly stays as typed."""
        return number_text(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The number understood, or why there is none."""
        found = parse_number(super().clean(value))
        if found.problem:
            raise forms.ValidationError(found.problem)
        if found.value is None or found.value != int(found.value) or found.bound:
            raise forms.ValidationError(_("Phải là số nguyên."))
        if not self.least <= found.value <= self.most:
            limits = {"low": number_text(self.least), "high": number_text(self.most)}
            raise forms.ValidationError(_("Phải từ %(low)s đến %(high)s.") % limits)
        return int(found.value)


class PeriodForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A reporting period of the year."""

    class Meta:
        model = ReportingPeriod
        fields = ("name", "starts_on", "ends_on", "due_on", "feeds_scoring")

        help_texts = {
            "name": gettext_lazy("Ví dụ: 6 tháng đầu năm, Cả năm."),
            "feeds_scoring": gettext_lazy("Mỗi năm chỉ một kỳ; chọn kỳ này thì kỳ khác thôi."),
        }

    def clean(self) -> dict[str, Any]:
        """Dates in order, inside reach of the year."""
        found: dict[str, Any] = super().clean() or {}
        starts, ends, due = (found.get(name) for name in ("starts_on", "ends_on", "due_on"))
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Ngày kết thúc sớm hơn ngày bắt đầu."))
        if starts and due and due < starts:
            self.add_error("due_on", _("Hạn báo cáo sớm hơn ngày bắt đầu kỳ."))
        if starts and starts.year != self.instance.cycle.year:
            self.add_error(
                "starts_on", _("Kỳ phải bắt đầu trong năm %(year)d.") % {"year": self.instance.cycle.year}
            )
        name = found.get("name")
        if name and self.instance.cycle.periods.filter(name=name).exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("Năm này đã có kỳ mang tên đó."))
        return found


class ExtensionForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Longer for one unit."""

    class Meta:
        model = PeriodExtension
        fields = ("unit", "due_on", "reason")

    def __init__(self, *args: Any, period: ReportingPeriod, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period = period
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[u.pk for u in units])  # type: ignore[attr-defined]
        self.fields["unit"].label_from_instance = lambda unit: unit.name_on(None)  # type: ignore[attr-defined]

    def clean_due_on(self) -> dt.date:
        """After the common day."""
        day: dt.date = self.cleaned_data["due_on"]
        if day <= self.period.due_on:
            raise forms.ValidationError(
                _("Hạn mới phải sau hạn chung %(day)s.") % {"day": day_text(self.period.due_on)}
            )
        return day


class ManyFiles(forms.FileField):
    """Several files at once."""

    class Input(forms.ClearableFileInput):
        """The browser's file picker for several files."""

        allow_multiple_selected = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=self.Input(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file on its own."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFiles, self).clean(file, initial) for file in files if file or self.required]


MAX_FILES = 20


class EvidenceForm(forms.Form):
    """Papers for one criterion: files, a link, a document number, or a written explanation."""

    covers = forms.ChoiceField(label=gettext_lazy("Là minh chứng cho yêu cầu"), required=False)
    title = forms.CharField(
        label=gettext_lazy("Tên minh chứng"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bỏ trống thì lấy tên tệp."),
    )
    uploads = ManyFiles(
        label=gettext_lazy("Tệp"),
        required=False,
        help_text=gettext_lazy(
            "PDF, ảnh PNG, JPEG, Word, Excel; mỗi tệp không quá 20 MB; chọn được nhiều tệp."
        ),
    )
    document_number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Ví dụ: 125-KH/TU. Dùng khi văn bản đã gửi theo đường công văn."),
    )
    issued_on = forms.DateField(label=gettext_lazy("Ngày ban hành"), required=False)
    link = SafeURLField(label=gettext_lazy("Đường dẫn"), max_length=500, required=False)
    explanation = forms.CharField(
        label=gettext_lazy("Giải trình thay minh chứng"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reuse_reason = forms.CharField(
        label=gettext_lazy("Lý do dùng lại"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Chỉ cần khi tệp này đơn vị đã dùng ở chỗ khác."),
    )
    not_classified = forms.BooleanField(
        label=gettext_lazy("Tôi xác nhận không có tài liệu mật trong các tệp này."),
    )

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = criterion.evidence.required
        if len(names) > 1:
            self.fields["covers"].choices = [(n, n) for n in names] + [("", _("Tài liệu khác"))]  # type: ignore[attr-defined]
        else:
            del self.fields["covers"]
        if criterion.evidence.if_missing != "explain":
            del self.fields["explanation"]

    def clean(self) -> dict[str, Any]:
        """Something that can be looked at: a file, a link, a number, or an explanation."""
        found: dict[str, Any] = super().clean() or {}
        somewhere = ("uploads", "link", "document_number", "explanation")
        if not self.errors and not any(found.get(name) for name in somewhere):
            raise forms.ValidationError(_("Hãy chọn tệp, hoặc ghi đường dẫn, hoặc ghi số văn bản."))
        if len(found.get("uploads") or []) > MAX_FILES:
            self.add_error("uploads", _("Mỗi lần không quá %(most)d tệp.") % {"most": MAX_FILES})
        if not found.get("uploads") and not found.get("title"):
            found["title"] = found.get("document_number") or found.get("link") or _("Giải trình")
        return found


class ReviewForm(forms.Form):
    """The secretariat's answer to a paper."""

    review = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        choices=[(v, t) for v, t in Evidence.Review.choices if v != Evidence.Review.WAITING],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bắt buộc khi không chấp nhận; đơn vị đọc được."),
    )

    def clean(self) -> dict[str, Any]:
        """A rejection says why."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("review") == Evidence.Review.REJECTED and not found.get("reason", "").strip():
            self.add_error("reason", _("Hãy ghi lý do không chấp nhận."))
        return found


class ActivityForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A communication activity or a press work."""

    count = CountField(label=gettext_lazy("Số lượng"), least=1, most=100_000, initial=1)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    class Meta:
        model = Activity
        fields = ("kind", "title", "count", "held_on", "link", "evidence")
        field_classes = {"link": SafeURLField}

    def __init__(self, *args: Any, cycle: Cycle, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cycle = cycle
        own = Evidence.objects.filter(cycle=cycle, unit=unit, withdrawn_at=None)
        self.fields["evidence"].queryset = own  # type: ignore[attr-defined]
        self.fields["version"].initial = self.instance.version if self.instance.pk else 0

    def clean_held_on(self) -> dt.date | None:
        """Within the year."""
        day: dt.date | None = self.cleaned_data["held_on"]
        if day and day.year != self.cycle.year:
            raise forms.ValidationError(_("Ngày phải thuộc năm %(year)d.") % {"year": self.cycle.year})
        return day


class ClassificationForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """How many organisations, or members, stand at each level."""

    excellent = CountField(label=gettext_lazy("Hoàn thành xuất sắc"))
    good = CountField(label=gettext_lazy("Hoàn thành tốt"))
    completed = CountField(label=gettext_lazy("Hoàn thành"))
    not_completed = CountField(label=gettext_lazy("Không hoàn thành"))
    not_rated = CountField(label=gettext_lazy("Chưa xếp loại"), initial=0)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    class Meta:
        model = ClassificationCount
        fields = ("excellent", "good", "completed", "not_completed", "not_rated", "certainty")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version if self.instance.pk else 0


class CorrectionForm(ReasonForm):
    """A corrected value of one cell, read like a row of the grid; `entry` is what was understood."""

    amount = forms.CharField(label=gettext_lazy("Số liệu"), max_length=60, required=False)
    of = forms.CharField(label=gettext_lazy("Mẫu số"), max_length=60, required=False)
    certainty = forms.ChoiceField(label=gettext_lazy("Loại số"), choices=CERTAINTY.choices)
    as_of = forms.DateField(label=gettext_lazy("Tính đến ngày"), required=False)
    source = forms.CharField(label=gettext_lazy("Nguồn"), max_length=200, required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=500, required=False)
    na = forms.BooleanField(label=gettext_lazy("Không áp dụng"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("amount", "of", "certainty", "as_of", "source", "note", "na", "reason", "version")

    def __init__(self, *args: Any, indicator: Input, entry: Entry, version: int, **kwargs: Any) -> None:
        shown = shown_fields(entry, indicator) | {"version": version, "as_of": entry.as_of}
        super().__init__(*args, **{**kwargs, "initial": shown})
        self.indicator, self.entry = indicator, entry
        if indicator.kind != "ratio":
            del self.fields["of"]
        choices = amount_choices(indicator)
        if choices:
            self.fields["amount"] = forms.ChoiceField(
                label=_("Số liệu"), choices=choices, required=False, initial=shown["amount"]
            )
            self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Read the row; what cannot be read stands at its field."""
        found: dict[str, Any] = super().clean() or {}
        self.entry, problems = read_row(self.indicator, found | {"as_of": _iso(found.get("as_of"))})
        for problem in problems:
            name = "of" if problem.field == "denominator" else problem.field
            self.add_error(name if name in self.fields else None, problem.text)
        return found


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
