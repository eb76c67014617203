"""Lights from figures; clauses from a rulebook."""

import datetime as dt
from fractions import Fraction

import pytest

from thidua.rulebooks import rulebook_folder
from thidua.rules import load_rulebook
from thidua.web.agreements.drafting import suggestions
from thidua.web.agreements.lights import light_of, quarter_of, share_of_year

F = Fraction


@pytest.mark.parametrize(
    ("value", "target", "direction", "due", "light"),
    [
        (100, 100, "higher", F(1), "green"),
        (99, 100, "higher", F(1), "yellow"),
        (80, 100, "higher", F(1), "yellow"),
        (79, 100, "higher", F(1), "red"),
        (50, 100, "higher", F(1, 2), "green"),
        (40, 100, "higher", F(1, 2), "yellow"),
        (39, 100, "higher", F(1, 2), "red"),
        (0, 0, "higher", F(1), "green"),
        (0, 0, "lower", F(1), "green"),
        (1, 0, "lower", F(1), "red"),
        (125, 100, "lower", F(1), "yellow"),
        (126, 100, "lower", F(1), "red"),
    ],
)
def test_the_light_a_figure_suggests(value, target, direction, due, light):
    assert light_of(F(value), F(target), direction=direction, due_now=due) == light


def test_how_much_of_the_year_is_over():
    assert share_of_year(dt.date(2021, 6, 30), 2021) == F(181, 365)
    assert share_of_year(dt.date(2022, 3, 1), 2021) == 1
    assert share_of_year(dt.date(2020, 3, 1), 2021) == 0
    assert [quarter_of(dt.date(2021, month, 1)) for month in (1, 3, 4, 12)] == [1, 1, 2, 4]


def demo(year=2020):
    return load_rulebook(rulebook_folder("demo_cluster", str(year)) / "rulebook.yaml")


def test_a_rulebook_suggests_what_earns_the_full_points():
    found = {s.criterion: s for s in suggestions(demo(), {}, ())}
    assert [(found[c].text, found[c].target, found[c].indicator, found[c].amount) for c in ("1.2", "1.4", "2.3", "5.3")] == [
        ("Thẩm định đề án nhân sự cấp ủy đúng hạn", "100 %", "personnel_plans", 1),
        ("Cơ cấu nữ trong cấp ủy đạt từ 15 % trở lên", "từ 15 % trở lên", "committee_women", F(3, 20)),
        ("Giảm số cấp phó vượt quy định theo lộ trình", "không quá mức được giao", "deputies_over", None),
        ("Không để lộ, mất bí mật nội bộ", "không để xảy ra", "secret_leaks", 0),
    ]  # fmt: skip
    assert (found["4.3"].text, found["4.3"].target) == ("Kết nạp đảng viên", "đạt và vượt chỉ tiêu được giao")
    assert not {"2.4", "4.5", "4.6", "6.4", "7.1", "8.1"} & set(found)


def test_a_target_that_only_some_have_makes_a_clause_for_each_of_them():
    found = [
        s for s in suggestions(demo(), {("A", "admissions"): F(1200)}, ("A", "B")) if s.criterion == "4.3"
    ]
    assert [(s.unit_code, s.target, s.amount) for s in found] == [("A", "1.200", 1200)]
    both = {("A", "admissions"): F(1), ("B", "admissions"): F(2)}
    found = [s for s in suggestions(demo(), both, ("A", "B")) if s.criterion == "4.3"]
    assert [(s.unit_code, s.amount) for s in found] == [("", None)]


@pytest.mark.parametrize("year", [2018, 2019, 2020, 2021])
def test_every_suggestion_names_what_the_rulebook_has(year):
    rulebook = demo(year)
    found = suggestions(rulebook, {}, ())
    assert len(found) > 15
    assert {s.criterion for s in found} <= {c.id for c in rulebook.criteria}
    assert {s.indicator for s in found} <= {i.id for i in rulebook.inputs} | {""}
