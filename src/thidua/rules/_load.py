"""YAML text -> `Rulebook`, with every problem at once, each with its path and line."""

import dataclasses
import hashlib
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from thidua.rules._aside import Aside, Mender, names_in
from thidua.rules._errors import Problem, RulebookInvalid
from thidua.rules._kinds import Found, Reader
from thidua.rules._model import Rulebook
from thidua.rules._references import reference_problems
from thidua.rules._schema import Conformity, conformity_of
from thidua.rules._shapes import RULEBOOK
from thidua.rules._yaml import MAX_BYTES, MOST_TOLD, Document, path_text, read_loosely

OF_A_KEY = {"missing_key", "unknown_key"}  # told at the mapping; its other keys are in order


def load_rulebook(path: Path) -> Rulebook:
    """The rulebook in the file. Raises `RulebookInvalid` with every problem."""
    with Path(path).open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if data.startswith(b"PK\x03\x04"):
        raise RulebookInvalid([Problem("", "is_workbook")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(data) <= MAX_BYTES:
            raise RulebookInvalid([Problem("", "not_utf8", values={"byte": error.start})]) from error
        text = "x" * (MAX_BYTES + 1)
    return parse_rulebook(text)


def parse_rulebook(text: str) -> Rulebook:
    """The rulebook that `text` describes.

    Raises `RulebookInvalid` with every problem. What has not the shape of a rulebook is set aside, and the
    names and expressions of all the rest are checked; only a text that is not YAML has that one alone.
    """
    document = read_loosely(text)
    conformity = conformity_of(document.content)
    content, aside, reader = conformity.content, Aside(), Reader()
    if not isinstance(content, dict):
        raise RulebookInvalid([*document.problems, Problem("", "not_a_rulebook")])
    if not conformity.complete:
        more: list[Found] = [((), "more_problems", {"limit": MOST_TOLD})]
        raise RulebookInvalid(_told(document, conformity, more))
    if conformity.wrong or document.problems:
        mender = Mender(place for place, code, _ in conformity.wrong if code not in OF_A_KEY)
        content, aside = mender.rulebook(content), mender.aside
        aside.names |= set(names_in(document.lost))
    rulebook: Rulebook = RULEBOOK.read(content, (), reader)
    unread = aside.rest_of(reader.found)
    aside.put_all(unread)
    problems = _told(document, conformity, unread + reference_problems(rulebook, aside))
    if problems:
        raise RulebookInvalid(problems)
    return dataclasses.replace(rulebook, digest=digest_of(rulebook))


def _told(document: Document, conformity: Conformity, later: list[Found]) -> list[Problem]:
    """Problems of every stage in the order of the lines, each once."""
    problems: dict[tuple[str, str, str], Problem] = {}
    refused = {(p.path, p.code) for p in document.problems}
    for place, code, values in (*conformity.wrong, *later):
        path = path_text(conformity.written(place))
        key = str(values.get("key", ""))
        if (path, "alias") in refused or (code == "unknown_key" and (path, "key_not_text") in refused):
            continue  # told already; what stands there is not the file's
        line = document.line(conformity.written((*place, key) if code == "unknown_key" else place))
        problems.setdefault((path, code, key), Problem(path, code, values=values, line=line))
    return sorted([*document.problems, *problems.values()], key=lambda p: p.line or 0)


def digest_of(rulebook: Rulebook) -> str:
    """SHA-256 of the content: comments, order of keys and ways to write a number do not matter."""
    text = json.dumps(RULEBOOK.write(rulebook), sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> str:
    return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else value.isoformat()
