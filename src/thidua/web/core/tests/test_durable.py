"""Money that was acknowledged is on the disk: an act runs with full sync, and the connection goes back after it."""

import pytest
from django.db import connection, transaction

from thidua.web.core.durable import durable

FULL, NORMAL = 2, 1


def synchronous():
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA synchronous").fetchone()[0]


@durable
@transaction.atomic
def act(*, fail=False):
    """What an act does; tells how its writes are kept."""
    if fail:
        raise ValueError("refused")
    return synchronous()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL waits for the disk anyway")
@pytest.mark.django_db(transaction=True)
def test_an_act_waits_for_the_disk_and_only_the_act():
    assert synchronous() == NORMAL
    assert act() == FULL
    assert synchronous() == NORMAL
    with pytest.raises(ValueError, match="refused"):
        act(fail=True)
    assert synchronous() == NORMAL


@pytest.mark.django_db
def test_inside_another_act_the_outer_one_decides():
    if connection.vendor == "sqlite":
        assert act() == synchronous()
