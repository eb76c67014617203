"""Sending: the proposal and its list are issued through the cluster's register."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.documents import docx, pdf, symbol
from thidua.web.awards import documents
from thidua.web.awards.actions.recording import Kind, keep, locked_list, where
from thidua.web.awards.models import AwardList
from thidua.web.awards.permissions import can_send
from thidua.web.clusters.actions import NewDocument, Printed, draft_document, issue_document
from thidua.web.clusters.models import OfficialDocument
from thidua.web.core import audit
from thidua.web.core.access import Refused
from thidua.web.core.written import day_text


@transaction.atomic
def send_list(*, actor: Any, award_list: AwardList, to: str, issued_on: dt.date) -> AwardList:
    """The proposal is out under the next number of the register, with the list attached to it."""
    found = locked_list(award_list)
    can_send(actor, found).require()
    if not to.strip():
        raise Refused(_("Hãy ghi nơi nhận tờ trình."))
    found.proposal = _issue_proposal(actor, found, to.strip(), issued_on)
    found.annex = _issue_annex(actor, found, issued_on)
    found.state = AwardList.State.SENT
    found.save(update_fields=["state", "proposal", "annex"])
    keep(found, Kind.SENT, actor, facts={"document": found.proposal.symbol})
    audit.record(
        "awards.list.send",
        actor=actor,
        of=found,
        **where(found),
        document=found.proposal.symbol,
        to=to.strip(),
    )
    return found


def _draft(actor: Any, found: AwardList, kind: str, subject: str) -> OfficialDocument:
    form = documents.profile_of(found)
    new = NewDocument(
        kind=kind, profile=form.id, subject=subject, family=form.family, cycle=found.cycle,
        facts={"ranking": found.ranking.digest}, about=f"awards:{found.pk}",
    )  # fmt: skip
    return draft_document(actor=actor, cluster=found.cycle.cluster, new=new)


def _issue_proposal(actor: Any, found: AwardList, to: str, issued_on: dt.date) -> OfficialDocument:
    form = documents.profile_of(found)
    subject = f"Đề nghị khen thưởng thành tích thi đua năm {found.cycle.year}"

    def render(number: int | None) -> Printed:
        paper = documents.proposal(found, form, to=to, number=number, issued=issued_on)
        named = symbol("proposal", paper.issuer, number, form)
        return Printed(named, docx(paper, form), pdf(paper, form))

    draft = _draft(actor, found, "proposal", subject)
    return issue_document(actor=actor, document=draft, issued_on=issued_on, render=render)


def _issue_annex(actor: Any, found: AwardList, issued_on: dt.date) -> OfficialDocument:
    form = documents.profile_of(found)
    letter = found.proposal.symbol if found.proposal else ""

    def render(_number: int | None) -> Printed:
        attached = f"Kèm theo Tờ trình số {letter} ngày {day_text(issued_on)}"
        paper = documents.recommendations(found, form, attached_to=attached)
        return Printed("", docx(paper, form), pdf(paper, form))

    draft = _draft(actor, found, "recommendations", f"Danh sách đề nghị khen thưởng năm {found.cycle.year}")
    return issue_document(actor=actor, document=draft, issued_on=issued_on, render=render)
