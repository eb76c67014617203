"""Acts of scoring: on sheets, in verification, on explanations, on results."""

from thidua.web.scoring.actions.explanations import answer_explanation, ask_explanation, conclude_explanation
from thidua.web.scoring.actions.results import (
    decide_gate,
    decide_grade,
    decide_tie,
    make_provisional,
    make_published,
    rank_again,
)
from thidua.web.scoring.actions.sheets import (
    approve_sheet,
    open_sheets,
    recall_sheet,
    record_missed_sheet,
    reopen_sheet,
    restore_mark,
    return_sheet,
    set_self_mark,
    submit_sheet,
)
from thidua.web.scoring.actions.verification import score_missing_as_zero, set_verified_mark, verify_sheet

__all__ = [
    "answer_explanation",
    "approve_sheet",
    "ask_explanation",
    "conclude_explanation",
    "decide_gate",
    "decide_grade",
    "decide_tie",
    "make_provisional",
    "make_published",
    "open_sheets",
    "rank_again",
    "recall_sheet",
    "record_missed_sheet",
    "reopen_sheet",
    "restore_mark",
    "return_sheet",
    "score_missing_as_zero",
    "set_self_mark",
    "set_verified_mark",
    "submit_sheet",
    "verify_sheet",
]
