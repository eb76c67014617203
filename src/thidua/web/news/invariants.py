"""What must always hold for articles; each yields one sentence per violation."""

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from thidua.web.core.invariants import invariant
from thidua.web.news.models import Article


@invariant(
    "news.of_its_own_cluster",
    _("Tin, bài chỉ nói về hội nghị và kết quả của chính cụm mình, không của diễn tập"),
)
def of_its_own_cluster() -> Iterator[str]:
    """An article's conference and ranking are its own cluster's; a rehearsal's is never published."""
    foreign = Article.objects.exclude(conference=None).exclude(conference__cycle__cluster=F("cluster"))
    for row in foreign:
        yield f"Bài «{row}» nói về hội nghị của cụm khác"
    for row in Article.objects.filter(state="published", conference__is_rehearsal=True):
        yield f"Bài «{row}» về hội nghị diễn tập đang được đăng"
    for row in Article.objects.exclude(ranking=None).exclude(ranking__kind="published"):
        yield f"Bài «{row}» kèm bảng xếp hạng chưa công bố"
