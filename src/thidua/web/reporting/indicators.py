"""The indicators of an edition as an entry page shows them: in sections, with their criteria.

Pure over `thidua.rules.Rulebook`. Some indicators are not typed but counted from other pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.rules import Criterion, Input, Rulebook, Section, inputs_of

SUBJECTS = ("org", "member")
LEVELS = ("excellent", "good", "completed", "not_completed", "not_rated")
FROM_ACTIVITIES = frozenset({"activity_communication", "activity_press_work"})
FROM_CLASSIFICATION = frozenset(f"{subject}_{level}" for subject in SUBJECTS for level in LEVELS)
FROM_SCORING = frozenset({"self_scored"})
DERIVED = FROM_ACTIVITIES | FROM_CLASSIFICATION | FROM_SCORING
"""Ids of inputs whose value is counted from activities or classification counts, never typed."""


@dataclass(frozen=True)
class Group:
    """The indicators first used by one top-level section; the last group (id "") serves gates and ties."""

    id: str
    name: str
    inputs: tuple[Input, ...]
    criteria: tuple[Criterion, ...]


def groups_of(rulebook: Rulebook) -> tuple[Group, ...]:
    """Every indicator exactly once, under the first section that uses it, in the rulebook's order."""
    seen: set[str] = set()
    found = []
    for item in rulebook.items:
        criteria = tuple(criteria_in(item))
        ids = dict.fromkeys(i for criterion in criteria for i in inputs_of(criterion))
        inputs = tuple(rulebook.input_by_id[i] for i in ids if i in rulebook.input_by_id and i not in seen)
        seen.update(i.id for i in inputs)
        found.append(Group(item.printed, item.name, inputs, criteria))
    rest = tuple(i for i in rulebook.inputs if i.id not in seen)
    if rest:
        found.append(Group("", _("Số liệu cho điều kiện, xếp loại và thứ hạng"), rest, ()))
    return tuple(found)


def criteria_in(item: Section | Criterion) -> Iterator[Criterion]:
    """The criteria of a section, at any depth; a criterion itself."""
    if isinstance(item, Section):
        for child in item.items:
            yield from criteria_in(child)
    else:
        yield item


def users_of(rulebook: Rulebook) -> dict[str, tuple[Criterion, ...]]:
    """For each indicator the criteria whose points read it."""
    found: dict[str, tuple[Criterion, ...]] = {}
    for criterion in rulebook.criteria:
        for name in inputs_of(criterion):
            found[name] = (*found.get(name, ()), criterion)
    return found


def is_typed(indicator: Input) -> bool:
    """True when units type the value themselves."""
    return indicator.id not in DERIVED


def is_required(indicator: Input) -> bool:
    """True when a unit that reports nothing leaves a gap: the rulebook names no value for silence."""
    return is_typed(indicator) and indicator.when_missing is None
