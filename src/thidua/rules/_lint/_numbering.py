"""Printed numbering: 1, 2, 3; I, II, III; a, b, c, d, đ, e, ê, g."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
USUAL = "abcdđeghiklmnopqrstuvxy"  # decrees leave out ă â ê ô ơ ư
WITH_CIRCUMFLEX = "abcdđeêghiklmnopqrstuvxy"
NUMBER = re.compile(r"([0-9]+)[a-zđ]?")
ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def order_problem(ids: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each position whose number does not follow the one before, with both; a number printed twice is
    another finding.
    """
    parts = [re.split(r"[.\-)]", i.rstrip(".)")) for i in ids]
    if len({tuple(p[:-1]) for p in parts}) > 1:  # printed groups without a heading of their own
        return
    lasts = [p[-1] for p in parts]
    for reading in (_number, _roman):
        if all(reading(last) for last in lasts):
            steps = [reading(last) for last in lasts]
            yield from (_found(ids, n) for n in range(1, len(ids)) if steps[n] - steps[n - 1] not in {0, 1})
            return
    if all(len(last) == 1 and last.lower() in LETTERS for last in lasts):
        yield from _letters(ids, [last.lower() for last in lasts])


def _letters(ids: Sequence[str], lasts: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for alphabet in (USUAL, WITH_CIRCUMFLEX, LETTERS):
        start = alphabet.find(lasts[0])
        if "".join(lasts) == alphabet[start : start + len(lasts)]:
            return
    for n in range(1, len(ids)):
        following = {
            a[a.find(lasts[n - 1]) + 1 :][:1] for a in (USUAL, WITH_CIRCUMFLEX, LETTERS) if lasts[n - 1] in a
        }
        if lasts[n] not in {*following, lasts[n - 1]}:
            yield _found(ids, n)


def _found(ids: Sequence[str], position: int) -> tuple[int, dict[str, Any]]:
    return position, {"item": ids[position], "before": ids[position - 1]}


def _number(text: str) -> int:
    """The number; `2b`, how a second 2 is written down, reads as 2."""
    found = NUMBER.fullmatch(text)
    return int(found[1]) if found else 0


def _roman(text: str) -> int:
    if not ROMAN.fullmatch(text):
        return 0
    digits = [ROMAN_DIGITS[c] for c in text]
    return sum(-d if d < max(digits[n:]) else d for n, d in enumerate(digits))
