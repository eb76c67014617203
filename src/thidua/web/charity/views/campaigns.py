"""The fund, a year's campaign, its draft, its pledges, the resolution, reminders, treasurers."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.web.accounts.models import User
from thidua.web.charity import actions, permissions, queries, tables
from thidua.web.charity.forms import AdoptForm, AmendForm, CampaignForm, PledgesForm, TreasurerForm
from thidua.web.charity.models import Campaign, Fund, Treasurer
from thidua.web.charity.money import money_in_words, money_text, parse_money, understood
from thidua.web.charity.reminders import reminders_of
from thidua.web.charity.views.finding import campaign_of, campaign_trail, cluster_of, fund_trail
from thidua.web.clusters.models import Assignment, Cluster
from thidua.web.clusters.queries import clusters_visible_to, standing_of
from thidua.web.conferences.models import Resolution
from thidua.web.conferences.queries import resolutions_visible_to
from thidua.web.core import clock
from thidua.web.core.access import YES
from thidua.web.core.form_page import FormPage, form_page


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To the newest campaign of the person's cluster, else to the fund's page; or say that there is none."""
    newest = queries.campaigns_visible_to(request.user).order_by("-year").first()
    if newest and newest.is_adopted:
        return redirect("charity:campaign", newest.pk)
    cluster = clusters_visible_to(request.user).order_by("name").first()
    if cluster is None:
        return render(request, "charity/nothing.html")
    return redirect("charity:fund", cluster.pk)


def fund_in(cluster: Cluster) -> Fund | None:
    """The cluster's fund, None before its first campaign."""
    return getattr(cluster, "charity_fund", None)


@require_safe
def fund_page(request: HttpRequest, cluster: int) -> HttpResponse:
    """Campaigns by year with their sums, the cash, the houses, the treasurers."""
    found = cluster_of(request, cluster)
    fund, today = fund_in(found), clock.today()
    campaigns = list(queries.campaigns_visible_to(request.user).filter(fund=fund)) if fund else []
    can = permissions.can_prepare(request.user, found)
    context: dict[str, Any] = {
        "cluster": found,
        "fund": fund,
        "campaigns": queries.summaries_of(campaigns, today),
        "can_prepare": can,
        "trail": [(_("Quỹ nhà tình nghĩa"), "")],
    }
    if fund:
        cut = queries.cut_now(fund, today)
        houses = list(queries.houses_visible_to(request.user).filter(campaign__fund=fund))
        context |= {
            "totals": queries.kind_totals(fund, cut),
            "houses": queries.house_views(houses, cut),
            "treasurers": queries.treasurers_of(fund, today),
        }
    return render(request, "charity/fund.html", context)


@require_safe
def campaign_page(request: HttpRequest, campaign: int) -> HttpResponse:
    """Who pledged, paid and is late at a glance; houses; what was published."""
    found = campaign_of(request, campaign)
    cut = queries.cut_now(found.fund, clock.today())
    rows = queries.stands_of(found, cut)
    own = standing_of(request.user).own_unit_ids
    houses = queries.house_views(list(queries.houses_visible_to(request.user).filter(campaign=found)), cut)
    totals = queries.campaign_totals(rows)
    given = sum(house.given for house in houses)
    context = {
        "campaign": found,
        "rows": rows,
        "own": own,
        "totals": totals,
        "given": given,
        "held": queries.cash_of(found.fund, cut),
        "chart": tables.paid_chart(rows, own, title=_("Đã nộp so với mức đóng góp")),
        "houses": houses,
        "published": queries.published_visible_to(request.user).filter(campaign=found),
        "access": {
            "edit": permissions.can_edit_draft(request.user, found),
            "receive": permissions.can_receive(request.user, found),
            "publish": permissions.can_publish(request.user, found),
            "house": permissions.can_add_house(request.user, found),
            "read": YES,
        },
        "trail": fund_trail(found.fund.cluster_id, (found.title, "")),
    }
    return render(request, "charity/campaign.html", context)


