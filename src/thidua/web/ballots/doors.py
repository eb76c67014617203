"""Where a vote's page leads to its secret ballot."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.ballots import recount
from thidua.web.ballots import queries
from thidua.web.ballots.models import SecretBallot
from thidua.web.clusters.permissions import is_secretariat
from thidua.web.votes.joints import Door, register_accounts, register_doors
from thidua.web.votes.models import Vote


def doors(user: Any, vote: Vote) -> list[Door]:
    """The steps for the secretariat; the board for everybody once it is published."""
    if vote.way != Vote.Way.SECRET:
        return []
    row = queries.ballot_of(vote)
    found = []
    if is_secretariat(user, vote.cluster_id) or row is not None:
        waits = row is None or row.state not in {SecretBallot.State.COUNTED, SecretBallot.State.ANNULLED}
        found.append(Door(_("Bỏ phiếu kín"), reverse("ballots:ballot", args=[vote.pk]), waits))
    if row is not None and row.state in queries.PUBLIC:
        found.append(Door(_("Bảng niêm yết"), reverse("ballots:board", args=[row.key])))
    return found


def accounts(vote: Vote) -> list[str]:
    """What the minutes say of slips, ballots, complaints and digests; nothing before the box is open."""
    row = queries.ballot_of(vote)
    if row is None or row.state != SecretBallot.State.COUNTED:
        return []
    n = recount(row.board).numbers
    return [
        f"Phiếu mã đã in: {n['slips']}; đã phát: {n['handed_out']}; thu hồi: {n['withdrawn']};",
        f"Phiếu trong hòm: {n['cast']}; phiếu mã đã phát mà không bỏ: {n['unused']};",
        f"Khiếu nại: {len(row.board['complaints'])}; phiếu bị hủy theo khiếu nại: {n['annulled']};",
        f"Mã niêm phong lúc mở: {queries.in_fours(row.opening_digest)};",
        f"Mã niêm phong lúc đóng: {queries.in_fours(row.closing_digest)}.",
    ]


register_doors(doors)
register_accounts(accounts)
