"""What must always hold in rulebooks; each yields one sentence per violation."""

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from thidua.rules import RulebookInvalid, parse_rulebook
from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle
from thidua.web.core.invariants import invariant
from thidua.web.rulebooks.models import EditionInForce, EditionVersion, RulebookEdition


@invariant("rulebooks.text_has_its_digest", _("Văn bản quy chế đọc được và khớp với mã kiểm tra"))
def text_has_its_digest() -> Iterator[str]:
    """Every text is still a rulebook to the engine, with the content that its digest names."""
    for edition in RulebookEdition.objects.select_related("rulebook").iterator(chunk_size=50):
        try:
            if parse_rulebook(edition.text).digest != edition.digest:
                yield f"Quy chế «{edition}»: nội dung không khớp dấu nội dung"
        except RulebookInvalid as error:
            yield f"Quy chế «{edition}»: không đọc được nữa ({error})"


@invariant("rulebooks.last_version_is_the_text", _("Bản quy chế đã lưu sau cùng đúng là văn bản hiện thời"))
def last_version_is_the_text() -> Iterator[str]:
    """The newest saved version of an edition is its text."""
    newest = EditionVersion.objects.filter(version=F("edition__version"))
    for kept in newest.exclude(text=F("edition__text")).select_related("edition__rulebook"):
        yield f"Quy chế «{kept.edition}»: nội dung khác bản {kept.version} đã lưu"


@invariant("rulebooks.edition_in_force", _("Năm đã thống nhất có quy chế áp dụng"))
def edition_in_force() -> Iterator[str]:
    """A year past `draft` has an edition in force; what is in force is adopted and of its cluster."""
    for cycle in Cycle.objects.filter(edition_in_force=None).select_related("cluster"):
        if year.is_at_least(cycle, Cycle.State.AGREED):
            yield f"{cycle}: đã thống nhất nhưng không có quy chế áp dụng"
    links = EditionInForce.objects.select_related("cycle__cluster", "edition__rulebook")
    for link in links:
        if link.edition.state != RulebookEdition.State.ADOPTED:
            yield f"{link.cycle}: quy chế áp dụng chưa ban hành"
        if link.edition.rulebook.cluster_id != link.cycle.cluster_id:
            yield f"{link.cycle}: quy chế áp dụng của cụm khác"