def _plan(form: CampaignForm) -> actions.CampaignPlan:
    return actions.CampaignPlan(**form.cleaned_data)


@require_http_methods(["GET", "POST"])
def campaign_add(request: HttpRequest, cluster: int) -> HttpResponse:
    """Open a year's draft; last year's plan is proposed."""
    found = cluster_of(request, cluster)
    permissions.can_prepare(request.user, found).require()
    last = Campaign.objects.filter(fund__cluster=found).first()
    year = last.year + 1 if last else clock.today().year
    initial: dict[str, Any] = {"year": year, "rule": last.rule if last else Campaign.Rule.SAME}
    initial["title"] = _("Quỹ nhà tình nghĩa năm %(year)d") % {"year": year}
    if last:
        initial |= {"base_vnd": last.base_vnd, "purpose": last.purpose}
    form = CampaignForm(request.POST or None, initial=initial)

    def act() -> HttpResponse:
        made = actions.open_campaign(actor=request.user, cluster=found, plan=_plan(form))
        return redirect("charity:pledges", made.pk)

    page = FormPage(
        _("Lập đợt đóng góp"), _("Lập và xem mức từng đơn vị"), reverse("charity:fund", args=[found.pk])
    )
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def campaign_edit(request: HttpRequest, campaign: int) -> HttpResponse:
    """Change a draft."""
    found = campaign_of(request, campaign)
    permissions.can_edit_draft(request.user, found).require()
    names = ("year", "title", "purpose", "rule", "base_vnd", "due_on")
    form = CampaignForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    page = FormPage(
        _("Sửa đợt đóng góp"),
        _("Lưu"),
        reverse("charity:pledges", args=[found.pk]),
        done=_("Đã lưu; mức của từng đơn vị được tính lại."),
    )
    return form_page(
        request,
        form,
        lambda: actions.edit_campaign(actor=request.user, campaign=found, plan=_plan(form)),
        page,
    )


@require_http_methods(["GET", "POST"])
def pledges(request: HttpRequest, campaign: int) -> HttpResponse:
    """The draft's table: people, amounts, notes of every unit."""
    found = campaign_of(request, campaign)
    permissions.can_edit_draft(request.user, found).require()
    form = PledgesForm(request.POST or None, campaign=found, pledges=list(found.pledges.all()))

    def act() -> None:
        given = {pk: actions.UnitShare(*share) for pk, share in form.given().items()}
        actions.set_pledges(actor=request.user, campaign=found, given=given)

    page = FormPage(
        _("Mức đóng góp dự kiến"),
        _("Lưu và tính lại"),
        reverse("charity:pledges", args=[found.pk]),
        done=_("Đã lưu mức đóng góp dự kiến."),
        template="charity/pledges.html",
    )
    return form_page(request, form, act, page)


