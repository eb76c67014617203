"""One audit line per act; what touches a hidden item goes to a line that only the secretariat reads."""

import datetime as dt
from typing import Any

from django.db import models

from thidua.web.conferences.models import AgendaItem, Conference
from thidua.web.core import audit, live


def locked(conference: Conference) -> Conference:
    """The conference's row, locked for this transaction and read anew: every act on it takes turns."""
    rows = Conference.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("cycle__cluster").get(pk=conference.pk)


def note(
    act: str,
    *,
    actor: Any,
    of: models.Model,
    conference: Conference,
    items: tuple[AgendaItem | None, ...] = (),
    **detail: Any,
) -> None:
    """Record `act` on `of`, and tell whoever watches the conference.

    When one of `items` is hidden, the line is about that item and carries neither cluster nor unit, so
    that `hidden_audit_scope` alone opens it.
    """
    hidden = next((item for item in items if item is not None and not item.is_shown), None)
    if hidden is not None:
        audit.record("conferences.hidden.act", actor=actor, of=hidden, act=act, **detail)
    else:
        audit.record(act, actor=actor, of=of, cluster_id=conference.cycle.cluster_id, **detail)
    live.changed(conference.cycle.cluster_id)


def told(row: models.Model, fields: tuple[str, ...]) -> dict[str, Any]:
    """The row's fields as an audit line holds them."""
    return {name: _plain(getattr(row, name)) for name in fields}


def changed(old: models.Model, new: models.Model, fields: tuple[str, ...]) -> dict[str, Any]:
    """`before` and `after` of the fields that differ."""
    was, now = told(old, fields), told(new, fields)
    differ = [name for name in fields if was[name] != now[name]]
    return {"before": {n: was[n] for n in differ}, "after": {n: now[n] for n in differ}}


def _plain(value: Any) -> Any:
    return value.strftime("%H:%M") if isinstance(value, dt.time) else value
