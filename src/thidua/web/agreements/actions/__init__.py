"""What can be done with agreements; one act, one function, one audit line."""

from thidua.web.agreements.actions.clauses import (
    ClauseWords,
    add_clause,
    edit_clause,
    move_clause,
    remove_clause,
)
from thidua.web.agreements.actions.commenting import (
    Proposal,
    Verdict,
    comment,
    decide_amendment,
    propose_amendment,
    reply,
    retract_amendment,
    withdraw_comment,
)
from thidua.web.agreements.actions.drafting import (
    consult_on,
    draft_agreement,
    set_frame,
    take_back,
    withdraw_agreement,
)
from thidua.web.agreements.actions.following import set_light
from thidua.web.agreements.actions.signing import (
    Adoption,
    about,
    adopt_agreement,
    note_signed,
    open_signing,
)

__all__ = [
    "Adoption", "ClauseWords", "Proposal", "Verdict", "about", "add_clause", "adopt_agreement", "comment", "consult_on",
    "decide_amendment", "draft_agreement", "edit_clause", "move_clause", "note_signed", "open_signing",
    "propose_amendment", "remove_clause", "reply", "retract_amendment", "set_frame", "set_light", "take_back",
    "withdraw_agreement", "withdraw_comment",
]  # fmt: skip
