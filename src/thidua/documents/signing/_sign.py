"""One signature: PAdES, in a field that is there, at a time that is given."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError as RefusedByLibrary
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator import ValidationContext

from thidua.documents.signing._fields import fields_of
from thidua.documents.signing._keys import Certificate, Key, certificates, day
from thidua.documents.signing._problems import SigningError
from thidua.documents.signing._reading import Revision
from thidua.documents.signing._stamp import Stamp, draw_stamp, size_of, style_of

DIGEST = "sha256"


@dataclass(frozen=True)
class LongTerm:
    """Keeps a signature checkable for decades (PAdES B-LTA): a time authority, roots and revocation lists.

    The time authority is asked over whatever the given timestamper uses; that path reads the system clock.
    """

    timestamper: TimeStamper
    roots: Sequence[bytes]
    crls: Sequence[bytes]


def sign(
    pdf: bytes,
    field: str,
    key: Key,
    *,
    at: dt.datetime,
    stamp: Stamp | None = None,
    keep: LongTerm | None = None,
) -> bytes:
    """The file with `field` signed by `key` at `at`; earlier signatures stay valid.

    PAdES B-B; with `keep`, B-LTA. SigningError `field.*`, `key.not_now`, `sign.*`, `file.*`.
    """
    revision = Revision(pdf)
    must_be_valid(key.certificate, at)
    signer = signer_for(revision, field, key.signer, Look(key.certificate, at, stamp), keep)
    out = BytesIO()
    try:
        signer.sign_pdf(revision, existing_fields_only=True, output=out)
    except (RefusedByLibrary, PdfError) as error:
        raise SigningError("sign.refused", detail=str(error)) from error
    return out.getvalue()


@dataclass(frozen=True)
class Look:
    """Whose signature, when, and how it shows."""

    certificate: Certificate
    at: dt.datetime
    stamp: Stamp | None


def must_be_valid(certificate: Certificate, at: dt.datetime) -> None:
    """Refuse a time without zone and a certificate that is not valid then."""
    if at.tzinfo is None:
        raise SigningError("sign.no_zone")
    if not certificate.since <= at <= certificate.until:
        raise SigningError("key.not_now", since=day(certificate.since), until=day(certificate.until))


def signer_for(
    revision: Revision, name: str, signer: Signer, look: Look, keep: LongTerm | None = None
) -> "SignerAt":
    """A pyHanko signer for an empty field of the file, with the stamp drawn to the field's size."""
    found = next(iter(fields_of(revision.prev, name)), None)
    if found is None:
        raise SigningError("field.unknown", field=name)
    if found.signed:
        raise SigningError("field.taken", field=name)
    style = None
    if look.stamp is not None and found.box is not None:
        drawn = draw_stamp(look.stamp, size_of(found.box), look.at, test=look.certificate.test)
        style = style_of(drawn)
    more: dict[str, Any] = {}
    if keep is not None:
        more = {
            "embed_validation_info": True,
            "use_pades_lta": True,
            "validation_context": ValidationContext(
                trust_roots=[c for root in keep.roots for c in certificates(root)],
                crls=list(keep.crls),
                moment=look.at,
                allow_fetching=False,
            ),
        }
    metadata = PdfSignatureMetadata(
        field_name=name,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        name=look.certificate.name,
        **more,
    )
    return SignerAt(
        look.at,
        metadata,
        signer,
        timestamper=keep.timestamper if keep else None,
        stamp_style=style,
    )


class SignerAt(PdfSigner):
    """pyHanko's signer with the time of signing given instead of read from the clock."""

    def __init__(self, at: dt.datetime, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.at = at

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:  # noqa: FBT001, FBT002 - pyHanko's signature
        """A session at the given time."""
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self.at
        return session


def run(work: Any) -> Any:
    """The result of one of pyHanko's coroutines."""
    return asyncio.run(work)
