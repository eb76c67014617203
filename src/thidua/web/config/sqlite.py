"""Put a sound SQLite under Django.

Debian 12 links SQLite 3.40.1, which has the WAL-reset bug (fixed in 3.51.3): a rare race that
corrupts a WAL database with several writers. The `pysqlite3` wheel carries 3.53.
"""

import sys


def use_bundled_sqlite() -> None:
    """Make `import sqlite3` mean the bundled library; must run before Django opens a database."""
    if "django.db.backends.sqlite3.base" in sys.modules:
        return
    import pysqlite3  # noqa: PLC0415 - must not be imported where the system library is wanted
    import pysqlite3.dbapi2  # noqa: PLC0415

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
