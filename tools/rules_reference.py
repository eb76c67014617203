"""Writes what is generated from the rules package: the rulebook schema and the linter's reference."""

from pathlib import Path

from thidua.rules._lint import CHECKS, SEVERITIES
from thidua.rules._messages import SENTENCES
from thidua.rules._messages._linting import TOPICS
from thidua.rules._schema import SCHEMA_FILE, schema_text

LINTER_PAGE = Path(__file__).resolve().parents[1] / "docs/developers/reference/linter.md"
HEAD = """\
# The linter: what may be wrong in a rulebook

`check(rulebook)` looks at a rulebook that can be read and returns every `Problem` with its path, code, severity and facts;
`message(problem, language)` says it in Vietnamese or English, `suggestion(problem, language)` says what to do.
An *error* means that some honest data get no points, no class or two; a *warning* is probably a mistake or an open question
of the printed text; a *note* is worth knowing. Nothing here keeps a rulebook from being scored.
What keeps a file from being read at all (unknown keys, unknown names, wrong kinds) is in `thidua.rules._messages._reading`.

Ranges are worked out by `_intervals.py` from the limits of the inputs (`min`, `max`): honest limits make better findings.
A check is one function in `thidua/rules/_lint/`, entered by `@defect(code, severity, topic)`; its four sentences stand in
`_messages/_linting.py`, its example in `tests/rules/defects.py`. This page is written by `python tools/rules_reference.py`.
"""


def linter_page() -> str:
    """The content of `linter.md`."""
    parts = [HEAD]
    for topic, (_vietnamese, english) in TOPICS.items():
        parts.append(f"\n## {english}\n\n| code | severity | finds | advice |\n|---|---|---|---|\n")
        checks = [c for c in CHECKS.values() if c.topic == topic]
        for check in sorted(checks, key=lambda c: SEVERITIES.index(c.severity)):
            found, advice = SENTENCES[check.code][1], SENTENCES[check.code][3]
            parts.append(f"| `{check.code}` | {check.severity} | {found} | {advice} |\n")
    return "".join(parts)


def main() -> None:
    """Writes both files."""
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
    LINTER_PAGE.write_text(linter_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
