"""Codes that people read and type: 23 symbols that cannot be taken for one another, with a check symbol.

23 is prime, so a weighted sum catches every single wrong symbol and, in a code, every two symbols swapped.
"""

import hashlib
import unicodedata

from thidua.ballots._errors import CodeMisread

ALPHABET = "23456789ACEFHJKMNPRTWXY"
LOOKS_LIKE = str.maketrans({"B": "8", "S": "5", "Z": "2", "G": "6"})
BASE = len(ALPHABET)
CODE_SYMBOLS, RECEIPT_SYMBOLS, GROUP = 16, 8, 4


class Stream:
    """Bytes and symbols drawn from given entropy: the same entropy and purpose give the same draw."""

    def __init__(self, entropy: bytes, purpose: str) -> None:
        if len(entropy) < 32:  # noqa: PLR2004 - 256 bits, as every key here
            raise ValueError("at least 32 bytes of entropy")
        self.seed, self.drawn = purpose.encode() + b"\0" + entropy, 0

    def bytes(self, size: int) -> bytes:
        """The next `size` bytes (at most 64): one hash of the seed and a counter."""
        self.drawn += 1
        return hashlib.sha512(self.drawn.to_bytes(8, "big") + self.seed).digest()[:size]

    def symbols(self, size: int) -> str:
        """The next symbols, each equally likely (bytes beyond a multiple of 23 are thrown away)."""
        drawn = ""
        while len(drawn) < size:
            drawn += symbols_of(self.bytes(64))
        return drawn[:size]


def symbols_of(content: bytes) -> str:
    """Symbols from random bytes, without bias."""
    return "".join(ALPHABET[byte % BASE] for byte in content if byte < 256 // BASE * BASE)


def with_check(symbols: str) -> str:
    """The symbols and one more that makes the weighted sum divide by 23."""
    return symbols + ALPHABET[-_weighed(symbols) * pow(_weight(len(symbols)), -1, BASE) % BASE]


def _weight(place: int) -> int:
    return place % (BASE - 1) + 1  # 1 to 22, never 0


def _weighed(symbols: str) -> int:
    return sum(_weight(place) * ALPHABET.index(symbol) for place, symbol in enumerate(symbols)) % BASE


def grouped(symbols: str) -> str:
    """In fours: `A7C3-9KHP-…`."""
    return "-".join(symbols[at : at + GROUP] for at in range(0, len(symbols), GROUP))


def read_symbols(text: str, size: int) -> str:
    """The bare symbols of what was typed; small letters, spaces, dashes and look-alikes are forgiven.

    Raises `CodeMisread`: wrong length, a symbol that no code has, or a check symbol that does not fit.
    """
    bare = _bare(text, size)
    if _weighed(bare):
        raise CodeMisread("code_check")
    return bare


def _bare(text: str, size: int) -> str:
    upper = unicodedata.normalize("NFKC", text).upper()
    bare = "".join(c for c in upper if not c.isspace() and c not in "-–—_.").translate(LOOKS_LIKE)
    strange = sorted(set(bare) - set(ALPHABET))
    if strange:
        raise CodeMisread("code_symbol", symbols=" ".join(strange))
    if len(bare) != size:
        raise CodeMisread("code_length", found=len(bare), size=size)
    return bare


def read_receipt(text: str) -> str:
    """A receipt number as printed, from what was typed; raises `CodeMisread` (there is no check symbol)."""
    return grouped(_bare(text, RECEIPT_SYMBOLS))


def to_symbols(number: int, size: int) -> str:
    """A number in base 23, of fixed length."""
    digits = []
    for _ in range(size):
        number, digit = divmod(number, BASE)
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))


def to_number(symbols: str) -> int:
    """The number that `to_symbols` wrote."""
    number = 0
    for symbol in symbols:
        number = number * BASE + ALPHABET.index(symbol)
    return number
