"""What stands in one cell: as typed, as stored, as history, as the engine reads it, as text. Pure."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from thidua.rules import Input, State, Value
from thidua.web.core.written import NO_BREAK, day_text, number_text, percent_text
from thidua.web.reporting.models import ReportedValue

CELL = ReportedValue.State
ENGINE_STATE = {
    CELL.MISSING: State.MISSING,
    CELL.NOT_APPLICABLE: State.NOT_APPLICABLE,
    CELL.NOT_ASSIGNED: State.NOT_ASSIGNED,
}
BOUND_WORD = {">": "trên", "<": "dưới"}


@dataclass(frozen=True)
class Entry:
    """The content of one cell. `state` other than value says why there is no number."""

    state: str = CELL.MISSING
    amount: Decimal | None = None
    denominator: Decimal | None = None
    bound: str = ""
    choice: str = ""
    certainty: str = ReportedValue.Certainty.ESTIMATE
    as_of: dt.date | None = None
    source: str = ""
    note: str = ""

    @property
    def has_value(self) -> bool:
        """True when there is a number or a choice."""
        return self.state == CELL.VALUE


EMPTY = Entry()
FIELDS = tuple(Entry.__dataclass_fields__)


def entry_of(row: ReportedValue | None) -> Entry:
    """The stored content; of no row: nothing reported."""
    if row is None:
        return EMPTY
    return normal(Entry(**{name: getattr(row, name) for name in FIELDS}))


def normal(entry: Entry) -> Entry:
    """Equal contents in equal form: numbers without trailing zeros, nothing behind an empty state."""
    if not entry.has_value:
        return replace(entry, amount=None, denominator=None, choice="", bound="")
    return replace(entry, amount=_plain(entry.amount), denominator=_plain(entry.denominator))


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value.normalize():f}")


def content_of(entry: Entry) -> dict[str, Any]:
    """The entry as JSON for history and audit."""
    found = {}
    for name in FIELDS:
        value = getattr(entry, name)
        found[name] = str(value) if isinstance(value, Decimal | dt.date) else value
    return found


def entry_from(content: dict[str, Any]) -> Entry:
    """The entry that `content_of` wrote."""
    known = {name: content[name] for name in FIELDS if content.get(name) not in (None, "")}
    for name in ("amount", "denominator"):
        if name in known:
            known[name] = Decimal(known[name])
    if "as_of" in known:
        known["as_of"] = dt.date.fromisoformat(known["as_of"])
    return Entry(**known)


def value_of(entry: Entry, indicator: Input) -> Value:
    """The entry as the rules engine reads it."""
    if not entry.has_value:
        return Value(state=ENGINE_STATE[CELL(entry.state)], certainty=entry.certainty, as_of=entry.as_of)
    return Value(
        amount=None if entry.amount is None else Fraction(entry.amount),
        of=Fraction(entry.denominator)
        if indicator.kind == "ratio" and entry.denominator is not None
        else None,
        choice=entry.choice,
        certainty=entry.certainty,
        as_of=entry.as_of,
        bound=entry.bound,
    )


def measure_of(entry: Entry, indicator: Input) -> Fraction | None:
    """One exact number to compare with others: the share of a ratio, else the amount; None without one."""
    if not entry.has_value or entry.amount is None:
        return None
    if indicator.kind != "ratio":
        return Fraction(entry.amount)
    return Fraction(entry.amount) / Fraction(entry.denominator) if entry.denominator else None


def share_text(measure: Fraction) -> str:
    """A share as a percentage with two decimals at most: `95,3 %`."""
    percent = Decimal(round(measure * 10000)) / 100
    return percent_text(percent)


def text_of(entry: Entry, indicator: Input) -> str:
    """The entry in words for a page: `953/1.000 (95,3 %)`, `trên 70 %`, `không áp dụng`."""
    if not entry.has_value:
        return str(CELL(entry.state).label)
    if indicator.kind == "choice":
        return next((c.name for c in indicator.choices if c.id == entry.choice), entry.choice)
    if indicator.kind == "yes_no":
        return _("có") if entry.amount else _("không")
    return _number_text(entry, indicator)


def _number_text(entry: Entry, indicator: Input) -> str:
    number = number_text(entry.amount)
    if entry.bound:
        number = f"{BOUND_WORD[entry.bound]} {number}"
    if indicator.kind == "percent":
        return f"{number}{NO_BREAK}%"
    if indicator.kind != "ratio":
        return number
    measure = measure_of(entry, indicator)
    limit = f"{BOUND_WORD[entry.bound]} " if entry.bound else ""
    share = f" ({limit}{share_text(measure)})" if measure is not None else ""
    return f"{number}/{number_text(entry.denominator)}{share}"


def shown_fields(entry: Entry, indicator: Input) -> dict[str, str]:
    """The fields of a row as the page shows them, ready to be typed over and read again."""
    amount = number_text(entry.amount)
    if entry.bound and amount:
        amount = f"{BOUND_WORD[entry.bound]} {amount}"
    if indicator.kind == "choice":
        amount = entry.choice
    elif indicator.kind == "yes_no":
        amount = "" if entry.amount is None else str(int(entry.amount))
    return {
        "na": "1" if entry.state == CELL.NOT_APPLICABLE else "",
        "amount": amount,
        "of": number_text(entry.denominator),
        "certainty": entry.certainty,
        "as_of": day_text(entry.as_of),
        "source": entry.source,
        "note": entry.note,
    }


def amount_choices(indicator: Input) -> list[tuple[str, str]]:
    """What may be chosen for the value; empty for a number."""
    if indicator.kind == "choice":
        return [("", "–"), *((c.id, c.name) for c in indicator.choices)]
    if indicator.kind == "yes_no":
        return [("", "–"), ("1", _("có")), ("0", _("không"))]
    return []
