"""Rehearse a draft: who moves on past data, by how many places, and which criterion moves them."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.rules import Data, DataInvalid, Move, Rehearsal, Rulebook, State, rehearse
from thidua.rules.tables import read_content
from thidua.rules.vocabulary import number_text
from thidua.web.clusters.queries import units_visible_to
from thidua.web.core import charts
from thidua.web.rulebooks import permissions, queries, rehearsal
from thidua.web.rulebooks.forms.rehearsal import RehearsalForm
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.rulebooks.outline import Finding, findings_in_words
from thidua.web.rulebooks.views.loading import edition_or_404, frame


@dataclass(frozen=True)
class Line:
    """One unit's move in words."""

    name: str
    move: Move
    totals: tuple[str, str]
    grades: tuple[str, str]
    movers: tuple[str, ...]

    @property
    def up(self) -> int:
        """How many places the unit rises; 0 when it does not."""
        return max(self.move.places, 0)

    @property
    def down(self) -> int:
        """How many places the unit falls; 0 when it does not."""
        return max(-self.move.places, 0)


@dataclass(frozen=True)
class Run:
    """One data set under both rulebooks, or why it cannot be scored."""

    label: str
    lines: tuple[Line, ...] = ()
    chart: SafeString | str = ""
    moved: int = 0
    not_reported: tuple[str, ...] = ()
    problems: tuple[Finding, ...] = ()

    @property
    def moving(self) -> list[Line]:
        """Units whose place changes, the farthest first."""
        return [line for line in self.lines if line.move.places]

    @property
    def keeping(self) -> list[Line]:
        """Units that keep their place."""
        return [line for line in self.lines if not line.move.places]


@require_http_methods(["GET", "POST"])
def rehearse_edition(request: HttpRequest, edition: int) -> HttpResponse:
    """Choose data and the edition to compare with; nothing is written."""
    row = edition_or_404(request, edition)
    permissions.can_draft(request.user, row.rulebook.cluster_id).require()
    sources = rehearsal.sources_for(request.user, row.rulebook.cluster)
    others = queries.editions_visible_to(request.user).filter(rulebook__cluster=row.rulebook.cluster)
    form = RehearsalForm(
        request.POST or None,
        request.FILES or None,
        editions=others.exclude(pk=row.pk).defer("text"),
        sources=[(s.key, s.label) for s in sources],
        initial={"against": row.based_on_id, "sources": [s.key for s in sources]},
    )
    runs: list[Run] = []
    if request.method == "POST" and form.is_valid():
        runs = _runs(request, row, form, sources)
    context = frame(request, row, "rehearse") | {"form": form, "runs": runs, "has_sources": bool(sources)}
    if form.is_bound and form.is_valid():
        context["against"] = form.cleaned_data["against"]
    return render(request, "rulebooks/rehearse.html", context)


def _runs(
    request: HttpRequest, row: RulebookEdition, form: RehearsalForm, sources: list[rehearsal.DataSource]
) -> list[Run]:
    old, new = queries.parsed(form.cleaned_data["against"]), queries.parsed(row)
    names = {u.code: str(u) for u in units_visible_to(request.user)}
    chosen = form.cleaned_data.get("sources", [])
    found = [_run(s.label, old, new, s.read(), names) for s in sources if s.key in chosen]
    upload = form.cleaned_data.get("file")
    if upload:
        fresh = tuple(i for i in new.inputs if i.id not in old.input_by_id)
        reading = read_content(upload.read(), upload.name, replace(old, inputs=(*old.inputs, *fresh)))
        if reading.data is None:
            found.append(Run(upload.name, problems=findings_in_words(reading.problems)))
        else:
            found.append(_run(upload.name, old, new, reading.data, names))
    return found


def _run(label: str, old: Rulebook, new: Rulebook, data: Data, names: dict[str, str]) -> Run:
    try:
        found = rehearse(old, new, data)
    except DataInvalid as error:
        return Run(label, problems=findings_in_words(error.problems))
    own = {unit.code: unit.name for unit in data.units if unit.name}
    known = {**names, **own}
    moves = sorted(found.moves, key=lambda m: (-abs(m.places), m.new_place or len(data.units)))
    lines = tuple(_line(move, known.get(move.code, move.code), old, new) for move in moves)
    return Run(label, lines, _chart(found, known), sum(m.places != 0 for m in moves), not_in(data, new))


def not_in(data: Data, rulebook: Rulebook) -> tuple[str, ...]:
    """Names of the rulebook's inputs for which no unit of the data has a value."""
    reported = {i for u in data.units for i, v in u.values.items() if v.state != State.MISSING}
    return tuple(i.name for i in rulebook.inputs if i.id not in reported)


def _line(move: Move, name: str, old: Rulebook, new: Rulebook) -> Line:
    movers = tuple(
        f"{m.criterion}. {m.name}: {_signed(m.change)} ({_('so với mức chung')} {_signed(m.relative)})"
        for m in move.movers
    )
    grades = _grade(old, move.old_grade), _grade(new, move.new_grade)
    totals = number_text(move.old_total), number_text(move.new_total)
    return Line(name, move, totals, grades, movers)


def _signed(value: Any) -> str:
    text = number_text(value, 2)
    return f"+{text}" if value > 0 else text


def _grade(rulebook: Rulebook, grade: str) -> str:
    found = rulebook.class_by_id.get(grade)
    return found.name if found else "–"


def _chart(found: Rehearsal, names: dict[str, str]) -> SafeString:
    rows = [charts.Shift(names.get(m.code, m.code), m.old_place, m.new_place) for m in found.moves]
    rows.sort(key=lambda r: (r.old is None, r.old or 0))
    return charts.rank_shift(
        rows,
        before=_("Quy chế đối chiếu"),
        after=_("Dự thảo này"),
        title=_("Thứ hạng dưới hai quy chế"),
    )
