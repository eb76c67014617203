"""Taking in a file that was signed elsewhere: our bytes plus exactly one new valid signature, or refused."""

import hashlib
from dataclasses import dataclass

from thidua.documents.signing import SigningError, UploadRefusedError, check_upload_apart
from thidua.web.core import clock
from thidua.web.signatures import trust
from thidua.web.signatures.models import RoundSigner
from thidua.web.signatures.queries import bytes_of, fields_received
from thidua.web.signatures.ways import Paper, Signed


@dataclass(frozen=True)
class Uploaded:
    """A file that was checked against the file as it stood; made by `received`, before anything is locked."""

    pdf: bytes
    base: str
    fingerprint: str
    key: RoundSigner.Way = RoundSigner.Way.UPLOAD

    def sign(self, paper: Paper) -> Signed:
        """The checked file, unless another unit signed while it was being checked."""
        if hashlib.sha256(paper.pdf).hexdigest() != self.base:
            raise SigningError("finish.outdated")
        return Signed(self.pdf, self.fingerprint)


def received(signer: RoundSigner, pdf: bytes, *, way: RoundSigner.Way = RoundSigner.Way.UPLOAD) -> Uploaded:
    """Check an uploaded file in a process of its own. UploadRefusedError with the reason.

    A file handed out before another unit signed is told apart from a foreign one: `finish.outdated`.
    """
    row = signer.round
    before = bytes_of(row.current)
    asked = trust.asked(clock.now(), received=fields_received(row))
    try:
        report = check_upload_apart(before, pdf, signer.field_name, asked)
    except UploadRefusedError as error:
        if error.code == "upload.other_bytes" and pdf.startswith(bytes_of(row.original)):
            raise UploadRefusedError("finish.outdated") from error
        raise
    if report.certificate is None:
        raise UploadRefusedError("upload.no_signature")
    return Uploaded(pdf, row.current.sha256, report.certificate.fingerprint, way)
