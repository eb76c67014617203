"""`thidua rules recheck`: a published ranking computed anew by whoever holds its file."""

import argparse
import json
from pathlib import Path

from thidua.cli._rules_commands import DONE, FOUND, UnusableError, as_json
from thidua.cli._say import complain, say
from thidua.rules import Recheck, data_as_json, dump_rulebook, recheck, result_as_json
from thidua.rules.tables import check_output, content_of, result_text, write_file


def recheck_command(args: argparse.Namespace) -> int:
    """Tell whether the published ranking is what its rulebook and inputs give; 1 when it is not."""
    content = content_of(Path(args.ranking))
    try:
        found = recheck(json.loads(content))
    except ValueError:
        raise UnusableError(say("no_ranking", args.lang, name=Path(args.ranking).name)) from None
    if args.parts:
        _write_parts(found, Path(args.parts), args.lang)
    if args.json:
        print(as_json(_plain(found)))
    else:
        print(found.rulebook.title)
        print(result_text(found.result, found.rulebook, found.data))
        print(say("digest", args.lang, digest=found.published_digest))
        for text in _differences(found, args.lang):
            complain(text)
        if found.holds:
            print(say("holds", args.lang))
    return DONE if found.holds else FOUND


def _write_parts(found: Recheck, folder: Path, lang: str) -> None:
    """The rulebook and the data as two files that `thidua rules explain` and the others read."""
    parts = {
        folder / "rulebook.yaml": dump_rulebook(found.rulebook),
        folder / "data.json": as_json(data_as_json(found.data)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for path in parts:
        check_output(path, forms=(path.suffix,))
    for path, text in parts.items():
        write_file(path, text)
        complain(say("written", lang, name=str(path)))


def _differences(found: Recheck, lang: str) -> list[str]:
    told = []
    if not found.edition:
        told.append(say("edition_differs", lang))
    if not found.digest:
        told.append(say("digest_differs", lang))
    if found.changed:
        told.append(say("units_differ", lang, units=", ".join(found.changed)))
    return told


def _plain(found: Recheck) -> dict[str, object]:
    return {
        "holds": found.holds,
        "edition": found.edition,
        "digest": found.digest,
        "changed": list(found.changed),
        "published_digest": found.published_digest,
        "result": result_as_json(found.result),
    }
