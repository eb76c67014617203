"""Sealing a ballot to the tellers, signing it with the credential, and what the ballot box checks."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import Box, PrivateKey, PublicKey
from nacl.signing import SigningKey, VerifyKey

from thidua.ballots._codes import RECEIPT_SYMBOLS, grouped, symbols_of
from thidua.ballots._credentials import KEY_BYTES, credential_of, signing_key, tag, to_bytes, to_text
from thidua.ballots._errors import CastRefused
from thidua.ballots._opening import Opening, canonical, read_ballot, written
from thidua.ballots._tally import Ballot, Mark

NONCE_BYTES, TAG_BYTES, SIGNATURE_BYTES = 24, 16, 64


@dataclass(frozen=True)
class Cast:
    """A sealed ballot as it travels and as it stands on the board; nothing in it is secret or dated."""

    credential: str
    sealed: str
    signature: str

    @property
    def fingerprint(self) -> str:
        """Eight symbols by which a voter sees that the ballot on the board is the one that was sent."""
        digest = hashlib.sha512(tag("fingerprint") + self.sealed.encode()).digest()
        return grouped(symbols_of(digest)[:RECEIPT_SYMBOLS])

    def data(self) -> dict[str, str]:
        """As plain data."""
        return dict(vars(self))

    @classmethod
    def read(cls, data: Any) -> "Cast":
        """From what a browser sent; raises `CastRefused` for anything of another shape."""
        if not isinstance(data, Mapping) or set(data) != {"credential", "sealed", "signature"}:
            raise CastRefused("cast_shape")
        if not all(isinstance(value, str) for value in data.values()):
            raise CastRefused("cast_shape")
        return cls(**data)


def cast(opening: Opening, code: str, marks: tuple[Mark, ...], entropy: bytes) -> Cast:
    """Seal and sign a ballot, as a voter's browser does (used by tellers' tools, rehearsals and tests).

    `entropy` is 32 fresh random bytes. Raises `CodeMisread` for a mistyped code and `CastRefused` for
    a code that is not of this ballot or marks too long to be a ballot.
    """
    key = signing_key(code, opening.id)
    credential = credential_of(key)
    if credential not in opening.committed:
        raise CastRefused("credential_unknown")
    content = written(credential, marks)
    if len(content) > opening.size:
        raise CastRefused("cast_shape")
    once = PrivateKey(entropy[:KEY_BYTES])
    box = Box(once, PublicKey(to_bytes(opening.tellers.key) or b""))
    public = bytes(once.public_key)
    sealed = public + box.encrypt(content.ljust(opening.size), _nonce(public)).ciphertext
    return Cast(credential, to_text(sealed), to_text(key.sign(_signed(opening, sealed)).signature))


def receive(opening: Opening, held: Cast | None, given: Cast, *, withdrawn: bool = False) -> Cast:
    """The ballot to hold for a credential: the first that passes; sending the same one again is no harm.

    Raises `CastRefused`: not a committed credential, wrong length, signature that does not fit, a slip
    that was withdrawn, or a different ballot when one is held.
    """
    fault = fault_of(opening, given)
    if fault is not None:
        raise CastRefused(fault)
    if withdrawn:
        raise CastRefused("slip_withdrawn")
    if held is not None and held != given:
        raise CastRefused("voted_already")
    return held or given


def fault_of(opening: Opening, given: Cast) -> str | None:
    """Why a cast cannot stand on the board, or None."""
    sealed = to_bytes(given.sealed, KEY_BYTES + TAG_BYTES + opening.size)
    signature = to_bytes(given.signature, SIGNATURE_BYTES)
    if sealed is None or signature is None:
        return "cast_shape"
    credential = to_bytes(given.credential, KEY_BYTES)
    if credential is None or given.credential not in opening.committed:
        return "credential_unknown"
    try:
        VerifyKey(credential).verify(_signed(opening, sealed), signature)
    except BadSignatureError:
        return "signature_wrong"
    return None


def acknowledge(opening: Opening, held: Cast, box_secret: bytes) -> str:
    """The box's signed word that it holds this ballot: give it only after the ballot is safely stored."""
    key = SigningKey(box_secret)
    return to_text(key.sign(_acknowledged(opening, held)).signature)


def is_acknowledged(opening: Opening, given: Cast, word: str) -> bool:
    """Whether the box did acknowledge this ballot."""
    key, signature = to_bytes(opening.box_key, KEY_BYTES), to_bytes(word, SIGNATURE_BYTES)
    if key is None or signature is None:
        return False
    try:
        VerifyKey(key).verify(_acknowledged(opening, given), signature)
    except BadSignatureError:
        return False
    return True


def unseal(given: Cast, private: bytes) -> tuple[Ballot, str | None]:
    """The marks of a sealed ballot, or None with what is wrong: `unreadable`, `shape` or `copied`."""
    sealed = to_bytes(given.sealed) or b""
    public, content = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    try:
        plain = Box(PrivateKey(private), PublicKey(public)).decrypt(content, _nonce(public))
    except (CryptoError, ValueError, TypeError):
        return None, "unreadable"
    return read_ballot(plain, given.credential)


def _nonce(public: bytes) -> bytes:
    # The key pair is used once, so the nonce need only be fixed by it.
    return hashlib.sha512(tag("nonce") + public).digest()[:NONCE_BYTES]


def _signed(opening: Opening, sealed: bytes) -> bytes:
    return tag("cast") + bytes.fromhex(opening.digest) + sealed


def _acknowledged(opening: Opening, held: Cast) -> bytes:
    return tag("acknowledgement") + bytes.fromhex(opening.digest) + canonical(held.data())
