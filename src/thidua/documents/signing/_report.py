"""What a check found: per signature who, when, intact, trusted, what it covers and what changed since."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, Literal

from thidua.documents.signing._keys import Certificate
from thidua.documents.signing._problems import Finding

Covers = Literal["whole", "revision", "part"]
Since = Literal["nothing", "signatures", "maintenance", "content", "unknown"]


@dataclass(frozen=True)
class SignatureReport:
    """One signature or timestamp. `good` is what a reader may rely on; the rest says why."""

    field: str
    kind: str
    certificate: Certificate | None
    at: dt.datetime | None
    stamped_at: dt.datetime | None
    intact: bool
    trusted: bool
    covers: Covers
    since: Since
    findings: tuple[Finding, ...]

    @property
    def good(self) -> bool:
        """Intact, trusted, and nothing but signing happened since."""
        return self.intact and self.trusted and not any(f.severity == "error" for f in self.findings)

    @property
    def codes(self) -> tuple[str, ...]:
        """The findings' codes."""
        return tuple(f.code for f in self.findings)


@dataclass(frozen=True)
class Report:
    """A whole file. `findings` are about the file itself; a file that cannot be read has only those."""

    sha256: str
    size: int
    pages: int
    at: dt.datetime
    signatures: tuple[SignatureReport, ...]
    empty_fields: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def good(self) -> bool:
        """Signed, every signature good, every field signed, nothing to look at about the file."""
        return (
            bool(self.signatures)
            and not self.empty_fields
            and all(s.good and not _alarms(s.findings) for s in self.signatures)
            and not _alarms(self.findings)
        )

    @property
    def readable(self) -> bool:
        """False for what is no PDF, encrypted, damaged or too hard: then nothing is known of signatures."""
        return not any(f.code.startswith("file.") and f.severity == "error" for f in self.findings)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the findings about the file."""
        return tuple(f.code for f in self.findings)


def _alarms(findings: tuple[Finding, ...]) -> bool:
    return any(f.severity != "note" for f in findings)


def as_json(thing: Any) -> Any:
    """Reports, findings and what is in them as JSON: times in ISO 8601, `good` beside each."""
    if isinstance(thing, Report | SignatureReport):
        return {"good": thing.good, **{f.name: as_json(getattr(thing, f.name)) for f in fields(thing)}}
    if isinstance(thing, Finding):
        return {"code": thing.code, "severity": thing.severity, "values": dict(thing.values)}
    if is_dataclass(thing) and not isinstance(thing, type):
        return {name: as_json(value) for name, value in asdict(thing).items()}
    if isinstance(thing, tuple | list):
        return [as_json(item) for item in thing]
    return thing.isoformat() if isinstance(thing, dt.datetime) else thing


def report_of(given: Mapping[str, Any]) -> Report:
    """A report from its JSON."""
    return Report(
        sha256=given["sha256"],
        size=given["size"],
        pages=given["pages"],
        at=dt.datetime.fromisoformat(given["at"]),
        signatures=tuple(signature_of(s) for s in given["signatures"]),
        empty_fields=tuple(given["empty_fields"]),
        findings=_findings(given["findings"]),
    )


def signature_of(given: Mapping[str, Any]) -> SignatureReport:
    """One signature's report from its JSON."""
    certificate = given["certificate"]
    return SignatureReport(
        field=given["field"],
        kind=given["kind"],
        certificate=None
        if certificate is None
        else Certificate(
            **{
                **certificate,
                "since": dt.datetime.fromisoformat(certificate["since"]),
                "until": dt.datetime.fromisoformat(certificate["until"]),
            }
        ),
        at=_moment(given["at"]),
        stamped_at=_moment(given["stamped_at"]),
        intact=given["intact"],
        trusted=given["trusted"],
        covers=given["covers"],
        since=given["since"],
        findings=_findings(given["findings"]),
    )


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


def _findings(given: Any) -> tuple[Finding, ...]:
    return tuple(Finding(f["code"], f["severity"], f["values"]) for f in given)
