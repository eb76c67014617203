"""What a year's report tells in sentences, and what it leaves to the table of all figures."""

from fractions import Fraction

from thidua.documents import Table
from thidua.documents.papers import Content, Indicator, Report
from thidua.documents.papers.facts import Head
from thidua.web.clusters.tests.factories import ISSUER
from thidua.web.scoring.year_report import TOLD, told_first


def figure(name, last=None):
    return name, Indicator(name, Fraction(5), "người", last=last)


def names(figures):
    return [one.name for one in figures]


def test_few_figures_are_all_told():
    figures = [figure(name) for name in "abcd"]
    assert len(figures) == TOLD
    assert told_first(figures, frozenset()) == (tuple(one for _name, one in figures), ())


def test_promised_figures_are_told_first_then_those_with_last_years_in_the_order_of_the_rulebook():
    figures = [
        figure("a"), figure("Trong đó: b", 3), figure("c", 3), figure("d"), figure("e", 3), figure("f"), figure("g", 3),
    ]  # fmt: skip
    told, others = told_first(figures, frozenset({"f", "Trong đó: b"}))
    assert (names(told), names(others)) == (["c", "e", "f", "g"], ["a", "Trong đó: b", "d"])


def test_the_table_has_every_figure_under_its_content():
    told, others = [one for _name, one in (figure("kết nạp", 4), figure("kiểm tra"))]
    contents = (
        Content("xây dựng Đảng", "", (), (told,), (others,)),
        Content("tuyên truyền", "", (), (told,)),
    )
    paper = Report(Head(ISSUER), "Cụm một", 2021, 2, contents).paper()
    texts = str(paper.body)
    assert ("Kết nạp đạt 5 người; tăng 1 người" in texts, "Kiểm tra đạt" in texts) == (True, False)
    table = next(block for block in paper.body if isinstance(block, Table))
    assert (table.rows, table.sections) == (
        (
            ("", "Xây dựng Đảng", "", ""), ("1", "Kết nạp", "4 người", "5 người"), ("2", "Kiểm tra", "", "5 người"),
            ("", "Tuyên truyền", "", ""), ("3", "Kết nạp", "4 người", "5 người"),
        ),
        frozenset({0, 3}),
    )  # fmt: skip
