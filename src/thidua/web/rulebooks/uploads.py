"""Read an uploaded rulebook: YAML as it stands, or a filled table in a workbook."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from thidua.rules import Problem, Rulebook, RulebookInvalid, parse_rulebook


@dataclass(frozen=True)
class Read:
    """What the file says: a rulebook with its text, or every problem (then `rulebook` is None)."""

    name: str
    text: str = ""
    rulebook: Rulebook | None = None
    problems: tuple[Problem, ...] = ()


def read_rulebook(upload: Any) -> Read:
    """The rulebook in an uploaded file; nothing is written.

    A YAML text stays as it is but for NFC; a workbook becomes the YAML that says the same.
    """
    content, name = upload.read(), upload.name
    try:
        text = unicodedata.normalize("NFC", content.decode("utf-8-sig")).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return Read(name, problems=(Problem("", "not_utf8", values={"byte": error.start}),))
    try:
        return Read(name, text, parse_rulebook(text))
    except RulebookInvalid as error:
        return Read(name, text, problems=error.problems)
