"""The papers of scoring as Word and PDF: what the pages show, for those who may see the pages."""

import pytest
from django.urls import reverse
from tests.documents.read_back import pdf_words

from thidua.web.clusters.models import HeadTerm
from thidua.web.scoring import actions
from thidua.web.scoring.tests.world import scoring_world


@pytest.fixture
def w(db):
    world = scoring_world()
    HeadTerm.objects.get_or_create(cluster=world.cluster, unit=world.a, role="head", from_on="2020-01-01")
    return world


def got(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"scoring:{name}", args=args))


def test_a_unit_takes_its_own_sheet_as_word_and_pdf(client, w):
    actions.set_self_mark(actor=w.officer, sheet=w.sheet, criterion="1.2", points=8, version=0)
    answer = got(client, w.officer, "file-sheet", w.sheet.pk, "pdf")
    said = pdf_words(answer.content)
    assert "PHIẾU TỰ CHẤM ĐIỂM" in said
    assert "17/" in said
    word = got(client, w.officer, "file-sheet", w.sheet.pk, "docx")
    assert word.content.startswith(b"PK")
    assert got(client, w.officer, "file-minutes", w.sheet.pk, "pdf").status_code == 200
    assert got(client, w.officer, "file-sheet", w.sheet.pk, "exe").status_code == 404


def test_the_table_is_for_those_who_see_all(client, w):
    assert got(client, w.secretary, "file-scores", w.year.pk, "pdf").status_code == 200
    for name, row in (
        ("file-scores", w.year),
        ("file-sheet", w.other_sheet),
        ("file-minutes", w.other_sheet),
    ):
        assert got(client, w.officer, name, row.pk, "pdf").status_code == 404
