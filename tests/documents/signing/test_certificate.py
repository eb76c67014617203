"""A certificate is judged before anything is signed with it."""

import datetime as dt

import pytest

from thidua.documents.signing import (
    Asked,
    SigningError,
    certificate_of,
    check_certificate,
    make_authority,
    revoke,
)

NOW = dt.datetime(2026, 11, 24, 3, tzinfo=dt.UTC)
END = b"-----END CERTIFICATE-----\n"


@pytest.fixture(scope="module")
def authority():
    return make_authority(["An", "Bình"], at=NOW, passphrase="x")


@pytest.fixture(scope="module")
def chain(authority):
    return certificate_of(authority.units["An"], "x")


@pytest.mark.parametrize(
    ("days", "code"), [(0, None), (729, None), (800, "certificate.expired"), (-1, "certificate.not_yet")]
)
def test_it_may_sign_while_it_is_valid(authority, chain, days, code):
    found = check_certificate(chain, Asked([authority.root], NOW + dt.timedelta(days=days)))
    assert (found and found.code) == code


def test_another_root_an_issuer_and_what_is_none_are_told_apart(authority, chain):
    other = make_authority(["An"], at=NOW, passphrase="x")
    assert check_certificate(chain, Asked([other.root], NOW)).code == "certificate.unknown_root"
    assert check_certificate(authority.chain, Asked([authority.root], NOW)).code == "certificate.wrong_use"
    with pytest.raises(SigningError, match="not_a_certificate"):
        check_certificate(b"nothing", Asked([authority.root], NOW))


def test_any_list_that_names_it_counts_beside_an_older_one_that_does_not(authority, chain):
    named = revoke(authority.issuer, "x", [chain.split(END)[0] + END], at=NOW)
    asked = Asked([authority.root], NOW + dt.timedelta(days=1), [*authority.crls, named])
    assert check_certificate(chain, asked).code == "certificate.revoked"
    other = certificate_of(authority.units["Bình"], "x")
    assert check_certificate(other, asked) is None
