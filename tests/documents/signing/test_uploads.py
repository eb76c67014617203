"""Files signed elsewhere: ours plus one good signature is taken, each other case refused for its own reason."""

import datetime as dt
import json

import pytest
from pyhanko.sign.signers import PdfTimeStamper, SimpleSigner
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from tests.documents.signing import elsewhere
from tests.documents.signing.conftest import AT, LATER, SECRET, SIGNED_AT, UNITS, asked
from tests.documents.signing.test_hostile import FILES
from tests.documents.signing.vgca_program import Program
from thidua.documents.signing import (
    LongTerm,
    SigningError,
    UploadRefusedError,
    certificate_of,
    check_upload,
    open_key,
    revoke,
    sign,
    verify,
    vgca,
)

MINE = UNITS[1]


def code_of(before, after, field, against):
    with pytest.raises(UploadRefusedError) as caught:
        check_upload(before, after, field, against)
    for language in ("vi", "en"):
        assert caught.value.sentence(language).endswith(".")
    return caught.value.code


@pytest.fixture
def theirs(authority):
    """A signature by the second unit made by another program."""

    def made(pdf, field=MINE, unit=MINE, at=SIGNED_AT, **more):
        return elsewhere.signed(pdf, field, authority.units[unit], at, **more)

    return made


def test_our_bytes_and_one_signature_are_taken(paper, one, signed, authority, theirs):
    for before in (paper, one):
        found = check_upload(before, theirs(before), MINE, asked(authority))
        assert (found.field, found.certificate.name, found.good) == (MINE, MINE, True)
    assert check_upload(one, theirs(one, "Riêng"), None, asked(authority)).field == "Riêng"


def test_a_file_without_a_new_signature_is_refused(paper, one, authority):
    against = asked(authority)
    assert code_of(one, one, MINE, against) == "upload.unchanged"
    assert code_of(one, elsewhere.changed(one, elsewhere.add_text), MINE, against) == "upload.no_signature"
    assert code_of(one, one + b"\n", MINE, against) == "upload.no_signature"


def test_a_signature_on_other_bytes_is_refused(paper, one, authority, theirs):
    against = asked(authority)
    assert code_of(one, theirs(paper), MINE, against) == "upload.other_bytes"
    assert code_of(one, paper, MINE, against) == "upload.other_bytes"
    rewritten = one.replace(b"%PDF-1.7", b"%PDF-1.6", 1)
    assert rewritten != one
    assert code_of(one, rewritten, MINE, against) == "upload.other_bytes"


def test_a_signature_elsewhere_or_too_many_is_refused(paper, one, authority, theirs):
    against = asked(authority)
    assert code_of(one, theirs(one, UNITS[2]), MINE, against) == "upload.wrong_field"
    assert code_of(one, theirs(one, "Riêng"), MINE, against) == "upload.wrong_field"
    both = theirs(theirs(one), UNITS[2], UNITS[2])
    assert code_of(one, both, MINE, against) == "upload.too_many"
    more = theirs(one, meanwhile=elsewhere.add_field)
    assert code_of(one, more, MINE, against) == "upload.extra_field"
    gone = elsewhere.changed(one, lambda r: elsewhere.remove_signature(r, UNITS[0]))
    assert code_of(one, theirs(gone), MINE, against) == "upload.signature_gone"


