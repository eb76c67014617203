"""The report of a cluster on a year, or on its first half: it drafts itself from what the units reported.

Results by content with last year's figures, limitations with their causes, what comes next; what only a person can
write is left open. Points and places come from the frozen ranking that stands, named in the report.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.documents import Paper, Profile, gap
from thidua.documents.papers import Content, Indicator, Limitation, Report
from thidua.documents.text import lower_first, padded, short_date
from thidua.rules import Input, Rulebook, State, Value, data_from_json
from thidua.web.agreements.queries import agreement_in_force
from thidua.web.clusters.documents import full_name, head_for, heading_unit
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycle_day, cycle_units
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.limitations.models import Limitation as Finding
from thidua.web.limitations.queries import standing_in
from thidua.web.reporting.cells import entry_of, value_of
from thidua.web.reporting.indicators import groups_of
from thidua.web.reporting.models import ReportedValue, ReportingPeriod
from thidua.web.reporting.queries.periods import year_before
from thidua.web.reporting.queries.scoring_inputs import unit_values
from thidua.web.reporting.queries.stated import stated_figures
from thidua.web.rulebooks.queries import edition_in_force, parsed, rulebook_in_force
from thidua.web.scoring.documents import named, ranked_units
from thidua.web.scoring.models import Explanation, Ranking, Scoresheet

HALF = 7
"""A period that ends before this month is of the first half of the year."""
TOLD = 4
"""Figures of one content that a report tells in sentences at most; the table has them all."""
PART = "Trong đó"
STATES = {Finding.State.FIXED: "fixed", Finding.State.FIXING: "fixing", Finding.State.NOT_FIXED: "open"}
Values = Mapping[str, Mapping[str, Value]]
"""By unit and indicator."""

more_points: list[Callable[[Cycle], Iterable[str]]] = []
"""What upper features add to the section on charity and welfare, as sentences."""


def standing(cycle: Cycle) -> Ranking | None:
    """The ranking that stands today: the last published one, else the last provisional one."""
    made = cycle.rankings.filter(made_on__lte=clock.today()).select_related("edition").order_by("-number")
    kinds = (Ranking.Kind.PUBLISHED, Ranking.Kind.PROVISIONAL)
    return next((found for kind in kinds if (found := made.filter(kind=kind).first())), None)


def year_report(cycle: Cycle, form: Profile) -> Paper:
    """The report on the whole year. Raises `Refused` while no rulebook is in force."""
    ranking = standing(cycle)
    rulebook = parsed(ranking.edition) if ranking else rulebook_in_force(cycle)
    if rulebook is None:
        raise Refused(_("Năm này chưa có quy chế có hiệu lực."))
    now, last = _values_of(cycle, ranking, rulebook), _last_year(cycle)
    contents = _contents(rulebook, now, last, _promised(cycle))
    return _report(cycle, form, contents, midyear=False, ranking=ranking)


def midyear_report(cycle: Cycle, form: Profile) -> Paper:
    """The report on the first half. Raises `Refused` when the year has no period that ends in it."""
    rulebook = rulebook_in_force(cycle)
    period = cycle.periods.filter(ends_on__month__lt=HALF, feeds_scoring=False).order_by("-ends_on").first()
    if rulebook is None or period is None:
        raise Refused(_("Năm này không có kỳ báo cáo 6 tháng đầu năm."))
    contents = _contents(rulebook, _values_in(period, rulebook), {}, _promised(cycle))
    return _report(cycle, form, contents, midyear=True, ranking=None)


def _report(
    cycle: Cycle, form: Profile, contents: tuple[Content, ...], *, midyear: bool, ranking: Ranking | None
) -> Paper:
    unit = heading_unit(cycle)
    found = list(standing_in(cycle))
    agreement = agreement_in_force(cycle)
    return Report(
        head_for(unit, form, clock.today()),
        cycle.cluster.name,
        cycle.year,
        len(cycle_units(cycle)),
        contents,
        midyear=midyear,
        agreement_signed=agreement.signed_on if agreement else None,
        organisation=tuple(_organisation(cycle, ranking)),
        ranking=ranked_units(ranking) if ranking else (),
        scale=parsed(ranking.edition).scale_max if ranking else None,
        charity=tuple(point for add in more_points for point in add(cycle)),
        limitations=tuple(_limitation(row, cycle) for row in found if row.carried_from_id is None),
        earlier=tuple(_limitation(row, cycle, told=True) for row in found if row.carried_from_id),
        next_tasks=tuple(_ahead(cycle, found)),
        proposals=(gap("đề xuất, kiến nghị"),),
    ).paper()


def _organisation(cycle: Cycle, ranking: Ranking | None) -> Iterator[str]:
    yield gap("công tác chỉ đạo, tổ chức phong trào thi đua trong kỳ")
    sheets = Scoresheet.objects.filter(cycle=cycle)
    states = Scoresheet.State
    sent = sheets.filter(state__in=(states.APPROVED, states.VERIFIED)).count()
    if sent:
        verified = sheets.filter(state=states.VERIFIED).count()
        yield (
            f"{padded(sent)}/{padded(len(cycle_units(cycle)))} đơn vị đã gửi phiếu tự chấm điểm được lãnh đạo đơn vị duyệt; "
            f"tổ thư ký đã thẩm định {padded(verified)} phiếu"
        )
    asked = Explanation.objects.filter(scoresheet__cycle=cycle)
    if asked.exists():
        answered = asked.exclude(answered_at=None).count()
        yield (
            f"Tổ thư ký đề nghị giải trình {padded(asked.count())} nội dung, "
            f"các đơn vị đã giải trình {padded(answered)} nội dung"
        )
    yield from _stated(cycle)
    if ranking:
        yield f"Số liệu, điểm và hạng trong báo cáo này lấy theo {lower_first(named(ranking))}"


def _stated(cycle: Cycle) -> Iterator[str]:
    """Figures of members that were made public, in the words in which they were."""
    rulebook = rulebook_in_force(cycle)
    names = {known.id: known.name for known in rulebook.inputs} if rulebook else {}
    units = {unit.pk: unit.name_on(cycle_day(cycle)) for unit in cycle_units(cycle)}
    for figure in stated_figures(cycle, names):
        if figure.unit_id in units:
            yield f"{units[figure.unit_id]}: {figure.text}"


def _values_of(cycle: Cycle, ranking: Ranking | None, rulebook: Rulebook) -> Values:
    if ranking:
        return {unit.code: unit.values for unit in data_from_json(ranking.inputs).units}
    found = unit_values(cycle, rulebook)
    return {str(unit): values for unit, values in found.items()}


def _values_in(period: ReportingPeriod, rulebook: Rulebook) -> Values:
    found: dict[str, dict[str, Value]] = {}
    for row in ReportedValue.objects.filter(period=period, indicator__in=set(rulebook.input_by_id)):
        value = value_of(entry_of(row), rulebook.input_by_id[row.indicator])
        found.setdefault(str(row.unit_id), {})[row.indicator] = value
    return found


def _last_year(cycle: Cycle) -> dict[tuple[str, str, int], Fraction]:
    """Last year's figure of the cluster by indicator, kind and number of definition."""
    before = year_before(cycle)
    ranking = standing(before) if before else None
    if before is None or ranking is None:
        return {}
    rulebook = parsed(ranking.edition)
    values = _values_of(before, ranking, rulebook)
    found = {}
    for indicator in rulebook.inputs:
        figure = of_cluster(
            indicator, [unit[indicator.id] for unit in values.values() if indicator.id in unit]
        )
        if figure is not None:
            found[indicator.id, indicator.kind, indicator.definition_version] = figure
    return found


