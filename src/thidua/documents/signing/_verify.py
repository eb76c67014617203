"""Checking a file: every signature against its bytes, its certificate, and what was appended since.

pyHanko's difference analysis is what finds a page added after signing: the signatures of such a file are
all intact, and tools that check digests alone call it valid.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from thidua.documents.signing._fields import Field, fields_of
from thidua.documents.signing._keys import describe, instant
from thidua.documents.signing._pages import changed_since
from thidua.documents.signing._problems import Finding, SigningError
from thidua.documents.signing._reading import MALFORMED, TOO_HARD, open_pdf, page_count
from thidua.documents.signing._report import Covers, Report, SignatureReport, Since
from thidua.documents.signing._sign import run
from thidua.documents.signing._trust import FOR_SIGNING, Trust, findings_on

CLOCKS_DIFFER = dt.timedelta(minutes=5)
ROOM = re.compile(rb"<[0-9A-Fa-f]*>")
COVERS: dict[SignatureCoverageLevel, Covers] = {
    SignatureCoverageLevel.ENTIRE_FILE: "whole",
    SignatureCoverageLevel.ENTIRE_REVISION: "revision",
}


@dataclass(frozen=True)
class Asked:
    """What a check is made against: trusted roots (PEM or DER), the moment, revocation lists (DER).

    `expected`: the fields the paper should have. `received`: when this system itself took in the signature
    of a field; its certificate is then judged as of that moment.
    """

    roots: Sequence[bytes]
    at: dt.datetime
    crls: Sequence[bytes] = ()
    expected: Sequence[str] | None = None
    received: Mapping[str, dt.datetime] = field(default_factory=dict)


def verify(pdf: bytes, asked: Asked) -> Report:
    """Everything about the signatures of a file, judged by `asked`.

    Never raises over the file: what cannot be read is a finding. SigningError `key.not_a_certificate` for a
    root that is none, `sign.no_zone` for a moment without zone. For files of strangers use `verify_apart`,
    which bounds time and memory.
    """
    if asked.at.tzinfo is None:
        raise SigningError("sign.no_zone")
    try:
        reader = open_pdf(pdf)
        return _Check(pdf, reader, asked).report()
    except SigningError as error:
        if error.code.startswith("key."):
            raise
        return unreadable(pdf, asked.at, error.finding)
    except TOO_HARD:
        return unreadable(pdf, asked.at, Finding("file.too_hard"))
    except MALFORMED:
        return unreadable(pdf, asked.at, Finding("file.unreadable"))


def unreadable(pdf: bytes, at: dt.datetime, finding: Finding) -> Report:
    """The report on a file of which nothing else is known."""
    return Report(hashlib.sha256(pdf).hexdigest(), len(pdf), 0, at, (), (), (finding,))


class _Check:
    """One file under check."""

    def __init__(self, pdf: bytes, reader: PdfFileReader, asked: Asked) -> None:
        self.pdf, self.reader, self.asked = pdf, reader, asked
        self.trust = Trust(asked.roots, asked.at, asked.crls).beside(reader)
        self.fields = fields_of(reader)
        self.found = sorted(self.embedded(), key=lambda pair: pair[1].signed_revision if pair[1] else 0)
        self.original = self.original_fields()

    def embedded(self) -> Iterator[tuple[Field, EmbeddedPdfSignature | None]]:
        """Each signed field with its signature, None where that cannot be read."""
        by_name = {f.name: f for f in self.fields}
        for name, _value, reference in enumerate_sig_fields(self.reader, filled_status=True):
            try:
                yield by_name[str(name)], EmbeddedPdfSignature(self.reader, reference, str(name))
            except MALFORMED:
                yield by_name[str(name)], None

    def original_fields(self) -> set[str]:
        """The fields there were when the first signature was made."""
        for _field, signature in self.found:
            if signature is not None:
                first = self.reader.get_historical_resolver(signature.signed_revision)
                return {f.name for f in fields_of(first)}
        return {f.name for f in self.fields}

    def report(self) -> Report:
        """The whole."""
        signatures = tuple(self.one(field, signature) for field, signature in self.found)
        signed = {s.field for s in signatures}
        wanted = [f.name for f in self.fields]
        wanted += [name for name in self.asked.expected or () if name not in wanted]
        empty = tuple(name for name in wanted if name not in signed)
        return Report(
            sha256=hashlib.sha256(self.pdf).hexdigest(),
            size=len(self.pdf),
            pages=page_count(self.reader),
            at=self.asked.at,
            signatures=signatures,
            empty_fields=empty,
            findings=tuple(self.about_the_file(signatures, empty)),
        )

    def about_the_file(
        self, signatures: Sequence[SignatureReport], empty: Sequence[str]
    ) -> Iterator[Finding]:
        """What concerns no single signature."""
        if not signatures:
            yield Finding("file.no_signature", "warning")
        elif signatures[-1].covers == "revision" and signatures[-1].since in {"nothing", "signatures"}:
            yield Finding("file.appended", "warning")
        for name in empty:
            yield Finding("file.empty_field", "warning", {"field": name})

    def one(self, field: Field, signature: EmbeddedPdfSignature | None) -> SignatureReport:
        """One signature; whatever its data do, the others are still reported."""
        if signature is None:
            return self.hopeless(field, Finding("signature.unreadable"))
        judge = self.timestamp if field.kind == "timestamp" else self.signature
        try:
            return judge(field, signature)
        except SignatureValidationError as error:
            return self.hopeless(field, _not_standard(signature, error.failure_message))
        except MALFORMED:
            return self.hopeless(field, Finding(_why_unreadable(signature)))

    def hopeless(self, field: Field, finding: Finding) -> SignatureReport:
        """A signature of which nothing is known."""
        return SignatureReport(
            field.name, field.kind, None, None, None, False, False, "part", "unknown", (finding,)
        )

    def signature(self, field: Field, signature: EmbeddedPdfSignature) -> SignatureReport:
        """A person's signature."""
        status = self.validated(signature, None)
        stamp = status.timestamp_validity
        good_stamp = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
        proven = stamp.timestamp if stamp is not None and good_stamp else self.asked.received.get(field.name)
        moment = proven or self.asked.at
        if proven is not None and not status.trusted:
            status = self.validated(signature, proven)
        claimed = signature.self_reported_timestamp
        findings = [
            *_on_bytes(status),
            *_on_room(signature, self.pdf),
            *self.on_time(claimed, stamp, proven),
            *findings_on(status, self.trust, moment, claimed),
            *self.on_place(field),
        ]
        certified_badly = any(f.severity == "error" and f.code.startswith("certificate.") for f in findings)
        since, changes = self.since(signature)
        return SignatureReport(
            field=field.name,
            kind=field.kind,
            certificate=describe(status.signing_cert),
            at=claimed,
            stamped_at=stamp.timestamp if stamp is not None and good_stamp else None,
            intact=status.intact and status.valid,
            trusted=not certified_badly,
            covers=_covers(signature),
            since=since,
            findings=(*findings, *changes),
        )

    def validated(self, signature: EmbeddedPdfSignature, moment: dt.datetime | None) -> Any:
        """pyHanko's status at the moment of the check, or at a proven earlier one."""
        return run(
            async_validate_pdf_signature(
                signature,
                self.trust.context(moment),
                ts_validation_context=self.trust.context(),
                key_usage_settings=FOR_SIGNING,
            )
        )

    def timestamp(self, field: Field, signature: EmbeddedPdfSignature) -> SignatureReport:
        """A document timestamp: an authority vouches for everything before it."""
        status = run(async_validate_pdf_timestamp(signature, self.trust.context()))
        findings = [
            *_on_bytes(status),
            *_on_room(signature, self.pdf),
            *findings_on(status, self.trust, self.asked.at, status.timestamp),
        ]
        certified_badly = any(f.severity == "error" and f.code.startswith("certificate.") for f in findings)
        since, changes = self.since(signature)
        return SignatureReport(
            field=field.name,
            kind=field.kind,
            certificate=describe(status.signing_cert),
            at=status.timestamp,
            stamped_at=status.timestamp,
            intact=status.intact and status.valid,
            trusted=not certified_badly,
            covers=_covers(signature),
            since=since,
            findings=(*findings, *changes),
        )

    def on_time(
        self, claimed: dt.datetime | None, stamp: Any, proven: dt.datetime | None
    ) -> Iterator[Finding]:
        """Who vouches for the time of signing."""
        if stamp is not None and not (stamp.valid and stamp.intact):
            yield Finding("time.stamp_broken")
        elif stamp is not None and not stamp.trusted:
            yield Finding("time.stamp_untrusted", "warning")
        if claimed is None:
            yield Finding("time.missing", "warning")
        elif claimed > self.asked.at + CLOCKS_DIFFER:
            yield Finding("time.future", "warning", {"time": instant(claimed)})
        elif proven is None:
            yield Finding("time.claimed", "note")

    def on_place(self, field: Field) -> Iterator[Finding]:
        """Whether the field belongs to the paper."""
        if self.asked.expected is not None and field.name not in self.asked.expected:
            yield Finding("signature.unexpected", "warning")
        elif field.name not in self.original:
            yield Finding("signature.extra", "warning")

    def since(self, signature: EmbeddedPdfSignature) -> tuple[Since, list[Finding]]:
        """What happened to the file after this signature."""
        difference: Any = signature.diff_result
        if _covers(signature) == "part":
            return "unknown", [Finding("signature.part")]
        if not self.allowed(signature):
            return "content", [changed_since(self.reader, signature.signed_revision)]
        if difference.modification_level is ModificationLevel.NONE:
            return "nothing", []
        later = sum(self.is_later(pair, signature.signed_revision) for pair in self.found)
        if difference.modification_level is ModificationLevel.LTA_UPDATES and not later:
            return "maintenance", [Finding("since.maintenance", "note")]
        return "signatures", [Finding("since.signatures", "note", {"count": later})] if later else []

    def allowed(self, signature: EmbeddedPdfSignature) -> bool:
        """What was appended is signing: by pyHanko's analysis, by the signer's own rule, in no other field."""
        difference, rule = signature.diff_result, signature.docmdp_level
        if not isinstance(difference, DiffResult):
            return False
        if rule is not None and difference.modification_level.value > rule.value:
            return False
        return {str(name) for name in difference.changed_form_fields} <= {f.name for f in self.fields}

    @staticmethod
    def is_later(pair: tuple[Field, EmbeddedPdfSignature | None], revision: int) -> bool:
        """A person's signature made after the revision."""
        field, other = pair
        return other is not None and field.kind == "signature" and other.signed_revision > revision


