"""The links of a conference's page to what lies below it: agreement, votes, awards, next year's head, papers."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.agreements.models import Agreement
from thidua.web.agreements.queries import agreements_visible_to
from thidua.web.awards.models import AwardList
from thidua.web.awards.permissions import can_make_list
from thidua.web.awards.queries import lists_visible_to
from thidua.web.clusters.models import OfficialDocument
from thidua.web.clusters.queries import cycles_visible_to, official_documents_visible_to
from thidua.web.conferences.links import Link, register
from thidua.web.conferences.models import Conference
from thidua.web.conferences.queries import runs_conference
from thidua.web.elections.models import HeadChoice
from thidua.web.elections.permissions import can_draft_choice
from thidua.web.elections.queries import choices_visible_to
from thidua.web.signatures.queries import progress, round_about
from thidua.web.votes.models import Vote
from thidua.web.votes.queries import votes_visible_to

Papers = OfficialDocument.State


def agreement(user: Any, conference: Conference) -> Iterator[Link]:
    """The agreement that the conference signs: next year's, or the conference's own year's while there is none."""
    cluster, year = conference.cycle.cluster, conference.cycle.year
    years = (year, year + 1) if conference.kind == Conference.Kind.YEAR_END else (year,)
    rows = agreements_visible_to(user).filter(cycle__cluster=cluster, cycle__year__in=years, supplement=0)
    found = rows.exclude(state=Agreement.State.WITHDRAWN).order_by("-cycle__year", "-number").first()
    if found is not None:
        url = reverse("agreements:agreement", args=[found.pk])
        is_done = found.state == Agreement.State.SIGNED
        yield Link(str(found), url, found.get_state_display(), _signed(found), is_done)
    elif runs_conference(user, conference):
        cycle = cycles_visible_to(user).filter(cluster=cluster, year__in=years).order_by("-year").first()
        if cycle is not None:
            label = _("Giao ước thi đua năm %(year)d") % {"year": cycle.year}
            yield Link(label, reverse("agreements:year", args=[cycle.pk]), _("Chưa soạn"))


def _signed(found: Agreement) -> str:
    paper = round_about(f"agreement:{found.pk}")
    if paper is None:
        return ""
    signed, everyone = progress(paper)
    return _("%(signed)d/%(all)d đơn vị đã ký") % {"signed": signed, "all": everyone}


def votes(user: Any, conference: Conference) -> Iterator[Link]:
    """Votes held at the conference, by their state."""
    rows = votes_visible_to(user).filter(at_conference__conference=conference)
    for row in rows.exclude(state=Vote.State.ANNULLED).order_by("at_conference__pk"):
        is_done = row.state == Vote.State.DECIDED
        url = reverse("votes:vote", args=[row.pk])
        yield Link(row.title, url, row.get_state_display(), row.get_way_display(), is_done)


def award_list(user: Any, conference: Conference) -> Iterator[Link]:
    """Whom the cluster recommends for the year that the conference closes."""
    if conference.kind != Conference.Kind.YEAR_END:
        return
    cycle = conference.cycle
    label = _("Danh sách đề nghị khen thưởng năm %(year)d") % {"year": cycle.year}
    url = reverse("awards:year", args=[cycle.pk])
    found = lists_visible_to(user).filter(cycle=cycle).first()
    if found is not None:
        yield Link(label, url, found.get_state_display(), is_done=found.state == AwardList.State.SENT)
    elif can_make_list(user, cycle):
        yield Link(label, url, _("Chưa lập"))


def next_head(user: Any, conference: Conference) -> Iterator[Link]:
    """Who leads next year."""
    if conference.kind != Conference.Kind.YEAR_END:
        return
    cycle = conference.cycle
    label = _("Cụm trưởng năm %(year)d") % {"year": cycle.year + 1}
    url = reverse("elections:year", args=[cycle.pk])
    choices = choices_visible_to(user).filter(cycle=cycle).exclude(state=HeadChoice.State.TAKEN_BACK)
    found = choices.first()
    if found is not None:
        name = found.head.name_on(found.rights_from)
        yield Link(label, url, found.get_state_display(), name, found.state == HeadChoice.State.ADOPTED)
    elif can_draft_choice(user, cycle):
        yield Link(label, url, _("Chưa chọn"))


def papers(user: Any, conference: Conference) -> Iterator[Link]:
    """Papers of the register about the conference; for the secretariat where the next one is drafted."""
    about = f"conference:{conference.pk}"
    rows = list(official_documents_visible_to(user).filter(about=about).order_by("-pk"))
    for row in rows:
        if row.state != Papers.WITHDRAWN:
            state = f"{row.get_state_display()} {row.symbol}".strip()
            url = reverse("clusters:document", args=[row.pk])
            yield Link(row.subject, url, state, row.get_kind_display(), row.state == Papers.ISSUED)
    if runs_conference(user, conference):
        counted = Counter(row.state for row in rows)
        told = {"issued": counted[Papers.ISSUED], "drafts": counted[Papers.DRAFT]}
        note = _("%(issued)d đã ban hành, %(drafts)d dự thảo") % told
        yield Link(
            _("Soạn văn bản của hội nghị"), reverse("clusters:draft-kinds") + f"?about={about}", note=note
        )


register(10, agreement)
register(20, votes)
register(30, award_list)
register(40, next_head)
register(70, papers)
