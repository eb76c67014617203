"""What the audit page calls things: each feature names its acts, details and stored values once.

Registered in a feature's `apps.py`. An act recorded anywhere in the source without a name, or a
detail without a word, fails a project test, so no reader ever meets `clusters.cycle.move`.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Nested:
    """A detail that is itself a list of (word, value)."""

    rows: list[tuple[str, Any]]


ACTIONS: dict[str, Any] = {}
WORDS: dict[str, Any] = {
    "before": gettext_lazy("Trước"),
    "after": gettext_lazy("Sau"),
    "reason": gettext_lazy("Lý do"),
    "rows": gettext_lazy("Các dòng"),
}
VALUES: dict[str, dict[str, Any]] = {}


def register(
    feature: str,
    *,
    actions: Mapping[str, Any],
    words: Mapping[str, Any] | None = None,
    choices: tuple[Any, ...] = (),
) -> None:
    """Name acts (`feature.object.verb`), keys of details, and the values of the feature's choices."""
    ACTIONS.update(actions)
    WORDS.update(words or {})
    values = VALUES.setdefault(feature, {})
    for kind in choices:
        values.update(kind.choices)


def action_name(action: str) -> str:
    """The act in plain words; an act of a removed version keeps its own code."""
    return str(ACTIONS.get(action, action))


def actions_named_like(text: str) -> list[str]:
    """Codes of the acts whose shown name contains `text`."""
    return [code for code, name in ACTIONS.items() if text.casefold() in str(name).casefold()]


def detail_rows(action: str, detail: dict[str, Any]) -> list[tuple[str, Any]]:
    """(word, value) for each detail that says something; nested values become nested rows."""
    values = VALUES.get(action.split(".", 1)[0], {})
    return [
        (_word(key, values), _shown(value, values))
        for key, value in _in_order(detail, values)
        if value not in (None, "", [], {})
    ]


def _in_order(detail: dict[str, Any], values: dict[str, Any]) -> list[tuple[str, Any]]:
    """Keys as they were registered, the reason last: a database may keep JSON keys in an order of its own."""
    ranks = {key: rank for rank, key in enumerate([*WORDS, *values])} | {"reason": len(WORDS) + len(values)}
    return sorted(detail.items(), key=lambda item: (ranks.get(item[0], len(ranks) + 1), item[0]))


def _word(key: str, values: dict[str, Any]) -> str:
    return str(WORDS.get(key) or values.get(key) or key)


def _shown(value: Any, values: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        return Nested([(_word(k, values), _shown(v, values)) for k, v in _in_order(value, values)])
    if isinstance(value, list):
        parts = [_shown(v, values) for v in value]
        if not any(isinstance(part, Nested) for part in parts):
            return "; ".join(str(part) for part in parts)
        return Nested([(str(number), part) for number, part in enumerate(parts, start=1)])
    return _plain_word(value, values)


def _plain_word(value: Any, values: dict[str, Any]) -> Any:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if value is None:
        return "–"
    text = str(value)
    return values.get(text) or _day(text) or text


def _day(text: str) -> str | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return dt.date.fromisoformat(text).strftime("%d/%m/%Y")
    return None
