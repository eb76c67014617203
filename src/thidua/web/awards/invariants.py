"""What must always hold in recommendations; each yields one sentence per violation."""

from collections.abc import Iterator

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.web.awards.models import AwardList, Recommendation
from thidua.web.core.invariants import invariant


@invariant(
    "awards.ranking_of_the_year", _("Danh sách đề nghị khen thưởng dựa trên bảng xếp hạng của chính năm đó")
)
def ranking_of_the_year() -> Iterator[str]:
    """A list rests on a frozen ranking of its own year."""
    for row in AwardList.objects.exclude(ranking__cycle=F("cycle")).select_related("cycle"):
        yield f"{row} dựa trên bảng xếp hạng của năm khác"


@invariant("awards.votes_decide", _("Đơn vị được đề nghị khen thưởng đều đủ phiếu và còn trong danh sách"))
def votes_decide() -> Iterator[str]:
    """Nobody is recommended against the vote, off the list, or while the list is open."""
    wrong = Q(votes_for__lt=F("needed")) | Q(state="removed") | Q(award_list__state="draft")
    rows = Recommendation.objects.filter(wrong, decision="recommended")
    for row in rows.select_related("award_list__cycle", "unit"):
        yield f"{row} được đề nghị nhưng không đủ phiếu, không còn trong danh sách hoặc danh sách chưa chốt"
