"""Acts on the result: announce it with what a tie or deadlock was decided, go on, apply it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.ballots import Question
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.votes import queries
from thidua.web.votes.actions.recording import locked, note
from thidua.web.votes.consequences import consequence_of
from thidua.web.votes.models import Vote
from thidua.web.votes.permissions import can_apply, can_decide, can_go_on
from thidua.web.votes.wording import answer_name, told_counts

State = Vote.State
UNSETTLED = frozenset({"tie", "deadlock"})


@dataclass(frozen=True)
class Decision:
    """How somebody settled a tie or a deadlock: which options (`yes` for passed), who, on what paper or why."""

    chosen: tuple[str, ...]
    decided_by: str
    note: str


@transaction.atomic
def decide_vote(*, actor: Any, vote: Vote, decisions: Mapping[str, Decision] | None = None) -> Vote:
    """The result is announced: every member reads it from now on.

    A question that ended in a tie or deadlock needs the decision of whoever the rule names, by question id.
    Raises `Refused` when one is missing, or chooses what was not open.
    """
    row = locked(vote)
    can_decide(actor, row).require()
    given = dict(decisions or {})
    settled = {}
    for decided in queries.outcome_of(row).decided:
        question, chosen = decided.question, list(decided.chosen)
        entry: dict[str, Any] = {"result": decided.result, "next": decided.next.kind}
        if decided.next.kind in UNSETTLED:
            decision = _require_decision(question, decided.next, given.pop(question.id, None))
            chosen += [option for option in decision.chosen if option not in chosen]
            entry["decision"] = {**vars(decision), "chosen": list(decision.chosen)}
        settled[question.id] = entry | {"chosen": chosen}
    if given:
        raise Refused(_("Chỉ ghi quyết định cho câu hòa phiếu hoặc không đủ phiếu khi hết vòng."))
    row.result = row.result | {"questions": settled}
    row.state, row.decided_at = State.DECIDED, clock.now()
    row.save(update_fields=["result", "state", "decided_at"])
    note(
        "votes.vote.decide", actor=actor, vote=row, counts=told_counts(queries.tallies_of(row)),
        after=_told(row, settled),
    )  # fmt: skip
    return row


def _told(vote: Vote, settled: dict[str, Any]) -> dict[str, Any]:
    """Each question with what was chosen, and who settled it where the votes did not."""
    rows = {}
    with override("vi"):
        for question in vote.asked:
            entry = settled[question.id]
            names = [answer_name(question, answer) for answer in entry["chosen"]]
            said = {"result": entry["result"], "chosen": names}
            decision = entry.get("decision")
            rows[question.text] = said | (
                {"decided_by": decision["decided_by"], "decision_basis": decision["note"]} if decision else {}
            )
    return rows


def _require_decision(question: Question, what: Any, decision: Decision | None) -> Decision:
    if decision is None or not decision.decided_by.strip() or not decision.note.strip():
        raise Refused(
            _("Câu «%(question)s»: hãy ghi ai quyết định, chọn gì, theo văn bản hoặc lý do nào.")
            % {"question": question.text}
        )
    if len(decision.chosen) > what.seats or not set(decision.chosen) <= set(what.options):
        raise Refused(_("Câu «%(question)s»: chọn chưa đúng cách.") % {"question": question.text})
    return decision


@transaction.atomic
def next_round(*, actor: Any, vote: Vote) -> Vote:
    """A draft of the next round stands, with the questions that are not settled and the options left."""
    row = locked(vote)
    can_go_on(actor, row).require()
    questions = [
        _again(d.question, d.next) for d in queries.outcome_of(row).decided if d.next.kind == "next_round"
    ]
    kept = ("cluster", "cycle", "title", "about", "way", "taking", "rule", "rule_settings", "is_rehearsal")
    made = Vote.objects.create(
        **{name: getattr(row, name) for name in kept},
        questions=[question.data() for question in questions],
        candidates={q.id: row.candidates[q.id] for q in questions if q.id in row.candidates},
        round=row.round + 1, previous=row, made_by=actor, made_at=clock.now(),
    )  # fmt: skip
    audit.record("votes.vote.next_round", actor=actor, of=made, cluster_id=made.cluster_id, round=made.round)
    return made


def _again(question: Question, what: Any) -> Question:
    if question.kind == "yes_no":
        return question
    left = {key: name for key, name in question.options.items() if key in what.options}
    return replace(question, options=left, seats=what.seats)


@transaction.atomic
def apply_vote(*, actor: Any, vote: Vote) -> Vote:
    """What the vote is about becomes as decided, once. Raises `Refused` for a rehearsal or a second time."""
    row = locked(vote)
    can_apply(actor, row).require()
    found = consequence_of(row)
    if found is None:
        raise Refused(_("Kết quả này không kéo theo việc nào trong phần mềm."))
    found.act(actor, row)
    row.applied_by, row.applied_at = actor, clock.now()
    row.save(update_fields=["applied_by", "applied_at"])
    note("votes.vote.apply", actor=actor, vote=row, about=row.about)
    return row
