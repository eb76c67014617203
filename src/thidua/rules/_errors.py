"""What can go wrong, drawn as a tree.

RulesError
├── RulebookInvalid   the text is not a rulebook; holds every problem with its place
└── DataInvalid       the inputs cannot be scored; holds every problem with its place
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where (`path`, `line`), what (`code`), the facts, and how bad it is.

    `path` reads like `items[2].items[0].rule.tiers[1]`, `sheet "Số liệu", cell D14` or `line 7`;
    `severity` is `error` (cannot be used), `warning` (probably wrong) or `note` (worth knowing).
    """

    path: str
    code: str
    severity: str = "error"
    values: dict[str, Any] = field(default_factory=dict)
    line: int | None = None


class RulesError(Exception):
    """Base of the package's errors."""


class ProblemsError(RulesError):
    """Carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.path}: {p.code}" for p in self.problems))


class RulebookInvalid(ProblemsError):  # noqa: N818 - the domain word
    """The text cannot be read as a rulebook."""


class DataInvalid(ProblemsError):  # noqa: N818 - the domain word
    """The inputs cannot be scored under this rulebook."""
