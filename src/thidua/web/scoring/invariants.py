"""Invariants of scoring."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from thidua.web.core.invariants import invariant
from thidua.web.scoring import points
from thidua.web.scoring.models import LiveScore, Ranking


@invariant("scoring.rankings_recompute", _("Mọi bảng xếp hạng tính lại ra đúng kết quả đã khóa"))
def rankings_recompute() -> Iterator[str]:
    """Every frozen ranking recomputes from its own edition and inputs to the same digest."""
    for ranking in Ranking.objects.select_related("edition", "cycle__cluster").iterator(chunk_size=20):
        again = points.recomputed(ranking)
        if again.digest != ranking.digest or again.result != ranking.result:
            yield f"{ranking}: tính lại không ra đúng kết quả đã lưu"


@invariant("scoring.places_are_the_ranking", _("Hạng và điểm trong bảng tra đúng như bảng xếp hạng đã khóa"))
def places_are_the_ranking() -> Iterator[str]:
    """The rows that lists and searches read say what the frozen result says, unit by unit."""
    for ranking in Ranking.objects.select_related("cycle__cluster").prefetch_related("places__unit"):
        frozen = {(u["code"], u["place"], Fraction(u["total"]), u["grade"]) for u in ranking.result["units"]}
        rows = {(p.unit.code, p.place, Fraction(p.total or 0), p.grade) for p in ranking.places.all()}
        if rows != frozen:
            yield f"{ranking}: hạng trong bảng tra khác kết quả đã khóa"


@invariant("scoring.live_scores_recompute", _("Điểm hiện thời đúng như tính lại từ đầu"))
def live_scores_recompute() -> Iterator[str]:
    """Points kept for pages are those computed from scratch."""
    for kept in LiveScore.objects.select_related("cycle__cluster"):
        if kept.revision != kept.cycle.revision:
            continue
        live = points.live(kept.cycle)
        if live != points.computed(kept.cycle, live.rulebook):
            yield f"{kept}: điểm hiện thời khác điểm tính lại từ đầu"
