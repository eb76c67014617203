"""Ranges are sound: no value of an expression ever lies outside, and undefined is always foretold."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.rules import State, UnitData, Value
from thidua.rules._exact import Env, Scope, evaluate
from thidua.rules._expression import Expr
from thidua.rules._interval import Interval
from thidua.rules._intervals import interval
from thidua.rules._language import parse_expression
from thidua.rules._model import Input, Rulebook
from thidua.rules._printing import expression_text

INPUTS = {
    "a": Input("a", "a", "count", high=Fraction(20)),
    "b": Input("b", "b", "number", places=2, low=Fraction(-5), high=Fraction(5)),
    "r": Input("r", "r", "ratio", places=0),
    "f": Input("f", "f", "yes_no", high=Fraction(1)),
}
LEAVES = st.sampled_from(["a", "b", "r", "a.target", "r.amount", "r.of", "0", "1", "2.5", "20%"])


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Larger number expressions out of smaller ones."""
    pair = st.tuples(inner, inner)
    condition = st.one_of(
        st.tuples(inner, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), inner).map(" ".join),
        st.sampled_from(["f", "not f", "has(a) and a > 3", "f or b < 0"]),
    )
    group = st.sampled_from(["mean_of", "max_of", "min_of", "sum_of", "rank_of"])
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        pair.map(lambda t: f"min({t[0]}, {t[1]})"),
        pair.map(lambda t: f"max({t[0]}, {t[1]})"),
        inner.map(lambda t: f"floor({t})"),
        inner.map(lambda t: f"-({t})"),
        st.tuples(condition, inner, inner).map(lambda t: f"if({t[0]}, {t[1]}, {t[2]})"),
        st.tuples(group, st.sampled_from(["a", "b", "a / 2", "a - b"])).map(lambda t: f"{t[0]}({t[1]})"),
    )


EXPRESSIONS = st.recursive(LEAVES, grown, max_leaves=8).map(parse_expression)


@st.composite
def units(draw) -> UnitData:
    """A unit with honest values."""
    of = draw(st.integers(0, 9))
    values = {
        "a": Value(Fraction(draw(st.integers(0, 20)))),
        "b": Value(Fraction(draw(st.integers(-500, 500)), 100)),
        "r": Value(Fraction(draw(st.integers(0, 12))), Fraction(of)),
        "f": Value(Fraction(draw(st.integers(0, 1)))),
    }
    return UnitData(draw(st.uuids()).hex, values=values, targets={"a": Fraction(draw(st.integers(0, 20)))})


@settings(max_examples=400)
@given(EXPRESSIONS, st.lists(units(), min_size=1, max_size=3))
def test_no_value_lies_outside_its_range(expr: Expr, group: list[UnitData]):
    found = interval(expr, INPUTS)
    rulebook = Rulebook(id="x", title="x", status="illustrative", inputs=tuple(INPUTS.values()))
    for unit in group:
        value = evaluate(expr, Env(Scope(rulebook, group), unit))
        if isinstance(value, State):
            assert value == State.UNDEFINED
            assert found.may_be_undefined, expression_text(expr)
        else:
            assert found.has(Fraction(value)), (expression_text(expr), found, value)
            assert not found.whole or Fraction(value).denominator == 1


@given(EXPRESSIONS)
def test_the_printed_text_is_the_expression(expr: Expr):
    assert parse_expression(expression_text(expr)) == expr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b", Interval(Fraction(-5), Fraction(25))),
        ("a / 0", Interval(Fraction(1), Fraction(0), may_be_undefined=True)),
        ("if(a == 0, 1, 5 / a)", Interval(Fraction(1, 4), Fraction(5))),
        ("min(b, a) / a", Interval(Fraction(-5), Fraction(1), may_be_undefined=True)),
        ("if(a >= 3, a, 7)", Interval(Fraction(3), Fraction(20), whole=True)),
        ("a > 20", Interval(Fraction(0), Fraction(0), whole=True)),
        ("a >= 0 and b <= 5", Interval(Fraction(1), Fraction(1), whole=True)),
        ("r * a", Interval(Fraction(0), None, may_be_undefined=True)),
        ("r * b", Interval(None, None, may_be_undefined=True)),
        ("rank_of(b)", Interval(Fraction(1), None, whole=True)),
    ],
)
def test_ranges_that_are_known(text: str, expected: Interval):
    assert interval(parse_expression(text), INPUTS) == expected
