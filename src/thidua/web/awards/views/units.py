"""One unit of the list: its conditions, adding, removing, disqualifying, its vote, its achievement report."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.awards import actions, permissions, queries, tables
from thidua.web.awards.actions.units import OF_THE_BODY
from thidua.web.awards.forms import (
    AchievementForm,
    AddForm,
    DisqualifyForm,
    ReasonForm,
    VoteForm,
    unit_names,
)
from thidua.web.awards.models import AwardList
from thidua.web.awards.views.finding import (
    achievement_of,
    disqualification_of,
    list_of,
    recommendation_of,
    trail,
    unit_url,
    year_url,
)
from thidua.web.awards.wording import threshold_text
from thidua.web.clusters.models import Unit
from thidua.web.clusters.queries import cycle_day, standing_of
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.uploads import clean_file_name, store_upload


def _unit_of(request: HttpRequest, found: AwardList, unit: int) -> Unit:
    """The unit, when the person may read it in this list."""
    known = next((u for u in queries.units_by_code(found.cycle).values() if u.pk == unit), None)
    own = standing_of(request.user).own_unit_ids
    if known is None or not (queries.sees_whole(request.user, found) or unit in own):
        raise Http404
    return known


@require_safe
def unit_page(request: HttpRequest, award_list: int, unit: int) -> HttpResponse:
    """Every condition of every award with the unit's figures, what it is recommended for and its votes."""
    found = list_of(request, award_list)
    known = _unit_of(request, found, unit)
    gates, awards = tables.conditions_of(found, known.code)
    rows = [row for row in tables.list_rows(request.user, found) if row.row.unit_id == unit]
    barred = queries.disqualifications_visible_to(request.user).filter(award_list=found, unit=known)
    name = known.name_on(cycle_day(found.cycle))
    report = queries.achievements_visible_to(request.user).filter(award_list=found, unit=known).first()
    context = {
        "list": found,
        "unit": known,
        "name": name,
        "frozen": queries.frozen_by_code(found.ranking).get(known.code),
        "gates": gates,
        "awards": awards,
        "rows": rows,
        "barred": barred,
        "is_barred": any(row.lifted_on is None for row in barred),
        "achievement": report,
        "can_write": permissions.can_complete(request.user, report) if report else None,
        "can_change": permissions.can_change_list(request.user, found),
        "trail": trail(found, (name, "")),
    }
    return render(request, "awards/unit.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, award_list: int) -> HttpResponse:
    """Put a unit on the list with a reason."""
    found = list_of(request, award_list)
    permissions.can_change_list(request.user, found).require()
    units = queries.units_by_code(found.cycle)
    form = AddForm(
        request.POST or None,
        units=unit_names(units, cycle_day(found.cycle)),
        awards=queries.awards_of(found.ranking),
    )

    def act() -> Any:
        given = form.cleaned_data
        actions.add_unit(
            actor=request.user,
            award_list=found,
            unit=units[given["unit"]],
            award=given["award"],
            reason=given["reason"],
        )

    page = FormPage(
        _("Bổ sung đơn vị vào danh sách đề nghị"), _("Bổ sung"), year_url(found), done=_("Đã bổ sung."),
        intro=_("Chỉ bổ sung được đơn vị đủ điều kiện theo quy chế và khi hình thức còn số lượng."),
    )  # fmt: skip
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, recommendation: int) -> HttpResponse:
    """Take a unit off the list with a reason."""
    row = recommendation_of(request, recommendation)
    permissions.can_change_list(request.user, row.award_list).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        _("Đưa đơn vị ra khỏi danh sách"), _("Đưa ra khỏi danh sách"), unit_url(row.award_list, row.unit_id),
        done=_("Đã đưa ra khỏi danh sách."), intro=str(row),
    )  # fmt: skip
    return form_page(
        request, form,
        lambda: actions.remove_unit(actor=request.user, recommendation=row, reason=form.cleaned_data["reason"]), page,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def disqualify(request: HttpRequest, award_list: int, unit: int) -> HttpResponse:
    """Record why a unit may not be recommended."""
    found = list_of(request, award_list)
    known = _unit_of(request, found, unit)
    permissions.can_change_list(request.user, found).require()
    form = DisqualifyForm(request.POST or None, request.FILES or None)

    def act() -> Any:
        given = form.cleaned_data
        upload = given["upload"]
        stored = store_upload(upload) if upload else None
        name = clean_file_name(upload.name, stored.media_type) if stored else ""
        grounds = actions.Grounds(given["reason"], given["evidence"], stored, name)
        actions.disqualify(actor=request.user, award_list=found, unit=known, grounds=grounds)

    page = FormPage(
        _("Ghi nhận không xét khen thưởng: %(unit)s") % {"unit": known.name_on(cycle_day(found.cycle))},
        _("Ghi nhận"), unit_url(found, unit), done=_("Đã ghi nhận."),
        intro=_("Đơn vị được đưa ra khỏi danh sách. Lý do và căn cứ do đơn vị, tổ thư ký và Vụ theo dõi đọc được."),
    )  # fmt: skip
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest, disqualification: int) -> HttpResponse:
    """Record that a disqualification no longer applies."""
    row = disqualification_of(request, disqualification)
    permissions.can_change_list(request.user, row.award_list).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        _("Thôi áp dụng không xét khen thưởng"), _("Thôi áp dụng"), unit_url(row.award_list, row.unit_id),
        done=_("Đã ghi. Muốn đưa đơn vị trở lại danh sách thì bổ sung đơn vị."), intro=row.reason,
    )  # fmt: skip
    return form_page(
        request, form,
        lambda: actions.lift_disqualification(
            actor=request.user, disqualification=row, reason=form.cleaned_data["reason"]
        ),
        page,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, recommendation: int) -> HttpResponse:
    """Record the counts of one recommendation's vote."""
    row = recommendation_of(request, recommendation)
    found = row.award_list
    permissions.can_change_list(request.user, found).require()
    threshold = queries.thresholds_on(found.cycle).get(found.thresholds.get(row.award, ""))
    asks_base = threshold is not None and threshold.rule.base.value not in OF_THE_BODY
    initial = {name: getattr(row, name) for name in ("votes_for", "votes_against", "base", "minutes")}
    initial["votes_abstaining"] = row.votes_abstaining or 0
    form = VoteForm(request.POST or None, asks_base=asks_base, initial=initial)

    def act() -> Any:
        counts = actions.Counts(**form.cleaned_data)
        actions.record_vote(actor=request.user, recommendation=row, counts=counts)

    need = threshold_text(threshold) if threshold else _("Hãy chọn quy tắc bỏ phiếu cho hình thức này trước.")
    page = FormPage(
        _("Ghi kết quả bỏ phiếu"), _("Ghi kết quả"), unit_url(found, row.unit_id), done=_("Đã ghi kết quả bỏ phiếu."),
        intro=f"{row}. " + (_("Ngưỡng: %(need)s.") % {"need": need} if threshold else need),
    )  # fmt: skip
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def achievement(request: HttpRequest, achievement: int) -> HttpResponse:
    """Write the unit's achievement report."""
    row = achievement_of(request, achievement)
    permissions.can_complete(request.user, row).require()
    names = ("features", "measures", "results", "signer", "version")
    initial = {name: getattr(row, name) for name in names} | {"done": row.completed_on is not None}
    form = AchievementForm(request.POST or None, initial=initial)

    def act() -> Any:
        given = form.cleaned_data
        text = actions.AchievementText(
            given["features"], given["measures"], given["results"], given["signer"]
        )
        actions.write_achievements(
            actor=request.user, report=row, text=text, version=given["version"], done=given["done"]
        )

    page = FormPage(
        _("Báo cáo thành tích"), _("Lưu báo cáo"), unit_url(row.award_list, row.unit_id), done=_("Đã lưu báo cáo."),
        intro=_("Điểm, hạng, xếp loại được điền sẵn từ bảng xếp hạng đã chốt; đơn vị viết phần lời. Mỗi đoạn một dòng."),
    )  # fmt: skip
    return form_page(request, form, act, page)
