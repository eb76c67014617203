"""What a row says of itself: marks, states, questions, and its answer to the page's script."""

from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from thidua.rules import Input
from thidua.web.core.marks import mark_html
from thidua.web.core.numbers import number_in_words
from thidua.web.reporting.cells import (
    CELL,
    Entry,
    measure_of,
    share_text,
    shown_fields,
    text_of,
)
from thidua.web.reporting.queries import GridRow

MARK = {
    CELL.MISSING: "missing",
    CELL.NOT_APPLICABLE: "not-applicable",
    CELL.NOT_ASSIGNED: "not-assigned",
}


THOUSAND = 1000


def nothing(entry: Entry, indicator: Input) -> str:
    """The mark of an empty cell, or of a plain zero; empty for any other value."""
    if not entry.has_value:
        return mark_html(MARK[CELL(entry.state)])
    is_zero = entry.amount == 0 and indicator.kind in {"count", "number", "money", "percent"}
    return mark_html("zero") if is_zero and not entry.bound else ""


def share(row: GridRow) -> str:
    """The share of a ratio, or nothing; the page's script fills it while typing."""
    measure = measure_of(row.entry, row.indicator)
    return f'<output class="share">{escape(share_text(measure)) if measure is not None else ""}</output>'


def field_labels(indicator: Input) -> dict[str, str]:
    """What each field of a row is called, for labels and problems."""
    return {
        "na": _("không áp dụng"),
        "amount": indicator.numerator or _("tử số") if indicator.kind == "ratio" else _("số liệu"),
        "of": indicator.denominator or _("mẫu số"),
        "denominator": indicator.denominator or _("mẫu số"),
        "certainty": _("loại số"),
        "as_of": _("tính đến ngày"),
        "source": _("nguồn"),
        "note": _("ghi chú"),
        "state": _("tình trạng"),
    }


def state_html(row: GridRow) -> str:
    """The state of the cell in words, with its mark when there is no value."""
    if not row.is_typed:
        return escape(_("tính tự động"))
    if row.entry.has_value:
        return escape(_("đã nhập"))
    state = CELL(row.entry.state)
    return (
        f"{mark_html(MARK[state])} {escape(state.label)}" if state != CELL.MISSING else mark_html(MARK[state])
    )


def questions_html(row: GridRow) -> str:
    """What looks unusual, one line each; answered once the note says something."""
    asked = "".join(f"<li>{escape(question.text)}</li>" for question in row.questions)
    if asked and not row.entry.note:
        asked += f'<li class="ask-why">{escape(_("Nếu đúng, hãy giải thích ở ô ghi chú."))}</li>'
    return asked


def answer_of(row: GridRow) -> dict[str, Any]:
    """One saved row for the script of the page."""
    measure = measure_of(row.entry, row.indicator)
    return {
        "indicator": row.indicator.id,
        "version": row.version,
        "state": row.entry.state,
        "fields": shown_fields(row.entry, row.indicator),
        "share": share_text(measure) if measure is not None and row.indicator.kind == "ratio" else "",
        "word": state_html(row),
        "questions": questions_html(row),
        "text": text_of(row.entry, row.indicator),
        "said": _said(row.entry),
    }


def _said(entry: Entry) -> str:
    """A large number read out, so that a slip of a dot is heard."""
    amount = entry.amount
    return number_in_words(amount) if amount is not None and abs(amount) >= THOUSAND else ""
