"""Acts on drafts: prepare a vote, change it, drop it."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.ballots import Question
from thidua.web.clusters.models import Cluster, Cycle
from thidua.web.core import audit, clock
from thidua.web.core.access import Refused
from thidua.web.votes import ruling
from thidua.web.votes.actions.recording import locked, note
from thidua.web.votes.models import Vote
from thidua.web.votes.permissions import can_draft, can_edit
from thidua.web.votes.wording import told


@dataclass(frozen=True)
class NewVote:
    """What a vote is to be; `candidates` says which units questions are about: {question: {option|"yes": unit id}}."""

    title: str
    rule: str
    questions: tuple[Question, ...]
    rule_settings: dict[str, Any] = field(default_factory=dict)
    way: str = Vote.Way.OPEN
    taking: str = Vote.Taking.OWN
    candidates: dict[str, dict[str, int]] = field(default_factory=dict)
    cycle: Cycle | None = None
    about: str = ""
    is_rehearsal: bool = False


@transaction.atomic
def draft_vote(*, actor: Any, cluster: Cluster, new: NewVote) -> Vote:
    """A vote stands as a draft, seen by the secretariat alone. `actor` None: the system (demo, rehearsal).

    Raises `Refused` when rule, settings, way and questions do not fit together.
    """
    if actor:
        can_draft(actor, cluster).require()
    if new.cycle and new.cycle.cluster_id != cluster.pk:
        raise Refused(_("Năm này của cụm khác."))
    _require_fit(new)
    vote = Vote.objects.create(cluster=cluster, made_by=actor, made_at=clock.now(), **_columns(new))
    audit.record(
        "votes.vote.draft", actor=actor, of=vote, cluster_id=vote.cluster_id, after=told(vote),
        is_rehearsal=vote.is_rehearsal,
    )  # fmt: skip
    return vote


@transaction.atomic
def change_vote(*, actor: Any, vote: Vote, new: NewVote) -> Vote:
    """The draft says something else from now on; a later round keeps its questions from the round before."""
    row = locked(vote)
    can_edit(actor, row).require()
    _require_fit(new)
    before = told(row)
    for name, value in _columns(new).items():
        setattr(row, name, value)
    row.save()
    note("votes.vote.change", actor=actor, vote=row, before=before, after=told(row))
    return row


@transaction.atomic
def discard_draft(*, actor: Any, vote: Vote) -> None:
    """The draft is gone; nothing was voted on it."""
    row = locked(vote)
    can_edit(actor, row).require()
    note("votes.vote.discard", actor=actor, vote=row, before=told(row))
    row.delete()


def kept(vote: Vote) -> NewVote:
    """The draft as it stands, to be changed with `dataclasses.replace`."""
    names = (
        "title",
        "rule",
        "rule_settings",
        "way",
        "taking",
        "candidates",
        "cycle",
        "about",
        "is_rehearsal",
    )
    return NewVote(questions=tuple(vote.asked), **{name: getattr(vote, name) for name in names})


def _columns(new: NewVote) -> dict[str, Any]:
    return {**vars(new), "questions": [question.data() for question in new.questions]}


def _require_fit(new: NewVote) -> None:
    rule = ruling.effective(new.rule, new.rule_settings)
    ruling.require_answerable(rule, list(new.questions))
    ids = [question.id for question in new.questions]
    if len(set(ids)) != len(ids):
        raise Refused(_("Hai câu hỏi trùng mã."))
    shipped = ruling.rule_named(new.rule)
    if shipped.ballot and "ballot" not in shipped.assumed and shipped.ballot != new.way:
        raise Refused(
            _("Quy tắc này quy định bỏ phiếu kín.")
            if shipped.ballot == Vote.Way.SECRET
            else _("Quy tắc này quy định biểu quyết công khai.")
        )
    hands = new.way == Vote.Way.OPEN and new.taking == Vote.Taking.HANDS
    if hands and any(question.kind == "rank" for question in new.questions):
        raise Refused(_("Giơ tay không xếp thứ tự được; hãy chọn cách lấy ý kiến khác."))
