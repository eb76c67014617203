"""The secretariat's table: every unit, every section, in ready-made cells."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.web.core.charts import heat_cell
from thidua.web.core.templatetags.vi import ngay
from thidua.web.home.queries import CycleProgress, UnitProgress
from thidua.web.scoring.models import Scoresheet

KINDS = {
    Scoresheet.State.VERIFIED: "good",
    Scoresheet.State.APPROVED: "info",
    Scoresheet.State.SUBMITTED: "warn",
    Scoresheet.State.MISSED: "bad",
}


def progress_table(progress: CycleProgress, own: frozenset[int]) -> SafeString:
    """One row per unit: figures by section, papers, the sheet, its day. Figures are done/asked."""
    if not progress.units:
        return mark_safe("")
    sections = [s for s in progress.units[0].fill.sections if s.required or s.papers]
    kept = {s.id for s in sections}
    head = format_html_join(
        "", '<th scope="col" title="{}">{}</th>', ((s.name, s.id or _("Chung")) for s in sections)
    )
    rows = format_html_join("", "{}", ((_row(progress, row, kept, own),) for row in progress.units))
    return format_html(
        '<table class="heat heat-wide"><thead><tr><th scope="col">{}</th>{}<th scope="col">{}</th>'
        '<th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>',
        _("Đơn vị"),
        head,
        _("Minh chứng"),
        _("Phiếu tự chấm"),
        _("Hạn"),
        rows,
    )


def _row(progress: CycleProgress, row: UnitProgress, kept: set[str], own: frozenset[int]) -> SafeString:
    cells = [heat_cell(s.filled, s.required) for s in row.fill.sections if s.id in kept]
    return format_html(
        '<tr{}><th scope="row"><a href="{}">{}</a></th>{}{}<td class="plain">{}</td><td class="plain">{}</td></tr>',
        mark_safe(' class="row-mine"') if row.fill.unit.pk in own else "",
        _address(progress, row),
        row.name,
        mark_safe("".join(cells)),  # noqa: S308 - made by heat_cell from integers
        heat_cell(row.fill.papers_given, row.fill.papers),
        _sheet_state(row),
        _due(row),
    )


def _address(progress: CycleProgress, row: UnitProgress) -> str:
    if row.sheet:
        return reverse("scoring:sheet", args=[row.sheet.pk])
    return reverse("reporting:evidence", args=[progress.cycle.pk, row.fill.unit.pk])


def _sheet_state(row: UnitProgress) -> SafeString | str:
    if row.sheet is None:
        return "–"
    kind = KINDS.get(Scoresheet.State(row.sheet.state))
    extra = f" state-{kind}" if kind else ""
    return format_html('<span class="state{}">{}</span>', extra, row.sheet.get_state_display())


def _due(row: UnitProgress) -> SafeString | str:
    if row.is_late:
        late = _("quá hạn %(days)d ngày") % {"days": row.days_late}
        return format_html('<span class="state state-bad">{}</span>', late)
    days = [lack.due_on for lack in row.lacks if lack.due_on]
    if not days:
        return _("không còn việc") if not row.lacks else "–"
    longer = f" ({_('gia hạn')})" if row.is_extended else ""
    return f"{ngay(min(days))}{longer}"


def short_sections(progress: CycleProgress) -> list[tuple[str, str]]:
    """The legend of the columns: number and name of each section."""
    if not progress.units:
        return []
    return [(s.id or _("Chung"), s.name) for s in progress.units[0].fill.sections if s.required or s.papers]
