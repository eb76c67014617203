"""Houses: one page each, details, progress, photos."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.charity import actions, permissions, queries
from thidua.web.charity.forms import HouseForm, PhotoForm, ReasonForm, StepForm
from thidua.web.charity.models import Campaign
from thidua.web.charity.views.finding import campaign_of, campaign_trail, house_of
from thidua.web.clusters.models import Unit
from thidua.web.clusters.queries import member_units
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.pictures import picture_response

FACTS = (
    "title", "place", "beneficiary", "beneficiary_name", "name_agreed", "planned_cost_vnd",
)  # fmt: skip


@require_safe
def house(request: HttpRequest, house: int) -> HttpResponse:
    """One house: place, cost, money handed over, progress, photos."""
    found = house_of(request, house)
    cut = queries.cut_now(found.campaign.fund, clock.today())
    context = {
        "house": found,
        "view": queries.house_views([found], cut)[0],
        "can_keep": permissions.can_keep_house(request.user, found),
        "can_disburse": permissions.can_disburse(request.user, found),
        "trail": campaign_trail(found.campaign, (found.title, "")),
    }
    return render(request, "charity/house.html", context)


def _units(campaign: Campaign) -> list[Unit]:
    return member_units(campaign.fund.cluster, campaign.adopted_on or clock.today())


def _facts(form: HouseForm) -> actions.HouseFacts:
    data: dict[str, Any] = form.cleaned_data
    return actions.HouseFacts(unit=form.units[data["unit"]], **{name: data[name] for name in FACTS})


@require_http_methods(["GET", "POST"])
def house_add(request: HttpRequest, campaign: int) -> HttpResponse:
    """Add a house."""
    found = campaign_of(request, campaign)
    permissions.can_add_house(request.user, found).require()
    form = HouseForm(request.POST or None, units=_units(found))
    page = FormPage(
        _("Thêm nhà tình nghĩa"),
        _("Thêm"),
        reverse("charity:campaign", args=[found.pk]) + "#houses",
        done=_("Đã thêm căn nhà."),
    )
    return form_page(
        request,
        form,
        lambda: actions.add_house(actor=request.user, campaign=found, facts=_facts(form)),
        page,
    )


@require_http_methods(["GET", "POST"])
def house_edit(request: HttpRequest, house: int) -> HttpResponse:
    """Change what is told of a house."""
    found = house_of(request, house)
    permissions.can_keep_house(request.user, found).require()
    initial = {name: getattr(found, name) for name in (*FACTS, "version")} | {"unit": found.unit_id}
    form = HouseForm(request.POST or None, initial=initial, units=_units(found.campaign))

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.edit_house(actor=request.user, house=found, facts=_facts(form), version=version)

    page = FormPage(
        _("Sửa thông tin căn nhà"),
        _("Lưu"),
        reverse("charity:house", args=[found.pk]),
        done=_("Đã lưu."),
    )
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def step_add(request: HttpRequest, house: int) -> HttpResponse:
    """Tell how far the house is."""
    found = house_of(request, house)
    permissions.can_keep_house(request.user, found).require()
    form = StepForm(request.POST or None, initial={"happened_on": clock.today()})
    page = FormPage(
        _("Ghi tiến độ"),
        _("Ghi"),
        reverse("charity:house", args=[found.pk]),
        done=_("Đã ghi tiến độ."),
        intro=found.title,
    )
    return form_page(
        request,
        form,
        lambda: actions.record_step(actor=request.user, house=found, **form.cleaned_data),
        page,
    )


@require_http_methods(["GET", "POST"])
def photo_add(request: HttpRequest, house: int) -> HttpResponse:
    """Add a photo with its caption."""
    found = house_of(request, house)
    permissions.can_keep_house(request.user, found).require()
    form = PhotoForm(request.POST or None, request.FILES or None)

    def act() -> None:
        data = dict(form.cleaned_data)
        content = data.pop("photo").read()
        actions.add_photo(actor=request.user, house=found, photo=actions.NewPhoto(content, **data))

    page = FormPage(
        _("Thêm ảnh"),
        _("Thêm ảnh"),
        reverse("charity:house", args=[found.pk]),
        done=_("Đã thêm ảnh."),
        intro=found.title,
    )
    return form_page(request, form, act, page)


@require_safe
def photo(request: HttpRequest, photo: int) -> FileResponse:
    """The picture itself."""
    row = get_object_or_404(queries.photos_visible_to(request.user), pk=photo)
    return picture_response(request, row.file, f"anh-{row.pk}")


@require_http_methods(["GET", "POST"])
def photo_withdraw(request: HttpRequest, photo: int) -> HttpResponse:
    """Take a photo down with a reason."""
    row = get_object_or_404(queries.photos_visible_to(request.user), pk=photo)
    permissions.can_withdraw_photo(request.user, row).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        _("Gỡ ảnh «%(caption)s»") % {"caption": row.caption},
        _("Gỡ ảnh"),
        reverse("charity:house", args=[row.house_id]),
        done=_("Đã gỡ ảnh."),
    )
    return form_page(
        request,
        form,
        lambda: actions.withdraw_photo(actor=request.user, photo=row, reason=form.cleaned_data["reason"]),
        page,
    )
