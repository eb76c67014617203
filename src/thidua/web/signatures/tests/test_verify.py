"""The public check, through the page: every way to tamper is told apart, nothing is kept, hostile files end."""

import datetime as dt
import tempfile
import time
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.documents.signing import elsewhere
from tests.documents.signing.test_hostile import FILES, SIGNATURES

from thidua.documents.signing import make_authority, open_key, sign
from thidua.web.core import clock
from thidua.web.core.models import StoredFile
from thidua.web.signatures import actions, checking, queries, trust
from thidua.web.signatures.tests.world import paper, sign_here, signing_world

VERIFY = reverse("signatures:verify")


@pytest.fixture
def signed(w):
    """The paper signed by both."""
    sign_here(w.sign_a, w.cert_a, w.leader)
    sign_here(w.sign_b, w.cert_b, w.leader_b)
    w.round.refresh_from_db()
    cache.clear()
    return queries.bytes_of(w.round.current)


def answer(client, pdf, name="van-ban.pdf"):
    """What a stranger reads after uploading."""
    cache.clear()
    response = client.post(VERIFY, {"file": SimpleUploadedFile(name, pdf, "application/pdf")})
    assert response.status_code == 200
    return response.content.decode()


def lines(page):
    """The sentences of the verdict: the sum, then every finding that says something against."""
    sums = page.split("<strong>", 1)[1].split("</strong>")[0]
    errors = [part.split("<")[0] for part in page.split('finding-error">')[1:]]
    return sums, sorted(set(errors))


BAD = "Không nên tin văn bản này: có chữ ký không đạt, xem từng điều bên dưới."


def test_a_good_paper_is_told_to_be_a_test(client, signed):
    page = answer(client, signed)
    assert lines(page) == (
        "Chữ ký khớp, nhưng là chứng thư THỬ NGHIỆM: văn bản không có giá trị pháp lý.",
        [],
    )
    assert "Tệp này đúng từng byte với bản «Giao ước thi đua năm 2021»" in page
    assert page.count("khớp – THỬ NGHIỆM") == 2
    assert "chỉ thêm chữ ký khác" in page
    assert "không có gì thay đổi" in page


def test_a_paper_whose_certificates_are_no_test_is_simply_good(signed):
    report = checking.check_upload(signed).report
    kinds = {checking._kind(report)}
    assert kinds == {"test"}
    from dataclasses import replace

    real = tuple(replace(s, certificate=replace(s.certificate, test=False)) for s in report.signatures)
    assert checking._kind(replace(report, signatures=real)) == "good"
    assert checking._kind(replace(report, signatures=real, empty_fields=("Châu",))) == "part"


def test_a_tampered_byte(client, signed):
    at = signed.index(b"stream\n") + 20
    page = answer(client, signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :])
    assert lines(page) == (BAD, ["Phần đã ký bị sửa: nội dung không còn đúng như lúc ký."])
    assert "Tệp này đúng từng byte" not in page


def test_an_added_page(client, signed):
    page = answer(client, elsewhere.changed(signed, elsewhere.add_page))
    assert lines(page) == (
        BAD, ["Sau khi ký, văn bản có thêm hoặc bớt trang: lúc ký 1 trang, nay 2 trang."],
    )  # fmt: skip
    assert "NỘI DUNG BỊ THAY ĐỔI" in page


def test_changed_text_a_note_and_appended_bytes(client, signed):
    text = answer(client, elsewhere.changed(signed, elsewhere.add_text))
    assert lines(text) == (BAD, ["Sau khi ký, nội dung hiển thị bị sửa ở trang 1."])
    assert lines(answer(client, elsewhere.changed(signed, elsewhere.add_note)))[0] == BAD
    more = answer(client, signed + b"\n% them")
    assert "Sau chữ ký cuối cùng, tệp còn được ghi thêm nội dung." in more
    assert lines(more)[0] == BAD


def test_a_root_that_is_not_trusted(client, signed):
    for path in trust.folder().iterdir():
        path.unlink()
    other = make_authority(["An"], at=clock.now(), passphrase="x")
    trust.add_test_root(other.root, other.crls, "other")
    page = answer(client, signed)
    assert lines(page) == (
        BAD, ["Chứng thư do nơi không có trong danh sách tin cậy cấp: «Nơi cấp thử nghiệm Thi đua»."],
    )  # fmt: skip


def test_no_trusted_root_at_all_says_so(client, signed):
    for path in trust.folder().iterdir():
        path.unlink()
    assert "Chưa có chứng thư gốc nào" in answer(client, signed)


def test_an_expired_certificate(client, w):
    past = clock.now() - dt.timedelta(days=40)
    old = make_authority(["An"], at=past, passphrase="x", days=30)
    trust.add_test_root(old.root, (), "old")
    key = open_key(old.units["An"], "x")
    fields = queries.bytes_of(w.round.original)
    page = answer(client, sign(fields, "An", key, at=past + dt.timedelta(days=1)))
    sums, errors = lines(page)
    assert sums == BAD
    (error,) = errors
    assert error.startswith("Chứng thư hết hạn ngày ")
    assert error.endswith("không có dấu thời gian chứng minh thời gian ký đó.")


