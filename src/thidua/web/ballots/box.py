"""The ballot box of an open secret ballot: one SQLite file of its own, on SQLite and on PostgreSQL alike.

It lies outside the site's database, and so outside its backups, its journal and its replication. Every
credential has its row from the start, as long as a full one, so that a ballot overwrites its place and
the file is the same for every order of arrival. A ballot is acknowledged when it is on the disk. At
closing the rows go to the board, in the order of credentials, and the file is destroyed.
"""

import contextlib
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from thidua.ballots import Cast, Opening, acknowledge, receipt_of, receive

KEY = re.compile(r"[a-z0-9]{4}(?:-[a-z0-9]{4}){2}")
EMPTY = "."
BUSY_SECONDS = 20
TABLES = """
CREATE TABLE about (digest TEXT NOT NULL, opening TEXT NOT NULL, secret BLOB NOT NULL, closed INTEGER NOT NULL);
CREATE TABLE box (credential TEXT PRIMARY KEY, sealed TEXT NOT NULL, signature TEXT NOT NULL, withdrawn INTEGER NOT NULL)
WITHOUT ROWID;
"""
SEALED_TEXT, SIGNATURE_TEXT = 48, 88  # bytes around the content of a sealed ballot; base64 of 64 bytes
FULL_SYNC = "PRAGMA synchronous=FULL"


class BoxAway(Exception):  # noqa: N818 - the domain word
    """There is no box that takes ballots: not opened yet, or closed."""


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
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    sealed = EMPTY * (-(-(opening.size + SEALED_TEXT) // 3) * 4)
    with contextlib.closing(_connect(partial)) as file:
        file.executescript(TABLES)
        file.execute("BEGIN")
        told = json.dumps(opening.data(), ensure_ascii=False)
        file.execute("INSERT INTO about VALUES (?, ?, ?, 0)", (opening.digest, told, secret))
        rows = ((c, sealed, EMPTY * SIGNATURE_TEXT) for c in opening.credentials)
        file.executemany("INSERT INTO box VALUES (?, ?, ?, 0)", rows)
        file.execute("COMMIT")
    partial.with_name(partial.name + "-journal").unlink(missing_ok=True)
    partial.replace(path)
    _sync_folder(path.parent)


def digest_of(key: str) -> str:
    """The digest of the opening for which the box takes ballots. Raises `BoxAway`."""
    with _file(key) as file:
        digest, closed = file.execute("SELECT digest, closed FROM about").fetchone()
    if closed:
        raise BoxAway
    return str(digest)


@lru_cache(maxsize=8)
def opening_of(key: str, digest: str) -> Opening:
    """The opening with this digest; read and checked once."""
    with _file(key) as file:
        told = file.execute("SELECT opening FROM about WHERE digest = ?", (digest,)).fetchone()
    if told is None:
        raise BoxAway
    return Opening.read(json.loads(told[0]))


def take(key: str, given: Cast) -> tuple[Cast, str]:
    """The ballot is on the disk; returns what the box holds and its signed word for it.

    Raises `BoxAway`, or `CastRefused` for a ballot that the box does not take.
    """
    with _file(key) as file:
        file.execute("BEGIN IMMEDIATE")
        digest, secret, closed = file.execute("SELECT digest, secret, closed FROM about").fetchone()
        if closed:
            raise BoxAway
        opening = opening_of(key, digest)
        row = file.execute(
            "SELECT sealed, signature, withdrawn FROM box WHERE credential = ?", (given.credential,)
        ).fetchone()
        held = Cast(given.credential, row[0], row[1]) if row and not row[0].startswith(EMPTY) else None
        kept = receive(opening, held, given, withdrawn=bool(row and row[2]))
        if held is None:
            file.execute(
                "UPDATE box SET sealed = ?, signature = ? WHERE credential = ?",
                (kept.sealed, kept.signature, kept.credential),
            )
        file.execute("COMMIT")
    return kept, acknowledge(opening, kept, secret)


def withdraw(key: str, numbers: Iterable[str]) -> list[str]:
    """The slips with these receipt numbers vote no more; returns those refused because they have voted.

    All or nothing. Raises `BoxAway`.
    """
    wanted, voted = set(numbers), []
    with _file(key) as file:
        file.execute("BEGIN IMMEDIATE")
        for credential, sealed in file.execute("SELECT credential, sealed FROM box").fetchall():
            number = receipt_of(credential)
            if number not in wanted:
                continue
            if not sealed.startswith(EMPTY):
                voted.append(number)
            file.execute("UPDATE box SET withdrawn = 1 WHERE credential = ?", (credential,))
        file.execute("ROLLBACK" if voted else "COMMIT")
    return sorted(voted)


def close(key: str) -> list[Cast]:
    """No ballot is taken any more; returns those held, in the order of credentials. Harmless when repeated."""
    with _file(key) as file:
        file.execute("UPDATE about SET closed = 1")
        rows = file.execute("SELECT credential, sealed, signature FROM box ORDER BY credential").fetchall()
    return [Cast(*row) for row in rows if not row[1].startswith(EMPTY)]


def destroy(key: str) -> None:
    """Nothing is left of the box: overwritten, removed, with its journal. Harmless when repeated."""
    path = path_of(key)
    for part in (path, *(path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm"))):
        if not part.exists():
            continue
        gone = part.with_suffix(part.suffix + ".gone")
        part.replace(gone)
        with gone.open("r+b") as content:
            content.write(bytes(gone.stat().st_size))
            content.flush()
            os.fsync(content.fileno())
        gone.unlink()
    if path.parent.exists():
        _sync_folder(path.parent)


@contextlib.contextmanager
def _file(key: str) -> Iterator[sqlite3.Connection]:
    path = path_of(key)
    if not path.exists():
        raise BoxAway
    with contextlib.closing(_connect(path)) as file:
        yield file


def _connect(path: Path) -> sqlite3.Connection:
    """A connection for one act: nothing of the box stays open in a worker. A missing file is not made."""
    file = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        # A journal that is cut to nothing and synced at each commit; a write-ahead log would keep the order.
        file.execute("PRAGMA journal_mode=TRUNCATE")
        file.execute(FULL_SYNC)
        file.execute("PRAGMA secure_delete=ON")
    except sqlite3.Error:
        file.close()
        raise
    return file


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
