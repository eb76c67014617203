"""The vote's row locked for an act, and its audit line."""

from typing import Any

from thidua.web.core import audit, live
from thidua.web.votes.models import Vote


def locked(vote: Vote) -> Vote:
    """The vote's row, locked for this transaction and read anew: acts on one vote take turns."""
    rows = Vote.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("cluster", "cycle").get(pk=vote.pk)


def note(act: str, *, actor: Any, vote: Vote, unit_id: int | None = None, **detail: Any) -> None:
    """One audit line of the vote, and whoever watches is told; a rehearsal's line says that it is one."""
    if vote.is_rehearsal:
        detail["is_rehearsal"] = True
    audit.record(act, actor=actor, of=vote, cluster_id=vote.cluster_id, unit_id=unit_id, **detail)
    if vote.state != Vote.State.DRAFT:
        live.changed(vote.cluster_id)
