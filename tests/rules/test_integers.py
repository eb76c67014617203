"""What lowering makes of single expressions: tight integer code, guarded divisors, reasons."""

from fractions import Fraction

import pytest

from thidua.rules._exact import rounded
from thidua.rules._expression import Rounded
from thidua.rules._integer_program import integer_program
from thidua.rules._integers import Lowering, NotLowered
from thidua.rules._language import parse_expression
from thidua.rules._model import Choice, Criterion, Input, Rulebook
from thidua.rules._patterns import Formula, Part, Ratio, Tier, Tiers
from thidua.rules._program import plan_of, program_of
from thidua.rules._python import _function
from thidua.rules._wording import Words

INPUTS = (
    Input("v", "v", "count", high=Fraction(1000)),
    Input("t", "t", "count", high=Fraction(1000)),
    Input("rate", "rate", "percent", places=2, high=Fraction(100)),
    Input("money", "money", "money", high=Fraction(10**15)),
    Input("level", "level", "choice", choices=(Choice("one", "Một"), Choice("two", "Hai"))),
)


def book(rule, full=10):
    criterion = Criterion(id="1", name="1", max=Fraction(full), rule=rule)
    return Rulebook(id="r", title="r", status="illustrative", inputs=INPUTS, items=(criterion,))


def printed(rule):
    rulebook = book(rule)
    lower = Lowering(rulebook)
    found = lower.number(plan_of(rulebook.criteria[0], rulebook, Words({}, {}, {})).stages[0].expr)
    on_grid = lower.rounded(found, 2, "half_up")
    return _function("f", [on_grid.n, on_grid.d], {})[0].splitlines()[1:]


def test_a_capped_ratio_is_one_multiplication_and_one_division():
    assert printed(Ratio(of=parse_expression("v"), over=parse_expression("t"))) == [
        "    n10 = (v[1] if v[1] > 1 else 1)",
        "    return (((((v[0] if v[0] < v[1] else v[1]) * 1000) + (n10 // 2)) // n10), 100, )",
    ]


def test_tiers_compare_whole_numbers_only():
    rows = (
        Tier(gives=Part(points=Fraction(10)), low=Fraction(90)),
        Tier(gives=Part(points=Fraction(5)), low=Fraction("62.5"), high=Fraction(90)),
        Tier(gives=Part(points=Fraction(0)), high=Fraction("62.5")),
    )
    text = "\n".join(printed(Tiers(input=parse_expression("rate"), tiers=rows)))
    assert "9000" in text
    assert "6249" in text or "6250" in text
    assert "//" not in text


def test_half_even_and_negative_numbers_round_as_the_exact_evaluator_does():
    rulebook = book(Formula(gives=parse_expression("v / 8 - 50")))
    lower = Lowering(rulebook)
    for mode in ("half_up", "half_even", "down", "up"):
        found = lower.number(Rounded(parse_expression("v / 8 - 50"), 1, mode))
        function: dict[str, object] = {}
        exec(_function("f", [found.n], {})[0], function)  # noqa: S102 - our own text
        for v in range(1001):
            want = rounded(Fraction(v, 8) - 50, 1, mode)
            assert Fraction(function["f"]([v], [0], [])[0], 10) == want
            assert found.n.low <= want * 10 <= found.n.high


def test_what_does_not_fit_64_bits_is_named():
    program = integer_program(program_of(book(Formula(gives=parse_expression("money * money / 1000")))))
    assert any("not proved to fit 64 bits" in reason for reason in program.reasons)


def test_what_has_no_integer_form_says_why():
    with pytest.raises(NotLowered, match="text"):
        integer_program(program_of(book(Formula(gives=parse_expression("level")))))
    with pytest.raises(NotLowered, match="divisors differ"):
        integer_program(program_of(book(Formula(gives=parse_expression("mean_of(v / t)")))))
