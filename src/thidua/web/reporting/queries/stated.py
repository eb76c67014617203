"""Figures that were made public in words: the note beside the figure says in which."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thidua.web.clusters.models import Cycle
from thidua.web.reporting.models import ClassificationCount, ReportedValue

STATED = "Đã công bố: "
"""A note that begins so gives the published words, up to the semicolon."""
BARE = re.compile(r"(trên |dưới )?[\d.,]+\s?%?")


@dataclass(frozen=True)
class StatedFigure:
    """One published figure: whose, in which words, and whether it counts a classification."""

    key: str
    unit_id: int
    text: str
    is_count: bool


def stated_figures(cycle: Cycle, names: Mapping[str, str]) -> Iterator[StatedFigure]:
    """What was made public of the year's final figures; a bare number takes the indicator's name from `names`."""
    values = ReportedValue.objects.filter(period__cycle=cycle, period__feeds_scoring=True)
    for row in values.filter(note__startswith=STATED).order_by("unit__order", "indicator"):
        text = _words(names.get(row.indicator, row.indicator), row.note)
        yield StatedFigure(f"value.{row.indicator}", row.unit_id, text, is_count=False)
    counts = ClassificationCount.objects.filter(cycle=cycle, note__startswith=STATED)
    for count in counts.order_by("unit__order", "subject"):
        text = _words(count.get_subject_display(), count.note)
        yield StatedFigure(f"count.{count.subject}", count.unit_id, text, is_count=True)


def _words(name: str, note: str) -> str:
    words = note.removeprefix(STATED).partition(";")[0].strip()
    return f"{name[:1].lower()}{name[1:]}: {words}" if BARE.fullmatch(words) else words
