"""Checking files of strangers: apart from the site, few at a time, and what the page says about the answer."""

import contextlib
import datetime as dt
import fcntl
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from thidua.documents.signing import Report, SignatureReport, as_json, report_of, verify_apart
from thidua.web.core import clock
from thidua.web.signatures import trust
from thidua.web.signatures.models import SigningRound, UnitCertificate
from thidua.web.signatures.queries import bytes_of, fields_received, round_of_file
from thidua.web.signatures.ways import sentence

SLOTS = 2
SECONDS = 15
MEGABYTES = 20
KEPT = 600


class Busy(Exception):  # noqa: N818 - the domain word
    """As many checks run as the site allows at once."""


@contextlib.contextmanager
def _slot() -> Iterator[None]:
    """One of the few places for a check, across all processes of the site."""
    folder = Path(settings.FILES_ROOT).parent / "checking"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in range(SLOTS):
        with (folder / f"{number}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            yield
            return
    raise Busy


@dataclass(frozen=True)
class Line:
    """One signature as the page tells it."""

    who: str
    unit: str
    field: str
    at: dt.datetime | None
    stamped_at: dt.datetime | None
    issuer: str
    until: dt.datetime | None
    kind: str
    intact: bool
    trusted: bool
    test: bool
    good: bool
    since: str
    findings: list[tuple[str, str]]


@dataclass(frozen=True)
class Verdict:
    """The whole answer: its weight (`good`, `test`, `part`, `none`, `bad`), a sentence, every signature."""

    kind: str
    sentence: str
    lines: list[Line]
    findings: list[tuple[str, str]]
    report: Report
    round: SigningRound | None

    @property
    def look(self) -> str:
        """The colour of the alert."""
        return {"good": "success", "bad": "danger"}.get(self.kind, "warning")


def check_upload(pdf: bytes) -> Verdict:
    """The verdict on bytes that anybody sent; nothing of them is kept. Raises `Busy`."""
    known = round_of_file(hashlib.sha256(pdf).hexdigest())
    return _verdict(_report(pdf, known), known)


def check_round(row: SigningRound) -> Verdict:
    """The verdict on a round's file as it stands; asked often, so kept for minutes. Raises `Busy`."""
    key = f"signatures:{row.current.sha256}:{trust.digest()}:{clock.now():%Y%m%d%H}"
    kept = cache.get(key)
    if kept is None:
        kept = as_json(_report(bytes_of(row.current), row))
        cache.set(key, kept, KEPT)
    return _verdict(report_of(kept), row)


def _report(pdf: bytes, known: SigningRound | None) -> Report:
    expected = [s.field_name for s in known.signers.all()] if known else None
    received = fields_received(known) if known else None
    with _slot():
        asked = trust.asked(clock.now(), expected=expected, received=received)
        return verify_apart(pdf, asked, seconds=SECONDS)


def _verdict(report: Report, known: SigningRound | None) -> Verdict:
    prints = {s.certificate.fingerprint for s in report.signatures if s.certificate}
    rows = UnitCertificate.objects.filter(fingerprint__in=prints).select_related("unit")
    units = {row.fingerprint: str(row.unit) for row in rows}
    kind = _kind(report)
    return Verdict(
        kind=kind,
        sentence=_sentence(kind, report),
        lines=[_line(s, units) for s in report.signatures],
        findings=[(f.severity, sentence(f)) for f in report.findings],
        report=report,
        round=known,
    )


def _kind(report: Report) -> str:
    """The first of these that holds decides."""
    signatures = report.signatures
    warned = [f for s in signatures for f in s.findings if f.severity == "warning"]
    cases = {
        "unreadable": not report.readable,
        "none": not signatures,
        "bad": "file.appended" in report.codes or not all(s.good for s in signatures),
        "look": bool(warned),
        "test": any(s.certificate and s.certificate.test for s in signatures),
        "part": bool(report.empty_fields),
    }
    return next((kind for kind, holds in cases.items() if holds), "good")


def _sentence(kind: str, report: Report) -> str:
    signed, empty = len(report.signatures), len(report.empty_fields)
    return {
        "unreadable": _("Không kiểm tra được tệp này."),
        "none": _("Tệp này chưa có chữ ký số nào."),
        "bad": _("Không nên tin văn bản này: có chữ ký không đạt, xem từng điều bên dưới."),
        "look": _("Chữ ký khớp, nhưng có điều cần xem kỹ bên dưới."),
        "test": _("Chữ ký khớp, nhưng là chứng thư THỬ NGHIỆM: văn bản không có giá trị pháp lý."),
        "part": _("Các chữ ký đã có đều tốt; còn %(count)d ô chưa ký.") % {"count": empty},
        "good": _("Văn bản nguyên vẹn; cả %(count)d chữ ký đều tốt.") % {"count": signed},
    }[kind]


def _line(found: SignatureReport, units: dict[str, str]) -> Line:
    told = found.certificate
    return Line(
        who=told.name if told else _("không rõ người ký"),
        unit=units.get(told.fingerprint, "") if told else "",
        field=found.field,
        at=found.at,
        stamped_at=found.stamped_at,
        issuer=told.issuer if told else "",
        until=told.until if told else None,
        kind=found.kind,
        intact=found.intact,
        trusted=found.trusted,
        test=bool(told and told.test),
        good=found.good,
        since=_since(found),
        findings=[(f.severity, sentence(f)) for f in found.findings],
    )


def _since(found: SignatureReport) -> str:
    words: dict[str, Any] = {
        "nothing": _("không có gì thay đổi"),
        "signatures": _("chỉ thêm chữ ký khác"),
        "maintenance": _("chỉ thêm dữ liệu lưu giữ lâu dài"),
        "content": _("NỘI DUNG BỊ THAY ĐỔI"),
        "unknown": _("không xác định được"),
    }
    return str(words[found.since if found.intact else "unknown"])
