"""The year's list: by content, narrowed, counted by state, as CSV; carrying on what is open."""

import csv
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from thidua.rules.tables import formula_safe
from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycle_day, cycles_visible_to, standing_of
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.written import day_text
from thidua.web.limitations import actions, permissions, queries
from thidua.web.limitations.forms import LimitationFilterForm
from thidua.web.limitations.models import Limitation
from thidua.web.reporting.queries import units_to_report, year_before

State = Limitation.State
LOOK = {State.NOT_FIXED: "state-bad", State.FIXING: "state-warn", State.FIXED: "state-good"}


@dataclass(frozen=True)
class Shown:
    """A limitation as a page shows it: whose it is in that year's words, its look, whether it is late."""

    row: Limitation
    unit: str
    look: str
    late: bool


def shown(row: Limitation) -> Shown:
    """The row with its words."""
    unit = row.unit.name_on(cycle_day(row.cycle)) if row.unit else _("Cả cụm")
    late = bool(row.due_on and row.is_open and row.due_on < clock.today())
    return Shown(row, unit, LOOK[State(row.state)], late)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The year under way of the person's cluster, else the latest."""
    cycles = cycles_visible_to(request.user).order_by("-year")
    cycle = cycles.filter(state__in=Cycle.UNDER_WAY).first() or cycles.first()
    if cycle is None:
        return render(request, "limitations/no_year.html")
    return redirect("limitations:year", cycle.pk)


@require_safe
def year_page(request: HttpRequest, cycle: int) -> HttpResponse:
    """The limitations of the year that the person may read, section by section."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    form, rows, counts = _narrowed(request, found)
    groups = queries.by_content(list(queries.in_order(rows)))
    before = year_before(found)
    context = {
        "cycle": found,
        "form": form,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "groups": [(group, [shown(row) for row in group.rows]) for group in groups],
        "tiles": [(State(state), LOOK[State(state)], count) for state, count in counts.items()],
        "total": sum(counts.values()),
        "can_record": permissions.can_record_any(request.user, found),
        "can_keep": permissions.can_keep(request.user, found),
        "before": before,
        "to_carry": _to_carry(request, before, found),
        "some_hidden": not _sees_all(request, found),
        "years": cycles_visible_to(request.user).filter(cluster_id=found.cluster_id).order_by("-year"),
        "trail": [(_("Tồn tại, hạn chế năm %(year)d") % {"year": found.year}, "")],
    }
    return render(request, "limitations/year.html", context)


def _sees_all(request: HttpRequest, cycle: Cycle) -> bool:
    overseen = cycle.cluster_id in standing_of(request.user).overseen_clusters
    return overseen or cycle.state in year.OPEN_TO_ALL


def _to_carry(request: HttpRequest, before: Cycle | None, cycle: Cycle) -> int:
    if before is None or not permissions.can_carry(request.user, before, cycle):
        return 0
    return queries.open_to_carry(before).count()


def _narrowed(
    request: HttpRequest, cycle: Cycle
) -> tuple[LimitationFilterForm, QuerySet[Limitation], dict[str, int]]:
    """The filter, the rows that fit it, and counts of all that the person sees."""
    seen = queries.limitations_visible_to(request.user).filter(cycle=cycle)
    form = LimitationFilterForm(
        request.GET or None,
        cycle=cycle,
        units=units_to_report(request.user, cycle),
        contents=queries.contents_of(cycle),
    )
    rows = queries.matching(seen, form.cleaned_data) if form.is_valid() else seen
    return form, rows, queries.counts_by_state(seen)


@require_safe
def year_csv(request: HttpRequest, cycle: int) -> HttpResponse:
    """The rows of the page for Excel: UTF-8 with a mark, semicolons, nothing that Excel would run."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    _form, rows, _counts = _narrowed(request, found)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="ton-tai-han-che-{found.year}.csv"'
    writer = csv.writer(response, delimiter=";")
    head = [
        _("Đơn vị"), _("Nội dung thi đua"), _("Tồn tại, hạn chế"), _("Nguyên nhân"), _("Biện pháp khắc phục"),
        _("Phụ trách"), _("Hạn khắc phục"), _("Trạng thái"), _("Ghi nhận từ"),
    ]  # fmt: skip
    writer.writerow(head)
    for row in queries.in_order(rows.filter(withdrawn_at=None)):
        line: list[Any] = [
            shown(row).unit, row.content_name, row.text, row.cause, row.remedy, row.owner, day_text(row.due_on),
            row.get_state_display(), row.get_origin_display(),
        ]  # fmt: skip
        writer.writerow([formula_safe(str(cell)) for cell in line])
    return response


@require_http_methods(["GET", "POST"])
def carry(request: HttpRequest, cycle: int) -> HttpResponse:
    """Carry what is open in the year before into this one."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    permissions.can_keep(request.user, found).require()
    before = year_before(found)
    back = reverse("limitations:year", args=[found.pk])
    count = queries.open_to_carry(before).count() if before else 0
    if before is None or not count:
        return redirect(back)
    page = FormPage(
        title=_("Chuyển tồn tại, hạn chế năm %(old)d sang năm %(new)d")
        % {"old": before.year, "new": found.year},
        button=_("Chuyển sang năm %(new)d") % {"new": found.year},
        back=back,
        done=ngettext(
            "Đã chuyển %(count)d mục chưa khắc phục xong.",
            "Đã chuyển %(count)d mục chưa khắc phục xong.",
            count,
        )
        % {"count": count},
        intro=_("Số mục chưa khắc phục xong: %(count)d.") % {"count": count}
        + " "
        + _(
            "Mỗi mục được chép sang, giữ trạng thái, biện pháp, hạn và nối với mục cũ; "
            "mục đã khắc phục ở lại năm cũ."
        ),
    )

    def act() -> None:
        actions.carry_over(actor=request.user, source=before, target=found)

    return form_page(request, forms.Form(request.POST if request.method == "POST" else None), act, page)
