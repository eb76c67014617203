"""Every part of a rulebook beside its tree as a page shows it: what each row says, and what is wrong with it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from thidua.rules import Rulebook
from thidua.rules.vocabulary import Words, number_text, words_of
from thidua.web.core.written import day_text, language
from thidua.web.rulebooks import summary
from thidua.web.rulebooks.outline import Finding, source_text
from thidua.web.rulebooks.parts import PARTS, Part

Line = tuple[str, str]
"""A sentence and its source."""


def head_lines(rulebook: Rulebook) -> Iterator[str]:
    """Name, standing, dates, source and scale of the whole."""
    yield rulebook.title
    status = {
        "official": _("Bảng chính thức của cụm."),
        "transcribed": _("Chép lại từ văn bản của nơi khác."),
        "illustrative": _("Minh họa, không phải bảng chính thức."),
    }
    yield status.get(rulebook.status, rulebook.status)
    if rulebook.from_on:
        yield _("Hiệu lực từ %(day)s.") % {"day": day_text(rulebook.from_on)}
    if rulebook.until_on:
        yield _("Hiệu lực đến hết %(day)s.") % {"day": day_text(rulebook.until_on)}
    if rulebook.scale_max is not None:
        yield _("Thang điểm %(max)s.") % {"max": number_text(rulebook.scale_max)}
    if source := source_text(rulebook.source):
        yield _("Căn cứ: %(source)s.") % {"source": source}
    if rulebook.note:
        yield rulebook.note


def _plain(lines: Iterable[str]) -> list[Line]:
    return [(line, "") for line in lines]


SAID: dict[str, Callable[[Rulebook, Words], Iterable[Line]]] = {
    "general": lambda book, _words: _plain(head_lines(book)),
    "rounding": lambda book, _words: _plain([summary.rounding_text(book)]),
    "values": lambda book, _words: _plain(summary.values_lines(book)),
    "total": lambda book, _words: _plain(summary.total_lines(book)),
    "columns": lambda book, _words: _plain(summary.column_lines(book)),
    "combine": lambda book, _words: _plain([summary.combine_text(book)]),
    "gates": summary.gate_lines,
    "classes": summary.grade_lines,
    "fallback": lambda book, _words: _plain([summary.fallback_text(book)]),
    "quotas": summary.quota_lines,
    "ranking": summary.order_lines,
    "ties": summary.tie_lines,
    "unranked": lambda book, _words: _plain(summary.unranked_lines(book)),
    "awards": summary.award_lines,
    "timeline": lambda book, _words: summary.timeline_lines(book),
}


@dataclass(frozen=True)
class RowSaid:
    """One row of a part in words."""

    number: int
    text: str
    source: str
    is_first: bool
    is_last: bool
    findings: list[Finding]


@dataclass(frozen=True)
class PartSaid:
    """A part in words: its rows, or its sentences; `findings` are those about no row of it."""

    part: Part
    rows: list[RowSaid] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def parts_said(rulebook: Rulebook, findings: Iterable[Finding]) -> list[PartSaid]:
    """Every part, also one that says nothing yet."""
    words, left = words_of(rulebook, language()), list(findings)
    told = []
    for part in PARTS:
        here = [f for f in left if part.covers(f.at)]
        left = [f for f in left if f not in here]
        told.append(_said(part, list(SAID[part.slug](rulebook, words)), here))
    return told


def _said(part: Part, lines: list[Line], findings: list[Finding]) -> PartSaid:
    if not part.has_rows:
        return PartSaid(part, lines=lines, findings=findings)
    rows = []
    for number, (text, source) in enumerate(lines):
        path = part.row_path(number)
        own = [f for f in findings if f.at == path or f.at.startswith(f"{path}.")]
        rows.append(RowSaid(number, text, source, number == 0, number == len(lines) - 1, own))
    of_rows = [f for row in rows for f in row.findings]
    return PartSaid(part, rows=rows, findings=[f for f in findings if f not in of_rows])


def row_said(rulebook: Rulebook, part: Part, number: int) -> str:
    """What one row says."""
    lines = list(SAID[part.slug](rulebook, words_of(rulebook, language())))
    return lines[number][0]
