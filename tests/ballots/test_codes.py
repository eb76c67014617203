"""Codes, receipts and tellers' shares: read forgivingly, never wrongly."""

import dataclasses
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.ballots import issue, join_shares, make_tellers
from thidua.ballots._codes import ALPHABET, grouped, read_symbols, symbols_of, with_check
from thidua.ballots._credentials import credential_of, receipt_of, signing_key, to_text
from thidua.ballots._errors import CodeMisread, KeyMissing, RuleInvalid

SECRET = st.text(ALPHABET, min_size=15, max_size=15)


def test_no_two_symbols_look_alike():
    alike = ["0OQD", "1IL", "2Z", "5S", "6G", "8B", "UV"]
    assert all(len(set(group) & set(ALPHABET)) <= 1 for group in alike)
    assert len(ALPHABET) == 23 == len(set(ALPHABET))


@given(SECRET, st.integers(0, 15), st.sampled_from(ALPHABET))
def test_one_wrong_symbol_is_always_seen(secret, place, other):
    code = with_check(secret)
    wrong = code[:place] + other + code[place + 1 :]
    if wrong == code:
        assert read_symbols(wrong, 16) == code
    else:
        with pytest.raises(CodeMisread, match="wrong"):
            read_symbols(wrong, 16)


@given(SECRET, st.integers(0, 15), st.integers(0, 15))
def test_two_symbols_swapped_are_always_seen(secret, one, two):
    code = with_check(secret)
    swapped = list(code)
    swapped[one], swapped[two] = swapped[two], swapped[one]
    if "".join(swapped) != code:
        with pytest.raises(CodeMisread, match="wrong"):
            read_symbols("".join(swapped), 16)


def test_small_letters_spaces_dashes_and_look_alikes_are_forgiven():
    code = with_check("8523678A2C5EFHJ")
    typed = grouped(code).lower().replace("8", "b", 1).replace("5", "s", 1).replace("-", " – ")
    assert read_symbols(f"  {typed}\n", 16) == code


@pytest.mark.parametrize(
    ("typed", "code"), [("", "code_length"), ("A" * 15, "code_length"), ("Đ" * 16, "code_symbol")]
)
def test_what_cannot_be_a_code_says_why(typed, code):
    with pytest.raises(CodeMisread) as misread:
        read_symbols(typed, 16)
    assert misread.value.code == code


def test_two_thousand_slips_differ_in_code_and_receipt_and_lie_in_no_telling_order():
    made = issue(b"e" * 32, 2000, ballot="lon")
    credentials = [credential_of(signing_key(slip.code, "lon")) for slip in made.slips[:50]]
    assert len({slip.code for slip in made.slips}) == len({slip.receipt for slip in made.slips}) == 2000
    assert sorted(made.credentials) == list(made.credentials)
    assert [receipt_of(c) for c in credentials] == [slip.receipt for slip in made.slips[:50]]
    assert credentials != sorted(credentials)


def test_the_same_entropy_makes_the_same_slips_and_another_ballot_makes_others():
    first, again, other = (
        issue(b"e" * 32, 3, ballot="x"),
        issue(b"e" * 32, 3, ballot="x"),
        issue(b"e" * 32, 3, ballot="y"),
    )
    assert first == again
    assert not set(first.credentials) & set(other.credentials)
    with pytest.raises(ValueError, match="32 bytes"):
        issue(b"short", 3, ballot="x")


def test_secrets_do_not_show_in_a_log():
    made, tellers = issue(b"e" * 32, 1, ballot="x"), make_tellers(b"t" * 32, need=1, of=1, ballot="x")
    assert made.slips[0].code not in repr(made.slips[0]) + repr(made)
    assert tellers.shares[0] not in repr(tellers)


def test_the_qr_code_keeps_the_code_from_the_server():
    slip = issue(b"e" * 32, 1, ballot="x").slips[0]
    address, _, fragment = slip.qr_text("https://bophieu.example/b/7").partition("#")
    assert (address, fragment) == ("https://bophieu.example/b/7", slip.code.replace("-", ""))


