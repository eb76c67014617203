"""Warnings before opening: the numbers, and silence where there is nothing to warn of."""

from fractions import Fraction
from itertools import product

import pytest

from thidua.ballots import Kind, Question, reveals, rules

PLAN, FLAG = Question("plan", "Kế hoạch"), Question("flag", "Cờ thi đua", award="government_flag")
HEAD = Question("head", "Cụm trưởng", Kind.CHOOSE, {f"u{n}": f"Đơn vị {n}" for n in range(14)}, 1)


def told(*args, **more):
    return {(w.code, w.level, w.value) for w in reveals(*args, **more)}


def test_fourteen_voters_and_one_question():
    assert told(14, [PLAN]) == {
        ("unanimous", "warning", Fraction(2, 15)), ("all_others", "warning", Fraction(2, 14)),
    }  # fmt: skip


def test_the_sentence_explains_the_number():
    warned = reveals(14, [PLAN], expected=Fraction(95, 100))[0]
    assert warned.said.vi == (
        "«Kế hoạch»: khả năng cả 14 người bỏ giống nhau là ≈ 48,8 % (theo tỷ lệ tán thành dự kiến 95 %); "
        "khi đó ai cũng biết phiếu của mọi người."
    )


@pytest.mark.parametrize(
    ("voters", "code"), [(0, "few_one"), (1, "few_one"), (2, "few_two"), (3, "few"), (4, "few")]
)
def test_very_few_voters_stop_it(voters, code):
    assert (code, "stop", Fraction(voters)) in told(voters, [PLAN])


def test_many_voters_divided_need_no_warning():
    assert told(200, [PLAN], expected=Fraction(1, 2)) == set()
    assert told(2000, [HEAD]) == set()


def test_a_high_threshold_tells_by_being_reached():
    assert ("forced", "warning", Fraction(13, 14)) in told(
        14, [Question("t", "Chiến sĩ thi đua toàn quốc", award="national_fighter")], rules()["tandtc-29"]
    )
    codes = {w.code for w in reveals(1000, [FLAG], rules()["tandtc-29"], expected=Fraction(1, 2))}
    assert codes == set()


def test_more_ways_of_voting_than_voters_sign_the_ballot():
    ranked = Question("order", "Thứ tự", Kind.RANK, dict.fromkeys("abcd", ""), 1)
    two = Question("heads", "Cụm phó", Kind.CHOOSE, dict.fromkeys("abc", ""), 2)
    assert ("pattern", "warning", Fraction(25)) in told(14, [ranked])
    assert ("pattern", "warning", Fraction(28)) in told(20, [two, PLAN])
    assert "pattern" not in {w.code for w in reveals(25, [ranked])}


@pytest.mark.parametrize("voters", [2, 3, 5])
def test_the_chance_of_all_alike_is_what_counting_gives(voters):
    share = Fraction(2, 3)
    chance = sum(
        share ** sum(votes) * (1 - share) ** (voters - sum(votes))
        for votes in product([0, 1], repeat=voters)
        if len(set(votes)) == 1
    )
    assert {w.value for w in reveals(voters, [PLAN], expected=share) if w.code == "unanimous"} == {chance}
