"""Whom this site trusts: certificates (.pem, .crt, .cer) and revocation lists (.crl) in one folder of the site.

Nobody can add to it through a page: the administrator of the server puts files there. A file whose name
begins with `test-` is the root of a test authority, and shown as such.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from thidua.documents.signing import Asked, SigningError, certificates, describe

CERTIFICATES = {".pem", ".crt", ".cer"}
TEST = "test-"


@dataclass(frozen=True)
class Root:
    """One trusted root: what it is called, its bytes, until when, and whether it is a test authority's."""

    name: str
    content: bytes
    until: dt.datetime
    fingerprint: str
    is_test: bool


def folder() -> Path:
    """The folder of trusted roots and revocation lists."""
    return Path(settings.SIGNING_TRUST)


def _files(endings: set[str]) -> list[Path]:
    if not folder().is_dir():
        return []
    return sorted(p for p in folder().iterdir() if p.suffix.lower() in endings and p.is_file())


def roots() -> list[Root]:
    """Every trusted root; a file that holds none is passed over (`unreadable` names it)."""
    found = []
    for path in _files(CERTIFICATES):
        content = path.read_bytes()
        try:
            told = describe(certificates(content)[0])
        except SigningError:
            continue
        is_test = path.name.startswith(TEST) or told.test
        found.append(Root(told.name, content, told.until, told.fingerprint, is_test))
    return found


def unreadable() -> list[str]:
    """Names of files in the folder that hold no certificate."""
    names = []
    for path in _files(CERTIFICATES):
        try:
            certificates(path.read_bytes())
        except SigningError:
            names.append(path.name)
    return names


def digest() -> str:
    """A digest of everything trusted: an answer is good for as long as it stays the same."""
    total = hashlib.sha256()
    for path in _files(CERTIFICATES | {".crl"}):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def asked(
    at: dt.datetime,
    *,
    expected: Sequence[str] | None = None,
    received: Mapping[str, dt.datetime] | None = None,
) -> Asked:
    """What a check at `at` is made against on this site."""
    lists = [path.read_bytes() for path in _files({".crl"})]
    return Asked([root.content for root in roots()], at, lists, expected, dict(received or {}))


def add_test_root(root: bytes, crls: Sequence[bytes], name: str) -> None:
    """Trust a test authority, marked as one."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder() / f"{TEST}{name}.pem").write_bytes(root)
    for number, crl in enumerate(crls, 1):
        (folder() / f"{TEST}{name}-{number}.crl").write_bytes(crl)
