"""What changed between two texts, word by word. Pure.

Applying the pieces to the old text gives the new one: `new_of(pieces(old, new)) == new`.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Kind = Literal["same", "gone", "new"]
WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, went or came."""

    kind: Kind
    text: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The runs that lead from `old` to `new`, whole words at a time; what went stands before what came.

    >>> [(p.kind, p.text) for p in pieces("đạt 80 %", "đạt 85 %")]
    [('same', 'đạt '), ('gone', '80'), ('new', '85'), ('same', ' %')]
    """
    before, after = WORDS.findall(old), WORDS.findall(new)
    found: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        runs: tuple[tuple[Kind, str], ...] = (
            (("same", "".join(before[a:b])),)
            if tag == "equal"
            else (("gone", "".join(before[a:b])), ("new", "".join(after[c:d])))
        )
        found += [Piece(kind, text) for kind, text in runs if text]
    return tuple(found)


def old_of(found: tuple[Piece, ...]) -> str:
    """The text before."""
    return "".join(piece.text for piece in found if piece.kind != "new")


def new_of(found: tuple[Piece, ...]) -> str:
    """The text after."""
    return "".join(piece.text for piece in found if piece.kind != "gone")


def marked(old: str, new: str) -> SafeString:
    """The change as HTML: `<del>` and `<ins>`, each said in words to who cannot see the marks."""
    said = {"gone": (_("bỏ"), "del"), "new": (_("thêm"), "ins")}
    parts = []
    for piece in pieces(old, new):
        if piece.kind == "same":
            parts.append(format_html("{}", piece.text))
        else:
            word, tag = said[piece.kind]
            parts.append(
                format_html(
                    '<{0}><span class="visually-hidden">[{1}: </span>{2}<span class="visually-hidden">]</span></{0}>',
                    tag, word, piece.text,
                )
            )  # fmt: skip
    return format_html(
        '<span class="diff">{}</span>', format_html_join("", "{}", ((part,) for part in parts))
    )
