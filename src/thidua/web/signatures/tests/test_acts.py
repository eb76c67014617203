"""What becomes true by each act, and what is refused with which reason."""

import datetime as dt
import stat

import pytest

from thidua.documents.signing import certificate_of, fields, revoke, verify
from thidua.web.core import clock, files
from thidua.web.core.access import Refused
from thidua.web.core.invariants import check_all
from thidua.web.core.models import AuditEntry
from thidua.web.signatures import actions, finished, key_files, queries, trust
from thidua.web.signatures.models import RoundSigner, SigningRound
from thidua.web.signatures.tests.world import (
    PASSPHRASE,
    authority,
    open_round,
    paper,
    seats,
    sign_here,
    signing_world,
)


def check(row):
    """What anybody would find in the current file."""
    row.refresh_from_db()
    asked = trust.asked(clock.now(), received=queries.fields_received(row))
    return verify(queries.bytes_of(row.current), asked)


def own_pem(p12):
    """The certificate without its chain."""
    end = b"-----END CERTIFICATE-----\n"
    return certificate_of(p12, PASSPHRASE).split(end)[0] + end


def test_every_unit_has_its_field_before_anybody_signs(w):
    made = fields(queries.bytes_of(w.round.current))
    assert [(f.name, f.signed, f.box) for f in made] == [
        ("An", False, (60, 60, 260, 130)), ("Bình", False, (300, 60, 500, 130)),
    ]  # fmt: skip
    assert queries.progress(w.round) == (0, 2)
    assert queries.round_about("paper:1") == w.round
    assert AuditEntry.objects.latest("pk").action == "signatures.round.open"


def test_both_sign_in_any_order_and_the_round_is_finished(w):
    told = []
    finished.register("paper:", lambda row: told.append((row.pk, row.state)))
    sign_here(w.sign_b, w.cert_b, w.leader_b)
    assert queries.progress(w.round) == (1, 2)
    assert not told
    signed = sign_here(w.sign_a, w.cert_a, w.leader)
    report = check(w.round)
    assert report.good
    assert [s.field for s in report.signatures] == ["Bình", "An"]
    assert w.round.state == SigningRound.State.FINISHED
    assert told == [(w.round.pk, "finished")]
    assert (signed.way, signed.signed_by, signed.certificate) == ("server", w.leader, w.cert_a)
    assert {k: v for k, v in check_all().items() if v} == {}
    finished.register("paper:", lambda row: None)


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("officer", "Chỉ lãnh đạo đơn vị"), ("administrator", "Chỉ lãnh đạo đơn vị"),
        ("leader_b", "Chỉ lãnh đạo đơn vị"), ("secretary", "Chỉ lãnh đạo đơn vị"),
        ("central", "Chỉ lãnh đạo đơn vị"), ("site_admin", "Chỉ lãnh đạo đơn vị"),
    ],
)  # fmt: skip
def test_nobody_but_the_units_leader_signs(w, who, reason):
    with pytest.raises(Refused, match=reason):
        sign_here(w.sign_a, w.cert_a, getattr(w, who))
    assert queries.progress(w.round) == (0, 2)


def test_another_units_certificate_does_not_sign(w):
    with pytest.raises(Refused, match="không phải chứng thư đã đăng ký của An"):
        sign_here(w.sign_a, w.cert_b, w.leader)


def test_a_wrong_passphrase_signs_nothing(w):
    with pytest.raises(Refused, match="sai mật khẩu"):
        sign_here(w.sign_a, w.cert_a, w.leader, "sai")
    assert check(w.round).codes == ("file.no_signature", "file.empty_field", "file.empty_field")


def test_a_unit_signs_once(w):
    sign_here(w.sign_a, w.cert_a, w.leader)
    with pytest.raises(Refused, match="đã ký văn bản này"):
        sign_here(w.sign_a, w.cert_a, w.leader)


