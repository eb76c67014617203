"""Django system checks for an office's real mistakes."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

SOUND_SQLITE = (3, 51, 3)


@register()
def sqlite_is_sound(**_kwargs: Any) -> list[CheckMessage]:
    """SQLite before 3.51.3 may corrupt a WAL database with several writers."""
    if "sqlite3" not in settings.DATABASES["default"]["ENGINE"]:
        return []
    if sqlite3.sqlite_version_info >= SOUND_SQLITE:
        return []
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} có lỗi WAL-reset; cần từ 3.51.3.",
            hint="Cài lại bằng make run: gói pysqlite3 mang theo SQLite mới.",
            id="thidua.E001",
        )
    ]


@register()
def time_zone_is_vietnam(**_kwargs: Any) -> list[CheckMessage]:
    """Deadlines are days in Vietnam."""
    if settings.TIME_ZONE == "Asia/Ho_Chi_Minh":
        return []
    return [Error("TIME_ZONE phải là Asia/Ho_Chi_Minh.", id="thidua.E002")]
