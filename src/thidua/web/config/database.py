"""The database from one address, with what each engine needs to be safe under many writers."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; "
    "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
)


class UnreadableAddressError(ValueError):
    """DATABASE_URL is no address of PostgreSQL; its text is a sentence for whoever set it."""


def database_from_url(url: str | None, sqlite_path: Path) -> dict[str, Any]:
    """Return Django's settings of the database at `url`, or of SQLite at `sqlite_path` without one.

    SQLite writes begin with IMMEDIATE, so that two writers queue instead of failing half-way.
    Raises `UnreadableAddressError` for an address that is not PostgreSQL's.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(sqlite_path),
            "CONN_MAX_AGE": None,  # opening a file and its settings anew cost half of a small request
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": SQLITE_PRAGMAS,
            },
        }
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except (
        ValueError
    ) as error:  # a bracket left open, a port that is no number; the text may hold the password
        raise UnreadableAddressError(
            "DATABASE_URL viết chưa đúng. Dạng đúng: postgresql://người-dùng:mật-khẩu@máy:5432/tên; ký tự đặc biệt "
            "trong mật khẩu viết dạng %XX / not an address; write special characters of the password as %XX"
        ) from error
    if parts.scheme not in {"postgres", "postgresql"}:
        raise UnreadableAddressError(
            f"DATABASE_URL: chỉ nhận postgresql://…, không nhận «{parts.scheme}» "
            "/ only postgresql:// addresses are understood"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