@pytest.mark.parametrize(("need", "of"), [(1, 1), (2, 3), (3, 5), (5, 5)])
def test_any_enough_tellers_open_and_fewer_do_not(need, of):
    tellers = make_tellers(b"t" * 32, need=need, of=of, ballot="x")
    keys = {join_shares(some, tellers.public, ballot="x") for some in combinations(tellers.shares, need)}
    assert len(keys) == 1
    for few in combinations(tellers.shares, need - 1):
        with pytest.raises(KeyMissing) as missing:
            join_shares([*few, *few], tellers.public, ballot="x")
        assert missing.value.code == "shares_few"


@pytest.mark.parametrize("need", [2, 3, 4])
def test_too_few_shares_put_together_by_force_give_another_key(need):
    """Without the library's own refusal: interpolating through fewer points misses the secret."""
    from thidua.ballots import _tellers

    tellers = make_tellers(b"t" * 32, need=need, of=5, ballot="x")
    bare = [read_symbols(share, 32) for share in tellers.shares]
    points = {_tellers.to_number(s[:2]): _tellers.to_number(s[2:-1]) for s in bare}

    def key_from(some):
        secret = _tellers._at_zero({at: points[at] for at in some})
        return to_text(bytes(_tellers._private(secret, "x").public_key))

    assert {key_from(some) for some in combinations(points, need)} == {tellers.public.key}
    assert tellers.public.key not in {key_from(some) for some in combinations(points, need - 1)}


def test_every_symbol_is_equally_likely():
    symbols = symbols_of(bytes(range(256)))
    assert {symbols.count(s) for s in ALPHABET} == {11}


def test_all_but_one_share_fit_every_possible_key():
    """Shamir's secrecy, exactly: with need - 1 shares, each secret is explained by exactly one polynomial."""
    from thidua.ballots import _tellers

    tellers = make_tellers(b"t" * 32, need=2, of=3, ballot="x")
    share = read_symbols(tellers.shares[0], 32)
    value = _tellers.to_number(share[2:-1])
    for secret in (0, 1, 12345, _tellers.PRIME - 1):
        slope = value - secret
        points = {1: value, 2: (secret + 2 * slope) % _tellers.PRIME}
        assert _tellers._at_zero(points) == secret


def test_a_share_of_another_ballot_and_a_mistyped_one_are_told_apart():
    tellers, other = (make_tellers(b"t" * 32, need=2, of=3, ballot=b) for b in ("x", "y"))
    with pytest.raises(KeyMissing) as foreign:
        join_shares([tellers.shares[0], other.shares[1]], tellers.public, ballot="x")
    wrong = list(tellers.shares[0])
    wrong[5] = next(s for s in ALPHABET if s != wrong[5])
    with pytest.raises(CodeMisread) as misread:
        join_shares(["".join(wrong), tellers.shares[1]], tellers.public, ballot="x")
    assert (foreign.value.code, misread.value.code) == ("share_foreign", "code_check")


def test_shares_that_do_not_give_the_published_key_are_refused():
    """A dealer who published another key than was shared is found out at the latest here."""
    tellers, other = (make_tellers(e * 32, need=1, of=1, ballot="x") for e in (b"t", b"u"))
    with pytest.raises(KeyMissing) as wrong:
        join_shares(tellers.shares, dataclasses.replace(tellers.public, key=other.public.key), ballot="x")
    assert wrong.value.said.vi == "Khóa không phải là khóa của ban kiểm phiếu đã công bố."


@pytest.mark.parametrize(("need", "of"), [(0, 3), (4, 3), (1, 101)])
def test_impossible_tellers_are_refused(need, of):
    with pytest.raises(RuleInvalid):
        make_tellers(b"t" * 32, need=need, of=of, ballot="x")
