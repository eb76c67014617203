"""YAML text as plain values with the line of each, read by our own few rules.

Numbers are exact (`int` or `Fraction`; binary floats never appear), texts are NFC, only `true`, `false`
and `null` are words of the language (`yes`, `no`, `on` and dates stay text, as in YAML 1.2). Aliases, tags
and duplicate keys are refused, so a small file cannot become a large one or mean two things.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import yaml

from thidua.rules._errors import Problem, RulebookInvalid

MAX_BYTES, MAX_DEPTH = 2_000_000, 40
MOST_TOLD = 2000  # problems of one stage; a file with more is none that a person wrote
PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})(?:\.\d{1,18})?")
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Place = tuple[str | int, ...]


@dataclass
class Document:
    """The values of a YAML text, and the line where each place begins."""

    content: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lost: list[Any] = field(default_factory=list)  # values that a key written twice hides

    def line(self, place: Place) -> int | None:
        """The line of `place`, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)


def path_text(place: Place) -> str:
    """`("items", 2, "rule")` -> `items[2].rule`."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f"{'.' if text else ''}{step}"
    return text


def read_document(text: str) -> Document:
    """The document in `text`.

    Raises `RulebookInvalid` when it is not one small YAML document or uses what is refused.
    """
    document = read_loosely(text)
    if document.problems:
        raise RulebookInvalid(document.problems)
    return document


def read_loosely(text: str) -> Document:
    """The document in `text` with, in `problems`, what it uses that is refused.

    Raises `RulebookInvalid` when it cannot be read as YAML, or not safely.
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise RulebookInvalid([Problem("", "not_utf8", values={"byte": error.start})]) from error
    if size > MAX_BYTES:
        raise RulebookInvalid([Problem("", "too_large", values={"limit": MAX_BYTES})])
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=LOADER):  # events only: nothing is constructed
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
        line = mark.line + 1 if mark else None
        raise RulebookInvalid([Problem("", "not_yaml", values={"reason": reason}, line=line)]) from error
    return builder.document


@dataclass
class _Open:
    """A list or mapping that is being read; `key` is the mapping key whose value comes next."""

    values: list[Any] | dict[str, Any]
    place: Place
    key: str | None = None


class _Builder:
    """Makes values from events without recursion."""

    def __init__(self) -> None:
        self.document = Document()
        self.open: list[_Open] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.refuse("several_documents", line)
        elif isinstance(event, yaml.AliasEvent):
            self.refuse("alias", line, name=event.anchor)
            self.put(None, line)
        elif isinstance(event, yaml.ScalarEvent):
            self.scalar(event, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.start(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()

    def refuse(self, code: str, line: int, **values: Any) -> None:
        place = self.place() if self.open else ()
        told = self.document.problems
        told.append(Problem(path_text(place), code, values=values, line=line))
        if len(told) >= MOST_TOLD:
            raise RulebookInvalid([*told, Problem("", "more_problems", values={"limit": MOST_TOLD})])

    def place(self) -> Place:
        """Where the next value goes."""
        around = self.open[-1]
        if isinstance(around.values, list):
            return (*around.place, len(around.values))
        return around.place if around.key is None else (*around.place, around.key)

    def put(self, value: Any, line: int) -> Place:
        """Sets `value` at the next place of the list or mapping around it; returns the place."""
        if not self.open:
            if self.documents == 1:
                self.document.content = value
                self.document.lines.setdefault((), line)
            return ()
        place, around = self.place(), self.open[-1]
        self.document.lines.setdefault(place, line)
        if isinstance(around.values, list):
            around.values.append(value)
        elif around.key is not None:
            around.values[around.key], around.key = value, None
        else:
            self.refuse("key_not_text", line)
            around.key = "?"
        return place

    def scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        if event.tag is not None and not any(event.implicit):
            self.refuse("yaml_tag", line, tag=event.tag)
        text = unicodedata.normalize("NFC", event.value)
        around = self.open[-1] if self.open else None
        if around is not None and isinstance(around.values, dict) and around.key is None:
            around.key = text
            if text in around.values:
                self.refuse("duplicate_key", line, key=text)
                self.document.lost.append(around.values[text])
            self.document.lines[(*around.place, text)] = line
            return
        self.put(_plain(text) if event.implicit[0] else text, line)

    def start(self, event: yaml.CollectionStartEvent, line: int) -> None:
        if event.tag is not None and not event.implicit:
            self.refuse("yaml_tag", line, tag=event.tag)
        values: list[Any] | dict[str, Any] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        place = self.put(values, line)
        self.open.append(_Open(values, place))
        if len(self.open) > MAX_DEPTH:
            self.refuse("too_deep", line, limit=MAX_DEPTH)
            raise RulebookInvalid(self.document.problems)


def _plain(text: str) -> Any:
    """The meaning of a scalar without quotation marks."""
    if text in WORDS:
        return WORDS[text]
    if PLAIN_NUMBER.fullmatch(text):
        return Fraction(text) if "." in text else int(text)
    return text
