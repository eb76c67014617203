"""A rulebook as its printed table: one row per section and criterion, with rule, inputs and findings."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.rules import Criterion, Input, Problem, Rulebook, Section, suggestion
from thidua.rules.tables import place_text, sentence
from thidua.rules.vocabulary import (
    Column,
    Source,
    Words,
    columns_of,
    full_points,
    number_text,
    percent_text,
    words_of,
)
from thidua.web.core.written import day_text, language, unbroken
from thidua.web.rulebooks.parts import Part, part_at

Item = Section | Criterion
STEP = re.compile(r"items\[(\d+)\]")
KEYS = re.compile(r" \(`[^()]*`\)")
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True)
class Finding:
    """One finding of the linter in words; `item` is the node it is about ("" for the whole table)."""

    severity: str
    sentence: str
    suggestion: str
    path: str
    line: int | None
    item: str
    key: str

    @property
    def word(self) -> str:
        """The severity in words."""
        return {"error": _("Lỗi"), "warning": _("Cần xem"), "note": _("Lưu ý")}.get(self.severity, "")

    @property
    def at(self) -> str:
        """The path in the file: `gates[2].when`."""
        return self.key.partition(" ")[2]

    @property
    def part(self) -> Part | None:
        """The part beside the tree that it is about."""
        return part_at(self.at)

    @property
    def look(self) -> str:
        """The class of its chip."""
        return {"error": "bad", "warning": "warn"}.get(self.severity, "info")


@dataclass(frozen=True)
class Row:
    """One line of the table. `left` is what a section still has to give to its items (None: nothing to tell)."""

    item: Item
    depth: int
    parent: str
    kind: str
    max: Fraction
    left: Fraction | None
    sentences: tuple[str, ...]
    inputs: tuple[Input, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def is_section(self) -> bool:
        """True for a section."""
        return isinstance(self.item, Section)

    @property
    def max_text(self) -> str:
        """The maximum as printed."""
        return number_text(self.max)

    @property
    def weight_text(self) -> str:
        """What its points are multiplied by in the section above."""
        return number_text(self.item.weight)

    @property
    def left_text(self) -> str:
        """What is left to distribute; empty when the section says nothing about it."""
        return "" if self.left is None else number_text(self.left)

    @property
    def source_text(self) -> str:
        """Document and article of the row."""
        return source_text(self.item.source)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Names of the evidence that the row needs."""
        return self.item.evidence.required if isinstance(self.item, Criterion) else ()


@dataclass(frozen=True)
class Totals:
    """Sums of the printed maxima by kind, and what is left of the scale."""

    base: Fraction
    bonus: Fraction
    deduction: Fraction
    scale: Fraction | None
    left: Fraction | None

    @property
    def bonus_within(self) -> bool:
        """True when what is left is told with the bonus counted inside the scale."""
        return self.scale is not None and self.left is not None and self.left != self.scale - self.base

    @property
    def base_text(self) -> str:
        """The base sections together."""
        return number_text(self.base)

    @property
    def bonus_text(self) -> str:
        """The bonus sections together."""
        return number_text(self.bonus)

    @property
    def deduction_text(self) -> str:
        """The deduction sections together."""
        return number_text(self.deduction)

    @property
    def scale_text(self) -> str:
        """The printed maximum of the whole; empty when the table prints none."""
        return "" if self.scale is None else number_text(self.scale)

    @property
    def left_text(self) -> str:
        """What is left of the scale."""
        return "" if self.left is None else number_text(self.left)

    @property
    def words(self) -> str:
        """Scale, bonus and deduction in a line."""
        parts = []
        if self.scale is not None:
            parts.append(_("Thang điểm in trên bảng: %(n)s") % {"n": self.scale_text})
        if self.bonus:
            parts.append(_("điểm thưởng nhiều nhất: %(n)s") % {"n": self.bonus_text})
        if self.deduction:
            parts.append(_("điểm trừ nhiều nhất: %(n)s") % {"n": self.deduction_text})
        return "; ".join(parts)


@dataclass(frozen=True)
class Outline:
    """The table with its sums and all findings."""

    rows: tuple[Row, ...]
    totals: Totals
    findings: tuple[Finding, ...] = field(default_factory=tuple)

    def counts(self) -> dict[str, int]:
        """How many findings of each severity."""
        return {s: sum(f.severity == s for f in self.findings) for s in SEVERITIES}

    @property
    def findings_text(self) -> str:
        """`2 lỗi, 1 chỗ cần xem, 0 lưu ý`."""
        if not self.findings:
            return _("Kiểm tra không thấy lỗi.")
        counts = self.counts()
        return _("%(errors)d lỗi, %(warnings)d chỗ cần xem, %(notes)d lưu ý.") % {
            "errors": counts["error"],
            "warnings": counts["warning"],
            "notes": counts["note"],
        }


