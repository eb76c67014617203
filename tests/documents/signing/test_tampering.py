"""Each thing that can be wrong with a signed file is seen and told apart from the others."""

import datetime as dt
import re
import subprocess

import pytest
from cryptography import x509

from tests.documents.signing import elsewhere
from tests.documents.signing.conftest import AT, LATER, SECRET, SIGNED_AT, UNITS, asked
from thidua.documents.signing import (
    SENTENCES,
    Asked,
    SigningError,
    as_json,
    certificate_of,
    make_authority,
    open_key,
    report_of,
    revoke,
    sign,
    verify,
)
from thidua.documents.signing._authority import _build, _Issuer, _name, _no_ca, _use

FIRST = UNITS[0]
NOTES = {
    "time.claimed",
    "certificate.test",
    "certificate.not_checked",
    "since.signatures",
    "since.maintenance",
}


def wrong(signature):
    """The codes that say something against a signature."""
    return [code for code in signature.codes if code not in NOTES]


def only(report):
    (signature,) = report.signatures
    return signature


def flipped(pdf, at):
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def test_one_byte_breaks_all_and_poppler_agrees(signed, authority, tmp_path):
    at = signed.pdf.index(b"stream\n") + 20
    bad = flipped(signed.pdf, at)
    report = verify(bad, asked(authority))
    assert not report.good
    assert [s.intact for s in report.signatures] == [False] * 14
    assert [wrong(s) for s in report.signatures] == [["signature.broken"]] * 14
    path = tmp_path / "a.pdf"
    path.write_bytes(bad)
    said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout
    assert said.count("Digest Mismatch") == 14


def test_a_byte_of_the_last_part_leaves_the_others_intact(signed, authority):
    start = len(signed.pdf) - 10
    report = verify(flipped(signed.pdf, start), asked(authority))
    broken = [s.field for s in report.signatures if not s.intact]
    assert broken in ([signed.order[-1]], []) or not report.readable
    assert not report.good


def test_a_changed_signature_value_is_told_from_changed_content(one, authority):
    contents = re.search(rb"/Contents\s*<([0-9A-F]+?)0*>", one)
    length = len(bytes.fromhex(contents[1].decode() + "0" * (len(contents[1]) % 2)))
    assert length > 100
    at = contents.end(1) - 9  # inside the ECDSA value, the last thing in the CMS
    digit = b"0" if one[at : at + 1] != b"0" else b"1"
    report = verify(one[:at] + digit + one[at + 1 :], asked(authority))
    assert wrong(only(report)) in (
        ["signature.forged", "certificate.not_judged"],
        ["signature.unreadable"],
    )
    assert not only(report).good


def test_garbled_signature_data_is_unreadable_and_the_others_still_stand(signed, authority):
    at = list(re.finditer(rb"/Contents\s*<", signed.pdf))[-1].end() + 2
    bad = signed.pdf[:at] + b"FFFFFFFF" + signed.pdf[at + 8 :]
    report = verify(bad, asked(authority))
    by_field = {s.field: s for s in report.signatures}
    assert wrong(by_field[signed.order[-1]]) == ["signature.unreadable"]
    assert [by_field[n].intact for n in signed.order[:-1]] == [True] * 13
    assert not report.good


def test_a_byte_in_the_room_that_no_signature_can_protect_is_seen(one, authority):
    at = one.rindex(b"00>") - 40
    assert one[at : at + 2] == b"00"
    for bad in (b"A7", b"0\n"):
        found = only(verify(one[:at] + bad + one[at + 2 :], asked(authority)))
        assert (found.intact, wrong(found), found.good) == (True, ["signature.padding"], False)


@pytest.mark.parametrize(
    ("act", "finding"),
    [
        (elsewhere.add_page, ("changed.pages", {"before": 2, "after": 3})),
        (elsewhere.add_text, ("changed.page", {"pages": "1"})),
        (elsewhere.add_note, ("changed.page", {"pages": "1"})),
    ],
)
def test_what_is_added_after_signing_is_seen_though_poppler_calls_it_valid(
    signed, authority, act, finding, tmp_path
):
    bad = elsewhere.changed(signed.pdf, act)
    report = verify(bad, asked(authority))
    assert not report.good
    for signature in report.signatures:
        assert signature.intact and signature.trusted and not signature.good
        assert signature.since == "content"
        (found,) = (f for f in signature.findings if f.severity == "error")
        assert (found.code, found.values) == finding
    path = tmp_path / "a.pdf"
    path.write_bytes(bad)
    said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid") == 14


