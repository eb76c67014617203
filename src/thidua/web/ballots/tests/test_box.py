"""The box: first cast wins, safely stored, the file the same for every order of arrival, nothing left after."""

import os
import threading
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest
from tests.ballots.world import BOX, FLAG, world

from thidua.ballots import BallotsError, Cast, cast
from thidua.web.ballots import box

KEY = "k7ra-c3mp-9xyt"
W = world(voters=5, spare=1, questions=(FLAG,), ballot=KEY)
CASTS = [cast(W.opening, code, (("yes",),), bytes([n]) * 32) for n, code in enumerate(W.codes)]
ORDERS = list(permutations(range(5)))[::7]


@pytest.fixture
def opened(settings, tmp_path):
    settings.BOXES_ROOT = tmp_path / "boxes"
    box.set_up(W.opening, BOX)
    return settings.BOXES_ROOT


def test_the_file_is_the_same_for_every_order_of_arrival(settings, tmp_path):
    seen = set()
    for at, order in enumerate(ORDERS):
        settings.BOXES_ROOT = tmp_path / str(at)
        box.set_up(W.opening, BOX)
        for voter in order:
            assert box.take(KEY, CASTS[voter])[0] == CASTS[voter]
        (file,) = settings.BOXES_ROOT.glob("*.box")
        seen.add(file.read_bytes())
    assert len(seen) == 1


def test_the_first_ballot_is_held_and_the_same_one_acknowledged_again(opened):
    other = cast(W.opening, W.codes[0], (("no",),), bytes([99]) * 32)
    held, word = box.take(KEY, CASTS[0])
    assert (held, word) == box.take(KEY, CASTS[0])
    with pytest.raises(BallotsError) as refused:
        box.take(KEY, other)
    assert refused.value.code == "voted_already"
    assert box.close(KEY) == [CASTS[0]]


def test_of_two_hundred_attempts_at_once_one_ballot_stands(opened):
    tries = [cast(W.opening, W.codes[0], (("yes",),), sha256(bytes([n])).digest()) for n in range(200)]
    taken, refused, start = [], [], threading.Barrier(200)

    def vote(given: Cast) -> None:
        start.wait()
        try:
            taken.append(box.take(KEY, given)[0])
        except BallotsError as error:
            refused.append(error.code)

    threads = [threading.Thread(target=vote, args=(given,)) for given in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 1
    assert refused == ["voted_already"] * 199
    assert box.close(KEY) == taken


def test_withdrawn_slips_do_not_vote_and_slips_that_voted_are_not_withdrawn(opened):
    box.take(KEY, CASTS[0])
    assert box.withdraw(KEY, [W.receipts[0], W.receipts[1]]) == [W.receipts[0]]
    box.take(KEY, CASTS[1])
    assert box.withdraw(KEY, [W.receipts[5]]) == []
    with pytest.raises(BallotsError) as refused:
        box.take(KEY, CASTS[5])
    assert refused.value.code == "slip_withdrawn"


def test_a_closed_box_takes_nothing_and_leaves_nothing(opened):
    box.take(KEY, CASTS[0])
    assert box.close(KEY) == box.close(KEY) == [CASTS[0]]
    with pytest.raises(box.BoxAway):
        box.take(KEY, CASTS[1])
    box.destroy(KEY)
    box.destroy(KEY)
    assert list(opened.iterdir()) == []
    with pytest.raises(box.BoxAway):
        box.take(KEY, CASTS[1])


def test_destroying_overwrites_what_was_there(opened, monkeypatch):
    box.take(KEY, CASTS[0])
    last = {}
    real = Path.unlink

    def unlink(path, **more):
        last[path.name] = path.read_bytes()
        real(path, **more)

    monkeypatch.setattr(Path, "unlink", unlink)
    box.destroy(KEY)
    assert list(last) == [f"{KEY}.gone"]
    assert last[f"{KEY}.gone"].strip(b"\0") == b""


def test_a_destroying_that_was_cut_off_is_ended(opened):
    (opened / f"{KEY}.box").replace(opened / f"{KEY}.gone")
    box.destroy(KEY)
    assert list(opened.iterdir()) == []


@pytest.mark.parametrize("key", ["", "..", "../secret-key", "k7ra-c3mp", "K7RA-C3MP-9XYT"])
def test_a_key_is_no_path(opened, key):
    with pytest.raises(box.BoxAway):
        box.digest_of(key)


def test_a_ballot_is_on_the_disk_before_it_is_acknowledged(opened, monkeypatch):
    done = []
    sync, sign = os.fdatasync, box.acknowledge
    monkeypatch.setattr("os.fdatasync", lambda file: (done.append("disk"), sync(file)))
    monkeypatch.setattr(box, "acknowledge", lambda *given: (done.append("word"), sign(*given))[1])
    box.take(KEY, CASTS[0])
    box.take(KEY, CASTS[0])
    assert done == ["disk", "word"] * 2


def test_half_a_ballot_is_none_and_its_voter_votes_again(opened):
    """A power cut may leave any part of what was written; nobody was told that it is there."""
    path = opened / f"{KEY}.box"
    empty = path.read_bytes()
    box.take(KEY, CASTS[0])
    whole = path.read_bytes()
    start = next(at for at, (a, b) in enumerate(zip(empty, whole, strict=True)) if a != b)
    end = max(at for at, (a, b) in enumerate(zip(empty, whole, strict=True)) if a != b) + 1
    for torn in (
        whole[: start + 100] + empty[start + 100 :],
        empty[: start + 100] + whole[start + 100 :],
        whole[: end - 1] + empty[end - 1 :],
    ):
        path.write_bytes(torn)
        other = cast(W.opening, W.codes[0], (("no",),), bytes([77]) * 32)
        assert box.take(KEY, other)[0] == other
        assert box.close(KEY) == [other]
        path.write_bytes(empty)


def test_casts_and_closing_at_once_lose_none_that_was_acknowledged(opened):
    acknowledged, start = [], threading.Barrier(len(CASTS) + 1)

    def vote(given: Cast) -> None:
        start.wait()
        try:
            acknowledged.append(box.take(KEY, given)[0])
        except box.BoxAway:
            return

    threads = [threading.Thread(target=vote, args=(given,)) for given in CASTS]
    for thread in threads:
        thread.start()
    start.wait()
    held = box.close(KEY)
    for thread in threads:
        thread.join()
    assert {c.credential for c in acknowledged} == {c.credential for c in held}
