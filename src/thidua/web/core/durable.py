"""Acts that a power cut must not undo once they were acknowledged: money, votes, signatures, publication.

SQLite otherwise runs with `synchronous=NORMAL`: whole after a power cut, but the last acts may be missing.
PostgreSQL waits for the disk anyway.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")


def durable(act: Callable[P, R]) -> Callable[P, R]:
    """Wrap an act (above `transaction.atomic`): when it returns, what it wrote is on the disk.

    Inside a transaction of somebody else's the outermost act decides.
    """

    @wraps(act)
    def synced(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            return act(*args, **kwargs)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
        try:
            return act(*args, **kwargs)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=NORMAL")

    return synced