def source_text(source: Source) -> str:
    """`Điều 5, 157/KH-UBND, UBND thành phố, 18/11/2025`; empty without a source."""
    day = day_text(source.issued)
    return ", ".join(part for part in (source.article, source.document, source.issuer, day) if part)


def findings_in_words(problems: Iterable[Problem], rulebook: Rulebook | None = None) -> tuple[Finding, ...]:
    """Findings as sentences in the reader's language, worst first, in the order of the table.

    Keys of the file stand in a suggestion only where the text itself is read, not its `rulebook`: who
    works in the forms mends them there.
    """
    spoken = language()
    found = [
        Finding(
            p.severity,
            unbroken(sentence(p, spoken)),
            unbroken(without_keys(suggestion(p, spoken)) if rulebook else suggestion(p, spoken)),
            place_text(p.path, spoken),
            p.line,
            item_at(rulebook, p.path) if rulebook else "",
            f"{p.code} {p.path}",
        )
        for p in problems
    ]
    return tuple(sorted(found, key=lambda f: SEVERITIES.index(f.severity)))


def problem_in_words(problem: Problem) -> str:
    """One problem as a sentence with its suggestion, in the reader's language."""
    spoken = language()
    return unbroken(f"{sentence(problem, spoken)} {without_keys(suggestion(problem, spoken))}".strip())


def without_keys(text: str) -> str:
    """A suggestion without the keys of the file that it names in brackets.

    >>> without_keys("Ghi căn cứ: văn bản, điều, khoản (`source`).")
    'Ghi căn cứ: văn bản, điều, khoản.'
    """
    return KEYS.sub("", text)


def item_at(rulebook: Rulebook, path: str) -> str:
    """The id of the innermost node that a path like `items[2].items[0].rule` is in; "" for none."""
    items, found = rulebook.items, ""
    for step in path.split("."):
        place = STEP.fullmatch(step)
        if not place or int(place[1]) >= len(items):
            break
        item = items[int(place[1])]
        found, items = item.id, item.items if isinstance(item, Section) else ()
    return found


def outline_of(rulebook: Rulebook, problems: Iterable[Problem] = ()) -> Outline:
    """The whole table."""
    findings = findings_in_words(problems, rulebook)
    beside: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        beside[finding.item].append(finding)
    writer = _Writer(rulebook, words_of(rulebook, language()), beside)
    return Outline(tuple(writer.rows()), totals_of(rulebook), findings)


def totals_of(rulebook: Rulebook) -> Totals:
    """Sums over the top-level items; what a scale still has to give to its base sections."""
    sums = {"base": Fraction(0), "bonus": Fraction(0), "deduction": Fraction(0)}
    for item in rulebook.items:
        sums[getattr(item, "kind", "base")] += full_points(item) * item.weight
    scale = rulebook.scale_max
    return Totals(**sums, scale=scale, left=None if scale is None else _left_of(scale, sums))


def _left_of(scale: Fraction, sums: dict[str, Fraction]) -> Fraction:
    """The printed scale holds the bonus in some tables and not in others: the reading nearer to it stands."""
    return min(scale - sums["base"], scale - sums["base"] - sums["bonus"], key=abs)


def left_in(section: Section) -> Fraction | None:
    """What a section's printed maximum leaves over after its items; None where items do not add up to it."""
    if section.max is None or section.combine != "sum":
        return None
    return section.max - sum((full_points(i) * i.weight for i in section.items), Fraction(0))


