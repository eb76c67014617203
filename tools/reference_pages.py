"""Reference pages that are written from the code: `python -m tools.reference_pages` renews them.

`tests/project/test_docs.py` compares each page with what the code says now.
"""

import ast
import inspect
import os
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.web.config.settings")
import django

django.setup()

from django.core.management import get_commands, load_command_class  # noqa: E402 - needs Django set up
from django.utils import translation  # noqa: E402

from thidua import ballots, rules  # noqa: E402
from thidua.cli import ballots as ballots_command  # noqa: E402
from thidua.rules import columns, tables  # noqa: E402
from thidua.web.clusters import year  # noqa: E402
from thidua.web.core import audit_names, invariants, signals  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs/developers/reference"
GENERATED = "Written from the code by `python -m tools.reference_pages`; a test compares."
AUDIT_HEAD = """\
# Audit actions

{generated}
One act is one line, written in the transaction of the act (`core.audit.record`). A name is never changed after a
release: old lines keep it. How to add one: [add an act](../how-to/add-an-act.md).
"""
INVARIANTS_HEAD = """\
# Invariants

{generated}
`thidua web check-data` runs them all on the data as they are (exit code 1 when one is broken); so do every restore, the
browser tests, and the site administrator's page `/site/health/`. Register one with
`core.invariants.invariant(name, title)` in the feature's `invariants.py`; it yields one Vietnamese sentence per violation.

| Name | Shown as | Checks |
|---|---|---|
"""
SIGNALS_HEAD = """\
# Signals

{generated}
A lower feature tells upper ones what happened, after commit; a receiver never changes the outcome of the sender. Receivers
are connected in the upper feature's `apps.py`. A call downwards needs no signal: call the action.

| Signal (`core.signals`) | Sent when; arguments |
|---|---|
"""
REQUIREMENTS_HEAD = """\
# Requirements and entries of a year's states

{generated}
A feature says what must hold before a year enters a state with `clusters.year.require_before(state, name, problems)` and
what it does on entry with `year.when_entering(state, name, do)`. The whole table of states: [year.md](year.md).

| State entered | Requirement | Looks at |
|---|---|---|
"""
COMMANDS_HEAD = """\
# The command `thidua web` and the Makefile

{generated}
`thidua web NAME` runs these and every command of Django (`migrate`, `shell`, …). `thidua rules`: [cli.md](cli.md).
"""
API_HEAD = """\
# Public names of `thidua.rules`

{generated}
Nothing here needs Django, a clock or a network. How the package works: [rules package](../explanation/rules-package.md); the
file format: [rulebook-format.md](rulebook-format.md); what each rule computes: [scoring.md](../explanation/scoring.md).
"""


BALLOTS_HEAD = """\
# Public names of `thidua.ballots` and the command `thidua ballots`

{generated}
Needs PyNaCl (`pip install thidua[ballots]`), neither Django nor a network. Why it is built so, messages and file format:
[secret ballots](../explanation/secret-ballot.md). The rules that are shipped: `src/thidua/ballots/rules.yaml`.
"""


def audit_actions() -> str:
    """Every act that leaves a line in the audit log, by feature, with the words a reader sees."""
    by_feature: dict[str, list[str]] = {}
    for action in sorted(audit_names.ACTIONS):
        by_feature.setdefault(action.split(".", 1)[0], []).append(action)
    parts = [AUDIT_HEAD.format(generated=GENERATED)]
    with translation.override("vi"):
        for feature, actions in sorted(by_feature.items()):
            parts.append(f"\n## {feature}\n\n| Action | Shown as |\n|---|---|\n")
            parts += [f"| `{action}` | {audit_names.action_name(action)} |\n" for action in actions]
    return "".join(parts)


def invariants_page() -> str:
    """Every invariant with its statement on screen and its docstring."""
    parts = [INVARIANTS_HEAD.format(generated=GENERATED)]
    with translation.override("vi"):
        for name in invariants.names():
            about = _first_line(invariants._CHECKS[name])  # noqa: SLF001 - the registry itself is described
            parts.append(f"| `{name}` | {invariants.title_of(name)} | {about} |\n")
    return "".join(parts)


