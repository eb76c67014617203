"""Rules as data: read, written, refused; thresholds at their edges."""

import datetime as dt
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.ballots import Rule, rules
from thidua.ballots._errors import RuleInvalid
from thidua.ballots._rules import Share


@pytest.mark.parametrize("rule", rules().values(), ids=lambda r: r.id)
def test_a_rule_written_and_read_again_is_the_same(rule):
    assert Rule.read(rule.data()) == rule


def test_what_the_documents_say():
    said = {
        rule.id: {"quorum": str(rule.quorum or ""), "base": str(rule.base), "share": str(rule.share or "")}
        | {key: str(award.share) for key, award in rule.awards.items()}
        for rule in rules().values()
    }
    ninety, eighty = "90 %", "80 %"
    assert said == {
        "nd98-30.7": {
            "quorum": "", "base": "members", "share": "", "national_fighter": ninety, "base_fighter": eighty,
            "province_flag": eighty, "government_flag": eighty,
        },
        "tandtc-29": {
            "quorum": "2/3", "base": "members", "share": "", "hero": ninety, "national_fighter": ninety,
            "court_fighter": ninety, "base_fighter": eighty, "court_flag": eighty, "government_flag": eighty,
        },
        "vks-20": {"quorum": "", "base": "members", "share": "", "sector_flag": eighty},
        "bacninh-8": {"quorum": "2/3", "base": "present", "share": "> 1/2"},
        "hanoi-71-2025": {"quorum": "", "base": "members", "share": "", "capital_citizen": ninety},
        "dongnai-proto": {"quorum": "", "base": "members", "share": "2/3"},
        "cantho-157": {"quorum": "", "base": "valid", "share": "> 1/2"},
        "majority-of-members": {"quorum": "2/3", "base": "members", "share": "> 1/2"},
    }  # fmt: skip


def test_a_replaced_rule_is_in_force_until_its_last_day():
    rule = rules()["nd98-30.7"]
    assert [rule.in_force(day) for day in (dt.date(2025, 6, 30), dt.date(2025, 7, 1))] == [True, False]


@pytest.mark.parametrize(
    ("text", "base", "needed"),
    [
        ("80 %", 14, 12), ("80 %", 15, 12), ("80 %", 10, 8), ("90 %", 14, 13), ("90 %", 10, 9), ("2/3", 14, 10),
        ("2/3", 15, 10), ("2/3", 1, 1), ("> 1/2", 14, 8), ("> 1/2", 13, 7), ("> 1/2", 0, 1), ("100 %", 14, 14),
        ("87.5 %", 8, 7), ("> 0", 14, 1),
    ],
)  # fmt: skip
def test_needed_votes_at_the_edge(text, base, needed):
    assert Share.read(text).needed(base) == needed


@given(st.integers(1, 100), st.integers(1, 100), st.booleans(), st.integers(0, 3000))
def test_needed_is_the_smallest_number_that_is_enough(a, b, strict, base):
    share = Share(Fraction(min(a, b), max(a, b)), strict)
    enough = [n for n in range(base + 2) if (n > share.share * base if strict else n >= share.share * base)]
    assert share.needed(base) == enough[0]
    assert share.needed(base) in {math.ceil(share.share * base), math.floor(share.share * base) + 1}


@pytest.mark.parametrize("text", ["", "0", "120 %", "> 100 %", "x", "1/0", "-1/2", "> -1/2"])
def test_a_share_that_cannot_be_is_refused(text):
    with pytest.raises(RuleInvalid) as refused:
        Share.read(text)
    assert refused.value.code == "share_unreadable"


@pytest.mark.parametrize(
    "change",
    [
        {"base": "everyone"},
        {"ballot": "hidden"},
        {"absent": "phone"},
        {"colour": 1},
        {"rounds": 0},
        {"rounds": "2"},
        {"assumed": ["x"]},
        {"source": 3},
        {"awards": [1]},
    ],
)
def test_a_rule_of_another_shape_is_refused(change):
    with pytest.raises(RuleInvalid) as refused:
        Rule.read(rules()["tandtc-29"].data() | change)
    assert refused.value.code == "rule_shape"


def test_an_award_unknown_to_the_rule_has_no_threshold():
    with pytest.raises(RuleInvalid) as refused:
        rules()["vks-20"].share_for("hero")
    assert refused.value.said.vi == "Quy tắc vks-20 không có tỷ lệ tối thiểu cho hero."


def test_a_rule_may_take_a_shipped_way_of_deciding_between_equals():
    rule = rules()["nd98-30.7"].with_tie("nd152-4")
    assert rule.tie.vi == (
        "thành tích ngang nhau thì ưu tiên nữ, hoặc tập thể có từ 70 % nữ trở lên (Điều 4 Nghị định 152/2025/NĐ-CP)"
    )
    assert Rule.read(rule.data()) == rule
    with pytest.raises(RuleInvalid) as refused:
        rule.with_tie("coin")
    assert refused.value.said.en.endswith("known: nd152-4, cantho-2579-8, cantho-157, tandtc-29.")
