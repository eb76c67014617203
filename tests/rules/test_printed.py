"""A number that the text prints for two items is shown for both, on paper, in tables and in explanations."""

from fractions import Fraction

from thidua.cli._opened import explanation_text
from thidua.rulebooks import rulebook_folder
from thidua.rules import Data, UnitData, explain, load_rulebook, score
from thidua.rules._compare import compare
from thidua.rules._dump import dump_rulebook
from thidua.rules._load import parse_rulebook
from thidua.rules.tables import result_csv
from thidua.rules.tables._entries import entry_groups
from thidua.rules.tables._guard import read_sheets
from thidua.rules.tables._results import result_workbook

Q11 = load_rulebook(rulebook_folder("ldld_q11", 2019) / "rulebook.yaml")
MARKS = {c.id: {"verified": Fraction(1)} for c in Q11.criteria}
DATA = Data(tuple(UnitData(code, f"Công đoàn {code}", marks=MARKS) for code in "ABC"))
PRINTED = ["1", "1", "2", "2", "3", "3"]


def test_the_table_stands_as_it_is_printed():
    assert [c.printed for c in Q11.criteria] == PRINTED
    assert len({c.id for c in Q11.criteria}) == 6
    assert parse_rulebook(dump_rulebook(Q11)) == Q11


def test_results_and_forms_to_fill_show_the_printed_number():
    result = score(Q11, DATA)
    heads = result_csv(result, Q11, DATA).splitlines()[0].split(";")
    assert [h.split(" Mục")[0] for h in heads[-6:]] == PRINTED
    points = read_sheets(result_workbook(result, Q11, DATA))[1].rows
    assert [row[0] for row in points[6:12]] == PRINTED
    marks = [e.number for g in entry_groups(Q11, DATA.units) for e in g.entries]
    assert marks[::2] == PRINTED  # a row each for self and verified


def test_the_explanation_shows_it_and_keeps_the_id():
    opened = explain(Q11, DATA, "A").items[0].items[0].items
    assert [(i.printed, i.id) for i in opened][:2] == [("1", "1.A.1.1"), ("1", "1.A.1.2")]
    assert "1. Mục 1, nội dung thứ hai: 1" in explanation_text(explain(Q11, DATA, "A"), "A", Q11, "vi")


def test_a_changed_printed_number_is_a_difference_of_editions():
    text = dump_rulebook(Q11)
    assert "number: '2'" in text
    other = parse_rulebook(text.replace("number: '2'", "number: '3'", 1))
    (change,) = compare(Q11, other)
    assert (change.field, change.before, change.after) == ("number", "2", "3")