def of_cluster(indicator: Input, values: list[Value]) -> Fraction | None:
    """One figure of all units together: a share of summed counts in per cent, or a sum; None where no such figure is true.

    Shares that are only known as such, choices, and figures known only as a limit do not add up.
    """
    known = [v for v in values if v.state == State.VALUE and v.amount is not None]
    if not known or any(v.bound for v in known):
        return None
    total = sum((v.amount for v in known if v.amount is not None), Fraction(0))
    if indicator.kind == "ratio":
        whole = sum((v.of for v in known if v.of is not None), Fraction(0))
        return Fraction(round(total / whole * 10_000), 100) if whole else None
    return total if indicator.kind in {"count", "number", "money"} else None


def _promised(cycle: Cycle) -> frozenset[str]:
    """Indicators that the year's agreement names or units have a target for: what a report speaks of first."""
    agreement, edition = agreement_in_force(cycle), edition_in_force(cycle)
    found: set[str] = set()
    if agreement:
        named_in = agreement.clauses.filter(struck_at=None).exclude(indicator="")
        found |= set(named_in.values_list("indicator", flat=True))
    if edition:
        found |= set(edition.targets.values_list("indicator", flat=True))
    return frozenset(found)


def told_first(
    figures: list[tuple[str, Indicator]], promised: frozenset[str]
) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
    """Of one content's figures those told in sentences, and those left to the table.

    Promised ones come first, then those with last year's figure beside them, last a part of another figure
    («Trong đó …»); at most `TOLD`, in the rulebook's order.
    """
    ranked = sorted(
        figures,
        key=lambda one: (one[1].name.startswith(PART), one[0] not in promised, one[1].last is None),
    )
    chosen = {name for name, _figure in ranked[:TOLD]}
    return (
        tuple(figure for name, figure in figures if name in chosen),
        tuple(figure for name, figure in figures if name not in chosen),
    )


