"""The ballot box of an open secret ballot: one file of its own, whatever the site's database is.

It lies outside the site's database, and so outside its backups, its journal and its replication. Every
credential has its place from the start; a ballot overwrites its place, so that the file is the same, byte for
byte, for every order of arrival, and no journal keeps one. A ballot is acknowledged when it is on the disk.
Half a ballot, where a power cut met the writing, is known by its signature; nobody was told that it is there.
At closing the ballots go to the board, in the order of credentials, and the file is destroyed.

The file: the opening's digest; length of what follows; opening and secret as JSON; 0 or 1 for closed; then for
each credential, in order, 0 or 1 for withdrawn, the sealed ballot and its signature, or dots.
"""

import contextlib
import fcntl
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from thidua.ballots import BallotsError, Cast, Opening, acknowledge, receipt_of, receive

KEY = re.compile(r"[a-z0-9]{4}(?:-[a-z0-9]{4}){2}")
EMPTY = b"."
DIGEST, LENGTH = 64, 12  # symbols at the start
SEALED_BYTES, SIGNATURE_TEXT = 48, 88  # bytes around the content of a sealed ballot; base64 of 64 bytes


class BoxAway(Exception):  # noqa: N818 - the domain word
    """There is no box that takes ballots: not opened yet, or closed."""


