"""The way to the ballot box, before Django: no cookie is read or set, nobody signs in, nothing is logged.

`config.wsgi` puts this in front of the site. Below `/box/<key>/` it answers the voter's page, the opening
and the casts; none of it touches the site's database, sessions, audit log or loggers.
"""

import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from csp.utils import build_policy
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from thidua.ballots import BallotsError, Cast
from thidua.web.ballots import box
from thidua.web.core.context import STYLESHEETS

PREFIX = "/box/"
MODES = {"": "phone", "tablet/": "tablet", "tellers/": "tellers"}
MOST = 200_000  # bytes of one cast; a ballot of many questions is about 20,000
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class Answer:
    """Status, type and content of an answer."""

    status: str
    media_type: str
    content: bytes
    packed: bool = False


def address_of(key: str, mode: str = "") -> str:
    """The path of the voter's page; `mode` is empty, `tablet/` or `tellers/`."""
    return f"{PREFIX}{key}/{mode}"


def before(site: Wsgi) -> Wsgi:
    """The site with the box in front of it."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX):
            return site(environ, start_response)
        answer = _answer(environ, path.removeprefix(PREFIX))
        start_response(answer.status, _headers(answer))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.content]

    return application


def _answer(environ: dict[str, Any], rest: str) -> Answer:
    """Any fault is answered with its kind alone: a trace in the log would be a line with a time."""
    key, _slash, what = rest.partition("/")
    try:
        found = _routed(environ, key, what)
    except box.BoxAway:
        return _refused("409 Conflict", "box_away", _away())
    except OSError:
        return _told("503 Service Unavailable", {"refused": "fault"})
    return found or _told("404 Not Found", {"refused": "unknown"})


def _routed(environ: dict[str, Any], key: str, what: str) -> Answer | None:
    if what == "cast/" and environ["REQUEST_METHOD"] == "POST":
        return _cast(key, environ)
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return _told("405 Method Not Allowed", {})
    if what == "opening.json":
        return _opening(key, packed="gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""))
    if what in MODES and box.KEY.fullmatch(key):
        return _page(key, MODES[what], _language(environ))
    return None


def _cast(key: str, environ: dict[str, Any]) -> Answer:
    """Take one ballot: the word of the box, or why it was refused."""
    try:
        size = int(environ.get("CONTENT_LENGTH") or 0)
        if not 0 < size <= MOST:
            return _told("413 Content Too Large", {"refused": "cast_shape"})
        given = Cast.read(json.loads(environ["wsgi.input"].read(size)))
        kept, word = box.take(key, given)
    except BallotsError as refused:
        return _refused("409 Conflict", refused.code, {"vi": refused.said.vi, "en": refused.said.en})
    except (ValueError, RecursionError):
        return _told("400 Bad Request", {"refused": "cast_shape"})
    return _told("200 OK", {"word": word, "fingerprint": kept.fingerprint})


def _away() -> dict[str, str]:
    return {
        "vi": "Cuộc bỏ phiếu này chưa mở hoặc đã đóng; phiếu không được nhận.",
        "en": "This ballot is not open yet, or has closed; the ballot was not taken.",
    }


def _refused(status: str, code: str, text: dict[str, str]) -> Answer:
    return _told(status, {"refused": code, "text": text})


def _told(status: str, data: dict[str, Any]) -> Answer:
    return Answer(status, "application/json", json.dumps(data, ensure_ascii=False).encode())


def _opening(key: str, *, packed: bool) -> Answer:
    content = _opening_bytes(key, box.digest_of(key), packed)
    return Answer("200 OK", "application/json", content, packed)


@lru_cache(maxsize=16)
def _opening_bytes(key: str, digest: str, packed: bool) -> bytes:  # noqa: FBT001 - a key of the cache
    data = box.opening_of(key, digest).data()
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(content, mtime=0) if packed else content


def _language(environ: dict[str, Any]) -> str:
    return "en" if environ.get("QUERY_STRING") == "lang=en" else "vi"


def _page(key: str, mode: str, language: str) -> Answer:
    try:
        digest = box.digest_of(key)
    except box.BoxAway:
        digest = ""
    return Answer("200 OK", "text/html; charset=utf-8", _drawn(key, digest, mode, language))


@lru_cache(maxsize=32)
def _drawn(key: str, digest: str, mode: str, language: str) -> bytes:
    """The page is the same for everybody, and is drawn once."""
    opening = box.opening_of(key, digest) if digest else None
    with translation.override(language):
        values = {
            "key": key, "opening": opening, "mode": mode, "yes_no": _yes_no(), "stylesheets": STYLESHEETS,
            "address": address_of(key), "language": language, "other": "vi" if language == "en" else "en",
        }  # fmt: skip
        return render_to_string("ballots/voting.html", values).encode()


def _yes_no() -> list[tuple[str, str]]:
    return [("yes", _("Tán thành")), ("no", _("Không tán thành")), ("abstain", _("Không có ý kiến"))]


def _headers(answer: Answer) -> list[tuple[str, str]]:
    found = [
        ("Content-Type", answer.media_type),
        ("Content-Length", str(len(answer.content))),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", build_policy()),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
    if answer.packed:
        found.append(("Content-Encoding", "gzip"))
    if settings.HTTPS:
        found.append(("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}"))
    return found
