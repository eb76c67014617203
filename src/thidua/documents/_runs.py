"""Text of a paper to runs: cleaned, gaps and stress told apart, document numbers held together."""

import re
from collections.abc import Iterable

from thidua.documents._blocks import GAP_CLOSE, GAP_OPEN, STRONG_CLOSE, STRONG_OPEN
from thidua.documents._font import printable
from thidua.documents._sheet import Runs
from thidua.documents.text import NO_BREAK_HYPHEN, NO_BREAK_SPACE, WORD_JOINER, breakable, normal, unbroken

DOTS = "………………"
NOT_IN_FONT = "□"
_INSIDE = f"([^{GAP_OPEN}-{STRONG_CLOSE}]*)"
_MARKED = re.compile(f"{GAP_OPEN}{_INSIDE}{GAP_CLOSE}|{STRONG_OPEN}{_INSIDE}{STRONG_CLOSE}")


def runs(text: str) -> Runs:
    """The runs of a text; a character that the font lacks becomes an empty box."""
    text, found, at = normal(text), [], 0
    for match in _MARKED.finditer(text):
        found.append((text[at : match.start()], ""))
        if match[1] is not None:
            found.append((f"{DOTS} ({match[1]})" if match[1] else DOTS, "g"))
        else:
            found.append((match[2], "s"))
        at = match.end()
    found.append((text[at:], ""))
    return tuple((_shown(unbroken(part)), kind) for part, kind in found if part)


def _shown(text: str) -> str:
    has = printable()
    if all(ord(c) in has for c in text):
        return text
    return "".join(c if ord(c) in has or c in {NO_BREAK_HYPHEN, WORD_JOINER} else NOT_IN_FONT for c in text)


def end_held(text: str, words: int) -> str:
    """The text with its last words held together, so that a centred line does not leave one alone below it."""
    parts = text.split()
    held = min(words, len(parts) // 2)
    return (
        " ".join([*parts[: len(parts) - held], NO_BREAK_SPACE.join(parts[len(parts) - held :])])
        if held
        else text
    )


def plain(text: str) -> str:
    """The text as printed, without what holds document numbers and line ends together.

    >>> plain("Nghị quyết  39-NQ/TW")
    'Nghị quyết  39-NQ/TW'
    """
    shown = "".join(part for part, _ in runs(text))
    return breakable(shown).replace(NO_BREAK_SPACE, " ")


def unprintable(texts: Iterable[str]) -> str:
    """Characters of the texts that the shipped font lacks (printed as an empty box), each once, to warn about.

    >>> unprintable(["Nguyễn Thị Hường ★"])
    '★'
    """
    marks = {GAP_OPEN, GAP_CLOSE, STRONG_OPEN, STRONG_CLOSE}
    has = printable()
    return "".join(sorted({c for text in texts for c in normal(text) if ord(c) not in has} - marks))
