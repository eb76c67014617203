"""The registrar's part: codes on slips, the credentials derived from them, and receipt numbers.

A code is a secret of 15 symbols (67.8 bits). Stretched with PBKDF2 and the ballot's id it seeds an
Ed25519 key; only its public half is committed. The receipt number is a hash of the public half, so
that nobody can give two voters the same receipt.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field

from nacl.signing import SigningKey

from thidua.ballots._codes import (
    CODE_SYMBOLS,
    RECEIPT_SYMBOLS,
    Stream,
    grouped,
    read_symbols,
    symbols_of,
    with_check,
)

STRETCH = 2048
FORMAT = "thidua-ballot/1"
KEY_BYTES = 32


def tag(purpose: str) -> bytes:
    """The prefix that keeps a hash or signature made for one purpose from passing for another."""
    return f"{FORMAT} {purpose}\0".encode()


def to_text(content: bytes) -> str:
    """Bytes as base64."""
    return base64.b64encode(content).decode()


def to_bytes(text: object, size: int | None = None) -> bytes | None:
    """Bytes from exactly their base64 (one spelling only), or None."""
    if not isinstance(text, str):
        return None
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if to_text(content) == text and size in {None, len(content)} else None


@dataclass(frozen=True)
class Slip:
    """One slip to print, fold and put into the pile: the secret code and the receipt number."""

    code: str = field(repr=False)
    receipt: str

    def qr_text(self, address: str) -> str:
        """What the QR code holds; the code stands after #, which a browser does not send to the server."""
        return f"{address}#{self.code.replace('-', '')}"


@dataclass(frozen=True)
class Issue:
    """What the registrar makes: slips (secret, printed once) and credentials (public, sorted)."""

    slips: tuple[Slip, ...] = field(repr=False)
    credentials: tuple[str, ...]


def signing_key(code: str, ballot: str) -> SigningKey:
    """The credential's key from its code; raises `CodeMisread` for a mistyped code."""
    secret = read_symbols(code, CODE_SYMBOLS).encode()
    seed = hashlib.pbkdf2_hmac("sha512", secret, tag("credential") + ballot.encode(), STRETCH)
    return SigningKey(seed[:KEY_BYTES])


def credential_of(key: SigningKey) -> str:
    """The public credential."""
    return to_text(bytes(key.verify_key))


def receipt_of(credential: str) -> str:
    """The receipt number of a credential: eight symbols of its hash."""
    digest = hashlib.sha512(tag("receipt") + (to_bytes(credential) or credential.encode())).digest()
    return grouped(symbols_of(digest)[:RECEIPT_SYMBOLS])


def issue(entropy: bytes, slips: int, *, ballot: str) -> Issue:
    """Make codes for a ballot, with receipt numbers all different; the slips come in no telling order.

    `entropy` is 32 fresh random bytes or more, and must be forgotten afterwards: it gives every code.
    """
    stream, made = Stream(entropy, f"codes {ballot}"), dict[str, tuple[str, str]]()
    while len(made) < slips:
        code = with_check(stream.symbols(CODE_SYMBOLS - 1))
        credential = credential_of(signing_key(code, ballot))
        made.setdefault(receipt_of(credential), (grouped(code), credential))
    return Issue(
        tuple(Slip(code, receipt) for receipt, (code, _) in made.items()),
        tuple(sorted(credential for _, credential in made.values())),
    )
