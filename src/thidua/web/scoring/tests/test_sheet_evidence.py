"""The sheet asks for evidence until every paper that the rulebook names is there."""

import pytest
from django.urls import reverse

from thidua.rules import parse_rulebook
from thidua.web.core import clock
from thidua.web.reporting.models import Evidence
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.scoring.rows import sheet_rows
from thidua.web.scoring.tests.world import TEXT, scoring_world

RULE = "rule: {type: ratio, of: done, over: tasks}"
TWO_PAPERS = TEXT.replace(RULE, RULE + ", evidence: {required: [Kế hoạch, Kết quả], if_missing: zero}")


@pytest.fixture
def w(db):
    found = scoring_world()
    digest = parse_rulebook(TWO_PAPERS).digest
    RulebookEdition.objects.filter(pk=found.edition.pk).update(text=TWO_PAPERS, digest=digest)
    return found


def give(w, covers, **more):
    return Evidence.objects.create(
        cycle=w.year, unit=w.a, criterion="1.1", title=covers, covers=covers, document_number="1-KH",
        added_by=w.officer, added_at=clock.now(), **more,
    )  # fmt: skip


def row_of(w):
    rows, _result, _rulebook = sheet_rows(w.sheet, editable=True, apart=True)
    found = next(row for row in rows if row.item.id == "1.1")
    return found.lacks_evidence, found.evidence, found.rejected


def test_one_of_two_papers_is_not_enough(w, client):
    assert row_of(w) == (True, 0, 0)
    give(w, "Kế hoạch")
    assert row_of(w) == (True, 1, 0)
    client.force_login(w.officer)
    page = client.get(reverse("scoring:sheet", args=[w.sheet.pk])).content.decode()
    assert reverse("reporting:evidence-add", args=[w.year.pk, w.a.pk, "1.1"]) in page
    give(w, "Kết quả")
    assert row_of(w) == (False, 2, 0)


def test_a_rejected_paper_counts_as_rejected_and_is_missing_again(w):
    give(w, "Kế hoạch")
    give(w, "Kết quả", review=Evidence.Review.REJECTED, review_reason="Thiếu dấu")
    assert row_of(w) == (True, 1, 1)
