"""One authority, one paper with fourteen fields, and that paper signed, made once per session."""

import datetime as dt
import random
from pathlib import Path
from types import SimpleNamespace

import pytest
import typst
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import pkcs12

import thidua.documents
from thidua.documents.signing import (
    Asked,
    Stamp,
    certificate_of,
    finish,
    grid,
    make_authority,
    open_key,
    prepare,
    sign,
    with_fields,
)

AT = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
SIGNED_AT = AT + dt.timedelta(days=1)
LATER = AT + dt.timedelta(days=2)
SECRET = "bí mật"
UNITS = tuple(f"Đơn vị {n:02}" for n in range(1, 15))
OWN_FONTS = Path(thidua.documents.__file__).parent / "fonts"
FONTS = OWN_FONTS if OWN_FONTS.exists() else Path("/usr/share/fonts/truetype/liberation2")
TEXT = """
#set page("a4")
#set text(font: "Liberation Serif", fallback: false, lang: "vi")
= Giao ước thi đua
Mười bốn đơn vị thống nhất.
#pagebreak()
= Chữ ký
"""


def asked(*authorities, at=LATER, **more):
    """A check by the authorities' roots with their revocation lists."""
    crls = more.pop("crls", [crl for a in authorities for crl in a.crls])
    return Asked([a.root for a in authorities], at, crls, **more)


def stamp(name):
    return Stamp(name, f"Người ký của {name}", [FONTS])


def raw_signature(p12, digest):
    """What a token does with a digest."""
    key, _certificate, _rest = pkcs12.load_key_and_certificates(p12, SECRET.encode())
    hashed = utils.Prehashed(SHA256())
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(digest, padding.PKCS1v15(), hashed)
    return key.sign(digest, ec.ECDSA(hashed))


def sign_deferred(pdf, field, p12, at=SIGNED_AT):
    waiting = prepare(pdf, field, certificate_of(p12, SECRET), at=at, stamp=stamp(field))
    return finish(waiting, raw_signature(p12, waiting.digest), current=pdf)


@pytest.fixture(scope="session")
def authority():
    return make_authority(UNITS, at=AT, passphrase=SECRET)


@pytest.fixture(scope="session")
def other():
    """An authority nobody asked for, with RSA keys."""
    return make_authority(["Kẻ lạ"], at=AT, passphrase=SECRET, kind="rsa")


@pytest.fixture(scope="session")
def paper():
    """Two pages with fourteen fields on the second."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    plain = typst.compile(TEXT.encode(), font_paths=fonts, format="pdf", pdf_standards="a-2a", timestamp=AT)
    return with_fields(plain, grid(UNITS, page=2, area=(60, 60, 540, 720)))


@pytest.fixture(scope="session")
def one(authority, paper):
    """Signed by the first unit alone."""
    key = open_key(authority.units[UNITS[0]], SECRET)
    return sign(paper, UNITS[0], key, at=SIGNED_AT, stamp=stamp(UNITS[0]))


@pytest.fixture(scope="session")
def signed(authority, paper):
    """Signed by all fourteen in a random order, every third one through a token."""
    order = random.Random(3).sample(UNITS, len(UNITS))  # noqa: S311 - an order, no secret
    assert order != sorted(order)
    pdf = paper
    for number, name in enumerate(order):
        if number % 3 == 1:
            pdf = sign_deferred(pdf, name, authority.units[name])
        else:
            key = open_key(authority.units[name], SECRET)
            pdf = sign(pdf, name, key, at=SIGNED_AT, stamp=stamp(name))
    return SimpleNamespace(pdf=pdf, order=order)
