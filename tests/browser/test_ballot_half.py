"""The voter's half in a browser and the server's half in Python make and read the same bytes."""

import hashlib
import json
import time
from importlib.resources import files

import pytest
from nacl.public import PrivateKey

from tests.ballots.world import BOX, MARKS, world
from thidua.ballots import Cast, acknowledge, cast, receive
from thidua.ballots._casting import unseal

HALF = files("thidua.ballots").joinpath("browser")
W = world(voters=200, spare=3)
OTHER = world(ballot="khac").codes[0]
POLICY = "default-src 'none'; script-src 'self'; trusted-types 'none'; require-trusted-types-for 'script'"
PAGE = """<!doctype html><html lang="vi"><title>Bỏ phiếu</title>
<script src="/nacl-fast.js"></script><script src="/ballot.js"></script></html>"""


@pytest.fixture
def booth(page, complaints):
    """A page with the two scripts under the strictest policy, on plain http as in a hall without certificates."""

    def answer(route):
        name = route.request.url.rpartition("/")[2]
        body = HALF.joinpath(name).read_text(encoding="utf-8") if name.endswith(".js") else PAGE
        kind = "text/javascript" if name.endswith(".js") else "text/html"
        headers = {"Content-Security-Policy": POLICY, "Content-Type": f"{kind}; charset=utf-8"}
        route.fulfill(status=200, headers=headers, body="" if name == "favicon.ico" else body)

    page.route("**/*", answer)
    page.goto("http://bophieu.test/")
    yield page
    assert complaints == []


def run(booth, script, *args):
    return booth.evaluate(f"(given) => {{ {script} }}", list(args))


OPENING = json.loads(json.dumps(W.opening.data()))


def test_the_vendored_library_is_the_published_one():
    digest = hashlib.sha256(HALF.joinpath("nacl-fast.js").read_bytes()).hexdigest()
    assert digest == "6bcd37a3b20dce913f82d4b23e4e2b661058b4b953df8a3f8c45d56ac4f72447"
    assert digest in HALF.joinpath("README.md").read_text(encoding="utf-8")


def test_both_halves_write_the_same_bytes(booth):
    for voter, marks in enumerate(MARKS):
        once = bytes([voter + 1]) * 32
        pair = {"publicKey": list(bytes(PrivateKey(once).public_key)), "secretKey": list(once)}
        made = run(
            booth,
            """const [opening, code, marks, pair] = given;
            const once = {publicKey: new Uint8Array(pair.publicKey), secretKey: new Uint8Array(pair.secretKey)};
            const made = thiduaBallot.cast(opening, code, marks, once);
            return {made, fingerprint: thiduaBallot.fingerprintOf(made), wiped: once.secretKey.every((b) => b === 0)};""",
            OPENING, W.codes[voter], [None if m is None else list(m) for m in marks], pair,
        )  # fmt: skip
        ours = cast(W.opening, W.codes[voter], marks, once)
        assert made == {"made": ours.data(), "fingerprint": ours.fingerprint, "wiped": True}


def test_a_ballot_from_the_browser_is_taken_and_opened(booth):
    typed = W.codes[9].lower().replace("-", " ")
    sent = [
        run(booth, "return thiduaBallot.cast(given[0], given[1], [['yes'], [], null]);", OPENING, typed)
        for _ in "ab"
    ]
    first, second = (receive(W.opening, None, Cast.read(s)) for s in sent)
    assert first.sealed != second.sealed
    assert unseal(first, W.private) == ((("yes",), (), None), None)
    word = acknowledge(W.opening, first, BOX)
    answers = [run(booth, "return thiduaBallot.isAcknowledged(...given);", OPENING, s, word) for s in sent]
    assert answers == [True, False]


def test_the_voter_sees_the_receipt_and_the_digest_that_was_read_out(booth):
    seen = run(
        booth, "return [thiduaBallot.look(...given), thiduaBallot.digestOf(given[0])];", OPENING, W.codes[3]
    )
    assert seen == [{"known": True, "receipt": W.receipts[3]}, W.opening.digest]


def test_a_title_with_every_kind_of_character_has_one_digest(booth):
    import dataclasses

    odd = dataclasses.replace(W.opening, title='Bầu "cụm trưởng" \\ \n\t\x01\x7f\u2028 – 😀 </script>')
    assert (
        run(booth, "return thiduaBallot.digestOf(given[0]);", json.loads(json.dumps(odd.data())))
        == odd.digest
    )


@pytest.mark.parametrize(
    ("code", "reason"),
    [(W.codes[0][:-1], "code_length"), ("Đ" + W.codes[0][1:], "code_symbol"), (OTHER, "credential_unknown")],
)  # fmt: skip
def test_a_wrong_code_says_why(booth, code, reason):
    script = "try { thiduaBallot.cast(given[0], given[1], []); return 'taken'; } catch (error) { return error.code; }"
    assert run(booth, script, OPENING, code) == reason


def test_a_swapped_symbol_is_seen_before_anything_is_sent(booth):
    code = W.codes[0].replace("-", "")
    place = next(at for at in range(15) if code[at] != code[at + 1])
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    script = "try { return thiduaBallot.readCode(given[0]); } catch (error) { return error.code; }"
    assert run(booth, script, swapped) == "code_check"


def test_sealing_does_not_keep_the_voter_waiting(booth):
    start = time.monotonic()
    run(booth, "return thiduaBallot.cast(given[0], given[1], [['yes'], [], null]);", OPENING, W.codes[5])
    assert time.monotonic() - start < 5  # tens of milliseconds on a quiet machine
