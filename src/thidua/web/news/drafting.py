"""An article drafted from a conference's own data: facts with where each came from, then the text made of them.

The sentences are the product's own. A rehearsal has no article. Members' delegates are counted, never named.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.documents.text import listed, long_date, lower_first, money, padded, sentence
from thidua.rules import Criterion
from thidua.web.agreements.models import Agreement
from thidua.web.agreements.queries import signing_round
from thidua.web.charity.models import Campaign, Disbursement
from thidua.web.clusters.models import Cycle, HeadTerm
from thidua.web.clusters.queries import member_units
from thidua.web.conferences.models import Conference, Delegate, Photo, Resolution
from thidua.web.conferences.queries import presence
from thidua.web.limitations.queries import standing_in
from thidua.web.reporting.queries.stated import stated_figures
from thidua.web.rulebooks.queries import rulebook_in_force
from thidua.web.scoring.models import Ranking
from thidua.web.scoring.places import frozen_rows
from thidua.web.scoring.queries import latest_ranking
from thidua.web.signatures.queries import progress


@dataclass(frozen=True)
class Fact:
    """One fact: its key, the words that go into the text, where it came from and the page that shows it."""

    key: str
    text: str
    source: str
    url: str


@dataclass(frozen=True)
class Drafted:
    """A first text for an editor, with the facts it was made of."""

    title: str
    lead: str
    body: str
    facts: tuple[Fact, ...]

    def stored(self) -> list[dict[str, str]]:
        """The facts as plain JSON."""
        return [asdict(fact) for fact in self.facts]


def facts_of(conference: Conference) -> tuple[Fact, ...]:
    """Everything known about the conference that an article tells, as it stands now."""
    return (
        *_meeting(conference),
        *_contents(conference),
        *_results(conference),
        *_host(conference),
        *_limitations(conference),
        *_resolved(conference),
        *_agreement(conference),
        *_head(conference),
        *_money(conference),
        *_captions(conference),
    )


def published_result(cycle: Cycle) -> Ranking | None:
    """The result that the public may read: of a published year alone."""
    if cycle.state not in {Cycle.State.PUBLISHED, Cycle.State.ARCHIVED}:
        return None
    return latest_ranking(cycle, Ranking.Kind.PUBLISHED)


def _meeting(conference: Conference) -> Iterator[Fact]:
    source, url = _("Hội nghị"), reverse("conferences:conference", args=[conference.pk])
    yield Fact("title", conference.title, source, url)
    yield Fact("cluster", conference.cycle.cluster.name, source, url)
    yield Fact("held_on", long_date(conference.held_on), source, url)
    yield Fact("place", conference.place, source, url)
    yield Fact("host", _full(conference), source, url)
    members = len(member_units(conference.cycle.cluster, conference.held_on))
    yield Fact(
        "members",
        padded(members),
        _("Đơn vị thành viên"),
        reverse("clusters:cluster", args=[conference.cycle.cluster_id]),
    )
    there = presence(conference)
    if there.is_taken:
        yield Fact("present", padded(there.units_there), _("Điểm danh"), url)
    rows = conference.delegates.filter(unit=None).exclude(attendance=Delegate.Attendance.ABSENT)
    people = reverse("conferences:delegates", args=[conference.pk])
    for guest in rows.exclude(name="").order_by("pk"):
        posts = f", {guest.post_text}" if guest.post_text else ""
        yield Fact(f"guest.{guest.pk}", f"đồng chí {guest.name}{posts}", _("Khách mời"), people)


def _full(conference: Conference) -> str:
    names = conference.host_unit.names.filter(from_on__lte=conference.held_on).order_by("-from_on")
    found = names.first()
    return found.full_name if found else conference.host_unit.name_on(conference.held_on)


def _contents(conference: Conference) -> Iterator[Fact]:
    """The matters of emulation: what the rulebook only adds or takes off is none."""
    rulebook = rulebook_in_force(conference.cycle)
    for item in rulebook.items if rulebook else ():
        if isinstance(item, Criterion) or item.kind == "base":
            yield Fact(f"content.{item.id}", item.name, _("Quy chế của năm"), reverse("rulebooks:list"))


def _results(conference: Conference) -> Iterator[Fact]:
    ranking = published_result(conference.cycle)
    if ranking is None:
        return
    url = reverse("scoring:ranking", args=[ranking.pk])
    source = _("Bảng xếp hạng đã công bố lần %(number)d") % {"number": ranking.number}
    rows = frozen_rows(ranking)
    for grade in dict.fromkeys(row.grade for row in rows if row.grade):
        count = sum(row.grade == grade for row in rows)
        yield Fact(f"grade.{grade}", f"{padded(count)} đơn vị xếp loại {lower_first(grade)}", source, url)


def _host(conference: Conference) -> Iterator[Fact]:
    """Figures of the host that were made public, in the words in which they were."""
    cycle = conference.cycle
    url = reverse("clusters:year", args=[cycle.pk])
    rulebook = rulebook_in_force(cycle)
    names = {known.id: known.name for known in rulebook.inputs} if rulebook else {}
    for figure in stated_figures(cycle, names):
        if figure.unit_id == conference.host_unit_id:
            source = _("Số liệu xếp loại") if figure.is_count else _("Số liệu báo cáo")
            yield Fact(figure.key, figure.text, source, url)


def _limitations(conference: Conference) -> Iterator[Fact]:
    url = reverse("limitations:year", args=[conference.cycle_id])
    for row in standing_in(conference.cycle).filter(origin="conference"):
        if row.unit_id not in {None, conference.host_unit_id}:
            continue
        part = "cluster" if row.unit_id is None else "host"
        yield Fact(f"limitation.{part}.{row.pk}", lower_first(row.text), _("Tồn tại, hạn chế"), url)


def _resolved(conference: Conference) -> Iterator[Fact]:
    rows = conference.resolutions.filter(decision=Resolution.Decision.ADOPTED).exclude(item__is_shown=False)
    url = reverse("conferences:conference", args=[conference.pk])
    for row in rows.order_by("position", "pk"):
        yield Fact(
            f"resolution.{row.pk}", lower_first(row.wording.rstrip(".")), _("Nghị quyết hội nghị"), url
        )


def _agreement(conference: Conference) -> Iterator[Fact]:
    """The agreement that was signed by everybody on the day of the conference, or that it adopted."""
    on_the_day = Q(signed_on=conference.held_on) | Q(adopted_about=f"conference:{conference.pk}")
    rows = Agreement.objects.filter(
        on_the_day, cycle__cluster=conference.cycle.cluster, state__in=Agreement.FROZEN
    )
    for row in rows.select_related("cycle").order_by("cycle__year", "number"):
        found = signing_round(row)
        text = f"Giao ước thi đua năm {row.cycle.year} được thông qua"
        if found:
            signed, members = progress(found)
            text += f", {signed}/{members} đơn vị đã ký"
        yield Fact(f"agreement.{row.pk}", text, _("Giao ước thi đua"), reverse("agreements:start"))


def _head(conference: Conference) -> Iterator[Fact]:
    year, cluster = conference.cycle.year + 1, conference.cycle.cluster
    terms = cluster.head_terms.filter(from_on__year=year, role=HeadTerm.Role.HEAD).select_related("unit")
    for term in terms.order_by("from_on")[:1]:
        name = f"{term.unit.name_on(term.from_on)} là đơn vị cụm trưởng năm {year}"
        yield Fact("head", name, _("Cụm trưởng, cụm phó"), reverse("clusters:cluster", args=[cluster.pk]))


def _money(conference: Conference) -> Iterator[Fact]:
    fund = Campaign.objects.filter(fund__cluster=conference.cycle.cluster, state=Campaign.State.ADOPTED)
    for campaign in fund.filter(adopted_on=conference.held_on):
        url = reverse("charity:campaign", args=[campaign.pk])
        agreed = campaign.pledges.aggregate(sum=Sum("amount_vnd"))["sum"] or 0
        house = f"làm nhà tình nghĩa năm {campaign.year}"
        if agreed:
            text = f"các đơn vị đóng góp {money(agreed)} {house}"
            yield Fact(f"pledged.{campaign.pk}", text, _("Quỹ nhà tình nghĩa"), url)
        given = Disbursement.objects.filter(house__campaign=campaign, transaction__reversed_by=None)
        given = given.filter(transaction__happened_on=conference.held_on)
        total = given.aggregate(sum=Sum("amount_vnd"))["sum"] or 0
        if total:
            yield Fact(f"handed.{campaign.pk}", f"trao {money(total)} kinh phí {house}", _("Sổ quỹ"), url)


def _captions(conference: Conference) -> Iterator[Fact]:
    url = reverse("conferences:conference", args=[conference.pk])
    for photo in Photo.objects.filter(conference=conference):
        yield Fact(f"photo.{photo.pk}", photo.caption, _("Ảnh hội nghị"), url)


def drafted(conference: Conference) -> Drafted:
    """The first text of the article on the conference."""
    facts = facts_of(conference)
    one = {fact.key: fact.text for fact in facts}
    lead = f"{one['cluster']} tổng kết năm {conference.cycle.year} tại {one['place']}, {one['held_on']}."
    return Drafted(conference.title, lead, "\n\n".join(_paragraphs(conference, facts, one)), facts)


def _paragraphs(conference: Conference, facts: tuple[Fact, ...], one: dict[str, str]) -> Iterator[str]:
    def all_of(prefix: str) -> list[str]:
        return [fact.text for fact in facts if fact.key.startswith(prefix)]

    yield _opening(one, all_of("guest."))
    if contents := all_of("content."):
        yield f"## Nội dung thi đua năm {conference.cycle.year}"
        yield f"Cụm đăng ký {padded(len(contents))} nội dung:"
        yield _points(contents)
    if grades := all_of("grade."):
        yield "## Kết quả"
        yield f"Theo bảng xếp hạng đã công bố: {listed(grades)}."
    if figures := [*all_of("value."), *all_of("count.")]:
        yield f"## Số liệu của {conference.host_unit.name_on(conference.held_on)}"
        yield _points(figures)
    if found := all_of("limitation.cluster"):
        yield "## Những việc còn hạn chế"
        yield "Các đơn vị trong cụm thẳng thắn nêu:"
        yield _points(found)
    if own := all_of("limitation.host"):
        yield f"Riêng {conference.host_unit.name_on(conference.held_on)} còn những điểm phải khắc phục:"
        yield _points(own)
    decided = [
        *all_of("resolution."),
        *all_of("agreement."),
        *all_of("head"),
        *all_of("pledged."),
        *all_of("handed."),
    ]
    if decided:
        yield "## Hội nghị quyết định"
        yield _points(decided)


def _opening(one: dict[str, str], guests: list[str]) -> str:
    there = f", {one['present']} đơn vị có mặt" if "present" in one else ""
    text = sentence(
        f"{one['held_on'][0].upper()}{one['held_on'][1:]}, tại {one['place']}, {one['cluster']} gồm {one['members']} đơn vị "
        f"thành viên họp tổng kết{there}. {one['host']} là đơn vị chủ trì"
    )
    return f"{text} Dự hội nghị có {'; '.join(guests)}." if guests else text


def _points(items: list[str]) -> str:
    return "\n".join(f"- {item[:1].upper()}{item[1:]}" for item in items)


@dataclass(frozen=True)
class Provenance:
    """A fact of the draft beside what the data say now: `same`, `changed`, `gone` or `new`."""

    text: str
    now: str
    source: str
    url: str
    state: str


def provenance(stored: list[dict[str, str]], conference: Conference | None) -> list[Provenance]:
    """What every fact came from and whether it still holds."""
    now = {fact.key: fact for fact in facts_of(conference)} if conference else {}
    rows = []
    for fact in stored:
        found = now.pop(fact["key"], None)
        if conference is None:
            state, text = "same", fact["text"]
        elif found is None:
            state, text = "gone", ""
        else:
            state, text = ("same" if found.text == fact["text"] else "changed"), found.text
        rows.append(Provenance(fact["text"], text, fact["source"], fact["url"], state))
    return rows + [Provenance("", fact.text, fact.source, fact.url, "new") for fact in now.values()]
