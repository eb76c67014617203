"""The table of docs/developers/reference/year.md says what `clusters.year` does."""

import re
from pathlib import Path

from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle

TEXT = (Path(__file__).parents[2] / "docs/developers/reference/year.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| `")
]


def names(cell):
    return re.findall(r"`([^`]+)`", cell)


def test_the_table_says_what_the_code_does():
    told = [(names(r[0])[0], r[1], names(r[2]), names(r[3]), r[4] == "yes", names(r[5])) for r in ROWS]
    assert told == [
        (
            state,
            str(Cycle.State(state).label),
            [r.name for r in year.requirements() if r.state == state],
            sorted(name for entered, name, _do in year._ON_ENTRY if entered == state),
            state in year.SKIPPABLE,
            [year.TYPED_WORD[state]] if state in year.TYPED_WORD else [],
        )
        for state in year.ORDER
    ]
