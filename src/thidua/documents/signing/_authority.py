"""A test authority: root → issuer → one certificate per unit. Marked as a test in names, policy and stamp."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from thidua.documents.signing._keys import TEST_POLICY, PrivateKey
from thidua.documents.signing._problems import SigningError

KINDS: dict[str, Callable[[], PrivateKey]] = {
    "ec": lambda: ec.generate_private_key(ec.SECP256R1()),
    "rsa": lambda: rsa.generate_private_key(65537, 2048),
}
HOLDER = "THỬ NGHIỆM - không có giá trị pháp lý"
LONGEST_NAME, ROOM_OF_A_NAME = 200, 64
"""Characters of a unit's name; bytes of a name in a certificate, as the cryptography package counts them."""
MOST_DAYS = 5 * 365
YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Authority:
    """Everything a test authority hands out. `units` and `issuer` are PKCS#12 under the same passphrase."""

    root: bytes
    chain: bytes
    crls: tuple[bytes, ...]
    issuer: bytes = field(repr=False)
    units: Mapping[str, bytes] = field(repr=False)
    timestamps: bytes = field(repr=False)


@dataclass(frozen=True)
class _Issuer:
    key: PrivateKey
    certificate: x509.Certificate
    since: dt.datetime
    until: dt.datetime

    def certify(
        self, name: x509.Name, key: PrivateKey, *extensions: tuple[x509.ExtensionType, bool]
    ) -> x509.Certificate:
        """A certificate for `key`, valid as long as this issuer says, marked as a test."""
        return _build(name, key, self, [*extensions, (_policy(), False)])


def make_authority(
    units: Sequence[str],
    *,
    at: dt.datetime,
    passphrase: str,
    kind: Literal["ec", "rsa"] = "ec",
    days: int = 730,
) -> Authority:
    """Certificates for the named units, valid from `at`; keys come from the system's randomness.

    A name too long for a certificate is cut there; `units` of the answer keep the whole. SigningError
    `authority.*` when a name is missing, doubled or unusable, or the days are none or more than five years.
    """
    _must_be_names(units)
    if at.tzinfo is None:
        raise SigningError("sign.no_zone")
    if not 1 <= days <= MOST_DAYS:
        raise SigningError("authority.days", most=MOST_DAYS)
    until = at + dt.timedelta(days=days)
    root_key, root_name = KINDS[kind](), _name("Gốc thử nghiệm Thi đua")
    ca = (x509.BasicConstraints(ca=True, path_length=1), True)
    root = _Issuer(
        root_key, _build(root_name, root_key, None, [ca, _use("ca")], (at, at + 10 * YEAR)), at, until
    )
    issuer_key = KINDS[kind]()
    below = (x509.BasicConstraints(ca=True, path_length=0), True)
    middle = _Issuer(root.key, root.certificate, at, at + 5 * YEAR).certify(
        _name("Nơi cấp thử nghiệm Thi đua"), issuer_key, below, _use("ca")
    )
    issuer = _Issuer(issuer_key, middle, at, until)
    locked = BestAvailableEncryption(passphrase.encode())
    chain = [middle, root.certificate]

    def pack(
        name: str, key: PrivateKey, certificate: x509.Certificate, rest: list[x509.Certificate]
    ) -> bytes:
        return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, rest, locked)

    handed_out = {}
    for name in units:
        key = KINDS[kind]()
        certificate = issuer.certify(_name(name), key, _no_ca(), _use("person"))
        handed_out[name] = pack(name, key, certificate, chain)
    clock_key = KINDS["rsa"]()  # pyHanko's in-process time authority knows RSA alone
    clock = issuer.certify(
        _name("Dấu thời gian thử nghiệm"), clock_key, _no_ca(), _use("person"), _stamping()
    )
    return Authority(
        root=root.certificate.public_bytes(Encoding.PEM),
        chain=b"".join(c.public_bytes(Encoding.PEM) for c in chain),
        crls=(_crl(root, (), at, until), _crl(issuer, (), at, until)),
        issuer=pack("issuer", issuer_key, middle, [root.certificate]),
        units=handed_out,
        timestamps=pack("timestamps", clock_key, clock, chain),
    )


def revoke(
    issuer: bytes, passphrase: str, revoked: Iterable[bytes], *, at: dt.datetime, days: int = 730
) -> bytes:
    """A revocation list (DER) of the test issuer that names the certificates (PEM) from `at` on."""
    try:
        key, certificate, _rest = pkcs12.load_key_and_certificates(issuer, passphrase.encode())
    except (ValueError, TypeError) as error:
        raise SigningError("key.unreadable") from error
    if certificate is None or not isinstance(key, PrivateKey):
        raise SigningError("key.no_key")
    found = [x509.load_pem_x509_certificate(pem) for pem in revoked]
    if any(c.issuer != certificate.subject for c in found):
        raise SigningError("authority.not_issuer")
    until = at + dt.timedelta(days=days)
    return _crl(_Issuer(key, certificate, at, until), [c.serial_number for c in found], at, until)


def certificate_of(p12: bytes, passphrase: str) -> bytes:
    """The certificate (PEM) in a PKCS#12 file, followed by its chain."""
    try:
        _key, own, rest = pkcs12.load_key_and_certificates(p12, passphrase.encode())
    except (ValueError, TypeError) as error:
        raise SigningError("key.unreadable") from error
    if own is None:
        raise SigningError("key.no_key")
    return b"".join(c.public_bytes(Encoding.PEM) for c in (own, *rest))


def _must_be_names(units: Sequence[str]) -> None:
    if not units:
        raise SigningError("authority.no_names")
    for name in units:
        usable = name.strip() and name.isprintable() and len(name) <= LONGEST_NAME
        if not usable or list(units).count(name) > 1:
            raise SigningError("authority.same_name", name=name)


def _short(name: str) -> str:
    """The name, cut with an ellipsis where a certificate has no room for it."""
    if len(name.encode()) <= ROOM_OF_A_NAME:
        return name
    dots = "…"
    return name.encode()[: ROOM_OF_A_NAME - len(dots.encode())].decode(errors="ignore").rstrip() + dots


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, HOLDER),
            x509.NameAttribute(NameOID.COMMON_NAME, _short(common)),
        ]
    )


def _build(
    name: x509.Name,
    key: PrivateKey,
    issuer: _Issuer | None,
    extensions: Iterable[tuple[x509.ExtensionType, bool]],
    span: tuple[dt.datetime, dt.datetime] | None = None,
) -> x509.Certificate:
    since, until = span or (issuer.since, issuer.until)  # type: ignore[union-attr] # a root names its span
    signing = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False
        )
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(signing, SHA256())


def _crl(issuer: _Issuer, serials: Iterable[int], at: dt.datetime, until: dt.datetime) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(at)
        .next_update(until)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False
        )
        .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
    )
    for serial in serials:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(issuer.key, SHA256()).public_bytes(Encoding.DER)


def _policy() -> x509.CertificatePolicies:
    return x509.CertificatePolicies([x509.PolicyInformation(ObjectIdentifier(TEST_POLICY), None)])


def _no_ca() -> tuple[x509.ExtensionType, bool]:
    return x509.BasicConstraints(ca=False, path_length=None), True


def _stamping() -> tuple[x509.ExtensionType, bool]:
    return x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True


def _use(role: Literal["ca", "person"]) -> tuple[x509.ExtensionType, bool]:
    person = role == "person"
    return x509.KeyUsage(
        digital_signature=person,
        content_commitment=person,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not person,
        crl_sign=not person,
        encipher_only=False,
        decipher_only=False,
    ), True
