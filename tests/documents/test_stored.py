"""A paper kept as plain JSON is the same paper: the same bytes, the same gaps; words may be changed before it goes out."""

import json
from datetime import date

import pytest

from tests.documents import samples
from thidua.documents import (
    Issuer,
    PaperInvalid,
    docx,
    gap,
    gaps,
    paper_as_json,
    paper_from_json,
    pdf,
    profile,
    reworded,
    with_gaps_filled,
    wording,
)
from thidua.documents.papers import Letter, Plan, PlanPart
from thidua.documents.papers.facts import Head

PAPERS = [
    facts.paper()
    for issuer in (samples.PARTY, samples.STATE)
    for facts in samples.all_papers(issuer).values()
]
HEAD = Head(Issuer("party", "Tỉnh ủy", "Ban Tổ chức", "BTCTU", "Bắc Kạn"), issued=date(2020, 12, 18))


def stored(paper):
    return paper_from_json(json.loads(json.dumps(paper_as_json(paper))))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: f"{paper.kind}-{paper.issuer.family}")
def test_a_stored_paper_is_the_same_paper(paper):
    assert stored(paper) == paper
    assert with_gaps_filled(paper, {}) == paper
    assert reworded(paper, {number: text for number, _, text in wording(paper)}) == paper


def test_a_stored_paper_prints_the_same_bytes():
    form = profile("hd36-2018")
    paper = samples.all_papers(samples.PARTY)["minutes"].paper()
    assert docx(stored(paper), form) == docx(paper, form)
    assert pdf(stored(paper), form) == pdf(paper, form)


def test_gaps_are_filled_by_their_number_and_the_others_stay():
    paper = Letter(HEAD, "việc", ("Nơi nhận",), (f"{gap('ai')} làm {gap('gì')}.", gap(""))).paper()
    assert [(g.hint, g.around) for g in gaps(paper)] == [
        ("ai", "[…] làm [… gì]."), ("gì", "[… ai] làm […]."), ("", "[…]"),
    ]  # fmt: skip
    filled = with_gaps_filled(paper, {1: "báo cáo", 2: "  "})
    assert [g.hint for g in gaps(filled)] == ["ai", ""]
    assert filled.body[0].text == f"{gap('ai')} làm báo cáo."


def test_words_change_a_gap_is_kept_by_its_mark_and_an_empty_text_goes():
    paper = Plan(HEAD, "việc", ("Mục đích",), (PlanPart("Phần một"),)).paper()
    places = {text: number for number, _, text in wording(paper)}
    changed = reworded(
        paper,
        {
            places["Mục đích."]: "Điểm một.\nĐiểm hai.",
            places["[… Phần một]."]: "Đoạn một.\nĐoạn hai [… số liệu].",
            places["Phần một"]: "",
        },
    )
    said = [text for _, _, text in wording(changed)]
    assert said[1:5] == ["Điểm một.\nĐiểm hai.", "Nội dung", "Đoạn một.", "Đoạn hai [… số liệu]."]
    assert [g.hint for g in gaps(changed)] == ["số liệu"]


@pytest.mark.parametrize(
    "content", [{}, {"is": "Text", "text": "x", "align": ""}, {"is": "Nothing"}, {"kind": "x"}]
)
def test_what_is_no_paper_is_told(content):
    with pytest.raises(PaperInvalid):
        paper_from_json(content)