def _contents(
    rulebook: Rulebook,
    now: Values,
    last: Mapping[tuple[str, str, int], Fraction],
    promised: frozenset[str],
) -> tuple[Content, ...]:
    items = {item.printed: item for item in rulebook.items if getattr(item, "kind", "base") == "base"}
    found = []
    for group in groups_of(rulebook):
        item = items.get(group.id)
        if item is None:
            continue
        source = item.source
        basis = source.document
        if basis and source.issued:
            basis = f"{basis} ngày {short_date(source.issued)}" + (
                f" của {source.issuer}" if source.issuer else ""
            )
        figures = []
        for indicator in group.inputs:
            values = [unit[indicator.id] for unit in now.values() if indicator.id in unit]
            figure = of_cluster(indicator, values)
            if figure is not None:
                figures.append((indicator.id, _indicator(indicator, figure, values, last)))
        words = (gap(f"kết quả nổi bật: {lower_first(group.name)}"),)
        found.append(Content(group.name, basis, words, *told_first(figures, promised)))
    return tuple(found)


def _indicator(
    indicator: Input, figure: Fraction, values: list[Value], last: Mapping[tuple[str, str, int], Fraction]
) -> Indicator:
    unit = "%" if indicator.kind == "ratio" else indicator.unit
    return Indicator(
        indicator.name,
        figure,
        unit,
        last=last.get((indicator.id, indicator.kind, indicator.definition_version)),
        estimated=any(v.certainty == "estimate" for v in values),
        up=indicator.direction != "lower",
    )


def _limitation(row: Finding, cycle: Cycle, *, told: bool = False) -> Limitation:
    units = (full_name(row.unit, cycle_day(cycle)),) if row.unit else ()
    return Limitation(
        row.text,
        row.content_name,
        row.cause,
        units,
        STATES[Finding.State(row.state)] if told else None,  # type: ignore[arg-type]
        row.remedy if told else "",
    )


def _ahead(cycle: Cycle, found: list[Finding]) -> Iterator[str]:
    """What comes next: remedies of what is still open, with who and until when; the rest is for a person."""
    for row in found:
        if row.is_open and row.remedy:
            due = f", hoàn thành chậm nhất ngày {short_date(row.due_on)}" if row.due_on else ""
            yield f"{row.remedy.rstrip('.')}; {row.owner} thực hiện{due}"
    following = cycle.cluster.cycles.filter(year=cycle.year + 1).first()
    agreement = agreement_in_force(following) if following else None
    if agreement:
        yield f"Thực hiện Giao ước thi đua năm {cycle.year + 1} đã ký"
    yield gap("phương hướng, nhiệm vụ khác")
