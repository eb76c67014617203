"""The national load: 100 criteria of ten kinds, as many units as asked for, 2 % missing, 3 % not applicable.

The same rules stand three times: here in our rulebook format, in `openfisca_rules.py` by hand, in
`c_rules.py` as C. Their totals are compared before anything is timed.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from thidua.rules import Rulebook, parse_rulebook
from thidua.rules.columns import Columns

SECTIONS, MEMBERS = 10, 14
KINDS = ("grown", "ratio", "tiers", "reached", "count", "lost", "rank", "lower", "clean", "extra")
WITH_TARGET = {"grown", "ratio", "lower"}
RULES = {
    "grown": "{{type: formula, points: 'if({x} < 50% * {x}.target, 0, 9 * min({x}, {x}.target) / {x}.target)"
    " + min(1, max(0, floor(({x} - {x}.target) * 10 / {x}.target)) * 0.1)'}}",
    "ratio": "{{type: ratio, input: {x}, target: {x}.target}}",
    "tiers": "{{type: tiers, input: {x}, tiers: [{{from: 100, points: 10}}, {{from: 90, below: 100, points: 8}},"
    " {{from: 80, below: 90, points: 6}}, {{from: 70, below: 80, points: 4}},"
    " {{from: 60, below: 70, points: 1}}, {{below: 60, points: 0}}]}}",
    "reached": "{{type: threshold, input: {x}, compare: '>=', value: 50, else: 5}}",
    "count": "{{type: count, input: {x}, points_each: 0.5}}",
    "lost": "{{type: formula, points: '10 - min(10, 0.7 * {x})'}}",
    "rank": "{{type: rank_points, input: {x}, step: 0.5}}",
    "lower": "{{type: ratio, input: {x}, target: {x}.target, direction: lower}}",
    "clean": "{{type: no_violations, input: {x}}}",
    "extra": "{{type: count, input: {x}, points_each: 0.25}}",
}
HIGHEST = {"tiers": 1200, "reached": 100, "count": 40, "lost": 20, "clean": 6, "extra": 5}
WEIGHTS = ("1", "0.5", "1.2")
BONUS_MAX, GATE_ABOVE = 5, 4
MISSING, NOT_APPLICABLE = 2, 3  # states; their shares of the cells are below
SHARE_MISSING, SHARE_ABSENT = 0.02, 0.05


def name(section: int, kind: str) -> str:
    """The input of one criterion."""
    return f"{kind}_{section}"


def names() -> list[str]:
    """All inputs in the order of the columns."""
    return [name(s, k) for s in range(SECTIONS) for k in KINDS]


def weight(section: int) -> str:
    """The section's weight."""
    return WEIGHTS[section % len(WEIGHTS)]


def rulebook_text() -> str:
    """The rulebook as an office would write it."""
    lines = [
        "format: thidua-rulebook/1", "id: national-load", "title: Tải toàn quốc", "status: illustrative",
        "in_force: {from: 2025-01-01}", "rounding: {places: 3}", "values: {not_applicable: rescale, not_assigned: rescale}",
        f"total: {{bonus_max: {BONUS_MAX}}}", "inputs:",
    ]  # fmt: skip
    for section in range(SECTIONS):
        for kind in KINDS:
            held = "kind: percent, places: 1" if kind == "tiers" else "kind: count"
            lines.append(f"  - {{id: {name(section, kind)}, name: {kind} {section}, {held}}}")
    lines.append("items:")
    for section in range(SECTIONS):
        lines += [f'  - id: "{section + 1}"', f"    name: Phần {section + 1}", "    max: 88"]
        lines += [f"    weight: {weight(section)}", "    items:"]
        lines += [_criterion(section, n, kind) for n, kind in enumerate(KINDS[:-1], start=1)]
    lines += ['  - id: "B"', "    name: Thưởng", "    kind: bonus"]
    lines += ["    not_applicable: not_scored", "    not_assigned: not_scored", "    items:"]
    lines += [_criterion(s, None, "extra") for s in range(SECTIONS)]
    lines.append("gates:")
    for section in range(SECTIONS):
        when = f"{name(section, 'clean')} > {GATE_ABOVE}"
        lines.append(f"  - {{id: g{section}, name: Vi phạm {section}, when: '{when}', effect: zero}}")
    return "\n".join(lines) + "\n"


def _criterion(section: int, number: int | None, kind: str) -> str:
    code = f"B.{section + 1}" if number is None else f"{section + 1}.{number}"
    full = 1 if kind == "extra" else 10
    rule = RULES[kind].format(x=name(section, kind))
    return f'      - {{id: "{code}", name: Mục {code}, max: {full}, rule: {rule}}}'


def rulebook() -> Rulebook:
    """The rulebook, read like any other."""
    return parse_rulebook(rulebook_text())


@dataclass(frozen=True)
class Load:
    """Values and states by input, targets of those that have one, group of each row."""

    values: dict[str, NDArray[np.int64]]
    targets: dict[str, NDArray[np.int64]]
    states: dict[str, NDArray[np.int8]]
    groups: NDArray[np.int64]

    def columns(self) -> Columns:
        """The load as our columns."""
        values = {**self.values, **{f"{x}.target": t for x, t in self.targets.items()}}
        return Columns(values=values, states=self.states, groups=self.groups, members=MEMBERS)

    def save(self, folder: Path) -> None:
        """One file per column, for programs in other processes."""
        for part in ("values", "targets", "states"):
            for column, array in getattr(self, part).items():
                np.save(folder / f"{part}-{column}.npy", array)


def load(units: int, seed: int = 2026) -> Load:
    """`units` (a multiple of 14) rows of plausible numbers, the same for the same seed."""
    rng = np.random.default_rng(seed)
    values, targets, states = {}, {}, {}
    for section in range(SECTIONS):
        for kind in KINDS:
            column = name(section, kind)
            if kind in WITH_TARGET:
                targets[column] = rng.integers(50, 5000, units)
                values[column] = targets[column] * rng.integers(30, 140, units) // 100
            elif kind == "clean":
                values[column] = np.maximum(rng.integers(-200, HIGHEST[kind], units), 0)
            else:
                values[column] = rng.integers(0, HIGHEST.get(kind, 5000), units)
            chance = rng.random(units)
            state = np.zeros(units, np.int8)
            state[chance < SHARE_ABSENT] = NOT_APPLICABLE
            state[chance < SHARE_MISSING] = MISSING
            states[column] = state
    return Load(values, targets, states, np.repeat(np.arange(units // MEMBERS), MEMBERS))
