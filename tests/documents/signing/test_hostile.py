"""Files made to hurt: each ends with an answer, in bounded time and memory, and never with a traceback."""

import re
import time
import zlib

import pytest

from tests.documents.signing.conftest import LATER, UNITS, asked
from thidua.documents.signing import (
    Asked,
    UploadRefusedError,
    check_upload_apart,
    verify,
    verify_apart,
)

NOBODY = Asked([], LATER)


def pdf_of(objects, trailer=b"/Root 1 0 R", prev=b""):
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % o for o in offsets)
    out += b"trailer\n<</Size %d %s %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, prev, start)
    return out


PAGES = b"<</Type/Pages/Kids[]/Count 0>>"


def nested(depth):
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R/AcroForm " + b"[" * depth + b"]" * depth + b">>", PAGES])


def looping_xref():
    plain = pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", PAGES])
    start = int(re.search(rb"startxref\n(\d+)", plain)[1])
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", PAGES], prev=b"/Prev %d" % start)


def bomb():
    packed = zlib.compress(b"\0" * 300_000_000, 9)
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (
        len(packed),
        packed,
    )
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", PAGES, stream])


def field_cycle():
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>",
            PAGES,
            b"<</T(a)/FT/Sig/Kids[3 0 R 3 0 R]>>",
        ]
    )


def signature_of_nothing(byte_range, contents=b"<00>"):
    value = b"<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange%s/Contents%s>>" % (byte_range, contents)
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>",
            PAGES,
            b"<</T(a)/FT/Sig/V 4 0 R>>",
            value,
        ]
    )


FILES = {
    "empty": (b"", "file.not_pdf"),
    "text": (b"khong phai PDF" * 100, "file.not_pdf"),
    "header": (b"%PDF-1.7\n", "file.unreadable"),
    "random": (b"%PDF-1.7\n" + bytes(range(256)) * 50, "file.unreadable"),
    "loop": (looping_xref(), None),
    "pages": (
        pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 999999999>>"]),
        None,
    ),
    "no pages": (pdf_of([b"<</Type/Catalog>>"]), "file.unreadable"),
    "self": (pdf_of([b"1 0 R"]), None),
    "root": (pdf_of([b"<</Type/Catalog>>"], trailer=b""), "file.unreadable"),
    "bomb": (bomb(), None),
    "cycle": (field_cycle(), None),
    "deep": (nested(100_000), None),
    "huge": (b"%PDF-1.7\n" + b"x" * (51 * 2**20), "file.too_big"),
    "encrypted": (
        pdf_of(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                PAGES,
                b"<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>" % (b"a" * 32, b"b" * 32),
            ],
            trailer=b"/Root 1 0 R /Encrypt 3 0 R /ID[(a)(b)]",
        ),
        "file.encrypted",
    ),
}
SIGNATURES = {
    "range": signature_of_nothing(b"[0 999999999999 9999999999999 5]"),
    "negative": signature_of_nothing(b"[0 -5 -7 -9]"),
    "words": signature_of_nothing(b"[/a /b (c) null]"),
    "none": signature_of_nothing(b""),
    "number": signature_of_nothing(b"[0 1 2 3]", b" 5"),
    "der": signature_of_nothing(b"[0 1 2 3]", b"<" + b"3080" * 50_000 + b">"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gets_an_answer(name):
    pdf, code = FILES[name]
    start = time.process_time()
    report = verify(pdf, NOBODY)
    assert time.process_time() - start < 10
    assert not report.good
    assert report.signatures == ()
    assert report.codes
    if code is not None:
        assert report.codes == (code,)
        assert not report.readable


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_hostile_signature_gets_an_answer(name):
    report = verify(SIGNATURES[name], NOBODY)
    assert not report.good
    assert not any(s.intact or s.trusted for s in report.signatures)


def test_truncated_and_garbled_copies_never_raise(one, authority):
    step = len(one) // 40
    for cut in range(0, len(one), step):
        assert not verify(one[:cut], asked(authority)).good
        garbled = one[:cut] + b"\xff" * 40 + one[cut + 40 :]
        assert not verify(garbled, asked(authority)).good


def test_a_process_of_its_own_gives_the_same_answer(signed, authority):
    against = asked(authority, expected=UNITS, received={UNITS[0]: LATER})
    assert verify_apart(signed.pdf, against) == verify(signed.pdf, against)
    assert verify_apart(b"x", NOBODY).codes == ("file.not_pdf",)
    assert verify_apart(FILES["huge"][0], NOBODY).codes == ("file.too_big",)


def test_a_process_of_its_own_is_stopped_at_its_bounds(signed, authority):
    start = time.monotonic()
    assert verify_apart(signed.pdf, asked(authority), seconds=0).codes == ("file.too_hard",)
    assert verify_apart(signed.pdf, asked(authority), megabytes=40).codes == ("file.too_hard",)
    assert verify_apart(nested(100_000), NOBODY).signatures == ()
    assert time.monotonic() - start < 40


def test_an_upload_checked_apart_says_the_same(paper, one, authority):
    found = check_upload_apart(paper, one, UNITS[0], asked(authority))
    assert (found.field, found.good) == (UNITS[0], True)
    with pytest.raises(UploadRefusedError) as caught:
        check_upload_apart(paper, one, UNITS[1], asked(authority))
    assert caught.value.code == "upload.wrong_field"
    assert caught.value.finding.values == {"found": UNITS[0], "expected": UNITS[1]}
    with pytest.raises(UploadRefusedError) as caught:
        check_upload_apart(paper, b"%PDF-1.7" + b"x" * (51 * 2**20), UNITS[1], asked(authority))
    assert caught.value.code == "file.too_big"
    with pytest.raises(UploadRefusedError) as caught:
        check_upload_apart(paper, one, UNITS[0], asked(authority), seconds=0)
    assert caught.value.code == "file.too_hard"
