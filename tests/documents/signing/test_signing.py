"""Fields, signatures, stamps, deferred signing: what is made is what two independent programs accept."""

import datetime as dt
import json
import re
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric import utils

from tests.documents.signing.conftest import (
    AT,
    SECRET,
    SIGNED_AT,
    UNITS,
    asked,
    raw_signature,
    sign_deferred,
    stamp,
)
from thidua.documents.signing import (
    Place,
    Prepared,
    SigningError,
    certificate_of,
    certificates,
    draw_stamp,
    fields,
    finish,
    grid,
    open_key,
    prepare,
    sign,
    verify,
    with_fields,
)


def pdfsig(path, pdf):
    path.write_bytes(pdf)
    done = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False)
    return done.stdout


def text_of(path, pdf, *more):
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", *more, path, "-"], capture_output=True, text=True, check=True).stdout


def refused(act, *arguments, **named):
    with pytest.raises(SigningError) as caught:
        act(*arguments, **named)
    return caught.value.code


def test_fields_stand_where_they_were_put(paper):
    made = fields(paper)
    assert [f.name for f in made] == list(UNITS)
    assert not any(f.signed for f in made)
    assert [f.box for f in made] == [p.box for p in grid(UNITS, page=2, area=(60, 60, 540, 720))]
    boxes = [f.box for f in made]
    for i, (l1, b1, r1, t1) in enumerate(boxes):
        assert 60 <= l1 < r1 <= 540 and 60 <= b1 < t1 <= 720
        for l2, b2, r2, t2 in boxes[i + 1 :]:
            assert r1 <= l2 or r2 <= l1 or t1 <= b2 or t2 <= b1


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Place(UNITS[0], 1, (10, 10, 100, 60)), "field.exists"),
        (Place("A", 3, (10, 10, 100, 60)), "field.page"),
        (Place("A", 0, (10, 10, 100, 60)), "field.page"),
        (Place("A", 1, (10, 10, 700, 60)), "field.box"),
        (Place("A", 1, (10, 10, 20, 60)), "field.box"),
    ],
)
def test_a_field_that_cannot_be_is_refused(paper, place, code):
    assert refused(with_fields, paper, [place]) == code


def test_no_field_is_added_to_a_signed_paper(one):
    assert refused(with_fields, one, [Place("A", 1, (10, 10, 100, 60))]) == "field.too_late"


def test_fourteen_in_any_order_stay_valid(signed, authority):
    report = verify(signed.pdf, asked(authority))
    assert report.good
    assert report.findings == ()
    assert [s.field for s in report.signatures] == signed.order
    assert {(s.intact, s.trusted, s.good) for s in report.signatures} == {(True, True, True)}
    assert [s.covers for s in report.signatures] == ["revision"] * 13 + ["whole"]
    assert [s.since for s in report.signatures] == ["signatures"] * 13 + ["nothing"]
    later = [f.values["count"] for s in report.signatures for f in s.findings if f.code == "since.signatures"]
    assert later == list(range(13, 0, -1))
    assert {s.at for s in report.signatures} == {SIGNED_AT}
    assert [s.certificate.name for s in report.signatures] == signed.order
    assert all(s.certificate.test for s in report.signatures)


def test_poppler_agrees(signed, tmp_path):
    said = pdfsig(tmp_path / "a.pdf", signed.pdf)
    assert said.count("Signature Validation: Signature is Valid.") == 14
    assert said.count("Signature Type: ETSI.CAdES.detached") == 14


def test_rsa_signs_and_what_is_signed_stays_as_it_was(paper, other, tmp_path):
    pdf = sign(paper, UNITS[4], open_key(other.units["Kẻ lạ"], SECRET), at=SIGNED_AT)
    assert pdf.startswith(paper)
    (signature,) = verify(pdf, asked(other)).signatures
    assert signature.good
    assert pdfsig(tmp_path / "a.pdf", pdf).count("Signature is Valid") == 1