def test_an_unsigned_file_and_what_is_no_pdf(client, w):
    assert lines(answer(client, paper()))[0] == "Tệp này chưa có chữ ký số nào."
    assert lines(answer(client, b"xin chao"))[0] == "Không kiểm tra được tệp này."


def test_a_part_signed_paper_names_who_is_missing(client, w):
    sign_here(w.sign_a, w.cert_a, w.leader)
    w.round.refresh_from_db()
    assert "Ô ký «Bình» chưa có chữ ký." in answer(client, queries.bytes_of(w.round.current))


def test_nothing_of_an_upload_is_kept(client, signed, monkeypatch):
    before, folder = StoredFile.objects.count(), Path(site_settings.FILES_ROOT)
    kept = sorted(folder.rglob("*"))
    made = []
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *a, **k: made.append(a))
    answer(client, signed + b" " * 3_000_000)  # larger than what usually goes to a temporary file
    assert (StoredFile.objects.count(), made) == (before, [])
    assert sorted(folder.rglob("*")) == kept


def test_a_file_too_large_is_refused_before_it_is_read_whole(client, w):
    big = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n" + b"x" * (21 * 1024 * 1024), "application/pdf")
    response = client.post(VERIFY, {"file": big})
    assert response.status_code == 200
    assert "Tệp PDF cần kiểm tra" in response.content.decode()
    assert "Không kiểm tra được" not in response.content.decode()


@pytest.mark.parametrize("name", ["bomb", "deep", "cycle", "loop", "pages", "encrypted"])
def test_a_hostile_file_gets_an_answer_in_time(client, w, name):
    start = time.monotonic()
    page = answer(client, FILES[name][0])
    assert time.monotonic() - start < checking.SECONDS + 10
    assert "Không kiểm tra được tệp này." in page or "chưa có chữ ký" in page


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_hostile_signature_gets_an_answer(client, w, name):
    assert lines(answer(client, SIGNATURES[name]))[0] in {BAD, "Không kiểm tra được tệp này."}


def test_a_name_in_a_certificate_or_a_file_is_only_text(client, db, home):
    w = signing_world()
    bad = make_authority(["<b>An</b>"], at=clock.now(), passphrase="x")
    pdf = sign(
        queries.bytes_of(w.round.original), "An", open_key(bad.units["<b>An</b>"], "x"), at=clock.now()
    )
    page = answer(client, pdf, "<i>.pdf")
    assert "<b>An</b>" not in page
    assert "<i>.pdf" not in page
    assert "&lt;b&gt;An&lt;/b&gt;" in page


def test_the_form_needs_its_token(w):
    strict = Client(enforce_csrf_checks=True)
    sent = {"file": SimpleUploadedFile("a.pdf", paper(), "application/pdf")}
    assert strict.post(VERIFY, sent).status_code == 403
    page = strict.get(VERIFY).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    sent = {"file": SimpleUploadedFile("a.pdf", paper(), "application/pdf"), "csrfmiddlewaretoken": token}
    assert strict.post(VERIFY, sent).status_code == 200


def test_too_many_at_once_and_too_many_in_a_row(client, w, settings, monkeypatch):
    monkeypatch.setattr(checking, "SLOTS", 0)
    response = client.post(VERIFY, {"file": SimpleUploadedFile("a.pdf", paper())})
    assert response.status_code == 503
    assert "đang kiểm tra các tệp khác" in response.content.decode()
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"verify": "1/m/ip", "verify_code": "1/m/ip"}
    client.post(VERIFY, {"file": SimpleUploadedFile("a.pdf", b"abc")})
    response = client.post(VERIFY, {"file": SimpleUploadedFile("a.pdf", b"abc")})
    assert response.status_code == 429


def test_the_code_on_the_paper_opens_who_signed_but_not_the_paper(client, w):
    cache.clear()
    sign_here(w.sign_a, w.cert_a, w.leader)
    typed = f"{w.round.code[:4]}-{w.round.code[4:8]} {w.round.code[8:].lower()}"
    found = client.get(VERIFY, {"code": typed})
    page = client.get(found.headers["Location"]).content.decode()
    assert "Giao ước thi đua năm 2021" in page
    assert "Ô ký «Bình» chưa có chữ ký." in page
    assert reverse("signatures:paper", args=[w.round.pk]) not in page
    assert client.get(reverse("signatures:verify-code", args=["KHONG"])).status_code == 404


def test_a_cancelled_round_says_so_to_whoever_checks(client, w):
    sign_here(w.sign_a, w.cert_a, w.leader)
    actions.cancel_round(actor=w.secretary, signing_round=w.round, reason="Sai")
    cache.clear()
    page = client.get(reverse("signatures:verify-code", args=[w.round.code])).content.decode()
    assert "đợt ký đã hủy" in page