class _Writer:
    def __init__(self, rulebook: Rulebook, words: Words, beside: dict[str, list[Finding]]) -> None:
        self.rulebook, self.words, self.beside = rulebook, words, beside

    def rows(self) -> Iterator[Row]:
        for item in self.rulebook.items:
            yield from self.rows_of(item, 0, "", getattr(item, "kind", "base"))

    def rows_of(self, item: Item, depth: int, parent: str, kind: str) -> Iterator[Row]:
        is_section = isinstance(item, Section)
        yield Row(
            item=item,
            depth=depth,
            parent=parent,
            kind=kind,
            max=full_points(item),
            left=left_in(item) if isinstance(item, Section) else None,
            sentences=tuple(unbroken(s[:1].upper() + s[1:]) for s in self.text_of(item)),
            inputs=() if is_section else self.inputs_of(item),
            findings=tuple(self.beside.get(item.id, ())),
        )
        if isinstance(item, Section):
            for child in item.items:
                yield from self.rows_of(child, depth + 1, item.id, kind)

    def text_of(self, item: Item) -> Iterator[str]:
        yield from self.section_text(item) if isinstance(item, Section) else self.rule_text(item)

    def inputs_of(self, item: Item) -> tuple[Input, ...]:
        assert isinstance(item, Criterion)  # noqa: S101 - sections are told apart above
        used = {c.input for c in columns_of(item.rule.points(item.id, item.max))}
        conditions = [item.applies_when, *(c.when for c in item.caps)]
        used |= {c.input for e in conditions if e is not None for c in columns_of(e)}
        used |= {p.input for p in item.penalties} | ({item.prorate.input} if item.prorate else set())
        return tuple(i for i in self.rulebook.inputs if i.id in used)

    def rule_text(self, item: Criterion) -> Iterator[str]:
        yield item.rule.sentence(self.words, item.max)
        for scale in item.rule.scaled:
            yield _("Khi %(when)s: các ngưỡng nhân với %(factor)s.") % {
                "when": self.words.text(scale.when),
                "factor": number_text(scale.factor),
            }
        for penalty in item.penalties:
            yield _("Mỗi trường hợp %(input)s trừ %(share)s số điểm, nhiều nhất %(cap)s.") % {
                "input": self.words.name(penalty.input),
                "share": percent_text(penalty.percent_each),
                "cap": percent_text(penalty.cap),
            }
        if item.floor:
            yield _("Điểm thấp nhất: %(floor)s.") % {"floor": number_text(item.floor)}
        if item.evidence.required and item.evidence.if_missing == "zero":
            yield _("Không có minh chứng thì không có điểm.")
        if item.carried_to:
            yield _("Kết quả chuyển sang: %(table)s.") % {"table": item.carried_to}
        yield from self.shared_text(item)

    def section_text(self, item: Section) -> Iterator[str]:
        combined = {
            "max": _("Chỉ lấy mục con có điểm cao nhất."),
            "mean": _("Lấy điểm trung bình của các mục con."),
            "min": _("Lấy mục con có điểm thấp nhất."),
        }
        if item.combine in combined:
            yield combined[item.combine]
        yield from self.shared_text(item)

    def shared_text(self, item: Item) -> Iterator[str]:
        if item.applies_when is not None:
            yield _("Chỉ áp dụng khi %(when)s.") % {"when": self.words.text(item.applies_when)}
        for cap in item.caps:
            text = _("Khi %(when)s thì nhiều nhất %(max)s điểm.")
            yield text % {"when": self.words.text(cap.when), "max": number_text(cap.max)}
        if item.weight != 1:
            yield _("Nhân hệ số %(weight)s.") % {"weight": number_text(item.weight)}
        if item.prorate:
            text = _("Tính theo thời gian: nhân %(input)s chia %(of)s.")
            yield text % {"input": self.words.name(item.prorate.input), "of": number_text(item.prorate.of)}
        if item.not_applicable:
            yield _("Không áp dụng: %(policy)s.") % {"policy": policy_word(item.not_applicable)}
        if item.not_assigned:
            yield _("Không giao: %(policy)s.") % {"policy": policy_word(item.not_assigned)}


def policy_word(policy: str) -> str:
    """A not-applicable policy in words that fit inside a sentence."""
    return {
        "rescale": _("tính lại theo tỷ lệ phần còn lại"),
        "full": _("được điểm tối đa"),
        "split": _("chia đều điểm cho các mục còn lại"),
        "not_scored": _("không tính điểm"),
    }.get(policy, policy)


def users_of(rulebook: Rulebook) -> dict[str, list[str]]:
    """Which criteria read each input: input id -> printed numbers."""
    writer = _Writer(rulebook, words_of(rulebook, language()), {})
    found: dict[str, list[str]] = defaultdict(list)
    for criterion in rulebook.criteria:
        for used in writer.inputs_of(criterion):
            found[used.id].append(criterion.id)
    return found


def targeted_inputs(rulebook: Rulebook) -> list[Input]:
    """Inputs whose target some rule reads, in order."""
    used: set[str] = set()
    for criterion in rulebook.criteria:
        columns: set[Column] = columns_of(criterion.rule.points(criterion.id, criterion.max))
        used |= {c.input for c in columns if c.part == "target"}
    return [i for i in rulebook.inputs if i.id in used]