def signals_page() -> str:
    """Every signal with the text that follows it in `core/signals.py`."""
    body = ast.parse(inspect.getsource(signals)).body
    parts = [SIGNALS_HEAD.format(generated=GENERATED)]
    for here, after in pairwise(body):
        if (
            isinstance(here, ast.Assign)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            name = here.targets[0].id  # type: ignore[attr-defined]
            parts.append(f"| `{name}` | {' '.join(str(after.value.value).split())} |\n")
    return "".join(parts)


def requirements_page() -> str:
    """What must hold before a year moves, and what is done as it moves."""
    parts = [REQUIREMENTS_HEAD.format(generated=GENERATED)]
    parts += [
        f"| `{need.state}` | `{need.name}` | {_first_line(need.problems)} |\n" for need in year.requirements()
    ]
    parts.append("\n| State entered | Name | Does |\n|---|---|---|\n")
    for state, name, do in year._ON_ENTRY:  # noqa: SLF001 - the registry itself is described
        parts.append(f"| `{state}` | `{name}` | {_first_line(do)} |\n")
    return "".join(parts)


def web_commands() -> str:
    """`--help` of each of our own management commands, and the targets of the Makefile."""
    os.environ["COLUMNS"] = "100"
    parts = [COMMANDS_HEAD.format(generated=GENERATED)]
    for name, app in sorted(get_commands().items()):
        if str(app).startswith("thidua."):
            written = name.replace("_", "-")
            page = load_command_class(str(app), name).create_parser("thidua web", written).format_help()
            parts.append(f"\n## `thidua web {written}`\n\n```text\n{_without_django_options(page)}```\n")
    parts.append("\n## `make`\n\n| Target | Does |\n|---|---|\n")
    parts += [f"| `make {target}` | {about} |\n" for target, about in make_targets().items()]
    return "".join(parts)


MAKE_ABOUT = {
    "run": "serve the product with the demo at http://127.0.0.1:8000; `PORT`, `THIDUA_HOME`, `DATABASE_URL`",
    "test": "everything CI runs; as root it installs PostgreSQL, Chromium, LibreOffice, fonts-liberation2 and poppler",
    "check": "style, types and imports: seconds, for use while writing",
    "fmt": "format and mend what ruff can mend",
    "bench": "figures beside their peers; `PART=engine`, `PART=papers`, `PART=pages` or `PART=signing` measures one part",
    "lock": "renew the lock files in `requirements/`",
    "messages": "collect source strings into `locale/en` and list those without English; `FEATURE=scoring` one feature",
    "clean": "remove environments, builds and caches",
}


def make_targets() -> dict[str, str]:
    """Each target of the Makefile with what it does; KeyError for one that is not described here."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    return {target: MAKE_ABOUT[target] for target in (phony[1].split() if phony else ())}


def _without_django_options(page: str) -> str:
    """The help without the options that every Django command has."""
    lines = page.splitlines()
    start = next(i for i, line in enumerate(lines) if not line and i)
    usage = re.sub(r"\s+", " ", " ".join(lines[:start]))
    usage = re.sub(
        r" \[--(version|settings|pythonpath|traceback|no-color|force-color|skip-checks)[^\]]*\]", "", usage
    )
    usage = re.sub(r" \[-v \{0,1,2,3\}\]", "", usage)
    kept, dropping = [], False
    for line in lines[start:]:
        if re.match(r"  -", line):
            dropping = bool(
                re.match(
                    r"  (--version|-v|--settings|--pythonpath|--traceback|--no-color|--force|--skip)", line
                )
            )
        elif not line.startswith("   "):
            dropping = False
        if not dropping:
            kept.append(line)
    return "\n".join([usage, *kept]) + "\n"


def rules_api() -> str:
    """Every public name of the rules package with its signature and first sentence."""
    return _api(API_HEAD, rules, tables, columns)


def ballots_page() -> str:
    """Every public name of the ballots package, and the help of its commands."""
    os.environ["COLUMNS"] = "100"
    parts = [_api(BALLOTS_HEAD, ballots)]
    for name in ("", *ballots_command.COMMANDS):
        page = ballots_command.help_of(name)
        parts.append(f"\n## `thidua ballots{' ' + name if name else ''}`\n\n```text\n{page}```\n")
    return "".join(parts)


def _api(head: str, *modules: Any) -> str:
    parts = [head.format(generated=GENERATED)]
    for module in modules:
        parts.append(f"\n## `{module.__name__}`\n\n| Name | What it is |\n|---|---|\n")
        names = getattr(module, "__all__", None) or [n for n in vars(module) if _is_own(module, n)]
        parts += [
            f"| `{_written(name, getattr(module, name))}` | {_about(getattr(module, name))} |\n"
            for name in names
        ]
    return "".join(parts)


def _is_own(module: Any, name: str) -> bool:
    thing = getattr(module, name)
    return (
        not name.startswith("_") and getattr(thing, "__module__", "") == module.__name__ and callable(thing)
    )


def _written(name: str, thing: Any) -> str:
    if inspect.isclass(thing) or not callable(thing):
        return name
    return f"{name}({', '.join(inspect.signature(thing).parameters)})"


def _about(thing: Any) -> str:
    if callable(thing):
        return _first_line(thing)
    return f"constant: `{thing!r}`" if isinstance(thing, str) else f"constant of `{type(thing).__name__}`"


def _first_line(thing: Callable[..., Any]) -> str:
    text = (inspect.getdoc(thing) or "").split("\n\n")[0]
    return " ".join(text.split()).replace("|", "\\|")


PAGES: dict[str, Callable[[], str]] = {
    "audit-actions.md": audit_actions,
    "invariants.md": invariants_page,
    "signals.md": signals_page,
    "requirements.md": requirements_page,
    "commands.md": web_commands,
    "rules-api.md": rules_api,
    "ballots.md": ballots_page,
}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
        print(REFERENCE / name)


if __name__ == "__main__":
    main()
