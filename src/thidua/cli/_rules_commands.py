"""What each `thidua rules` command does; every one returns an exit code and what it has to show."""

import argparse
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from thidua import rulebooks
from thidua.cli import _opened
from thidua.cli._say import complain, say, told
from thidua.rules import (
    Data,
    DataInvalid,
    Problem,
    Rulebook,
    RulebookInvalid,
    check,
    compare,
    explain,
    load_rulebook,
    rehearse,
    score,
    suggestion,
)
from thidua.rules.tables import (
    aligned,
    check_output,
    content_of,
    read_content,
    read_units,
    result_json,
    result_text,
    sentence,
    template_workbook,
    write_file,
    write_result,
)

SHIPPED = re.compile(r"([a-z0-9_]+)/([a-z0-9_]+)")
DONE, FOUND, UNUSABLE = 0, 1, 2


class UnusableError(Exception):
    """The command cannot run; the text says why."""


def rulebook_at(name: str, lang: str) -> Rulebook:
    """The rulebook in a file, or a shipped one such as `cantho_157/2025`."""
    path, shipped = Path(name), SHIPPED.fullmatch(name)
    if not path.exists() and shipped:
        try:
            path = rulebooks.rulebook_folder(*shipped.groups()) / "rulebook.yaml"
        except FileNotFoundError:
            raise UnusableError(say("no_rulebook", lang, name=name)) from None
    if not path.is_file():
        raise UnusableError(say("no_rulebook", lang, name=name))
    content_of(path)
    return load_rulebook(path)


def data_at(name: str, rulebook: Rulebook, lang: str) -> Data:
    """The data in a file; what is worth knowing has been told. Raises `DataInvalid`."""
    path = Path(name)
    reading = read_content(content_of(path), path.name, rulebook)
    if reading.data is None:
        raise DataInvalid(reading.problems)
    for problem in reading.problems:
        complain(told(problem, lang))
    return reading.data


def as_json(content: Any) -> str:
    """JSON with letters as they are."""
    return json.dumps(content, ensure_ascii=False, indent=1)


def shipped(args: argparse.Namespace) -> int:
    """`list`: the rulebooks that come with the product."""
    found = []
    for folder in rulebooks.rulebook_folders():
        rulebook = load_rulebook(folder / "rulebook.yaml")
        found.append((f"{folder.parent.name}/{folder.name}", rulebook.status, rulebook.title))
    if args.json:
        print(as_json([dict(zip(("id", "status", "title"), row, strict=True)) for row in found]))
    else:
        heads = [say(f"head_{name}", args.lang) for name in ("id", "status", "title")]
        print(aligned(heads, [(code, say(status, args.lang), title) for code, status, title in found]))
    return DONE


def check_command(args: argparse.Namespace) -> int:
    """`check`: what is wrong in a rulebook, the worst first; 1 when there is more than notes."""
    try:
        problems = check(rulebook_at(args.file, args.lang))
    except RulebookInvalid as invalid:
        problems = invalid.problems
    if args.json:
        print(as_json([_finding(p, args.lang) for p in problems]))
    else:
        for problem in problems:
            print(told(problem, args.lang))
            if advice := suggestion(problem, args.lang):
                print(f"  → {advice}")
        counts = {f"{s}s": sum(p.severity == s for p in problems) for s in ("error", "warning", "note")}
        print(say("count", args.lang, **counts) if problems else say("fine", args.lang))
    return FOUND if any(p.severity != "note" for p in problems) else DONE


def _finding(problem: Problem, lang: str) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "path": problem.path,
        "line": problem.line,
        "message": sentence(problem, lang),
        "suggestion": suggestion(problem, lang),
    }


def score_command(args: argparse.Namespace) -> int:
    """`score`: points and places of all units."""
    rulebook = rulebook_at(args.file, args.lang)
    if args.out:
        check_output(Path(args.out), replace=args.force)
        if Path(args.out).resolve() in {Path(p).resolve() for p in (args.file, args.data)}:
            raise UnusableError(say("out_is_in", args.lang, name=args.out))
    data = data_at(args.data, rulebook, args.lang)
    if args.group is not None:
        data = _of_group(data, args.group, args.lang)
    result = score(rulebook, data)
    if args.out:
        write_result(result, rulebook, data, Path(args.out), replace=args.force)
        complain(say("written", args.lang, name=args.out))
    elif args.json:
        print(result_json(result, rulebook, data), end="")
    else:
        print(result_text(result, rulebook, data, args.lang))
        if not all(u.complete for u in result.units):
            complain(say("incomplete", args.lang))
    return DONE


def _of_group(data: Data, group: str, lang: str) -> Data:
    kept = tuple(u for u in data.units if u.group == group)
    if not kept:
        known = ", ".join(sorted({u.group or "–" for u in data.units}))
        raise UnusableError(say("no_group", lang, group=group, known=known))
    return Data(kept)


def explain_command(args: argparse.Namespace) -> int:
    """`explain`: one unit's points opened like drawers."""
    rulebook = rulebook_at(args.file, args.lang)
    data = data_at(args.data, rulebook, args.lang)
    if args.unit not in {u.code for u in data.units}:
        known = ", ".join(u.code for u in data.units)
        raise UnusableError(say("no_unit", args.lang, unit=args.unit, known=known))
    score(rulebook, data)  # refuses data that cannot be scored
    explanation = explain(rulebook, data, args.unit, language=args.lang)
    if args.json:
        print(as_json(_opened.explanation_json(explanation)))
    else:
        print(_opened.explanation_text(explanation, data.unit(args.unit).name, rulebook, args.lang))
    return DONE


def rehearse_command(args: argparse.Namespace) -> int:
    """`rehearse`: one data set under two rulebooks."""
    old, new = rulebook_at(args.old, args.lang), rulebook_at(args.new, args.lang)
    inputs = (*new.inputs, *(i for i in old.inputs if i.id not in new.input_by_id))
    both = replace(new, inputs=inputs, items=(*old.items, *new.items), gates=(*old.gates, *new.gates))
    data = data_at(args.data, both, args.lang)
    rehearsal = rehearse(old, new, data)
    if args.json:
        print(as_json(_opened.rehearsal_json(rehearsal)))
        return DONE
    print(_opened.rehearsal_text(rehearsal, data, new.rounding.places, args.lang))
    if not any(m.places for m in rehearsal.moves):
        print(say("nobody_moves", args.lang))
    if rehearsal.not_reported:
        names = ", ".join(new.input_by_id[i].name for i in rehearsal.not_reported)
        print(say("not_reported", args.lang, names=names))
    return DONE


def compare_command(args: argparse.Namespace) -> int:
    """`compare`: two editions, difference by difference."""
    changes = compare(rulebook_at(args.old, args.lang), rulebook_at(args.new, args.lang), args.lang)
    if args.json:
        print(as_json([{**_opened.plain(c), "sentence": c.sentence} for c in changes]))
    else:
        for change in changes:
            print(change.sentence)
        if not changes:
            print(say("same", args.lang))
    return DONE


def template_command(args: argparse.Namespace) -> int:
    """`template`: a locked workbook for the units to fill."""
    rulebook = rulebook_at(args.file, args.lang)
    check_output(Path(args.out), replace=args.force, forms=(".xlsx",))
    units = read_units(Path(args.units))
    known = data_at(args.known, rulebook, args.lang) if args.known else None
    content = template_workbook(rulebook, units, period=args.period, known=known)
    write_file(Path(args.out), content, replace=args.force)
    complain(say("written", args.lang, name=args.out))
    return DONE
