"""The act of drawing up the minutes of a vote."""

from typing import Any

from django.db import transaction
from django.utils.translation import override

from thidua.documents import profile_for
from thidua.web.clusters import actions as clusters
from thidua.web.clusters.actions import NewDocument
from thidua.web.clusters.models import OfficialDocument
from thidua.web.core import clock
from thidua.web.votes.actions.recording import locked
from thidua.web.votes.documents import printed
from thidua.web.votes.models import Vote
from thidua.web.votes.permissions import can_print


@transaction.atomic
def issue_minutes(*, actor: Any, vote: Vote) -> OfficialDocument:
    """The minutes of the vote are out under the next number of the cluster's register.

    Refused before the result is announced, and for a rehearsal.
    """
    row = locked(vote)
    can_print(actor, row).require()
    form = profile_for("party", row.opened_on or clock.today())
    with override("vi"):
        new = NewDocument(
            "tally_minutes", form.id, f"Biên bản biểu quyết: {row.title}"[:300], cycle=row.cycle,
            facts={"vote": row.pk, "electorate": row.electorate, "result": row.result}, about=f"vote:{row.pk}",
        )  # fmt: skip
    document = clusters.draft_document(actor=actor, cluster=row.cluster, new=new)
    return clusters.issue_document(
        actor=actor,
        document=document,
        issued_on=clock.today(),
        render=lambda number: printed(row, number, form),
    )
