"""What is written as JSON is read back equal."""

import datetime as dt
import json
from fractions import Fraction

from thidua.rules import (
    NOT_APPLICABLE,
    Data,
    UnitData,
    Value,
    content_digest,
    data_as_json,
    data_from_json,
)

LATE = UnitData(
    "LSO",
    "Lạng Sơn",
    values={
        "done": Value(Fraction(25, 2), certainty="estimate", as_of=dt.date(2021, 11, 30), bound=">"),
        "rate": Value(Fraction(95), of=Fraction(100)),
        "level": Value(choice="two"),
        "land": NOT_APPLICABLE,
    },
    targets={"done": Fraction(22, 3)},
    previous={"done": Fraction(-1, 8)},
    marks={"1.1": {"self": Fraction(4), "verified": Fraction(7, 2)}},
    evidence={"1.1": True},
    waived=frozenset({"g"}),
    tie_order=2,
    decided_class="A",
)


def test_data_survive_json_to_the_last_digit():
    data = Data((UnitData("DBI"), LATE))
    assert data_from_json(json.loads(json.dumps(data_as_json(data)))) == data


def test_the_order_of_units_does_not_change_the_digest():
    one, other = Data((LATE, UnitData("DBI"))), Data((UnitData("DBI"), LATE))
    assert content_digest(data_as_json(one)) == content_digest(data_as_json(other))


def test_another_number_changes_the_digest():
    changed = UnitData("LSO", values={"done": Value(Fraction(1))})
    same = UnitData("LSO", values={"done": Value(Fraction(1, 1))})
    other = UnitData("LSO", values={"done": Value(Fraction(10001, 10000))})
    digests = [content_digest(data_as_json(Data((u,)))) for u in (changed, same, other)]
    assert digests[0] == digests[1] != digests[2]
