"""A file signed elsewhere and sent back: our bytes plus exactly one new valid signature, or refused with the reason."""

from collections.abc import Sequence

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, SuspiciousModification

from thidua.documents.signing._fields import Field, fields_of
from thidua.documents.signing._problems import SigningError, UploadRefusedError
from thidua.documents.signing._reading import MALFORMED, TOO_HARD, open_pdf
from thidua.documents.signing._report import SignatureReport
from thidua.documents.signing._verify import Asked, verify


def check_upload(before: bytes, after: bytes, field: str | None, asked: Asked) -> SignatureReport:
    """The report on the one new signature of `after`, when everything else of it is `before`.

    `field` names the field it must be in; None takes any, even one that the signing program added.
    UploadRefusedError with a code of its own for every other case. For files of strangers use `check_upload_apart`.
    """
    try:
        return _checked(before, after, field, asked)
    except SigningError as error:
        if error.code.startswith("file."):
            raise UploadRefusedError(error.code, **error.finding.values) from error
        raise
    except TOO_HARD as error:
        raise UploadRefusedError("file.too_hard") from error
    except MALFORMED as error:
        raise UploadRefusedError("file.unreadable") from error


def _checked(before: bytes, after: bytes, field: str | None, asked: Asked) -> SignatureReport:
    if after == before:
        raise UploadRefusedError("upload.unchanged")
    reader = open_pdf(after)
    if not after.startswith(before):
        raise UploadRefusedError("upload.other_bytes")
    ours = open_pdf(before)
    new = _the_new_one(fields_of(ours), fields_of(reader), field)
    report = verify(after, asked)
    (signature,) = (s for s in report.signatures if s.field == new.name)
    _must_hold(signature)
    _must_change_nothing_else(reader, ours)
    return signature


def _the_new_one(old: Sequence[Field], now: Sequence[Field], wanted: str | None) -> Field:
    """The one field that is signed now and was not."""
    signed_before = {f.name for f in old if f.signed}
    signed_now = {f.name for f in now if f.signed}
    for lost in sorted(signed_before - signed_now):
        raise UploadRefusedError("upload.signature_gone", field=lost)
    new = [f for f in now if f.signed and f.name not in signed_before]
    people = [f for f in new if f.kind == "signature"]
    if not new:
        raise UploadRefusedError("upload.no_signature")
    if not people:
        raise UploadRefusedError("upload.timestamp_only")
    if len(new) > 1:
        raise UploadRefusedError("upload.too_many", count=len(new))
    if wanted is not None and new[0].name != wanted:
        raise UploadRefusedError("upload.wrong_field", found=new[0].name, expected=wanted)
    if {f.name for f in now} - {f.name for f in old} - {new[0].name}:
        raise UploadRefusedError("upload.extra_field")
    return new[0]


def _must_hold(signature: SignatureReport) -> None:
    """Intact, by a trusted certificate, over the whole file."""
    for finding in signature.findings:
        if finding.severity == "error" and not finding.code.startswith(("changed.", "signature.part")):
            raise UploadRefusedError(finding.code, **finding.values)
    if signature.covers != "whole":
        raise UploadRefusedError("upload.added_after")


def _must_change_nothing_else(reader: PdfFileReader, ours: PdfFileReader) -> None:
    """The difference to our revision is a signature and nothing else, even when ours had none to protect it."""
    ours_is = ours.xrefs.total_revisions - 1
    try:
        difference = DEFAULT_DIFF_POLICY.review_file(reader, ours_is)
    except MALFORMED as error:
        raise UploadRefusedError("upload.content_changed") from error
    if isinstance(difference, SuspiciousModification):
        raise UploadRefusedError("upload.content_changed")
    changed = {str(name) for name in difference.changed_form_fields}
    if not changed <= {f.name for f in fields_of(reader) if f.signed}:
        raise UploadRefusedError("upload.content_changed")
