"""YAML text -> `Rulebook`, with every problem at once, each with its path and line."""

import dataclasses
import hashlib
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from thidua.rules._errors import Problem, RulebookInvalid
from thidua.rules._kinds import Reader
from thidua.rules._model import Rulebook
from thidua.rules._references import reference_problems
from thidua.rules._schema import schema_problems
from thidua.rules._shapes import RULEBOOK
from thidua.rules._yaml import MAX_BYTES, Document, Place, path_text, read_document


def load_rulebook(path: Path) -> Rulebook:
    """The rulebook in the file. Raises `RulebookInvalid` with every problem."""
    with Path(path).open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(data) <= MAX_BYTES:
            raise RulebookInvalid([Problem("", "not_utf8", values={"byte": error.start})]) from error
        text = "x" * (MAX_BYTES + 1)
    return parse_rulebook(text)


def parse_rulebook(text: str) -> Rulebook:
    """The rulebook that `text` describes.

    Raises `RulebookInvalid` with every problem of the first stage that finds any: YAML; schema; names
    and expressions together.
    """
    document = read_document(text)
    problems = schema_problems(document)
    if problems:
        raise RulebookInvalid(problems)
    reader = Reader()
    rulebook: Rulebook = RULEBOOK.read(document.content, (), reader)
    told = {problem.path for problem in reader.problems}  # what could not be read is not judged a second time
    problems = reader.problems + [p for p in reference_problems(rulebook) if p.path not in told]
    if problems:
        raise RulebookInvalid(_with_lines(problems, document))
    return dataclasses.replace(rulebook, digest=digest_of(rulebook))


def digest_of(rulebook: Rulebook) -> str:
    """SHA-256 of the content: comments, order of keys and ways to write a number do not matter."""
    text = json.dumps(RULEBOOK.write(rulebook), sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> str:
    return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else value.isoformat()


def _with_lines(problems: list[Problem], document: Document) -> list[Problem]:
    by_path = {path_text(place): place for place in document.lines}
    found = [dataclasses.replace(p, line=document.line(_nearest(p.path, by_path))) for p in problems]
    return sorted(found, key=lambda p: p.line or 0)


def _nearest(path: str, places: dict[str, Place]) -> Place:
    while path and path not in places:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return places.get(path, ())