def _on_room(signature: EmbeddedPdfSignature, pdf: bytes) -> Iterator[Finding]:
    """The room for the signature is the one place that it cannot protect: its data in hex, then zeros, no more."""
    content = signature.pkcs7_content
    start, end = int(signature.byte_range[1]), int(signature.byte_range[2])
    past_the_data = content[len(cms.ContentInfo.load(content).dump()) :]
    if any(past_the_data) or not ROOM.fullmatch(pdf, start, end):
        yield Finding("signature.padding")


def _covers(signature: EmbeddedPdfSignature) -> Covers:
    coverage = signature.coverage
    return "part" if coverage is None else COVERS.get(coverage, "part")


def _why_unreadable(signature: EmbeddedPdfSignature) -> str:
    """A byte changed in the file's structure stops the analysis; the digest still tells that it was changed."""
    try:
        attributes = signature.signer_info["signed_attrs"]
        stated = find_unique_cms_attribute(attributes, "message_digest").native
        return "signature.unreadable" if signature.compute_digest() == stated else "signature.broken"
    except MALFORMED:
        return "signature.unreadable"


def _not_standard(signature: EmbeddedPdfSignature, detail: str) -> Finding:
    if "SubFilter" in detail:
        kind = str(signature.sig_object.get("/SubFilter", "?"))
        return Finding("signature.unsupported", values={"kind": kind})
    return Finding("signature.malformed", values={"detail": detail})


def _on_bytes(status: Any) -> Iterator[Finding]:
    """Whether what was signed is what is there."""
    if not status.intact:
        yield Finding("signature.broken")
    elif not status.valid:
        yield Finding("signature.forged")
