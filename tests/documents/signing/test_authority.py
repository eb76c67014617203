"""The test authority: whom it certifies, for how long, and that nobody can mistake it for a real one."""

import datetime as dt

import pytest

from tests.documents.signing.conftest import AT, SECRET, SIGNED_AT, UNITS, asked
from thidua.documents.signing import (
    SigningError,
    certificate_of,
    certificates,
    describe,
    make_authority,
    open_key,
    revoke,
    sign,
    verify,
)

LONG = "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bà Rịa – Vũng Tàu"


def refused(*arguments, **named):
    with pytest.raises(SigningError) as caught:
        make_authority(*arguments, **{"at": AT, "passphrase": SECRET, **named})
    return caught.value.code


def test_every_certificate_says_that_it_is_a_test(authority):
    for p12 in [*authority.units.values(), authority.issuer, authority.timestamps]:
        own, *_chain = (describe(c) for c in certificates(certificate_of(p12, SECRET)))
        assert own.test
        assert own.unit == "THỬ NGHIỆM - không có giá trị pháp lý"
    (root,) = certificates(authority.root)
    assert "thử nghiệm" in describe(root).name
    assert list(authority.units) == list(UNITS)


def test_a_certificate_lasts_as_long_as_it_was_asked_to():
    made = make_authority(["A"], at=AT, passphrase=SECRET, days=10)
    certificate = open_key(made.units["A"], SECRET).certificate
    assert (certificate.since, certificate.until) == (AT, AT + dt.timedelta(days=10))


def test_a_long_name_is_cut_in_the_certificate_alone(paper):
    made = make_authority([LONG], at=AT, passphrase=SECRET)
    key = open_key(made.units[LONG], SECRET)
    assert key.certificate.name == "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt…"
    pdf = sign(paper, UNITS[0], key, at=SIGNED_AT)
    assert verify(pdf, asked(made)).signatures[0].good


def test_unusable_wishes_are_refused():
    assert refused([]) == "authority.no_names"
    for names in (["A", "A"], [" "], ["A\nB"], ["A" * 201]):
        assert refused(names) == "authority.same_name"
    assert refused(["A"], days=0) == "authority.days"
    assert refused(["A"], days=4000) == "authority.days"
    assert refused(["A"], at=AT.replace(tzinfo=None)) == "sign.no_zone"


def test_only_the_issuers_own_certificates_are_revoked(authority, other):
    foreign = certificate_of(other.issuer, SECRET)
    with pytest.raises(SigningError) as caught:
        revoke(authority.issuer, SECRET, [certificate_of(authority.issuer, SECRET), foreign], at=AT)
    assert caught.value.code == "authority.not_issuer"
    for act in (lambda: revoke(authority.issuer, "sai", [], at=AT), lambda: certificate_of(b"x", SECRET)):
        with pytest.raises(SigningError) as caught:
            act()
        assert caught.value.code == "key.unreadable"
