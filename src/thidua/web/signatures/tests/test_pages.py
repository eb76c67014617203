"""The screens: three ways to sign through the pages, who gets what, and what each refusal says."""

import base64
import json

import pytest
from django.urls import reverse
from tests.project.test_house_rules import PUBLIC, ROUTES
from tests.worlds import ROLES

from thidua.documents.signing import open_key, sign
from thidua.web.core import clock
from thidua.web.signatures import actions, queries
from thidua.web.signatures.models import RoundSigner, SigningSession
from thidua.web.signatures.tests.test_acts import check
from thidua.web.signatures.tests.world import PASSPHRASE, authority, sign_here
from thidua.web.signatures.tokens import token_of

Way = RoundSigner.Way


def url(name, *args):
    return reverse(f"signatures:{name}", args=args)


def expect(code, **besides):
    return {role: besides.get(role, code) for role in ROLES}


HERE = expect(200, foreigner=404)
LEADER = expect(403, leader=302, foreigner=404)
KEEPERS = expect(403, leader=200, administrator=200, foreigner=404)
TABLE = [
    ("get", "rounds", (), expect(200)),
    ("get", "certificates", (), expect(200)),
    ("get", "round", ("round",), HERE),
    ("get", "paper", ("round",), HERE),
    ("get", "sign", ("sign_a",), HERE),
    ("get", "cancel", ("round",), expect(403, secretary=200, foreigner=404)),
    ("post", "sign-here", ("sign_a",), LEADER),
    ("post", "sign-upload", ("sign_a",), {**LEADER, "leader": 200}),
    ("post", "start-device", ("sign_a",), LEADER),
    ("post", "start-vgca", ("sign_a",), LEADER),
    ("get", "session", ("session",), expect(404, leader=200)),
    ("get", "certificate-add", ("a",), KEEPERS),
    ("get", "key-file-add", ("a",), KEEPERS),
    ("get", "certificate-revoke", ("cert_a",), {**KEEPERS, "site_admin": 200}),
    ("post", "cancel", ("round",), expect(403, secretary=302, foreigner=404)),
]


@pytest.fixture
def full(w, settings):
    """Everything that an address can name, and what its form sends."""
    settings.VGCA = True
    w.session = actions.start_session(actor=w.leader, signer=w.sign_a, way=Way.DEFERRED, certificate=w.cert_a)
    return w


@pytest.mark.parametrize("case", TABLE, ids=lambda t: f"{t[0]} {t[1]}")
def test_each_role_gets_its_code(client, full, case):
    (method, name, args, expected), w, found = case, full, {}
    data = {
        "server-certificate": w.cert_a.pk, "server-passphrase": PASSPHRASE, "device-certificate": w.cert_a.pk,
        "reason": "Sai",
    }  # fmt: skip
    order = sorted(ROLES, key=lambda role: expected[role] == 302)  # those who change something come last
    for role in order:
        client.force_login(getattr(w, role))
        address = url(name, *(getattr(w, a).pk for a in args))
        answer = client.get(address) if method == "get" else client.post(address, data)
        found[role] = answer.status_code
        if answer.streaming:
            assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert found == expected


def test_no_route_is_missing():
    told = {f"signatures:{t[1]}" for t in TABLE} | PUBLIC
    assert {name for name, _c in ROUTES if name.startswith("signatures:")} <= told


def test_a_leader_signs_with_the_key_on_the_server(client, w):
    client.force_login(w.leader)
    page = client.get(url("rounds")).content.decode()
    assert "Chờ tôi ký" in page
    page = client.get(url("sign", w.sign_a.pk)).content.decode()
    assert "THỬ NGHIỆM" in page  # the choice says what the certificate is
    data = {"server-certificate": w.cert_a.pk, "server-passphrase": "sai"}
    page = client.post(url("sign-here", w.sign_a.pk), data).content.decode()
    assert "sai mật khẩu" in page
    data["server-passphrase"] = PASSPHRASE
    page = client.post(url("sign-here", w.sign_a.pk), data, follow=True).content.decode()
    assert "Đã ký cho An." in page
    assert "CHỨNG THƯ THỬ NGHIỆM" in page
    assert "1<" in page or "1/2" in page
    assert PASSPHRASE not in page
    assert "Chờ tôi ký" not in client.get(url("rounds")).content.decode()


