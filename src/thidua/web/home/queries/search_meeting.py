"""What search finds of a conference and all that belongs to it; every row comes out of a `..._visible_to`."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.agreements.queries import clauses_visible_to
from thidua.web.awards.models import Recommendation
from thidua.web.awards.queries import recommendations_visible_to
from thidua.web.charity.queries import campaigns_visible_to, houses_visible_to
from thidua.web.conferences.queries import (
    conferences_visible_to,
    items_visible_to,
    papers_visible_to,
    resolutions_visible_to,
)
from thidua.web.core.written import day_text
from thidua.web.elections.models import HeadChoice
from thidua.web.elections.queries import choices_visible_to
from thidua.web.home.queries.hit import READ, Candidates, Hit
from thidua.web.news.queries import articles_kept_by, articles_out
from thidua.web.signatures.queries import rounds_visible_to
from thidua.web.votes.queries import votes_visible_to


def clauses(user: Any) -> Candidates:
    """Clauses that stand, of agreements that are out."""
    rows = clauses_visible_to(user).filter(struck_at=None).prefetch_related(None)
    for row in rows.order_by("-agreement__cycle__year", "-agreement__number", "position")[:READ]:
        hit = Hit(row.text, reverse("agreements:clause", args=[row.pk]), str(row.agreement))
        yield f"{row.text} {row.target}", hit


def votes(user: Any) -> Candidates:
    """Open votes and secret ballots by title and question; never by what was counted, nor rehearsals."""
    for row in votes_visible_to(user).filter(is_rehearsal=False):
        asked = "; ".join(question["text"] for question in row.questions)
        url = reverse("votes:vote", args=[row.pk])
        note = f"{row.get_way_display()} · {row.get_state_display()}"
        yield f"{row.title} {asked} {row.get_way_display()}", Hit(row.title, url, note)


def signing_rounds(user: Any) -> Candidates:
    """Papers put to the units to sign, also by the code printed on them."""
    for row in rounds_visible_to(user):
        url = reverse("signatures:round", args=[row.pk])
        yield f"{row.title} {row.code}", Hit(row.title, url, row.get_state_display())


def conferences(user: Any) -> Candidates:
    """Conferences, items of their programmes, papers, decisions; neither hidden items nor rehearsals come out."""
    for row in conferences_visible_to(user).filter(is_rehearsal=False).prefetch_related(None):
        url = reverse("conferences:conference", args=[row.pk])
        yield f"{row.title} {row.place}", Hit(row.title, url, f"{row.held_on:%d/%m/%Y} · {row.place}")
    items = items_visible_to(user).filter(conference__is_rehearsal=False).prefetch_related(None)
    for item in items.order_by("-conference__held_on", "position"):
        url = reverse("conferences:conference", args=[item.conference_id])
        yield item.title, Hit(item.title, url, item.conference.title)
    for paper in papers_visible_to(user).filter(item__conference__is_rehearsal=False):
        url = reverse("conferences:paper-file", args=[paper.pk])
        yield paper.title, Hit(paper.title, url, paper.item.title)
    for decided in resolutions_visible_to(user).filter(conference__is_rehearsal=False):
        url = reverse("conferences:conference", args=[decided.conference_id]) + "#resolutions"
        note = f"{decided.get_decision_display()} · {decided.conference.title}"
        yield decided.wording, Hit(str(decided), url, note)


def recommendations(user: Any) -> Candidates:
    """Units on the list of recommendations, as far as the person reads it."""
    rows = recommendations_visible_to(user).filter(state=Recommendation.State.LISTED)
    for row in rows.order_by("-award_list__cycle__year", "pk"):
        cycle = row.award_list.cycle
        url = reverse("awards:unit", args=[row.award_list_id, row.unit_id])
        note = _("Năm %(year)d") % {"year": cycle.year}
        yield f"{row} {note}", Hit(str(row), url, f"{note} · {row.get_decision_display()}")


def head_choices(user: Any) -> Candidates:
    """Who was chosen to lead next year; plans for those who draft them."""
    for row in choices_visible_to(user).exclude(state=HeadChoice.State.TAKEN_BACK):
        url = reverse("elections:year", args=[row.cycle_id])
        yield f"{row} {row.basis}", Hit(str(row), url, row.get_state_display())


def charity(user: Any) -> Candidates:
    """Collections and houses; a household is found by its name only where it agreed to be named."""
    for campaign in campaigns_visible_to(user):
        url = reverse("charity:campaign", args=[campaign.pk])
        yield f"{campaign.title} {campaign.purpose}", Hit(campaign.title, url, str(campaign.year))
    for house in houses_visible_to(user):
        url = reverse("charity:house", args=[house.pk])
        searched = f"{house.title} {house.place} {house.beneficiary} {house.beneficiary_name}"
        yield searched, Hit(house.title, url, house.place)


def articles(user: Any) -> Candidates:
    """Articles that anybody reads; those of the own secretariat in every state, where they are edited."""
    kept = articles_kept_by(user).defer("facts")
    own = {row.pk for row in kept}
    for row in kept:
        url = reverse("news:edit-page", args=[row.pk])
        yield f"{row.title} {row.lead} {row.body}", Hit(row.title, url, row.get_state_display())
    for row in articles_out().defer("facts").exclude(pk__in=own):
        url = reverse("news:article", args=[row.key])
        day = day_text(row.published_on) if row.published_on else ""
        yield f"{row.title} {row.lead} {row.body}", Hit(row.title, url, day)
