"""Read an uploaded rulebook: YAML as it stands, or a filled table in a workbook."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from thidua.rules import DataInvalid, Problem, Rulebook, RulebookInvalid, parse_rulebook
from thidua.rules.tables import read_rulebook_table


@dataclass(frozen=True)
class Read:
    """What the file says: a rulebook with its text, and problems; `rulebook` is None while an error stands."""

    name: str
    text: str = ""
    rulebook: Rulebook | None = None
    problems: tuple[Problem, ...] = ()


def read_rulebook(upload: Any) -> Read:
    """The rulebook in an uploaded file; nothing is written.

    A YAML text stays as it is but for NFC; a workbook becomes the YAML that says the same.
    """
    content, name = upload.read(), upload.name
    if name.lower().endswith(".xlsx") or content.startswith(b"PK\x03\x04"):  # a workbook by any name
        return _read_table(content, name)
    try:
        text = unicodedata.normalize("NFC", content.decode("utf-8-sig")).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return Read(name, problems=(Problem("", "not_utf8", values={"byte": error.start}),))
    try:
        return Read(name, text, parse_rulebook(text))
    except RulebookInvalid as error:
        return Read(name, text, problems=error.problems)


def _read_table(content: bytes, name: str) -> Read:
    try:
        reading = read_rulebook_table(content)
    except DataInvalid as error:
        return Read(name, problems=error.problems)
    return Read(name, reading.text, reading.rulebook, reading.problems)
