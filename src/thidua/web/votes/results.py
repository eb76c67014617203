"""The result of a vote as screen and minutes tell it: counts, the arithmetic, what follows, how it was settled."""

from typing import Any

from thidua.web.votes import queries, wording
from thidua.web.votes.models import Vote
from thidua.web.votes.ruling import in_language

RESULT_LOOK = {
    "passed": "state-good", "filled": "state-good", "ranked": "state-good", "rejected": "state-bad",
    "unfilled": "state-warn", "void": "state-bad",
}  # fmt: skip


def result(vote: Vote) -> dict[str, Any] | None:
    """Quorum, and for each question counts, arithmetic, what follows and how it was settled."""
    if not vote.result.get("counts"):
        return None
    outcome = queries.outcome_of(vote)
    tallies = {tally.question.id: tally for tally in queries.tallies_of(vote)}
    settled = vote.result.get("questions", {})
    return {
        "quorum": in_language(outcome.quorum.said) if outcome.quorum else "",
        "quorum_met": outcome.quorum is None or outcome.quorum.met,
        "notes": [in_language(note) for note in outcome.notes],
        "rows": [
            _decided(decided, tallies[decided.question.id], settled.get(decided.question.id, {}))
            for decided in outcome.decided
        ],
    }


def _decided(decided: Any, tally: Any, settled: dict[str, Any]) -> dict[str, Any]:
    question = decided.question
    lines = {line.option: line for line in decided.lines}
    order = [line.option for line in decided.lines] if question.kind != "yes_no" else list(question.answers)
    chosen = settled.get("chosen", list(decided.chosen))
    decision = settled.get("decision")
    counted = [
        {
            "name": wording.answer_name(question, answer),
            "votes": lines[answer].votes if question.kind == "rank" else tally.votes.get(answer, 0),
            "said": in_language(lines[answer].said) if answer in lines else "",
            "chosen": answer in chosen and question.kind != "yes_no",
        }
        for answer in (order or question.answers)
        if question.kind != "rank" or answer in lines
    ]
    return {
        "question": question, "said": in_language(decided.said), "look": RESULT_LOOK[decided.result],
        "counted": counted, "tally": tally, "next": in_language(decided.next.said),
        "goes_on": decided.next.kind != "done",
        "decision": decision
        and {**decision, "names": [wording.answer_name(question, answer) for answer in decision["chosen"]]},
    }  # fmt: skip
