"""What must always hold in secret ballots; each yields one sentence per violation."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from thidua.ballots import recount
from thidua.web.ballots import box, queries
from thidua.web.ballots.models import SecretBallot
from thidua.web.core.invariants import invariant
from thidua.web.votes.queries import tallies_of

State = SecretBallot.State


@invariant("ballots.boards_recount", _("Bảng phiếu kín đếm lại từ đầu thì khớp"))
def boards_recount() -> Iterator[str]:
    """Every board, done again from its sealed ballots, deviates nowhere, and fits the digests in its row."""
    for row in SecretBallot.objects.filter(state__in=[State.CLOSED, State.COUNTED]).select_related("vote"):
        done = recount(row.board, opening_digest=row.opening_digest, closing_digest=row.closing_digest)
        for deviation in done.deviations:
            yield f"Bỏ phiếu kín «{row}»: {deviation.said.vi}"


@invariant("ballots.counts_are_the_board", _("Kết quả biểu quyết kín là kết quả trên bảng phiếu"))
def counts_are_the_board() -> Iterator[str]:
    """The counts that the vote keeps are those of the opened board."""
    for row in SecretBallot.objects.filter(state=State.COUNTED).select_related("vote"):
        if tallies_of(row.vote) != list(recount(row.board).tallies):
            yield f"Bỏ phiếu kín «{row}»: số phiếu đã ghi khác bảng phiếu"


@invariant("ballots.slips_are_accounted_for", _("Phiếu mã phát ra và thu hồi không nhiều hơn số đã in"))
def slips_are_accounted_for() -> Iterator[str]:
    """Slips handed out and withdrawn are at most those printed, and after closing exactly those."""
    for row in SecretBallot.objects.exclude(state=State.PREPARED).select_related("vote"):
        left = queries.slips_left(row)
        if left < 0 or (left and row.state in {State.CLOSED, State.COUNTED}):
            yield f"Bỏ phiếu kín «{row}»: số phiếu mã không khớp ({left})"


@invariant("ballots.boxes_of_open_ballots", _("Hòm phiếu chỉ còn khi đang bỏ phiếu"))
def boxes_of_open_ballots() -> Iterator[str]:
    """A box stands exactly while its ballot is open: one left behind could tell the order of ballots."""
    opened = set(SecretBallot.objects.filter(state=State.OPEN).values_list("key", flat=True))
    standing = set(box.boxes())
    for key in sorted(standing - opened):
        yield f"Hòm phiếu {key} còn trên máy dù không có cuộc bỏ phiếu nào đang mở"
    for key in sorted(opened - standing):
        yield f"Cuộc bỏ phiếu {key} đang mở mà hòm phiếu không còn trên máy này"