def test_a_certificate_of_another_unit_cannot_even_be_chosen(client, w):
    client.force_login(w.leader)
    data = {"server-certificate": w.cert_b.pk, "server-passphrase": PASSPHRASE}
    client.post(url("sign-here", w.sign_a.pk), data)
    client.post(url("start-device", w.sign_a.pk), {"device-certificate": w.cert_b.pk})
    assert queries.progress(w.round) == (0, 2)
    assert not SigningSession.objects.exists()


def device(client, w):
    """The leader of A prepares a signature for a device; its page."""
    client.force_login(w.leader)
    answer = client.post(url("start-device", w.sign_a.pk), {"device-certificate": w.cert_a.pk})
    return answer.headers["Location"]


def value_for(digest, unit="AAA"):
    """What the device of the unit answers."""
    return base64.b64encode(open_key(authority().units[unit], PASSPHRASE).sign_digest(digest)).decode()


def digest_on(page):
    """The digest the page shows."""
    return bytes.fromhex(page.split('class="break paper-code">')[1].split("<")[0])


def test_a_device_signs_the_digest_alone(client, w):
    address = device(client, w)
    digest = digest_on(client.get(address).content.decode())
    assert len(digest) == 32
    page = client.post(address, {"value": "không phải"}).content.decode()
    assert "Không phải base64" in page
    page = client.post(address, {"value": value_for(digest, "BBB")}).content.decode()
    assert "không khớp với chứng thư" in page
    page = client.post(address, {"value": value_for(digest)}, follow=True).content.decode()
    assert "Đã ký cho An." in page
    report = check(w.round)
    assert [(s.field, s.good) for s in report.signatures] == [("An", True)]
    assert (RoundSigner.objects.get(pk=w.sign_a.pk).way, bytes(SigningSession.objects.get().tail)) == (
        "deferred",
        b"",
    )
    assert client.get(address).headers["Location"] == url("round", w.round.pk)


def test_a_session_is_outdated_when_another_unit_signed_meanwhile(client, w):
    address = device(client, w)
    digest = digest_on(client.get(address).content.decode())
    sign_here(w.sign_b, w.cert_b, w.leader_b)
    page = client.get(address).content.decode()
    assert "Có đơn vị vừa ký trước" in page
    assert "Chuẩn bị ký lại" in page
    assert client.post(address, {"value": value_for(digest)}).status_code == 200
    assert queries.progress(w.round) == (1, 2)
    again = device(client, w)
    digest = digest_on(client.get(again).content.decode())
    client.post(again, {"value": value_for(digest)})
    assert check(w.round).good


def test_two_sessions_at_once_only_the_last_one_counts(client, w):
    first, second = device(client, w), device(client, w)
    assert "Phiên ký đã hết hạn hoặc đã thay" in client.get(first).content.decode()
    assert digest_on(client.get(second).content.decode())


def test_a_session_expires(client, w):
    address = device(client, w)
    SigningSession.objects.update(expires_at=clock.now())
    assert "Phiên ký đã hết hạn" in client.get(address).content.decode()


def test_the_agent_fetches_the_digest_and_sends_the_value_without_a_session_cookie(client, w):
    session = actions.start_session(actor=w.leader, signer=w.sign_a, way=Way.DEFERRED, certificate=w.cert_a)
    address = url("agent", token_of(session))
    asked = client.get(address).json()
    assert (asked["certificate"], asked["unit"], set(asked)) == (
        w.cert_a.fingerprint, "An", {"digest", "algorithm", "certificate", "paper", "unit", "expires"},
    )  # fmt: skip
    wrong = client.post(address, json.dumps({"signature": "AAAA"}), content_type="application/json")
    assert (wrong.status_code, wrong.json()["signed"]) == (422, False)
    good = {"signature": value_for(base64.b64decode(asked["digest"]))}
    answer = client.post(address, json.dumps(good), content_type="application/json")
    assert answer.json() == {"signed": True}
    assert client.get(address).status_code == 404
    assert client.get(url("agent", "x" * 64)).status_code == 404


