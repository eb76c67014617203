"""What people watch as it happens: an act tells that something changed, and every open screen asks again.

Nothing secret travels: a watcher hears a number that grew, and then asks the page it may see.
"""

from django.db import connection, transaction

from thidua.web.core import audit
from thidua.web.core.models import LiveVersion

CHANNEL = "thidua_live"
"""PostgreSQL's channel for the event process; the payload is the cluster's number."""


def changed(cluster_id: int) -> None:
    """Tell, once the act's transaction commits, whoever watches this cluster that something changed.

    Must be called inside the transaction of the act. Takes the audit chain's turn first, so that an act may
    call it before or after its audit line without two acts waiting for each other.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A change is told inside its act's transaction.")
    table = LiveVersion._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [audit.LOCK_KEY])
        cursor.execute(
            f"INSERT INTO {table} (cluster_id, version) VALUES (%s, 1) "  # noqa: S608 - written by us
            f"ON CONFLICT (cluster_id) DO UPDATE SET version = {table}.version + 1",
            [cluster_id],
        )
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(cluster_id)])


def version(cluster_id: int) -> int:
    """How often something changed that people watch in this cluster; 0 before the first time."""
    found = LiveVersion.objects.filter(cluster_id=cluster_id).values_list("version", flat=True).first()
    return found or 0
