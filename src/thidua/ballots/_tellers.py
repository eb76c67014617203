"""The tellers' key: an X25519 key for one ballot, split so that any `need` of the tellers can open it.

Shamir's secret sharing over the field of the Mersenne prime 2^127 - 1, so that a share is short enough
to be typed by hand; each share's hash is published beforehand, so that a wrong one is told apart.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nacl.public import PrivateKey

from thidua.ballots._codes import Stream, grouped, read_symbols, to_number, to_symbols, with_check
from thidua.ballots._credentials import KEY_BYTES, tag, to_text
from thidua.ballots._errors import KeyMissing, RuleInvalid

PRIME = 2**127 - 1
SECRET_BYTES, AT_SYMBOLS, VALUE_SYMBOLS = 16, 2, 29
SHARE_SYMBOLS = AT_SYMBOLS + VALUE_SYMBOLS + 1
MOST = 100


@dataclass(frozen=True)
class TellersKey:
    """The public half: what ballots are sealed to, and how many of whose shares open them."""

    key: str
    need: int
    shares: tuple[str, ...]

    def data(self) -> dict[str, Any]:
        """As plain data."""
        return {"key": self.key, "need": self.need, "shares": list(self.shares)}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "TellersKey":
        """From plain data."""
        return cls(str(data["key"]), int(data["need"]), tuple(map(str, data["shares"])))


@dataclass(frozen=True)
class Tellers:
    """The public half and one secret share for each teller, to be printed and handed over."""

    public: TellersKey
    shares: tuple[str, ...] = field(repr=False)


def make_tellers(entropy: bytes, *, need: int, of: int, ballot: str) -> Tellers:
    """Make the key of a ballot for `of` tellers, any `need` of whom can open it; forget the entropy."""
    if not 1 <= need <= of <= MOST:
        raise RuleInvalid("tellers_shape", need=need, of=of)
    stream = Stream(entropy, f"tellers {ballot}")
    # 64 bytes reduced modulo the prime: the bias is below 2^-380.
    polynomial = [int.from_bytes(stream.bytes(64), "big") % PRIME for _ in range(need)]
    shares = tuple(
        _share(at, sum(c * at**n for n, c in enumerate(polynomial)) % PRIME) for at in range(1, of + 1)
    )
    private = _private(polynomial[0], ballot)
    public = TellersKey(
        to_text(bytes(private.public_key)), need, tuple(_commitment(bare(share), ballot) for share in shares)
    )
    return Tellers(public, shares)


def join_shares(shares: Iterable[str], public: TellersKey, *, ballot: str) -> bytes:
    """The private key from enough shares.

    Raises `CodeMisread` for a mistyped share, `KeyMissing` for a share of another ballot, too few
    different shares, or shares that do not give the published key.
    """
    points: dict[int, int] = {}
    for text in shares:
        share = bare(text)
        if _commitment(share, ballot) not in public.shares:
            raise KeyMissing("share_foreign")
        points[to_number(share[:AT_SYMBOLS])] = to_number(share[AT_SYMBOLS:-1])
    if len(points) < public.need:
        raise KeyMissing("shares_few", have=len(points), need=public.need)
    private = _private(_at_zero(dict(list(points.items())[: public.need])), ballot)
    if to_text(bytes(private.public_key)) != public.key:
        raise KeyMissing("key_wrong")
    return bytes(private)


def bare(share: str) -> str:
    """The symbols of a share as typed."""
    return read_symbols(share, SHARE_SYMBOLS)


def _share(at: int, value: int) -> str:
    return grouped(with_check(to_symbols(at, AT_SYMBOLS) + to_symbols(value, VALUE_SYMBOLS)))


def _commitment(share: str, ballot: str) -> str:
    return hashlib.sha512(tag("share") + ballot.encode() + b"\0" + share.encode()).hexdigest()[:64]


def _private(secret: int, ballot: str) -> PrivateKey:
    seed = tag("tellers") + ballot.encode() + b"\0" + secret.to_bytes(SECRET_BYTES, "big")
    return PrivateKey(hashlib.sha512(seed).digest()[:KEY_BYTES])


def _at_zero(points: Mapping[int, int]) -> int:
    """Lagrange's interpolation at 0."""
    total = 0
    for here, value in points.items():
        weight = 1
        for there in points:
            if there != here:
                weight = weight * there * pow(there - here, -1, PRIME) % PRIME
        total += value * weight
    return total % PRIME
