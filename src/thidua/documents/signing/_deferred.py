"""Deferred signing: the file stays here, only the digest of the signed attributes goes to the key's owner.

For token agents (PKCS#11) and remote signing services: `prepare`, sign `Prepared.digest` elsewhere, `finish`.
"""

import datetime as dt
import hashlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError as RefusedByLibrary
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import ExternalSigner
from pyhanko.sign.signers.pdf_signer import PdfTBSDocument

from thidua.documents.signing._keys import certificates, describe, store
from thidua.documents.signing._problems import SigningError
from thidua.documents.signing._reading import Revision
from thidua.documents.signing._sign import DIGEST, Look, must_be_valid, run, signer_for
from thidua.documents.signing._stamp import Stamp


@dataclass(frozen=True)
class Prepared:
    """A file that waits for its signature value. Keep it on the server; send out `digest` alone."""

    pdf: bytes
    field: str
    base: str
    start: int
    end: int
    attributes: bytes
    chain: tuple[bytes, ...]

    @property
    def digest(self) -> bytes:
        """SHA-256 of the signed attributes: what the owner of the key signs (ECDSA, or RSA PKCS#1 v1.5)."""
        return hashlib.sha256(self.attributes).digest()

    def state(self) -> dict[str, str | int | list[str]]:
        """Everything but the file, as JSON."""
        return {
            "field": self.field,
            "base": self.base,
            "start": self.start,
            "end": self.end,
            "attributes": b64encode(self.attributes).decode(),
            "chain": [b64encode(c).decode() for c in self.chain],
        }

    @classmethod
    def of(cls, pdf: bytes, state: Mapping[str, object]) -> "Prepared":
        """The file and its state together again."""
        chain = state["chain"]
        return cls(
            pdf=pdf,
            field=str(state["field"]),
            base=str(state["base"]),
            start=int(str(state["start"])),
            end=int(str(state["end"])),
            attributes=b64decode(str(state["attributes"])),
            chain=tuple(b64decode(str(c)) for c in chain) if isinstance(chain, list) else (),
        )


def prepare(pdf: bytes, field: str, chain: bytes, *, at: dt.datetime, stamp: Stamp | None = None) -> Prepared:
    """The file with the stamp in place and room for the signature; `chain` is PEM or DER, the signer's first.

    SigningError as in `sign`.
    """
    revision = Revision(pdf)
    own, *others = certificates(chain)
    certificate = describe(own)
    must_be_valid(certificate, at)
    _public_key(own)
    agent = ExternalSigner(own, store(others), signature_value=_signature_room(own), embed_roots=False)
    signer = signer_for(revision, field, agent, Look(certificate, at, stamp))
    out = BytesIO()
    try:
        waiting, _document, _out = run(
            signer.async_digest_doc_for_signing(revision, existing_fields_only=True, output=out)
        )
    except (RefusedByLibrary, PdfError) as error:
        raise SigningError("sign.refused", detail=str(error)) from error
    attributes = run(agent.signed_attrs(waiting.document_digest, DIGEST, use_pades=True))
    return Prepared(
        pdf=out.getvalue(),
        field=field,
        base=hashlib.sha256(pdf).hexdigest(),
        start=waiting.reserved_region_start,
        end=waiting.reserved_region_end,
        attributes=attributes.dump(),
        chain=tuple(c.dump() for c in (own, *others)),
    )


def finish(prepared: Prepared, signature: bytes, *, current: bytes) -> bytes:
    """The signed file, from the value that came back (RSA; ECDSA as DER or as r‖s).

    `current` is the file as it stands now: refused as `finish.outdated` when somebody signed meanwhile,
    as `finish.wrong_signature` when the value does not fit.
    """
    if hashlib.sha256(current).hexdigest() != prepared.base:
        raise SigningError("finish.outdated")
    own, *others = (x509.Certificate.load(der) for der in prepared.chain)
    value = _checked(own, signature, prepared.digest)
    agent = ExternalSigner(own, store(others), signature_value=value, embed_roots=False)
    attributes = cms.CMSAttributes.load(prepared.attributes)
    message = run(agent.async_sign_prescribed_attributes(DIGEST, signed_attrs=attributes))
    out = BytesIO(prepared.pdf)
    waiting = PreparedByteRangeDigest(b"", prepared.start, prepared.end)
    try:
        PdfTBSDocument.finish_signing(out, waiting, message)
    except (ValueError, PdfError) as error:
        raise SigningError("finish.too_long") from error
    return out.getvalue()


def _public_key(certificate: x509.Certificate) -> rsa.RSAPublicKey | ec.EllipticCurvePublicKey:
    try:
        key = load_der_public_key(certificate.public_key.dump())
    except ValueError as error:
        raise SigningError("key.kind") from error
    if isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        return key
    raise SigningError("key.kind")


def _signature_room(certificate: x509.Certificate) -> int:
    """Bytes of the longest signature value: RSA's modulus; ECDSA's two integers with their DER heads."""
    key = _public_key(certificate)
    size = (key.key_size + 7) // 8
    return size if isinstance(key, rsa.RSAPublicKey) else 2 * size + 16


def _checked(certificate: x509.Certificate, signature: bytes, digest: bytes) -> bytes:
    """The signature as DER, proved against the certificate."""
    key, hashed = _public_key(certificate), utils.Prehashed(SHA256())
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, digest, padding.PKCS1v15(), hashed)
            return signature
        half = (key.key_size + 7) // 8
        if len(signature) == 2 * half and not _is_der(signature):
            r, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
            signature = utils.encode_dss_signature(r, s)
        key.verify(signature, digest, ec.ECDSA(hashed))
    except (InvalidSignature, ValueError) as error:
        raise SigningError("finish.wrong_signature") from error
    return signature


def _is_der(signature: bytes) -> bool:
    try:
        utils.decode_dss_signature(signature)
    except ValueError:
        return False
    return True