def _decisions(user: Any, campaign: Campaign) -> QuerySet[Resolution]:
    """What conferences of the cluster adopted, the latest first; rehearsals decide nothing."""
    rows: QuerySet[Resolution] = resolutions_visible_to(user).filter(
        conference__cycle__cluster=campaign.fund.cluster_id,
        conference__is_rehearsal=False,
        decision=Resolution.Decision.ADOPTED,
    )
    return rows.order_by("-conference__held_on", "position")


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, campaign: int) -> HttpResponse:
    """Record the cluster's resolution; the pledges are booked."""
    found = campaign_of(request, campaign)
    permissions.can_edit_draft(request.user, found).require()
    form = AdoptForm(request.POST or None, decisions=_decisions(request.user, found))
    total = sum(row.amount_vnd for row in found.pledges.all())
    page = FormPage(
        _("Thống nhất mức đóng góp"),
        _("Ghi nghị quyết và vào sổ"),
        reverse("charity:campaign", args=[found.pk]),
        done=_("Đã thống nhất; mức đóng góp của các đơn vị đã vào sổ quỹ."),
        intro=_("Tổng số %(total)s. Sau khi ghi, mức của từng đơn vị chỉ đổi bằng điều chỉnh kèm lý do.")
        % {"total": understood(total)},
    )
    return form_page(
        request,
        form,
        lambda: actions.adopt_campaign(actor=request.user, campaign=found, **form.cleaned_data),
        page,
    )


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, pledge: int) -> HttpResponse:
    """Change one adopted pledge with a reason."""
    row = get_object_or_404(queries.pledges_visible_to(request.user), pk=pledge)
    permissions.can_amend(request.user, row.campaign).require()
    initial = {"amount_vnd": row.amount_vnd, "seen_vnd": row.amount_vnd}
    form = AmendForm(request.POST or None, initial=initial)
    page = FormPage(
        _("Điều chỉnh mức đóng góp của %(unit)s") % {"unit": row.unit_name},
        _("Điều chỉnh"),
        reverse("charity:unit", args=[row.campaign_id, row.unit_id]),
        done=_("Đã điều chỉnh mức đóng góp; sổ quỹ ghi cả mức cũ và lý do."),
        intro=_("Mức hiện nay: %(amount)s.") % {"amount": understood(row.amount_vnd)},
    )
    return form_page(
        request,
        form,
        lambda: actions.amend_pledge(actor=request.user, pledge=row, **form.cleaned_data),
        page,
    )


@require_safe
def reminders(request: HttpRequest, campaign: int) -> HttpResponse:
    """Texts to copy into a message: one for each unit that still owes."""
    found = campaign_of(request, campaign)
    permissions.can_receive(request.user, found).require()
    rows = queries.stands_of(found, queries.cut_now(found.fund, clock.today()))
    context = {
        "campaign": found,
        "reminders": reminders_of(found, rows, queries.full_names(found, clock.today())),
        "trail": campaign_trail(found, (_("Lời nhắc"), "")),
    }
    return render(request, "charity/reminders.html", context)


@require_http_methods(["GET", "POST"])
def treasurer_add(request: HttpRequest, cluster: int) -> HttpResponse:
    """Give somebody of a member unit the task of keeping the books."""
    found = cluster_of(request, cluster)
    permissions.can_prepare(request.user, found).require()
    fund = get_object_or_404(Fund, cluster=found)
    today = clock.today()
    members = found.memberships.filter(from_on__lte=today).values("unit_id")
    acting = Assignment.objects.filter(unit__in=members, to_on=None).values("user_id")
    people = User.objects.filter(pk__in=acting, is_active=True).order_by("full_name")
    form = TreasurerForm(request.POST or None, people=people)
    page = FormPage(
        _("Giao làm thủ quỹ"),
        _("Giao"),
        reverse("charity:fund", args=[found.pk]),
        done=_("Đã giao; từ hôm nay người này ghi được sổ quỹ."),
    )
    return form_page(
        request,
        form,
        lambda: actions.appoint_treasurer(actor=request.user, fund=fund, **form.cleaned_data),
        page,
    )


@require_POST
def treasurer_end(request: HttpRequest, treasurer: int) -> HttpResponse:
    """End a treasurer's task."""
    seen = clusters_visible_to(request.user)
    row = get_object_or_404(Treasurer.objects.filter(fund__cluster__in=seen), pk=treasurer)
    actions.end_treasurer(actor=request.user, treasurer=row)
    return redirect("charity:fund", row.fund.cluster_id)


@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """What an amount being typed is understood as; a fragment beside the field."""
    names = ("amount_vnd", "base_vnd", "planned_cost_vnd")
    typed = next((request.GET[name] for name in names if name in request.GET), "")
    found = parse_money(typed[:60])
    text = found.problem or _("Ví dụ: 10.000.000 hoặc 10 triệu.")
    amount = (money_text(found.vnd), money_in_words(found.vnd)) if found.vnd is not None else None
    return render(request, "charity/_money.html", {"amount": amount, "text": text})
