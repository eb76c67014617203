"""Hand-written SQL gives what the ORM gives."""

import datetime as dt

import pytest

from thidua.web.core import clock, sql
from thidua.web.core.models import StoredFile

pytestmark = pytest.mark.django_db
COLUMNS = tuple(StoredFile._meta.get_field(name) for name in ("sha256", "size", "stored_at"))
TEXT = """
SELECT sha256, size, stored_at FROM core_storedfile
WHERE media_type IN (%(types)s) AND size > %(size)s ORDER BY size
"""


@pytest.fixture
def files():
    now = clock.now()
    return [
        StoredFile.objects.create(
            sha256=str(size) * 64, size=size, media_type=kind, stored_at=now - dt.timedelta(size)
        )
        for size, kind in enumerate(["text/plain", "image/png", "application/pdf", "text/plain"])
    ]


def test_columns_come_as_their_fields_give_them(files):
    asked = {"types": ["text/plain", "image/png"], "size": 0}
    stored = StoredFile.objects.filter(media_type__in=asked["types"], size__gt=0).order_by("size")
    assert sql.read(TEXT, asked, COLUMNS) == list(stored.values_list("sha256", "size", "stored_at"))
    assert len(stored) == 2


def test_rows_are_whole_and_values_are_never_read_as_sql(files):
    where = "media_type IN (%(types)s) AND size >= %(size)s"
    assert sql.rows(StoredFile, where, {"types": ["application/pdf", "' OR 1=1 --"], "size": 0}) == [files[2]]
    assert vars(sql.one(StoredFile, "size = %(size)s", {"size": 3}))["stored_at"] == files[3].stored_at


def test_no_row_is_none(files):
    assert sql.one(StoredFile, "size = %(size)s", {"size": 9}) is None


def test_a_locked_row_is_the_row(files):
    assert sql.one(StoredFile, "size = %(size)s", {"size": 1}, lock=True) == files[1]