@pytest.mark.parametrize(
    "act",
    [
        elsewhere.add_text,
        elsewhere.add_page,
        elsewhere.add_note,
        lambda revision: elsewhere.paint_field(revision, UNITS[5]),
        lambda revision: elsewhere.move_field(revision, UNITS[5]),
        lambda revision: elsewhere.move_field(revision, MINE),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_content_smuggled_in_with_the_signature_is_refused(paper, one, authority, theirs, act, first):
    """Also when nobody signed before, so that no signature's own analysis could object."""
    before = paper if first else one
    assert code_of(before, theirs(before, meanwhile=act), MINE, asked(authority)) == "upload.content_changed"


def test_anything_after_the_signature_is_refused(one, authority, theirs):
    after = elsewhere.changed(theirs(one), elsewhere.add_text)
    assert code_of(one, after, MINE, asked(authority)) == "upload.added_after"
    assert code_of(one, theirs(one) + b"\n", MINE, asked(authority)) == "upload.added_after"


def test_a_bad_certificate_is_refused_with_its_reason(one, authority, other, theirs):
    foreign = elsewhere.signed(one, MINE, other.units["Kẻ lạ"], SIGNED_AT)
    assert code_of(one, foreign, MINE, asked(authority)) == "certificate.unknown_root"
    late = AT + dt.timedelta(days=900)
    assert code_of(one, theirs(one, at=late), MINE, asked(authority, at=late)) == "certificate.expired"
    own = certificate_of(authority.units[MINE], SECRET)
    crl = revoke(authority.issuer, SECRET, [own], at=SIGNED_AT)
    assert code_of(one, theirs(one), MINE, asked(authority, crls=[crl])) == "certificate.revoked"


def test_a_broken_signature_is_refused(one, authority, theirs):
    good = theirs(one)
    at = good.rindex(b"/SubFilter") + 1
    assert code_of(one, good[:at] + b"s" + good[at + 1 :], MINE, asked(authority)) in {
        "signature.broken",
        "signature.unsupported",
    }
    at = good.rindex(b"startxref") - 60
    broken = good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
    assert code_of(one, broken, MINE, asked(authority)) in {"signature.broken", "file.unreadable"}


@pytest.mark.parametrize("name", ["empty", "text", "header", "random", "huge", "encrypted"])
def test_what_is_no_good_pdf_is_refused(one, authority, name):
    pdf, code = FILES[name]
    assert code_of(one, pdf, MINE, asked(authority)) == code


def clock(authority, at):
    """The test authority's time stamps, in this process."""
    signer = SimpleSigner.load_pkcs12_data(authority.timestamps, (), SECRET.encode())
    return DummyTimeStamper(signer.signing_cert, signer.signing_key, signer.cert_registry, fixed_dt=at)


def test_long_keeping_adds_a_timestamp_and_stays_valid(one, authority):
    """pyHanko's time authority for tests; a real one over the network is not tried here."""
    keep = LongTerm(clock(authority, SIGNED_AT), [authority.root], authority.crls)
    key = open_key(authority.units[MINE], SECRET)
    pdf = sign(one, MINE, key, at=SIGNED_AT, keep=keep)
    report = verify(pdf, asked(authority, crls=[]))
    first, mine, stamped = report.signatures
    assert all(s.good for s in report.signatures)
    assert (stamped.kind, stamped.since, stamped.at) == ("timestamp", "maintenance", SIGNED_AT)
    assert "file.appended" not in report.codes
    assert (mine.stamped_at, mine.since) == (SIGNED_AT, "maintenance")
    assert "time.claimed" not in mine.codes and "time.claimed" in first.codes
    assert "certificate.not_checked" not in mine.codes  # the file carries its lists
    assert code_of(one, pdf, MINE, asked(authority)) == "upload.too_many"
    third = sign(pdf, UNITS[2], open_key(authority.units[UNITS[2]], SECRET), at=SIGNED_AT)
    assert all(s.good for s in verify(third, asked(authority)).signatures)
    only_time = clock_alone(one, authority)
    assert code_of(one, only_time, MINE, asked(authority)) == "upload.timestamp_only"


def test_a_timestamp_of_somebody_unknown_proves_no_time(paper, authority, other):
    crls = [*authority.crls, *other.crls]
    keep = LongTerm(clock(other, SIGNED_AT), [authority.root, other.root], crls)
    pdf = sign(paper, MINE, open_key(authority.units[MINE], SECRET), at=SIGNED_AT, keep=keep)
    report = verify(pdf, asked(authority))
    mine, stamped = report.signatures
    assert "time.stamp_untrusted" in mine.codes and mine.stamped_at is None
    assert "certificate.unknown_root" in stamped.codes
    assert mine.good and not stamped.good and not report.good
    much_later = AT + dt.timedelta(days=800)
    assert "certificate.expired_since" in verify(pdf, asked(authority, at=much_later)).signatures[0].codes


def clock_alone(pdf, authority):
    stamper = PdfTimeStamper(clock(authority, SIGNED_AT))
    return stamper.timestamp_pdf(elsewhere.writer(pdf), "sha256").getvalue()


class Site:
    """Our side of the handshake: one download, one upload with its token, the check, and what is kept."""

    def __init__(self, pdf, field, against):
        self.pdf, self.field, self.against = pdf, field, against
        self.kept = None
        self.left = {"https://thi.dua/lay/1"}

    def fetch(self, url):
        if url not in self.left:
            return None
        self.left.remove(url)
        return self.pdf

    def post(self, url, name, pdf, token):
        assert (url, name, token) == ("https://thi.dua/nhan/1", vgca.UPLOADED_AS, "mã")
        try:
            found = check_upload(self.pdf, pdf, self.field, self.against)
        except UploadRefusedError as refused:
            return vgca.handler_answer(accepted=False, message=refused.sentence())
        self.kept = pdf
        return vgca.handler_answer(accepted=True, file_name="giao-uoc.pdf", file=found.field)


REQUEST = vgca.SignRequest("https://thi.dua/lay/1", "https://thi.dua/nhan/1", "phiên", "mã", {"Đơn vị": MINE})


def test_the_vgca_handshake_against_the_stand_in(one, authority):
    site = Site(one, None, asked(authority))
    program = Program(authority.units[MINE], SIGNED_AT, site.fetch, site.post)
    answer = vgca.answer_of(program.sign_approved(REQUEST.parameters()))
    assert answer == vgca.Answer(0, "", "giao-uoc.pdf", "Signature1")
    assert site.kept.startswith(one)
    with pytest.raises(SigningError) as caught:
        vgca.answer_of(program.sign_approved(REQUEST.parameters()))
    assert (caught.value.code, caught.value.finding.values["status"]) == ("vgca.refused", 13)


def test_the_vgca_handshake_refuses_what_the_check_refuses(one, authority):
    site = Site(one, None, asked(authority))
    program = Program(authority.units[MINE], SIGNED_AT, site.fetch, site.post)
    program.spoil = lambda pdf: elsewhere.changed(pdf, elsewhere.add_text)
    with pytest.raises(SigningError) as caught:
        vgca.answer_of(program.sign_approved(REQUEST.parameters()))
    assert "không được chữ ký mới bảo vệ" in caught.value.sentence()
    assert site.kept is None


def test_the_messages_of_the_vgca_program():
    assert json.loads(REQUEST.parameters()) == {
        "FileUploadHandler": "https://thi.dua/nhan/1",
        "SessionId": "phiên",
        "JWTToken": "mã",
        "FileName": "https://thi.dua/lay/1",
        "MetaData": [{"Key": "Đơn vị", "Value": MINE}],
    }
    assert "mã" not in repr(REQUEST)
    with pytest.raises(SigningError) as caught:
        vgca.SignRequest("a", "b", function="eval").parameters()
    assert caught.value.code == "vgca.function"
    for text in ("", "[]", "{}", '{"Status": "x"}', "null"):
        with pytest.raises(SigningError) as caught:
            vgca.answer_of(text)
        assert caught.value.code == "vgca.unreadable"


def test_the_check_looks_at_the_moment_it_is_given(one, authority, theirs):
    assert check_upload(one, theirs(one), MINE, asked(authority, at=LATER)).good
