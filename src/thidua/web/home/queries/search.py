"""Search over what this person may see anyway, without regard to tone marks, case, or đ and d.

Every candidate comes out of a `..._visible_to`, so that what is hidden is neither found nor counted.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.clusters.queries import (
    assignments_visible_to,
    cycle_day,
    cycles_visible_to,
    official_documents_visible_to,
    standing_of,
    units_visible_to,
)
from thidua.web.core import clock, help_topics
from thidua.web.core.written import day_text
from thidua.web.home.queries import search_meeting as meeting
from thidua.web.home.queries.hit import READ, Candidates, Hit
from thidua.web.home.queries.overview import current_cycles
from thidua.web.limitations.queries import limitations_visible_to
from thidua.web.reporting.models import Evidence
from thidua.web.reporting.queries import evidence_visible_to
from thidua.web.rulebooks.queries import rulebook_in_force
from thidua.web.scoring.queries import sight

SHOWN = 20


@dataclass(frozen=True)
class Found:
    """Hits of one kind; `more` were found beside those shown."""

    title: str
    hits: tuple[Hit, ...]
    more: int

    @property
    def count(self) -> int:
        """How many were found."""
        return len(self.hits) + self.more


def folded(text: str) -> str:
    """Lower case without tone marks and without the bar of đ: «Điện Biên» -> «dien bien»."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def search(user: Any, text: str) -> list[Found]:
    """Everything of the person's that contains every word of `text`; empty for no words."""
    words = folded(text).split()
    if not words:
        return []
    kinds = (
        (_("Đơn vị"), _units(user)),
        (_("Năm thi đua"), _years(user)),
        (_("Tiêu chí"), _criteria(user)),
        (_("Minh chứng"), _evidence(user)),
        (_("Tồn tại, hạn chế"), _limitations(user)),
        (_("Điều khoản giao ước"), meeting.clauses(user)),
        (_("Văn bản"), _documents(user)),
        (_("Hội nghị"), meeting.conferences(user)),
        (_("Biểu quyết"), meeting.votes(user)),
        (_("Ký số"), meeting.signing_rounds(user)),
        (_("Đề nghị khen thưởng"), meeting.recommendations(user)),
        (_("Cụm trưởng năm sau"), meeting.head_choices(user)),
        (_("Quỹ nhà tình nghĩa"), meeting.charity(user)),
        (_("Tin, bài"), meeting.articles(user)),
        (_("Người"), _people(user)),
        (_("Trợ giúp"), _help()),
    )
    found = []
    for title, candidates in kinds:
        hits = [hit for searched, hit in candidates if all(word in folded(searched) for word in words)]
        if hits:
            found.append(Found(title, tuple(hits[:SHOWN]), max(0, len(hits) - SHOWN)))
    return found


def _units(user: Any) -> Candidates:
    today = clock.today()
    for unit in units_visible_to(user).order_by("order", "code"):
        known = [n for n in unit.names.all() if n.from_on <= today] or list(unit.names.all())[:1]
        searched = " ".join([unit.code, *(f"{n.short_name} {n.full_name}" for n in known)])
        full = known[-1].full_name if known else ""
        yield searched, Hit(unit.name_on(today), reverse("clusters:unit", args=[unit.pk]), full)


def _years(user: Any) -> Candidates:
    for cycle in cycles_visible_to(user).order_by("-year"):
        hit = Hit(
            _("Năm %(year)d") % {"year": cycle.year},
            reverse("clusters:year", args=[cycle.pk]),
            f"{cycle.cluster} · {cycle.get_state_display()}",
        )
        yield f"{hit.name} {hit.note}", hit


def _criteria(user: Any) -> Candidates:
    """Criteria of the edition in force for each cluster's present year; they open for the own unit."""
    for cycle in current_cycles(user):
        rulebook = rulebook_in_force(cycle)
        if rulebook is None:
            continue
        own = sorted(sight(user, cycle).own)
        for criterion in rulebook.criteria:
            url = (
                reverse("scoring:criterion", args=[cycle.pk, own[0], criterion.id])
                if own
                else reverse("scoring:board", args=[cycle.pk])
            )
            name = f"{criterion.id}. {criterion.name}"
            yield name, Hit(name, url, _("Quy chế năm %(year)d") % {"year": cycle.year})


def _evidence(user: Any) -> Candidates:
    rows: Iterable[Evidence] = (
        evidence_visible_to(user)
        .select_related(None)
        .select_related("cycle", "unit")
        .prefetch_related("unit__names")
        .filter(withdrawn_at=None)
        .order_by("-cycle__year", "unit__order", "criterion", "pk")[:READ]
    )
    days: dict[int, Any] = {}
    for row in rows:
        day = days.get(row.cycle_id) or days.setdefault(row.cycle_id, cycle_day(row.cycle))
        note = _("%(unit)s · năm %(year)d · tiêu chí %(criterion)s") % {
            "unit": row.unit.name_on(day),
            "year": row.cycle.year,
            "criterion": row.criterion,
        }
        url = reverse("reporting:evidence", args=[row.cycle_id, row.unit_id])
        yield f"{row.title} {row.document_number}", Hit(row.title, url, note)


def _limitations(user: Any) -> Candidates:
    rows = limitations_visible_to(user).filter(withdrawn_at=None).order_by("-cycle__year", "pk")
    for row in rows[:READ]:
        unit = row.unit.name_on(cycle_day(row.cycle)) if row.unit else _("Cả cụm")
        note = _("%(unit)s · năm %(year)d") % {"unit": unit, "year": row.cycle.year}
        hit = Hit(row.text, reverse("limitations:item", args=[row.pk]), f"{note} · {row.get_state_display()}")
        yield f"{row.text} {row.cause} {row.remedy}", hit


def _documents(user: Any) -> Candidates:
    for row in official_documents_visible_to(user).order_by("-issued_on", "-pk")[:READ]:
        day = day_text(row.issued_on) if row.issued_on else row.get_state_display()
        hit = Hit(
            row.subject,
            reverse("clusters:document", args=[row.pk]),
            " · ".join(part for part in (row.symbol, row.get_kind_display(), day) if part),
        )
        yield f"{row.subject} {row.symbol} {row.get_kind_display()}", hit


def _people(user: Any) -> Candidates:
    """People of the units whose people the person may read."""
    today = clock.today()
    seen: set[tuple[int, int]] = set()
    rows = assignments_visible_to(user).prefetch_related("unit__names").order_by("user__full_name", "pk")
    if not (standing_of(user).unit_roles or user.is_site_admin or standing_of(user).secretariat):
        return
    for row in rows:
        if (row.user_id, row.unit_id) in seen:
            continue
        seen.add((row.user_id, row.unit_id))
        url = reverse("clusters:person", args=[row.unit_id, row.user_id])
        note = f"{row.get_role_display()} · {row.unit.name_on(today)}"
        yield f"{row.user.full_name} {row.user.post} {row.user.username}", Hit(str(row.user), url, note)


def _help() -> Candidates:
    for topic in help_topics.topics():
        hit = Hit(str(topic.title), reverse("home:help-topic", args=[topic.slug]), str(topic.summary))
        yield f"{hit.name} {hit.note}", hit
