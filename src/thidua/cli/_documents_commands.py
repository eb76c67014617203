"""What each `thidua documents` command does; every one returns an exit code and what it has to show."""

import argparse
import datetime as dt
import json
import secrets
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thidua.cli._say import complain
from thidua.documents.signing import (
    Asked,
    Finding,
    Report,
    SignatureReport,
    SigningError,
    as_json,
    make_authority,
    verify_apart,
)

DONE, FOUND, UNUSABLE = 0, 1, 2
VIETNAM = dt.timezone(dt.timedelta(hours=7))
OWNER_ONLY = 0o600
WORDS = {
    "no_file": ("Không đọc được tệp {name}.", "The file {name} cannot be read."),
    "no_moment": ("Thời điểm không đúng: {text}.", "Not a moment: {text}."),
    "bad_root": ("{name}: không phải chứng thư.", "{name}: not a certificate."),
    "no_root": (
        "Chưa nêu chứng thư gốc (--root) nên không chữ ký nào được coi là đáng tin.",
        "No root certificate was given (--root), so no signature counts as trusted.",
    ),
    "exists": ("Thư mục {name} đã có và không trống.", "The folder {name} is there and not empty."),
    "written": ("Đã ghi {count} chứng thư thử nghiệm vào {name}.", "Wrote {count} test certificates to {name}."),
    "passphrase": (
        "Mật khẩu chung nằm trong tệp passphrase.txt; đừng dùng các chứng thư này để ký thật.",
        "Their passphrase is in passphrase.txt; do not sign anything real with them.",
    ),
    "file": ("{name}: {pages} trang, SHA-256 {sha}", "{name}: {pages} pages, SHA-256 {sha}"),
    "signature": ("{number}. {who} – ô «{field}»", "{number}. {who} – field “{field}”"),
    "timestamp": ("{number}. Dấu thời gian của {who}", "{number}. Timestamp by {who}"),
    "nobody": ("không rõ người ký", "signer unknown"),
    "signed_at": ("Ký lúc: {time}", "Signed: {time}"),
    "stamped_at": ("Dấu thời gian: {time}", "Timestamp: {time}"),
    "issuer": ("Nơi cấp chứng thư: {issuer}, đến {until}", "Issued by: {issuer}, until {until}"),
    "intact": ("Nguyên vẹn: {answer}", "Intact: {answer}"),
    "trusted": ("Đáng tin: {answer}", "Trusted: {answer}"),
    "yes": ("có", "yes"),
    "no": ("KHÔNG", "NO"),
    "good": (
        "Kết luận: {count} chữ ký, tất cả đều tốt.",
        "In sum: {count} signatures, all good.",
    ),
    "not_good": (
        "Kết luận: {good}/{count} chữ ký tốt; có điều cần xem ở trên.",
        "In sum: {good} of {count} signatures good; see what is said above.",
    ),
    "error": ("lỗi", "error"),
    "warning": ("cảnh báo", "warning"),
    "note": ("lưu ý", "note"),
}  # fmt: skip


class RefusedError(Exception):
    """The command cannot run; the text says why, `code` is the exit code."""

    def __init__(self, text: str, code: int = UNUSABLE) -> None:
        super().__init__(text)
        self.code = code


def say(key: str, lang: str, **values: object) -> str:
    """A message of these commands."""
    return WORDS[key][lang != "vi"].format(**values)


def verify_command(args: argparse.Namespace) -> int:
    """`verify`: everything about a file's signatures; 0 when all is good, 2 when the file cannot be read."""
    asked = Asked(
        roots=[_content(name, args.lang) for name in args.root],
        at=_moment(args.at, args.lang),
        crls=[_content(name, args.lang) for name in args.crl],
    )
    try:
        report = verify_apart(_content(args.file, args.lang), asked)
    except SigningError as error:
        raise RefusedError(say("bad_root", args.lang, name=", ".join(args.root))) from error
    if args.json:
        print(json.dumps(_with_sentences(report, args.lang), ensure_ascii=False, indent=1))
    else:
        if not args.root:
            complain(say("no_root", args.lang))
        print("\n".join(_lines(report, Path(args.file).name, args.lang)))
    if not report.readable:
        return UNUSABLE
    return DONE if report.good else FOUND


