"""What the ballot box takes and what it refuses."""

import base64
import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ballots.world import BOX, MARKS, world
from thidua.ballots import Cast, acknowledge, cast, receive
from thidua.ballots._casting import fault_of, is_acknowledged, unseal
from thidua.ballots._credentials import credential_of, signing_key, to_bytes, to_text
from thidua.ballots._errors import CastRefused, CodeMisread

HERE, THERE = world(), world(ballot="cuoc-2")


def flipped(text, at=-1):
    content = bytearray(to_bytes(text))
    content[at] ^= 1
    return to_text(bytes(content))


@pytest.mark.parametrize("marks", [*MARKS, (None, None, None)])
def test_what_was_marked_is_what_the_tellers_read_and_its_length_tells_nothing(marks):
    given_ = HERE.cast(0, marks)
    assert unseal(given_, HERE.private) == (marks, None)
    assert len(given_.sealed) == len(HERE.cast(1, MARKS[0]).sealed)


def test_the_first_ballot_stands_and_sending_it_again_is_no_harm():
    first, second = HERE.cast(0, MARKS[0]), cast(HERE.opening, HERE.codes[0], MARKS[3], b"z" * 32)
    assert receive(HERE.opening, first, first) == first
    with pytest.raises(CastRefused) as refused:
        receive(HERE.opening, first, second)
    assert refused.value.said.vi == "Mã này đã bỏ phiếu. Phiếu đầu tiên được giữ."


def test_the_box_refuses_a_forgery():
    good = HERE.cast(0, MARKS[0])
    with pytest.raises(CastRefused) as refused:
        receive(HERE.opening, None, dataclasses.replace(good, sealed=flipped(good.sealed)))
    assert refused.value.said.en == "The ballot's signature does not fit."


def test_a_withdrawn_slip_does_not_vote():
    with pytest.raises(CastRefused) as refused:
        receive(HERE.opening, None, HERE.cast(0, MARKS[0]), withdrawn=True)
    assert refused.value.code == "slip_withdrawn"


def test_each_forgery_is_refused_for_its_own_reason():
    good = HERE.cast(0, MARKS[0])
    own = signing_key(HERE.codes[1], HERE.opening.id)
    forgeries = {
        "sealed changed": dataclasses.replace(good, sealed=flipped(good.sealed)),
        "signature changed": dataclasses.replace(good, signature=flipped(good.signature)),
        "another's credential": dataclasses.replace(good, credential=credential_of(own)),
        "of another ballot": THERE.cast(0, MARKS[0]),
        "shorter": dataclasses.replace(good, sealed=to_text(to_bytes(good.sealed)[:-1])),
        "not base64": dataclasses.replace(good, sealed="*"),
        "two spellings": dataclasses.replace(good, signature=good.signature[:-3] + "/=="),
        "low order key": dataclasses.replace(good, credential=to_text(bytes(32))),
    }
    assert {name: fault_of(HERE.opening, forged) for name, forged in forgeries.items()} == {
        "sealed changed": "signature_wrong", "signature changed": "signature_wrong",
        "another's credential": "signature_wrong", "of another ballot": "credential_unknown",
        "shorter": "cast_shape", "not base64": "cast_shape", "two spellings": "cast_shape",
        "low order key": "credential_unknown",
    }  # fmt: skip


def test_a_ballot_signed_under_another_opening_does_not_count_here():
    """The same slips under changed questions: signatures are bound to the opening that the voter saw."""
    changed = dataclasses.replace(HERE.opening, title="Đã đổi")
    assert fault_of(changed, HERE.cast(0, MARKS[0])) == "signature_wrong"


def test_a_sealed_ballot_copied_under_another_credential_is_not_a_vote():
    good, key = HERE.cast(0, MARKS[0]), signing_key(HERE.codes[1], HERE.opening.id)
    from thidua.ballots._casting import _signed

    signature = key.sign(_signed(HERE.opening, to_bytes(good.sealed))).signature
    copy = Cast(credential_of(key), good.sealed, to_text(signature))
    assert fault_of(HERE.opening, copy) is None
    assert unseal(copy, HERE.private) == (None, "copied")


def test_a_mistyped_and_an_unknown_code_are_told_apart():
    with pytest.raises(CodeMisread):
        cast(HERE.opening, HERE.codes[0][:-1], MARKS[0], b"z" * 32)
    with pytest.raises(CastRefused) as refused:
        cast(HERE.opening, THERE.codes[0], MARKS[0], b"z" * 32)
    assert refused.value.code == "credential_unknown"
    with pytest.raises(CastRefused) as long:
        cast(HERE.opening, HERE.codes[0], (("x" * 500,),), b"z" * 32)
    assert long.value.code == "cast_shape"


@pytest.mark.parametrize("sent", [None, [], "x", {}, {"credential": "a", "sealed": "b", "signature": 3},
                                  {"credential": "a", "sealed": "b", "signature": "c", "at": "12:00"}])  # fmt: skip
def test_what_is_not_a_cast_is_refused_and_nothing_more_may_ride_along(sent):
    with pytest.raises(CastRefused) as refused:
        Cast.read(sent)
    assert refused.value.code == "cast_shape"


def test_the_box_acknowledges_this_ballot_and_no_other():
    mine, other = HERE.cast(0, MARKS[0]), HERE.cast(1, MARKS[0])
    word = acknowledge(HERE.opening, mine, BOX)
    assert is_acknowledged(HERE.opening, mine, word)
    assert not is_acknowledged(HERE.opening, other, word)
    assert not is_acknowledged(HERE.opening, mine, acknowledge(HERE.opening, mine, bytes(32)))
    assert not is_acknowledged(HERE.opening, mine, "?")


def sealed_by_hand(content):
    from nacl.public import Box, PrivateKey, PublicKey

    from thidua.ballots import _casting

    once = PrivateKey(b"h" * 32)
    public = bytes(once.public_key)
    box = Box(once, PublicKey(to_bytes(HERE.opening.tellers.key)))
    sealed = public + box.encrypt(content.ljust(HERE.opening.size), _casting._nonce(public)).ciphertext
    return Cast(HERE.opening.credentials[0], to_text(sealed), "")


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"c":1}', b'{"m":[]}', b"\xff", b'{"c":"a","m":[[1]]}', b'{"c":"a","m":[["a",null]]}',
                b"[" * 200],
)  # fmt: skip
def test_anything_else_under_the_seal_is_an_unreadable_ballot_and_not_an_error(content):
    assert unseal(sealed_by_hand(content), HERE.private) == (None, "shape")


def test_a_seal_that_does_not_open_is_unreadable():
    good = HERE.cast(0, MARKS[0])
    for broken in (flipped(good.sealed), flipped(good.sealed, 0), to_text(bytes(100)), ""):
        assert unseal(dataclasses.replace(good, sealed=broken), HERE.private) == (None, "unreadable")
    assert unseal(good, bytes(range(32))) == (None, "unreadable")


@given(st.binary(min_size=1, max_size=40))
def test_base64_has_one_spelling(content):
    text = base64.b64encode(content).decode()
    assert to_bytes(text) == content
    assert to_bytes(text.rstrip("=") + "\n") is None
    assert to_bytes(json.loads("null")) is None
