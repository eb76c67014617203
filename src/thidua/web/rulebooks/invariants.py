"""What must always hold in rulebooks; each yields one sentence per violation."""

import hashlib
from collections.abc import Iterator

from thidua.rules import RulebookInvalid, parse_rulebook
from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle
from thidua.web.core.invariants import invariant
from thidua.web.rulebooks.models import EditionInForce, EditionVersion, RulebookEdition


@invariant("rulebooks.text_has_its_digest")
def text_has_its_digest() -> Iterator[str]:
    """Every stored text, of editions and their versions, is the one its digest names."""
    for edition in RulebookEdition.objects.select_related("rulebook").iterator(chunk_size=50):
        if hashlib.sha256(edition.text.encode()).hexdigest() != edition.digest:
            yield f"Quy chế «{edition}»: nội dung không khớp dấu nội dung"
    for kept in EditionVersion.objects.select_related("edition__rulebook").iterator(chunk_size=50):
        if hashlib.sha256(kept.text.encode()).hexdigest() != kept.digest:
            yield f"Bản đã lưu «{kept}»: nội dung không khớp dấu nội dung"


@invariant("rulebooks.adopted_text_is_readable")
def adopted_text_is_readable() -> Iterator[str]:
    """Every adopted edition is still a rulebook to the engine, so that an old year recomputes."""
    for edition in RulebookEdition.objects.filter(state="adopted").select_related("rulebook"):
        try:
            parse_rulebook(edition.text)
        except RulebookInvalid as error:
            yield f"Quy chế «{edition}»: không đọc được nữa ({error})"


@invariant("rulebooks.edition_in_force")
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