def test_content_changed_together_with_a_later_signature_is_seen(one, authority):
    bad = elsewhere.signed(one, UNITS[1], authority.units[UNITS[1]], SIGNED_AT, meanwhile=elsewhere.add_text)
    report = verify(bad, asked(authority))
    first, second = report.signatures
    assert (first.since, wrong(first)) == ("content", ["changed.page"])
    assert (second.since, wrong(second)) == ("nothing", [])
    assert not report.good


@pytest.mark.parametrize(
    ("act", "name"),
    [
        (elsewhere.remove_signature, UNITS[1]),
        (elsewhere.paint_field, UNITS[3]),
        (elsewhere.move_field, UNITS[3]),
        (elsewhere.move_field, FIRST),
    ],
)
def test_what_is_done_to_fields_is_seen(one, authority, act, name):
    two = elsewhere.signed(one, UNITS[1], authority.units[UNITS[1]], SIGNED_AT)
    bad = elsewhere.changed(two, lambda revision: act(revision, name))
    report = verify(bad, asked(authority))
    assert report.signatures[0].since == "content"
    assert not report.good


def test_bytes_after_the_last_signature_are_told(one, authority):
    for bad in (one + b"\n% more", elsewhere.changed(one, elsewhere.add_field)):
        report = verify(bad, asked(authority))
        assert "file.appended" in report.codes
        assert not report.good


def test_a_file_cut_back_to_thirteen_shows_the_empty_field(signed, authority, paper):
    ends = [m.end() for m in re.finditer(rb"%%EOF\n?", signed.pdf)]
    report = verify(signed.pdf[: ends[-2]], asked(authority))
    assert len(report.signatures) == 13
    assert report.empty_fields == (signed.order[-1],)
    assert report.codes == ("file.empty_field",)
    assert all(s.good for s in report.signatures)
    assert not report.good
    nothing = verify(paper, asked(authority))
    assert nothing.codes == ("file.no_signature", *["file.empty_field"] * 14)
    assert not nothing.good


def test_a_foreign_signature_in_a_field_of_its_own_is_told(signed, authority, other):
    bad = elsewhere.signed(signed.pdf, "Thêm", other.units["Kẻ lạ"], SIGNED_AT)
    report = verify(bad, asked(authority))
    *ours, extra = report.signatures
    assert all(s.good for s in ours)
    assert wrong(extra) == ["certificate.unknown_root", "signature.extra"]
    assert extra.certificate.name == "Kẻ lạ"
    assert not report.good
    assert not verify(bad, asked(authority, other)).good
    named = verify(bad, asked(authority, other, expected=[*UNITS, "Khác"]))
    assert wrong(named.signatures[-1]) == ["signature.unexpected"]
    assert named.empty_fields == ("Khác",)


def test_the_wrong_root_trusts_nobody(signed, other):
    for against in (asked(other), Asked([], LATER)):
        report = verify(signed.pdf, against)
        assert [(s.intact, s.trusted) for s in report.signatures] == [(True, False)] * 14
        assert {tuple(wrong(s)) for s in report.signatures} == {("certificate.unknown_root",)}


def test_a_root_that_is_no_certificate_is_the_callers_mistake(one):
    with pytest.raises(SigningError, match="certificate"):
        verify(one, Asked([b"x"], LATER))
    with pytest.raises(SigningError, match="zone"):
        verify(one, Asked([], LATER.replace(tzinfo=None)))


def test_expiry_before_and_after_the_signing_are_told_apart(paper, one, authority):
    years_later = AT + dt.timedelta(days=800)
    after = only(verify(one, asked(authority, at=years_later)))
    assert wrong(after) == ["certificate.expired_since"]
    assert (after.intact, after.trusted) == (True, False)
    expired = elsewhere.signed(paper, FIRST, authority.units[FIRST], years_later)
    assert wrong(only(verify(expired, asked(authority, at=years_later)))) == ["certificate.expired"]
    early = only(verify(one, asked(authority, at=AT - dt.timedelta(days=1))))
    assert wrong(early) == ["time.future", "certificate.not_yet"]


def test_a_signature_this_system_took_in_is_judged_as_of_then(one, authority):
    years_later = AT + dt.timedelta(days=800)
    report = verify(one, asked(authority, at=years_later, received={FIRST: SIGNED_AT}))
    assert only(report).good
    assert "time.claimed" not in only(report).codes


