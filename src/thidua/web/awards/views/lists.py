"""The year's list: its page, making it, following a new ranking, voting rules, deciding, sending."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.awards import actions, permissions, queries, tables
from thidua.web.awards.forms import DecideForm, ReasonForm, SendForm, ThresholdForm
from thidua.web.awards.models import AwardList
from thidua.web.awards.views.finding import list_of, year_url
from thidua.web.awards.wording import threshold_text
from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import cycles_visible_to, standing_of
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page

STATE_LOOK = {"draft": "", "decided": "state-info", "sent": "state-good"}


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The newest year with a list, else the newest year of the person's cluster."""
    listed = queries.lists_visible_to(request.user).order_by("-cycle__year").first()
    cycle = listed.cycle if listed else cycles_visible_to(request.user).order_by("-year").first()
    if cycle is None:
        return render(request, "awards/no_year.html")
    return redirect("awards:year", cycle.pk)


@require_safe
def year_page(request: HttpRequest, cycle: int) -> HttpResponse:
    """Whom the cluster recommends in the year, why each unit or why not, and what is to be done next."""
    year = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    found = queries.lists_visible_to(request.user).filter(cycle=year).first()
    years = cycles_visible_to(request.user).filter(cluster=year.cluster_id).order_by("-year")
    context: dict[str, Any] = {
        "cycle": year,
        "list": found,
        "years": years,
        "can_make": permissions.can_make_list(request.user, year),
    }
    if found:
        context |= _shown(request.user, found)
    return render(request, "awards/year.html", context)


def _shown(user: Any, found: AwardList) -> dict[str, Any]:
    overseer = found.cycle.cluster_id in standing_of(user).overseen_clusters
    listed = tables.list_rows(user, found)
    return {
        "rows": [row for row in listed if row.row.state == "listed"],
        "removed": [row for row in listed if row.row.state == "removed"],
        "units": tables.unit_rows(user, found),
        "barred": queries.disqualifications_visible_to(user).filter(award_list=found),
        "look": STATE_LOOK[found.state],
        "whole": queries.sees_whole(user, found),
        "overseer": overseer,
        "ahead": tables.ahead_of(found) if overseer else None,
        "thresholds": _rules(found),
        "achievements": queries.achievements_visible_to(user).filter(award_list=found),
        "changes": queries.changes_visible_to(user).filter(award_list=found),
        "papers": [
            ("proposal", _("Tờ trình")),
            ("recommendations", _("Danh sách đề nghị")),
            ("minutes", _("Biên bản bình xét và kết quả bỏ phiếu")),
        ],
        "can_change": permissions.can_change_list(user, found),
        "can_decide": permissions.can_decide(user, found),
        "can_reopen": permissions.can_reopen(user, found),
        "can_send": permissions.can_send(user, found),
    }


def _rules(found: AwardList) -> list[tuple[str, str]]:
    """By award the rule that its vote is measured by, in words."""
    known = queries.thresholds_on(found.cycle)
    agreed = _("Hội nghị thống nhất, không bỏ phiếu")
    chosen = {award: known[key] for award, key in found.thresholds.items() if key in known}
    return [
        (award.name, threshold_text(chosen[award.id]) if award.id in chosen else agreed)
        for award in queries.awards_of(found.ranking)
    ]


@require_http_methods(["POST"])
def make(request: HttpRequest, cycle: int) -> HttpResponse:
    """Make the year's list from the newest frozen ranking."""
    year: Cycle = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    actions.make_list(actor=request.user, cycle=year)
    return redirect("awards:year", year.pk)


@require_http_methods(["POST"])
def follow(request: HttpRequest, award_list: int) -> HttpResponse:
    """Rest the list on the newest ranking."""
    found = list_of(request, award_list)
    actions.follow_ranking(actor=request.user, award_list=found)
    return redirect(year_url(found))


@require_http_methods(["GET", "POST"])
def thresholds(request: HttpRequest, award_list: int) -> HttpResponse:
    """Choose the rule by which each award's vote is measured."""
    found = list_of(request, award_list)
    permissions.can_change_list(request.user, found).require()
    form = ThresholdForm(
        request.POST or None,
        awards=queries.awards_of(found.ranking),
        known=queries.thresholds_on(found.cycle),
        initial=found.thresholds,
    )
    page = FormPage(
        _("Quy tắc bỏ phiếu về khen thưởng"), _("Ghi quy tắc"), year_url(found), done=_("Đã ghi quy tắc bỏ phiếu."),
        intro=_("Chọn văn bản quy định ngưỡng phiếu cho từng hình thức. Chọn trước khi bỏ phiếu."),
    )  # fmt: skip
    return form_page(
        request, form,
        lambda: actions.set_thresholds(actor=request.user, award_list=found, thresholds=form.cleaned_data), page,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, award_list: int) -> HttpResponse:
    """Close the list."""
    found = list_of(request, award_list)
    permissions.can_decide(request.user, found).require()
    form = DecideForm(request.POST or None)
    page = FormPage(
        _("Chốt danh sách đề nghị khen thưởng"), _("Chốt danh sách"), year_url(found), done=_("Đã chốt danh sách."),
        intro=_("Đơn vị đủ phiếu được đề nghị. Cụm chỉ đề nghị, cấp có thẩm quyền quyết định khen thưởng."),
    )  # fmt: skip
    return form_page(
        request, form,
        lambda: actions.decide_list(actor=request.user, award_list=found, agreed=form.cleaned_data["agreed"]), page,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, award_list: int) -> HttpResponse:
    """Open a decided list again."""
    found = list_of(request, award_list)
    permissions.can_reopen(request.user, found).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        _("Mở lại danh sách đề nghị khen thưởng"), _("Mở lại danh sách"), year_url(found), done=_("Đã mở lại danh sách."),
        intro=_("Tờ trình đã ban hành (nếu có) được thu hồi với cùng lý do; số đã cấp vẫn giữ."),
    )  # fmt: skip
    return form_page(
        request, form,
        lambda: actions.reopen_list(actor=request.user, award_list=found, reason=form.cleaned_data["reason"]), page,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, award_list: int) -> HttpResponse:
    """Issue the proposal with its list."""
    found = list_of(request, award_list)
    permissions.can_send(request.user, found).require()
    form = SendForm(request.POST or None, initial={"issued_on": clock.today()})
    late = found.achievements.filter(completed_on=None).count()
    intro = _("Tờ trình được cấp số trong sổ văn bản của cụm, kèm danh sách đề nghị.")
    if late:
        intro += " " + _("Còn %(count)d báo cáo thành tích chưa hoàn thành.") % {"count": late}
    page = FormPage(
        _("Gửi đề nghị khen thưởng"),
        _("Ban hành tờ trình"),
        year_url(found),
        done=_("Đã ban hành tờ trình."),
        intro=intro,
    )
    return form_page(
        request, form,
        lambda: actions.send_list(actor=request.user, award_list=found, **form.cleaned_data), page,
    )  # fmt: skip
