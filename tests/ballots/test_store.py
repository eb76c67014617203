"""The storage rules on a real SQLite file: rows made at opening and filled keep nothing once written anew.

The box is a file of its own. At closing it is written into a new file in the order of credentials: that
file is the same, byte for byte, for every order of arrival. The old file is not, which is why it must go.
"""

import sqlite3
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest

from tests.ballots.world import FLAG, world
from thidua.ballots import Cast, cast, close_ballot, receive

W = world(voters=5, spare=0, questions=(FLAG,))
CASTS = [cast(W.opening, code, (("yes",),), bytes([n]) * 32) for n, code in enumerate(W.codes)]
TABLE = "CREATE TABLE box (credential TEXT PRIMARY KEY, sealed TEXT, signature TEXT) WITHOUT ROWID"
ORDERS = list(permutations(range(5)))[::7]


def opened(path):
    """The box as it is when voting opens."""
    with closing(sqlite3.connect(path)) as box, box:
        box.execute(TABLE)
        box.executemany("INSERT INTO box VALUES (?, NULL, NULL)", [(c,) for c in W.opening.credentials])


def take(path, given):
    """One ballot, in its own transaction; an UPDATE of an empty row decides who was first."""
    with closing(sqlite3.connect(path)) as box, box:
        row = box.execute(
            "SELECT sealed, signature FROM box WHERE credential = ?", (given.credential,)
        ).fetchone()
        held = Cast(given.credential, *row) if row[0] else None
        kept = receive(W.opening, held, given)
        changed = box.execute(
            "UPDATE box SET sealed = ?, signature = ? WHERE credential = ? AND sealed IS NULL",
            (kept.sealed, kept.signature, kept.credential),
        )
        return changed.rowcount


def written_anew(path, anew):
    """What closing does: every row into a new file, in order, in one transaction."""
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(anew)) as new, new:
        new.execute(TABLE)
        rows = old.execute("SELECT * FROM box ORDER BY credential").fetchall()
        new.executemany("INSERT INTO box VALUES (?, ?, ?)", rows)
    return [Cast(*row) for row in rows if row[1]]


@pytest.fixture(scope="module")
def boxes(tmp_path_factory):
    """For each order of arrival: the file at closing, the new file, and the board."""
    folder, seen = tmp_path_factory.mktemp("boxes"), []
    for at, order in enumerate(ORDERS):
        old, new = folder / f"{at}.old", folder / f"{at}.new"
        opened(old)
        assert [take(old, CASTS[voter]) for voter in order] == [1] * 5
        assert take(old, CASTS[order[0]]) == 0
        board = close_ballot(W.opening, written_anew(old, new), handed_out=5)
        seen.append((Path(old).read_bytes(), Path(new).read_bytes(), repr(board.data())))
    return seen


def test_the_new_file_is_the_same_for_every_order_of_arrival(boxes):
    assert len({new for _, new, _ in boxes}) == 1
    assert len({board for _, _, board in boxes}) == 1


def test_the_old_file_still_tells_the_order_and_so_must_be_destroyed(boxes):
    assert len({old for old, _, _ in boxes}) > 1
