"""What must always hold in votes; each yields one sentence per violation."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from thidua.web.core.invariants import invariant
from thidua.web.votes.models import NamedBallot, Vote
from thidua.web.votes.queries import counted_by_name, tally_data

State = Vote.State


@invariant(
    "votes.ballots_of_entitled", _("Phiếu công khai chỉ của người được biểu quyết, trong cuộc công khai")
)
def ballots_of_entitled() -> Iterator[str]:
    """A ballot by name is of an entitled voter who was there or wrote, in an open vote that was opened."""
    fits = Q(voter__vote__way="open", voter__is_entitled=True) & (
        Q(voter__is_present=True) | Q(voter__in_writing=True)
    )
    for row in NamedBallot.objects.exclude(fits).select_related("voter__vote"):
        yield f"«{row.voter.vote}»: có phiếu của {row.voter} không được biểu quyết"


@invariant("votes.counts_match_ballots", _("Số phiếu công khai khớp với từng phiếu"))
def counts_match_ballots() -> Iterator[str]:
    """A closed vote by name counts what its ballots say."""
    closed = Vote.objects.filter(state__in=[State.CLOSED, State.DECIDED], way="open")
    for vote in closed.exclude(taking=Vote.Taking.HANDS).filter(result__source="named"):
        if [tally_data(tally) for tally in counted_by_name(vote)] != vote.result.get("counts"):
            yield f"«{vote}»: số phiếu đã ghi khác số đếm lại từ các phiếu"


@invariant("votes.voters_frozen", _("Danh sách người biểu quyết khớp số đã chốt khi mở"))
def voters_frozen() -> Iterator[str]:
    """The frozen numbers are those of the list of voters."""
    entitled = Q(voters__is_entitled=True)
    rows = Vote.objects.exclude(state=State.DRAFT).annotate(
        members=Count("voters"),
        entitled=Count("voters", filter=entitled),
        present=Count("voters", filter=entitled & Q(voters__is_present=True)),
        written=Count("voters", filter=entitled & Q(voters__in_writing=True)),
    )
    for vote in rows:
        if {
            key: getattr(vote, key) for key in ("members", "entitled", "present", "written")
        } != vote.electorate:
            yield f"«{vote}»: danh sách người biểu quyết khác số đã chốt"
