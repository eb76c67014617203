"""What the pages of a vote list: questions, who takes part, the result with its arithmetic, ballots by name."""

from typing import Any

from thidua.ballots import Question, Rule
from thidua.web.votes import permissions, queries, wording
from thidua.web.votes.models import NamedBallot, Vote


def asked(vote: Vote, question: Question) -> dict[str, Any]:
    """One question as it is read before voting."""
    rule = vote.ruling
    return {
        "question": question,
        "kind": wording.KINDS[question.kind],
        "options": list(question.options.values()),
        "award": rule.awards[question.award].name if question.award and question.award in rule.awards else "",
        "threshold": _threshold(rule, question),
        "is_about": bool(vote.candidates.get(question.id)),
    }


def _threshold(rule: Rule, question: Question) -> str:
    if question.kind == "rank" or (rule.share is None and question.award not in rule.awards):
        return ""
    share = wording.value_name("share", rule.share_for(question.award))
    return f"{share} {wording.BASES[rule.base]}"


def progress(user: Any, vote: Vote) -> dict[str, Any]:
    """Who has taken part, never how; and which ballots the secretariat may type."""
    part = queries.took_part(vote)
    given = dict(NamedBallot.Given.choices)
    rows: list[dict[str, Any]] = []
    for voter in vote.voters.select_related("unit"):
        voter.vote = vote
        rows.append(
            {
                "voter": voter, "given": given.get(part.get(voter.pk, ""), ""),
                "enter": permissions.can_enter(user, voter) if vote.way == Vote.Way.OPEN else None,
            }
        )  # fmt: skip
    expected = [row for row in rows if row["voter"].takes_part]
    return {
        "progress_rows": rows,
        "taken": sum(bool(r["given"]) for r in expected),
        "expected": len(expected),
    }


def named_ballots(user: Any, vote: Vote) -> dict[str, Any] | None:
    """Every voter with what it voted on each question, for an open vote taken by name."""
    if vote.way != Vote.Way.OPEN:
        return None
    rows = {row.voter_id: row for row in queries.ballots_visible_to(user).filter(voter__vote=vote)}
    if not rows:
        return None
    questions = vote.asked
    found = []
    for voter in vote.voters.all():
        row = rows.get(voter.pk)
        marks = row.marks if row else [None] * len(questions)
        names = [wording.mark_name(q, mark) for q, mark in zip(questions, marks, strict=True)] if row else []
        found.append({"voter": voter, "ballot": row, "marks": names})
    return {"questions": questions, "rows": found}


def figures(vote: Vote, counts: dict[str, int]) -> list[tuple[str, str]]:
    """(what, figure) that quorum and threshold mean for this electorate, before opening."""
    rule, members = vote.ruling, counts["members"]
    rows = []
    share = (rule.quorum_for_awards if any(q.award for q in vote.asked) else None) or rule.quorum
    if share:
        rows.append((str(wording.LABELS["quorum"]), f"{share.needed(members)}/{members}"))
    attending = min(counts["entitled"], counts["present"] + counts["written"])
    base = {"members": members, "entitled": counts["entitled"]}.get(rule.base, attending)
    for question in vote.asked:
        if question.kind != "rank":
            needed = rule.share_for(question.award).needed(base)
            rows.append((question.text, f"{needed}/{base}"))
    return rows
