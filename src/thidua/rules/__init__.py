"""The pure rules engine: load, check, score, rank, explain, rehearse.

A rulebook is data; every number is exact; every result explains itself. See
`docs/developers/reference/rulebook-format.md` and `docs/developers/explanation/scoring.md`.
"""

from thidua.rules._apart import is_withheld, without_others
from thidua.rules._compare import Change, Row, compare, side_by_side
from thidua.rules._data import MISSING, NOT_APPLICABLE, NOT_ASSIGNED, Data, UnitData, Value
from thidua.rules._dump import dump_rulebook
from thidua.rules._errors import DataInvalid, Problem, RulebookInvalid, RulesError
from thidua.rules._exchange import (
    content_digest,
    data_as_json,
    data_from_json,
    exact_text,
    result_as_json,
    result_from_json,
)
from thidua.rules._explain import explain, lines_in_order
from thidua.rules._expression import State
from thidua.rules._lint import check
from thidua.rules._live import LiveGroup
from thidua.rules._load import digest_of, load_rulebook, parse_rulebook
from thidua.rules._messages import message, suggestion, topic_name
from thidua.rules._model import Criterion, Input, Rulebook, Section
from thidua.rules._notes import note_text, tie_rule_name
from thidua.rules._published import RANKING_FORMAT, Recheck, ranking_digest, recheck
from thidua.rules._recommending import AwardCheck, Eligibility, award_checks
from thidua.rules._rehearse import Move, Rehearsal, rehearse
from thidua.rules._result import Explained, Explanation, Line, Note, Result, UnitResult
from thidua.rules._score import score
from thidua.rules._uses import inputs_of
from thidua.rules._validate import mark_problems, validate, value_problems
from thidua.rules._wording import number_text, points_text

__all__ = [
    "MISSING",
    "NOT_APPLICABLE",
    "NOT_ASSIGNED",
    "RANKING_FORMAT",
    "AwardCheck",
    "Change",
    "Criterion",
    "Data",
    "DataInvalid",
    "Eligibility",
    "Explained",
    "Explanation",
    "Input",
    "Line",
    "LiveGroup",
    "Move",
    "Note",
    "Problem",
    "Recheck",
    "Rehearsal",
    "Result",
    "Row",
    "Rulebook",
    "RulebookInvalid",
    "RulesError",
    "Section",
    "State",
    "UnitData",
    "UnitResult",
    "Value",
    "award_checks",
    "check",
    "compare",
    "content_digest",
    "data_as_json",
    "data_from_json",
    "digest_of",
    "dump_rulebook",
    "exact_text",
    "explain",
    "inputs_of",
    "is_withheld",
    "lines_in_order",
    "load_rulebook",
    "mark_problems",
    "message",
    "note_text",
    "number_text",
    "parse_rulebook",
    "points_text",
    "ranking_digest",
    "recheck",
    "rehearse",
    "result_as_json",
    "result_from_json",
    "score",
    "side_by_side",
    "suggestion",
    "tie_rule_name",
    "topic_name",
    "validate",
    "value_problems",
    "without_others",
]
