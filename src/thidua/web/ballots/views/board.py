"""What everybody may read without signing in: the board, its file, what is kept of voters."""

import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.ballots import Question, recount
from thidua.web.ballots import queries
from thidua.web.ballots.models import SecretBallot

State = SecretBallot.State


@login_not_required
@require_safe
def board(request: HttpRequest, key: str) -> HttpResponse:
    """The board: every sealed ballot under its receipt number, and once opened what each says."""
    row = get_object_or_404(queries.published(key))
    context: dict[str, Any] = {"ballot": row, "vote": row.vote}
    if row.board:
        done = recount(row.board)
        context |= {
            "rows": _rows(row), "numbers": done.numbers, "holds": done.holds, "counts": _counts(row, done),
            "complaints": row.board["complaints"] or _undecided(row),
        }  # fmt: skip
    return render(request, "ballots/board.html", context)


def _undecided(row: SecretBallot) -> list[dict[str, str]]:
    return [
        {"receipt": c.receipt, "about": c.about, "decision": c.decision} for c in queries.complaints_of(row)
    ]


def _rows(row: SecretBallot) -> SafeString:
    """The rows as HTML, joined here: there may be two thousand, and every text is escaped."""
    file = queries.board_of(row)
    votes = {v["receipt"]: v for v in (row.board.get("opened") or {}).get("votes", [])}
    questions = [Question.read(data) for data in row.board["opening"]["questions"]]
    annulled = {c["receipt"] for c in row.board["complaints"] if c["decision"] == "annul"}
    lines = []
    for one in sorted(file.rows, key=lambda r: r.receipt):
        state = _("thu hồi") if one.void is not None else _("không dùng") if one.cast is None else ""
        state = _("hủy theo khiếu nại") if one.receipt in annulled else state
        print_ = one.cast.fingerprint if one.cast and one.void is None else ""
        told = state or (
            _marks(questions, votes[one.receipt]["marks"]) if one.receipt in votes else _("còn niêm phong")
        )
        plain = one.receipt.replace("-", "")
        lines.append(
            f'<tr id="{escape(plain)}"><th scope="row" class="code">{escape(one.receipt)}</th>'
            f'<td class="code">{escape(print_ or "–")}</td><td>{escape(told)}</td></tr>'
        )
    return mark_safe("".join(lines))  # noqa: S308 - every text above is escaped


def _marks(questions: list[Question], marks: list[Any] | None) -> str:
    """What a ballot says, in words."""
    names = {"yes": _("Tán thành"), "no": _("Không tán thành"), "abstain": _("Không có ý kiến")}
    told = []
    for at, (question, mark) in enumerate(zip(questions, marks or [None] * len(questions), strict=True), 1):
        known = names if question.kind == "yes_no" else question.options
        text = _("Không hợp lệ") if mark is None else ", ".join(known[a] for a in mark) or _("Để trắng")
        told.append(f"{at}. {text}" if len(questions) > 1 else text)
    return "; ".join(told)


def _counts(row: SecretBallot, done: Any) -> list[dict[str, Any]]:
    """Each question with its counts and what they decide; nothing before the box is open."""
    if row.state != State.COUNTED or done.outcome is None:
        return []
    names = {"yes": _("Tán thành"), "no": _("Không tán thành"), "abstain": _("Không có ý kiến")}
    found = []
    for tally, decided in zip(done.tallies, done.outcome.decided, strict=True):
        question = tally.question
        known = names if question.kind == "yes_no" else question.options
        found.append({
            "text": question.text, "valid": tally.valid, "blank": tally.blank, "invalid": tally.invalid,
            "votes": [(known[a], n) for a, n in tally.votes.items()], "result": queries.said(decided.said),
            "lines": [_line(question, known, line) for line in decided.lines],
        })  # fmt: skip
    return found


def _line(question: Question, known: Any, line: Any) -> str:
    """The arithmetic of one option; its name goes before it where there are several."""
    told = queries.said(line.said)
    return told if question.kind == "yes_no" else f"{known[line.option]}: {told}"


@login_not_required
@require_safe
def board_file(_request: HttpRequest, key: str) -> HttpResponse:
    """The file that `thidua ballots recount` reads; before closing, the opening."""
    row = get_object_or_404(queries.published(key))
    content = json.dumps(row.board or row.opening, ensure_ascii=False, indent=1)
    response = HttpResponse(content, content_type="application/json")
    name = "phieu" if row.board else "khai-mac"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{row.key}.json"'
    return response


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of voters: why, how long, who could see it."""
    return render(request, "ballots/privacy.html", {})