def test_the_right_to_sign_is_asked_again_when_the_agent_answers(client, w):
    session = actions.start_session(actor=w.leader, signer=w.sign_a, way=Way.DEFERRED, certificate=w.cert_a)
    address = url("agent", token_of(session))
    good = {"signature": value_for(base64.b64decode(client.get(address).json()["digest"]))}
    w.leader.assignments.update(to_on="2020-01-01")
    answer = client.post(address, json.dumps(good), content_type="application/json")
    assert answer.status_code == 422
    assert "Chỉ lãnh đạo" in answer.json()["errors"][0]


def signed_elsewhere(w, unit="AAA", field="An", pdf=None):
    """The paper signed with the unit's key by another program."""
    before = queries.bytes_of(w.round.current) if pdf is None else pdf
    return sign(before, field, open_key(authority().units[unit], PASSPHRASE), at=clock.now())


def upload(client, w, pdf):
    """The leader of A uploads a file; the page that comes."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(w.leader)
    data = {"upload-file": SimpleUploadedFile("ký.pdf", pdf, "application/pdf")}
    return client.post(url("sign-upload", w.sign_a.pk), data, follow=True).content.decode()


def test_a_file_signed_elsewhere_is_taken(client, w):
    assert "Đã ký cho An." in upload(client, w, signed_elsewhere(w))
    assert [(s.field, s.good) for s in check(w.round).signatures] == [("An", True)]


def test_uploads_that_are_not_ours_plus_one_right_signature_say_why(client, w):
    ours = queries.bytes_of(w.round.current)
    cases = {
        "chưa có chữ ký mới": ours,
        "không phải bản đã phát": signed_elsewhere(w).replace(b"%PDF-1.7", b"%PDF-1.6"),
        "không phải ô «An» của đơn vị": signed_elsewhere(w, field="Bình"),
        "không phải chứng thư đã đăng ký của An": signed_elsewhere(w, unit="BBB"),
        "chữ ký mới; chỉ nhận đúng một": signed_elsewhere(w, "BBB", "Bình", signed_elsewhere(w)),
        "không phải tệp PDF": b"abc",
        "không được chữ ký mới bảo vệ": signed_elsewhere(w) + b"\n% more",
    }
    for reason, pdf in cases.items():
        assert reason in upload(client, w, pdf), reason
    assert queries.progress(w.round) == (0, 2)
    early = signed_elsewhere(w)
    sign_here(w.sign_b, w.cert_b, w.leader_b)
    assert "có người vừa ký trước" in upload(client, w, early)


def test_the_round_page_asks_again_by_itself_until_it_is_over(client, w):
    client.force_login(w.secretary)
    part = client.get(url("round", w.round.pk), headers={"hx-request": "true"}).content.decode()
    assert 'hx-trigger="every 10s"' in part
    assert "<html" not in part
    actions.cancel_round(actor=w.secretary, signing_round=w.round, reason="Sai điều 3")
    page = client.get(url("round", w.round.pk)).content.decode()
    assert "every 10s" not in page
    assert "Sai điều 3" in page


def test_lists_cost_the_same_with_one_and_three_rounds(client, w, django_assert_max_num_queries):
    from thidua.web.signatures.tests.world import open_round

    client.force_login(w.leader)
    client.get(url("rounds"))
    for about in ("paper:2", "paper:3"):
        open_round(w, about)
    with django_assert_max_num_queries(12):
        assert client.get(url("rounds")).content.decode().count("Xem và ký") == 3
