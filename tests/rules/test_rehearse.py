"""Rehearsal says who moves, by how many places, and which criterion moves them."""

from fractions import Fraction

from tests.rules.test_explain import SMALL
from thidua.rules import Data, UnitData, Value, parse_rulebook, rehearse

NEW = SMALL.replace("max: 10\n        rule: {type: ratio", "max: 4\n        rule: {type: ratio")


def unit(code, done, mark):
    values = {"done": Value(Fraction(done)), "tasks": Value(Fraction(10)), "late": Value(Fraction(0))}
    return UnitData(code, values=values, marks={"1.2": {"self": Fraction(mark)}}, evidence={"1.1": True})


DATA = Data((unit("A", 10, 1), unit("B", 5, 5), unit("C", 2, 2)))


def test_the_same_rulebook_moves_nobody():
    found = rehearse(parse_rulebook(SMALL), parse_rulebook(SMALL), DATA)
    assert [(m.code, m.places, m.movers) for m in found.moves] == [("A", 0, ()), ("B", 0, ()), ("C", 0, ())]


def test_a_smaller_maximum_moves_those_who_lived_on_it():
    found = rehearse(parse_rulebook(SMALL), parse_rulebook(NEW), DATA)
    said = {
        m.code: (m.old_place, m.new_place, m.places, str(m.old_total), str(m.new_total)) for m in found.moves
    }
    assert said == {
        "A": (1, 2, -1, "11", "5"),
        "B": (2, 1, 1, "10", "7"),
        "C": (3, 3, 0, "4", "14/5"),
    }
    mover = found.moves[0].movers[0]
    assert (mover.criterion, mover.name, str(mover.change)) == ("1.1", "Hoàn thành", "-6")


def test_new_inputs_without_data_are_named():
    text = NEW.replace("inputs:\n", "inputs:\n  - {id: fresh, name: Mới, kind: count}\n")
    assert rehearse(parse_rulebook(SMALL), parse_rulebook(text), DATA).not_reported == ("fresh",)
