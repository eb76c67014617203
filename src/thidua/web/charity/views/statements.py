"""Statements: of a unit, of the campaign; on paper, as XLSX and CSV; publishing them."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.charity import actions, permissions, queries, tables
from thidua.web.charity.forms import AsOfForm, ReasonForm
from thidua.web.charity.models import Campaign
from thidua.web.charity.money import money_in_words
from thidua.web.charity.queries import Cut, Statement
from thidua.web.charity.views.finding import campaign_of, campaign_trail
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page

KINDS = {
    "csv": ("text/csv; charset=utf-8", tables.statement_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", tables.statement_xlsx),
}


def _cut(request: HttpRequest, campaign: Campaign) -> Cut:
    """The cut asked for, else everything up to today; a number or a day that is not there yet is cut down."""
    now = queries.cut_now(campaign.fund, clock.today())
    try:
        as_of = dt.date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        form = AsOfForm(request.GET)
        as_of = form.cleaned_data["as_of"] if form.is_valid() else now.as_of
    upto = request.GET.get("upto", "")
    number = min(int(upto), now.upto) if upto.isdigit() and len(upto) < 9 else now.upto  # noqa: PLR2004 - no such ledger
    return Cut(min(as_of, now.as_of), number)


def _asked(request: HttpRequest, campaign: int, unit: int | None) -> tuple[Campaign, Statement]:
    found = campaign_of(request, campaign)
    if not found.is_adopted or (unit is not None and not found.pledges.filter(unit_id=unit).exists()):
        raise Http404
    return found, queries.statement_of(found, _cut(request, found), unit_id=unit)


@require_safe
def statement(request: HttpRequest, campaign: int, unit: int | None = None) -> HttpResponse:
    """The statement on paper; its address names the cut once it is exported."""
    found, made = _asked(request, campaign, unit)
    args = [found.pk] if unit is None else [found.pk, unit]
    name = "statement" if unit is None else "unit-statement"
    asked = f"?as_of={made.cut.as_of.isoformat()}&upto={made.cut.upto}"
    context = {
        "campaign": found,
        "statement": made,
        "title": tables.title_of(made),
        "note": tables.cut_note(made),
        "lines": [(line, tables.remark(line)) for line in made.lines],
        "paid_words": money_in_words(made.paid),
        "given_words": money_in_words(made.given),
        "as_of": made.cut.as_of,
        "back": reverse("charity:campaign" if unit is None else "charity:unit", args=args),
        "same": reverse(f"charity:{name}", args=args) + asked,
        "files": [
            (kind.upper(), reverse(f"charity:{name}-file", args=[*args, kind]) + asked) for kind in KINDS
        ],
        "signers": [_("Người lập"), _("Thủ quỹ"), _("Cụm trưởng")],
    }
    return render(request, "charity/statement.html", context)


@require_safe
def statement_file(request: HttpRequest, campaign: int, kind: str, unit: int | None = None) -> HttpResponse:
    """The same statement as a file; the same cut gives the same bytes."""
    _found, made = _asked(request, campaign, unit)
    if kind not in KINDS:
        raise Http404
    media_type, write = KINDS[kind]
    response = HttpResponse(write(made), content_type=media_type)
    name = f"quy-{made.year}-{made.cut.as_of:%Y%m%d}-so-{made.cut.upto}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def unit_page(request: HttpRequest, campaign: int, unit: int) -> HttpResponse:
    """One unit in one campaign: its pledge, its payments with receipts, what it owes, its lines in the ledger."""
    found = campaign_of(request, campaign)
    cut = queries.cut_now(found.fund, clock.today())
    rows = queries.stands_of(found, cut)
    row = next((r for r in rows if r.pledge.unit_id == unit), None)
    if row is None:
        raise Http404
    row.pledge.campaign = found
    made = queries.statement_of(found, cut, unit_id=unit)
    payments = [p for p in queries.payments_of(found) if p.pledge_id == row.pledge.pk]
    context = {
        "campaign": found,
        "row": row,
        "rows": rows,
        "payments": payments,
        "lines": [(line, tables.remark(line)) for line in made.lines],
        "can_receive": permissions.can_receive(request.user, found),
        "can_amend": permissions.can_amend(request.user, found),
        "can_see_receipt": permissions.can_see_receipt(request.user, row.pledge),
        "trail": campaign_trail(found, (row.pledge.unit_name, "")),
    }
    return render(request, "charity/unit.html", context)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, campaign: int) -> HttpResponse:
    """Freeze what the public may read."""
    found = campaign_of(request, campaign)
    permissions.can_publish(request.user, found).require()
    form = AsOfForm(request.POST or None, initial={"as_of": clock.today()})
    page = FormPage(
        _("Công khai báo cáo"),
        _("Công khai"),
        reverse("charity:campaign", args=[found.pk]),
        done=_("Đã chốt báo cáo. Ai cũng đọc được ở trang Tin thi đua, không cần đăng nhập."),
        intro=_(
            "Công khai tổng số, số đóng góp của từng đơn vị, các lần trao tiền, căn nhà và những ảnh được phép "
            "công khai. Tên chủ hộ chỉ có khi chủ hộ đồng ý. Chứng từ và người ghi sổ không công khai."
        ),
    )
    return form_page(
        request,
        form,
        lambda: actions.publish_statement(actor=request.user, campaign=found, **form.cleaned_data),
        page,
    )


@require_safe
def published(request: HttpRequest, published: int) -> HttpResponse:
    """A published statement as the public reads it."""
    row = get_object_or_404(queries.published_visible_to(request.user), pk=published)
    handed = [(dt.date.fromisoformat(h["on"]), h["text"], h["amount"]) for h in row.content["handed_over"]]
    context = {
        "row": row,
        "content": row.content,
        "handed": handed,
        "can_withdraw": permissions.can_withdraw_statement(request.user, row),
        "trail": campaign_trail(row.campaign, (_("Báo cáo công khai"), "")),
    }
    return render(request, "charity/published.html", context)


@require_http_methods(["GET", "POST"])
def unpublish(request: HttpRequest, published: int) -> HttpResponse:
    """Take a published statement back with a reason."""
    row = get_object_or_404(queries.published_visible_to(request.user), pk=published)
    permissions.can_withdraw_statement(request.user, row).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        _("Rút báo cáo đã công khai"),
        _("Rút"),
        reverse("charity:published", args=[row.pk]),
        done=_("Đã rút; báo cáo vẫn được lưu cùng lý do."),
    )
    return form_page(
        request,
        form,
        lambda: actions.withdraw_statement(
            actor=request.user, statement=row, reason=form.cleaned_data["reason"]
        ),
        page,
    )
