"""What a unit is asked for, in the order of the printed rulebook: inputs by section, marks, evidence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from thidua.rules import _expression as ex
from thidua.rules._data import UnitData
from thidua.rules._model import Criterion, Input, Item, Rulebook, walk_items
from thidua.rules._patterns import Manual
from thidua.rules._program import program_of
from thidua.rules.tables._collect import Target

OTHER = "Số liệu khác (điều kiện, xếp loại, xếp hạng)"
MARKS = "Điểm chấm trực tiếp và minh chứng"


@dataclass(frozen=True)
class Entry:
    """One row to fill: `target` is its identity; `input` or `criterion` tells what it holds."""

    target: Target
    number: str
    name: str
    input: Input | None = None
    criterion: Criterion | None = None


@dataclass(frozen=True)
class EntryGroup:
    """Rows under one heading."""

    title: str
    entries: tuple[Entry, ...]


def columns_read(rulebook: Rulebook, item: Item) -> list[ex.Column]:
    """Every reported column that the item and everything in it reads, in the order of reading."""
    found: list[ex.Column] = []
    for inside in walk_items((item,)):
        found += [
            c for expr in _expressions(rulebook, inside) for c in ex.walk(expr) if isinstance(c, ex.Column)
        ]
    return list(dict.fromkeys(found))


def _expressions(rulebook: Rulebook, item: Item) -> Iterator[ex.Expr]:
    if isinstance(item, Criterion):
        yield program_of(rulebook).plans[item.id].expr
    yield from (cap.when for cap in item.caps)
    if item.applies_when is not None:
        yield item.applies_when
    if item.prorate is not None:
        yield ex.Column(item.prorate.input)


def entry_groups(
    rulebook: Rulebook, units: Iterable[UnitData], mark_columns: Sequence[str] | None = None
) -> tuple[EntryGroup, ...]:
    """Each input once, under the first section that reads it; then marks and evidence; then the rest.

    `mark_columns` are the columns of marks to ask for (the first by default); marks and evidence that
    `units` already hold get their rows too.
    """
    taken: set[str] = set()
    groups = []
    for item in rulebook.items:
        read = {c.input for c in columns_read(rulebook, item)} - taken
        inputs = [i for i in rulebook.inputs if i.id in read]
        taken |= {i.id for i in inputs}
        groups.append(EntryGroup(f"{item.printed}. {item.name}", tuple(_numbered(inputs))))
    others = [i for i in rulebook.inputs if i.id not in taken]
    groups.append(EntryGroup(OTHER, tuple(_numbered(others))))
    groups.append(EntryGroup(MARKS, tuple(_judged(rulebook, tuple(units), mark_columns))))
    return tuple(g for g in groups if g.entries)


def _numbered(inputs: Iterable[Input]) -> Iterator[Entry]:
    for number, inp in enumerate(inputs, start=1):
        counts = (
            [f"tử số: {inp.numerator}", f"mẫu số: {inp.denominator}"]
            if inp.numerator and inp.denominator
            else []
        )
        name = f"{inp.name}\n({'; '.join(counts)})" if counts else inp.name
        yield Entry(Target("value", inp.id), str(number), name, inp)


def _judged(
    rulebook: Rulebook, units: tuple[UnitData, ...], mark_columns: Sequence[str] | None
) -> Iterator[Entry]:
    columns = {c.id: c.name for c in rulebook.scorers.columns}
    asked = list(columns)[:1] if mark_columns is None else list(mark_columns)
    for criterion in rulebook.criteria:
        wanted = set(asked) if isinstance(criterion.rule, Manual) else set()
        wanted |= {c for u in units for c in u.marks.get(criterion.id, {})}
        for column in (c for c in columns if c in wanted):
            target = Target("mark", criterion.id, column)
            yield Entry(target, criterion.printed, f"{columns[column]}: {criterion.name}", None, criterion)
        if criterion.evidence.required or any(criterion.id in u.evidence for u in units):
            names = "; ".join(criterion.evidence.required) or criterion.name
            target = Target("evidence", criterion.id)
            yield Entry(target, criterion.printed, f"Có minh chứng: {names}", None, criterion)


def reads_part(rulebook: Rulebook, part: str) -> bool:
    """Whether any criterion reads `x.target` (or `x.previous`) of some input."""
    return any(c.part == part for item in rulebook.items for c in columns_read(rulebook, item))