@dataclass(frozen=True)
class About:
    """What stands at the head of the file, and where each credential has its place."""

    opening: Opening
    secret: bytes
    start: int
    places: dict[str, int]

    @property
    def sealed(self) -> int:
        """The length of a sealed ballot as text."""
        return -(-(self.opening.size + SEALED_BYTES) // 3) * 4

    @property
    def size(self) -> int:
        """The length of one place."""
        return 1 + self.sealed + SIGNATURE_TEXT

    def at(self, place: int) -> int:
        """Where a place begins."""
        return self.start + 1 + place * self.size


def path_of(key: str) -> Path:
    """Where the box lies."""
    if not KEY.fullmatch(key):
        raise BoxAway
    return Path(settings.BOXES_ROOT) / f"{key}.box"


def stands(key: str) -> bool:
    """Whether there is a box, taking ballots or just closed."""
    return bool(KEY.fullmatch(key)) and path_of(key).exists()


def boxes() -> list[str]:
    """The keys of all boxes on this machine."""
    return sorted(path.stem for path in Path(settings.BOXES_ROOT).glob("*.box"))


def set_up(opening: Opening, secret: bytes) -> None:
    """An empty box stands for the opening; `secret` is the key with which it acknowledges.

    A box that a failed opening left behind is replaced.
    """
    path = path_of(opening.id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_suffix(".new")
    told = {"opening": opening.data(), "secret": secret.hex()}
    head = json.dumps(told, ensure_ascii=False).encode()
    size = About(opening, secret, 0, {}).size
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    with partial.open("r+b") as file:
        file.write(opening.digest.encode() + b"%0*d" % (LENGTH, len(head)) + head + b"0")
        file.write((b"0" + EMPTY * (size - 1)) * len(opening.credentials))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    _sync_folder(path.parent)


def digest_of(key: str) -> str:
    """The digest of the opening for which the box takes ballots. Raises `BoxAway`."""
    with _file(key) as file:
        about = _about(file, key)
        _require_open(file, about)
    return about.opening.digest


def opening_of(key: str, digest: str) -> Opening:
    """The opening with this digest. Raises `BoxAway`."""
    return _read_about(key, digest).opening


def take(key: str, given: Cast) -> tuple[Cast, str]:
    """The ballot is on the disk; returns what the box holds and its signed word for it.

    Raises `BoxAway`, or `CastRefused` for a ballot that the box does not take.
    """
    with _file(key) as file:
        about = _about(file, key)
        place = about.places.get(given.credential)
        if place is None:
            receive(about.opening, None, given)  # says why it is refused
            raise BoxAway  # pragma: no cover - the line above raises
        with _alone(file):
            _require_open(file, about)
            held, withdrawn = _read(file, about, place)
            kept = receive(about.opening, held, given, withdrawn=withdrawn)
            if held is None:
                os.pwrite(file, (kept.sealed + kept.signature).encode(), about.at(place) + 1)
        os.fdatasync(file)  # of a ballot sent again too: the first sending may still be waiting for the disk
    return kept, acknowledge(about.opening, kept, about.secret)


def withdraw(key: str, numbers: Iterable[str]) -> list[str]:
    """The slips with these receipt numbers vote no more; returns those refused because they have voted.

    All or nothing. Raises `BoxAway`.
    """
    wanted = set(numbers)
    with _file(key) as file:
        about = _about(file, key)
        places = {n: place for c, place in about.places.items() if (n := receipt_of(c)) in wanted}
        with _alone(file):
            _require_open(file, about)
            voted = [number for number, place in places.items() if _read(file, about, place)[0] is not None]
            for place in () if voted else places.values():
                os.pwrite(file, b"1", about.at(place))
        os.fdatasync(file)
    return sorted(voted)


def close(key: str) -> list[Cast]:
    """No ballot is taken any more; returns those held, in the order of credentials. Harmless when repeated."""
    with _file(key) as file:
        about = _about(file, key)
        with _alone(file):
            os.pwrite(file, b"1", about.start)
            os.fdatasync(file)
            held = (_read(file, about, place)[0] for place in about.places.values())
            return [cast for cast in held if cast is not None]


def destroy(key: str) -> None:
    """Nothing is left of the box: overwritten and removed. Harmless when repeated."""
    path = path_of(key)
    gone = path.with_suffix(".gone")
    if path.exists():
        path.replace(gone)
    if gone.exists():
        with gone.open("r+b") as content:
            content.write(bytes(gone.stat().st_size))
            content.flush()
            os.fsync(content.fileno())
        gone.unlink()
        _sync_folder(path.parent)


@contextlib.contextmanager
def _file(key: str) -> Iterator[int]:
    """The file opened for one act: nothing of the box stays open in a worker."""
    try:
        file = os.open(path_of(key), os.O_RDWR)
    except FileNotFoundError:
        raise BoxAway from None
    try:
        yield file
    finally:
        os.close(file)


@contextlib.contextmanager
def _alone(file: int) -> Iterator[None]:
    """No other act on the box meanwhile, in this process or another; waiting for the disk is outside of it."""
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _require_open(file: int, about: About) -> None:
    if os.pread(file, 1, about.start) != b"0":
        raise BoxAway


def _read(file: int, about: About, place: int) -> tuple[Cast | None, bool]:
    """The ballot at a place, if a whole one is there, and whether its slip was withdrawn."""
    raw = os.pread(file, about.size, about.at(place)).decode(errors="replace")
    if raw[1] == EMPTY.decode():
        return None, raw[0] == "1"
    found = Cast(about.opening.credentials[place], raw[1 : 1 + about.sealed], raw[1 + about.sealed :])
    try:
        return receive(about.opening, None, found), raw[0] == "1"
    except BallotsError:
        return None, raw[0] == "1"


def _about(file: int, key: str) -> About:
    """The head of the file; read and checked once for each opening."""
    return _read_about(key, os.pread(file, DIGEST, 0).decode())


@lru_cache(maxsize=8)
def _read_about(key: str, digest: str) -> About:
    with _file(key) as file:
        if os.pread(file, DIGEST, 0).decode() != digest:
            raise BoxAway
        length = int(os.pread(file, LENGTH, DIGEST))
        told = json.loads(os.pread(file, length, DIGEST + LENGTH))
    opening = Opening.read(told["opening"])
    places = {credential: at for at, credential in enumerate(opening.credentials)}
    return About(opening, bytes.fromhex(told["secret"]), DIGEST + LENGTH + length, places)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