def test_the_stamp_says_who_when_and_that_it_is_a_test(one, tmp_path):
    shown = text_of(tmp_path / "a.pdf", one, "-f", "2")
    assert "CHỨNG THƯ THỬ NGHIỆM" in shown
    assert UNITS[0] in shown
    assert f"Ký bởi: Người ký của {UNITS[0]}" in shown
    assert "Thời gian ký: 25/11/2026 10:00:00 +07:00" in shown
    fonts = subprocess.run(
        ["pdffonts", tmp_path / "a.pdf"], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert fonts
    assert all("LiberationSerif" in line for line in fonts)


def test_a_stamp_of_an_office_bears_no_test_mark_and_long_names_fit(tmp_path):
    name = "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bắc Kạn " * 3
    drawn = draw_stamp(stamp(name), (200, 60), SIGNED_AT, test=False)
    shown = text_of(tmp_path / "a.pdf", drawn)
    assert "THỬ NGHIỆM" not in shown
    assert "Thời gian ký: 25/11/2026 10:00:00 +07:00" in shown
    assert b"/Count 1" in drawn


def test_typst_code_in_a_name_is_text(tmp_path):
    drawn = draw_stamp(stamp('#panic("x") $x$ *y*'), (300, 90), SIGNED_AT, test=True)
    assert '#panic("x") $x$ *y*' in text_of(tmp_path / "a.pdf", drawn)


def test_signing_is_refused_with_a_reason(paper, one, authority):
    key = open_key(authority.units[UNITS[0]], SECRET)
    assert refused(sign, one, UNITS[0], key, at=SIGNED_AT) == "field.taken"
    assert refused(sign, one, "Không có", key, at=SIGNED_AT) == "field.unknown"
    assert refused(sign, paper, UNITS[0], key, at=AT - dt.timedelta(days=1)) == "key.not_now"
    assert refused(sign, paper, UNITS[0], key, at=AT + dt.timedelta(days=3650)) == "key.not_now"
    assert refused(sign, paper, UNITS[0], key, at=SIGNED_AT.replace(tzinfo=None)) == "sign.no_zone"
    assert refused(sign, b"x", UNITS[0], key, at=SIGNED_AT) == "file.not_pdf"


def test_a_key_file_that_will_not_do_is_refused(authority):
    p12 = authority.units[UNITS[0]]
    assert refused(open_key, p12, "sai") == "key.unreadable"
    assert refused(open_key, b"khong phai", SECRET) == "key.unreadable"
    assert refused(certificates, b"khong phai") == "key.not_a_certificate"
    assert SECRET not in repr(open_key(p12, SECRET))


def test_nothing_but_a_digest_leaves_the_server(paper, authority, other):
    for p12, its in ((authority.units[UNITS[0]], authority), (other.units["Kẻ lạ"], other)):
        waiting = prepare(paper, UNITS[0], certificate_of(p12, SECRET), at=SIGNED_AT, stamp=stamp(UNITS[0]))
        assert len(waiting.digest) == 32
        kept = Prepared.of(waiting.pdf, json.loads(json.dumps(waiting.state())))
        assert kept == waiting
        pdf = finish(kept, raw_signature(p12, waiting.digest), current=paper)
        assert verify(pdf, asked(its)).signatures[0].good


def test_a_token_may_answer_with_two_plain_numbers(paper, authority):
    p12 = authority.units[UNITS[0]]
    waiting = prepare(paper, UNITS[0], certificate_of(p12, SECRET), at=SIGNED_AT)
    r, s = utils.decode_dss_signature(raw_signature(p12, waiting.digest))
    pdf = finish(waiting, r.to_bytes(32, "big") + s.to_bytes(32, "big"), current=paper)
    assert verify(pdf, asked(authority)).signatures[0].good


def test_a_wrong_or_late_answer_is_refused(paper, one, authority):
    mine, other = (authority.units[name] for name in UNITS[1:3])
    waiting = prepare(one, UNITS[1], certificate_of(mine, SECRET), at=SIGNED_AT)
    value = raw_signature(mine, waiting.digest)
    assert refused(finish, waiting, value, current=paper) == "finish.outdated"
    assert (
        refused(finish, waiting, raw_signature(other, waiting.digest), current=one)
        == "finish.wrong_signature"
    )
    assert refused(finish, waiting, b"", current=one) == "finish.wrong_signature"
    assert refused(finish, waiting, bytes(64), current=one) == "finish.wrong_signature"
    assert finish(waiting, value, current=one).startswith(one)


def test_deferred_and_direct_look_the_same(paper, authority, tmp_path):
    key = open_key(authority.units[UNITS[0]], SECRET)
    direct = sign(paper, UNITS[0], key, at=SIGNED_AT, stamp=stamp(UNITS[0]))
    deferred = sign_deferred(paper, UNITS[0], authority.units[UNITS[0]])
    assert text_of(tmp_path / "a.pdf", direct) == text_of(tmp_path / "b.pdf", deferred)


def test_no_clock_is_read(signed):
    """The paper was made at one given moment and signed at another; no other time stands in the file."""
    assert set(re.findall(rb"D(?::|\\072)(\d{14})", signed.pdf)) == {b"20261124030000", b"20261125030000"}