def test_a_revoked_certificate_is_told_by_current_and_by_outdated_lists(one, authority):
    own = certificate_of(authority.units[FIRST], SECRET)
    moment = SIGNED_AT + dt.timedelta(hours=6)
    for days in (30, 0.01):
        crl = revoke(authority.issuer, SECRET, [own], at=moment, days=days)
        found = only(verify(one, asked(authority, crls=[*authority.crls, crl])))
        assert wrong(found) == ["certificate.revoked"]
        assert (found.intact, found.trusted) == (True, False)
        (said,) = (f for f in found.findings if f.code == "certificate.revoked")
        assert said.values == {"since": "25/11/2026"}
    before = asked(authority, crls=[*authority.crls, crl], received={FIRST: SIGNED_AT})
    assert only(verify(one, before)).good
    bystander = revoke(
        authority.issuer, SECRET, [certificate_of(authority.units[UNITS[1]], SECRET)], at=moment
    )
    assert only(verify(one, asked(authority, crls=[*authority.crls, bystander]))).good


def test_a_list_by_somebody_else_revokes_nothing(one, authority):
    twin = make_authority([FIRST], at=AT, passphrase=SECRET)
    key, issuer = open_key(twin.issuer, SECRET), certificate_of(authority.issuer, SECRET)
    own = x509.load_pem_x509_certificate(certificate_of(authority.units[FIRST], SECRET))
    assert x509.load_pem_x509_certificate(issuer).subject == own.issuer
    forged = revoke(twin.issuer, SECRET, [certificate_of(authority.units[FIRST], SECRET)], at=SIGNED_AT)
    assert key
    assert only(verify(one, asked(authority, crls=[*authority.crls, forged]))).good


def test_a_missing_or_outdated_list_is_noted(one, authority):
    assert "certificate.not_checked" in only(verify(one, asked(authority, crls=[]))).codes
    stale = revoke(authority.issuer, SECRET, [], at=AT, days=0.01)
    assert "certificate.not_checked" in only(verify(one, asked(authority, crls=[stale, b"x"]))).codes
    assert "certificate.not_checked" not in only(verify(one, asked(authority))).codes


def test_a_revoked_issuer_and_a_certificate_for_another_use_are_told(paper):
    until = AT + dt.timedelta(days=700)
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        pkcs12,
    )

    from thidua.documents.signing import _authority

    keys = [_authority.KINDS["ec"]() for _ in range(3)]
    ca = (x509.BasicConstraints(ca=True, path_length=1), True)
    root = _build(_name("Gốc"), keys[0], None, [ca, _use("ca")], (AT, until))
    top = _Issuer(keys[0], root, AT, until)
    middle = top.certify(
        _name("Giữa"), keys[1], (x509.BasicConstraints(ca=True, path_length=0), True), _use("ca")
    )
    issuer = _Issuer(keys[1], middle, AT, until)

    def packed(*extensions):
        own = issuer.certify(_name(FIRST), keys[2], *extensions)
        return pkcs12.serialize_key_and_certificates(
            b"x", keys[2], own, [middle, root], BestAvailableEncryption(SECRET.encode())
        )

    roots = [root.public_bytes(Encoding.PEM)]
    pdf = elsewhere.signed(paper, FIRST, packed(_no_ca(), _use("person")), SIGNED_AT)
    crl = _authority._crl(top, [middle.serial_number], AT, until)
    assert wrong(only(verify(pdf, Asked(roots, LATER, [crl])))) == ["certificate.issuer_revoked"]
    assert only(verify(pdf, Asked(roots, LATER))).good
    wrong_use = elsewhere.signed(paper, FIRST, packed(_no_ca(), _use("ca")), SIGNED_AT)
    assert wrong(only(verify(wrong_use, Asked(roots, LATER)))) == ["certificate.wrong_use"]


def test_a_report_survives_json_and_every_finding_has_its_sentences(signed, authority, other):
    bad = elsewhere.changed(signed.pdf, elsewhere.add_page)
    for report in (
        verify(signed.pdf, asked(authority)),
        verify(bad, asked(other)),
        verify(b"x", asked(other)),
    ):
        assert report_of(as_json(report)) == report
        for finding in [*report.findings, *(f for s in report.signatures for f in s.findings)]:
            for language in ("vi", "en"):
                said = finding.sentence(language)
                assert said.endswith(".")
                assert "{" not in said


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_name_the_same_values_in_both_languages(code):
    vietnamese, english = SENTENCES[code]
    assert sorted(re.findall(r"{\w+}", vietnamese)) == sorted(re.findall(r"{\w+}", english))
    assert vietnamese[0].isupper() and vietnamese != english


def test_a_signature_is_good_only_with_its_certificate(paper, authority):
    """Two units with each other's names cannot be: the name is the certificate's, never the field's."""
    key = open_key(authority.units[UNITS[1]], SECRET)
    found = only(verify(sign(paper, FIRST, key, at=SIGNED_AT), asked(authority)))
    assert (found.field, found.certificate.name, found.good) == (FIRST, UNITS[1], True)