def authority_command(args: argparse.Namespace) -> int:
    """`test-authority`: root, chain, revocation lists and one .p12 per unit in a new folder."""
    folder = Path(args.folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(say("exists", args.lang, name=str(folder)), FOUND)
    text = _content(args.units, args.lang).decode("utf-8-sig", errors="replace")
    units = [unicodedata.normalize("NFC", line.strip()) for line in text.splitlines() if line.strip()]
    passphrase = secrets.token_urlsafe(12)
    now = dt.datetime.now(tz=dt.UTC).replace(microsecond=0)
    try:
        made = make_authority(
            units, at=now, passphrase=passphrase, kind="rsa" if args.rsa else "ec", days=args.days
        )
    except SigningError as error:
        raise RefusedError(f"{say('error', args.lang)}: {error.sentence(args.lang)}", FOUND) from error
    files = {
        "root.pem": made.root,
        "chain.pem": made.chain,
        "root.crl": made.crls[0],
        "issuer.crl": made.crls[1],
        "issuer.p12": made.issuer,
        "timestamps.p12": made.timestamps,
        "passphrase.txt": f"{passphrase}\n".encode(),
    }
    named = {f"{number:02}-{_file_name(unit)}.p12": unit for number, unit in enumerate(units, 1)}
    files |= {name: made.units[unit] for name, unit in named.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.touch(mode=OWNER_ONLY)
        path.write_bytes(content)
    if args.json:
        print(json.dumps({"folder": str(folder), "units": named}, ensure_ascii=False, indent=1))
    complain(say("written", args.lang, count=len(units), name=str(folder)))
    complain(say("passphrase", args.lang))
    return DONE


def _content(name: str, lang: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError:
        raise RefusedError(say("no_file", lang, name=name)) from None


def _moment(text: str | None, lang: str) -> dt.datetime:
    """The moment named, in Vietnam's zone where it names none; now when there is none."""
    if text is None:
        return dt.datetime.now(tz=dt.UTC)
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise RefusedError(say("no_moment", lang, text=text)) from None
    return found if found.tzinfo else found.replace(tzinfo=VIETNAM)


def _file_name(unit: str) -> str:
    """A unit's name in letters that every file system and shell takes."""
    plain = unicodedata.normalize("NFD", unit.lower().replace("đ", "d"))
    letters = "".join(
        c if c.isascii() and c.isalnum() else "-" for c in plain if not unicodedata.combining(c)
    )
    return "-".join(filter(None, letters.split("-"))) or "don-vi"


def _with_sentences(report: Report, lang: str) -> Any:
    """The report as JSON, each finding with its sentence."""
    written = as_json(report)

    def add(findings: tuple[Finding, ...], place: list[dict[str, Any]]) -> None:
        for finding, row in zip(findings, place, strict=True):
            row["message"] = finding.sentence("vi" if lang == "vi" else "en")

    add(report.findings, written["findings"])
    for signature, row in zip(report.signatures, written["signatures"], strict=True):
        add(signature.findings, row["findings"])
    return written


def _lines(report: Report, name: str, lang: str) -> Iterator[str]:
    yield say("file", lang, name=name, pages=report.pages, sha=report.sha256)
    for number, signature in enumerate(report.signatures, 1):
        yield from _signature_lines(signature, number, lang)
    for finding in report.findings:
        yield _told(finding, lang)
    if report.good:
        yield say("good", lang, count=len(report.signatures))
    elif report.signatures:
        good = sum(s.good for s in report.signatures)
        yield say("not_good", lang, good=good, count=len(report.signatures))


def _signature_lines(signature: SignatureReport, number: int, lang: str) -> Iterator[str]:
    certificate = signature.certificate
    who = certificate.name if certificate else say("nobody", lang)
    yield say(signature.kind, lang, number=number, who=who, field=signature.field)
    if signature.at is not None and signature.kind == "signature":
        yield "   " + say("signed_at", lang, time=_time(signature.at))
    if signature.stamped_at is not None:
        yield "   " + say("stamped_at", lang, time=_time(signature.stamped_at))
    if certificate is not None:
        until = f"{certificate.until.astimezone(VIETNAM):%d/%m/%Y}"
        yield "   " + say("issuer", lang, issuer=certificate.issuer, until=until)
    answers = [
        say(key, lang, answer=say("yes" if holds else "no", lang))
        for key, holds in (("intact", signature.intact), ("trusted", signature.trusted))
    ]
    yield "   " + "; ".join(answers)
    for finding in signature.findings:
        yield "   " + _told(finding, lang)


def _told(finding: Finding, lang: str) -> str:
    return f"{say(finding.severity, lang)}: {finding.sentence('vi' if lang == 'vi' else 'en')}"


def _time(moment: dt.datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S} +07:00"