def test_a_certificate_that_was_stopped_or_revoked_does_not_sign(w):
    made = authority()
    crl = revoke(made.issuer, PASSPHRASE, [own_pem(made.units["BBB"])], at=clock.now())
    (trust.folder() / "new.crl").write_bytes(crl)
    with pytest.raises(Refused, match="đã bị thu hồi"):
        sign_here(w.sign_b, w.cert_b, w.leader_b)
    actions.revoke_certificate(actor=w.administrator, certificate=w.cert_a, reason="Mất khóa")
    w.cert_a.refresh_from_db()
    with pytest.raises(Refused, match="ngừng dùng"):
        sign_here(w.sign_a, w.cert_a, w.leader)


def test_a_round_is_cancelled_with_a_reason_and_another_opened(w):
    with pytest.raises(Refused, match="đang có đợt ký"):
        open_round(w)
    sign_here(w.sign_a, w.cert_a, w.leader)
    with pytest.raises(Refused, match="ghi lý do"):
        actions.cancel_round(actor=w.secretary, signing_round=w.round, reason=" ")
    gone = actions.cancel_round(actor=w.secretary, signing_round=w.round, reason="Sai điều 3")
    assert (gone.state, gone.cancel_reason, gone.cancelled_by) == ("cancelled", "Sai điều 3", w.secretary)
    with pytest.raises(Refused, match="đã hủy"):
        sign_here(w.sign_b, w.cert_b, w.leader_b)
    again = open_round(w)
    assert queries.round_about("paper:1") == again
    assert queries.progress(again) == (0, 2)


def test_a_finished_round_is_not_cancelled(w):
    sign_here(w.sign_a, w.cert_a, w.leader)
    sign_here(w.sign_b, w.cert_b, w.leader_b)
    with pytest.raises(Refused, match="ký đủ"):
        actions.cancel_round(actor=w.secretary, signing_round=w.round, reason="x")


def test_only_the_secretariat_opens_and_cancels(w):
    to_sign = actions.ToSign("T", "paper:2", paper(), seats(w))
    for who in (w.leader, w.central, w.site_admin):
        with pytest.raises(Refused, match="tổ thư ký"):
            actions.cancel_round(actor=who, signing_round=w.round, reason="x")
        with pytest.raises(Refused, match="tổ thư ký"):
            actions.open_round(actor=who, cluster=w.cluster, to_sign=to_sign)


def test_a_key_file_lies_locked_outside_files_and_database(w):
    path = next(key_files.folder().glob(f"{w.cert_a.fingerprint}*"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_files.folder().stat().st_mode) == 0o700
    assert not files.path_of(w.cert_a.fingerprint).exists()
    assert "PRIVATE" not in w.cert_a.pem


def test_a_certificate_of_an_unknown_root_is_not_registered(w):
    other = certificate_of(authority("other").units["AAA"], PASSPHRASE)
    with pytest.raises(Refused, match="không có trong danh sách tin cậy"):
        actions.register_certificate(actor=w.administrator, unit=w.a, kind="token", chain=other)
    with pytest.raises(Refused, match="đã được đăng ký"):
        actions.register_certificate(
            actor=w.administrator, unit=w.a, kind="token", chain=w.cert_b.pem.encode()
        )
    with pytest.raises(Refused, match="do quản trị hoặc lãnh đạo"):
        actions.register_certificate(actor=w.officer, unit=w.a, kind="token", chain=other)


def test_a_signature_made_years_ago_is_judged_as_of_then(db, home):
    from thidua.web.signatures.ways.server_file import ServerFile

    w = signing_world(rounds=False)
    row = open_round(w)
    then = clock.now() + dt.timedelta(days=1)
    for signer, certificate in zip(row.signers.all(), (w.cert_a, w.cert_b), strict=True):
        actions.sign(actor=None, signer=signer, way=ServerFile(certificate, PASSPHRASE), now=then)
    row.refresh_from_db()
    late = trust.asked(clock.now() + dt.timedelta(days=3000), received=queries.fields_received(row))
    assert verify(queries.bytes_of(row.current), late).good
    assert RoundSigner.objects.filter(signed_at=then).count() == 2
