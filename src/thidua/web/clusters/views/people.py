"""The people of a unit: who acts for it, invitations, printed codes, replacing, deputising, locks."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.accounts.actions import CODE_HOURS
from thidua.web.accounts.models import User
from thidua.web.accounts.queries import has_second_factor
from thidua.web.clusters import actions, permissions, queries
from thidua.web.clusters.forms.fields import ReasonForm
from thidua.web.clusters.forms.people import (
    AdministratorsForm,
    DeputiseForm,
    EndAssignmentForm,
    GiveRoleForm,
    InviteForm,
    NewCodeForm,
    ReplaceForm,
    SecondFactorForm,
    known_people,
)
from thidua.web.clusters.models import Unit
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page


def _unit(request: HttpRequest, unit: int) -> Unit:
    found: Unit = get_object_or_404(queries.people_units(request.user), pk=unit)
    return found


def _back(unit: Unit) -> str:
    return reverse("clusters:people", args=[unit.pk])


def slips(request: HttpRequest, found: list[tuple[Unit, User, str]], back: str) -> HttpResponse:
    """The printed slips with their codes, shown this once: never stored, never cached."""
    context = {
        "slips": found,
        "hours": CODE_HOURS,
        "use_code_at": request.build_absolute_uri(reverse("accounts:use-code")),
        "back": back,
        "today": clock.today(),
    }
    response = render(request, "clusters/slips.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def my_people(request: HttpRequest) -> HttpResponse:
    """The people of my unit; with several units, or none, the list of units."""
    mine = list(queries.standing_of(request.user).unit_roles)
    return redirect("clusters:people", mine[0]) if len(mine) == 1 else redirect("clusters:units")


@require_safe
def people(request: HttpRequest, unit: int) -> HttpResponse:
    """Who acts for the unit now, and who did."""
    found = _unit(request, unit)
    present, past = queries.people_of(found, clock.today())
    context = {
        "unit": found,
        "name": found.name_on(clock.today()),
        "present": present,
        "past": past,
        "can_manage": permissions.can_manage_people(request.user, found),
        "can_deputise": permissions.can_deputise(request.user, found),
        "today": clock.today(),
    }
    return render(request, "clusters/people.html", context)


@require_safe
def person_page(request: HttpRequest, unit: int, person: int) -> HttpResponse:
    """One person of the unit: their assignments, their sign-in, and what may be done about both."""
    found, user = _person(request, unit, person)
    rows = found.assignments.filter(user=user).select_related("user", "unit", "deputises")
    context = {
        "unit": found,
        "name": found.name_on(clock.today()),
        "person": user,
        "rows": [(a, permissions.can_end_assignment(request.user, a)) for a in rows.order_by("-from_on")],
        "can_manage": permissions.can_manage_people(request.user, found),
        "can_touch": permissions.can_touch_account(request.user, found, user),
        "can_lock": permissions.can_lock(request.user, found, user),
        "has_second_factor": has_second_factor(user),
        "today": clock.today(),
    }
    return render(request, "clusters/person.html", context)


@require_http_methods(["GET", "POST"])
def person_invite(request: HttpRequest, unit: int) -> HttpResponse:
    """Invite a new person; answers with the slip to print."""
    found = _unit(request, unit)
    permissions.can_manage_people(request.user, found).require()
    form = InviteForm(request.POST or None, initial={"from_on": clock.today()})

    def act() -> HttpResponse:
        made, code = actions.invite_person(actor=request.user, unit=found, invited=form.invitation())
        return slips(request, [(found, made.user, code)], _back(found))

    page = FormPage(
        _("Mời người vào đơn vị"),
        _("Mời và in phiếu mã"),
        _back(found),
        intro=_("Hệ thống lập tài khoản và in một phiếu có mã dùng một lần. Mã chỉ hiện một lần."),
    )
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def role_give(request: HttpRequest, unit: int) -> HttpResponse:
    """A person with an account gets a role in the unit."""
    found = _unit(request, unit)
    permissions.can_manage_people(request.user, found).require()
    form = GiveRoleForm(
        request.POST or None,
        unit=found,
        anybody=request.user.is_site_admin,  # type: ignore[union-attr]
        initial={"from_on": clock.today()},
    )
    page = FormPage(
        _("Phân công người đã có tài khoản"), _("Phân công"), _back(found), done=_("Đã phân công.")
    )
    return form_page(
        request,
        form,
        lambda: actions.give_role(
            actor=request.user,
            unit=found,
            person=form.cleaned_data["person"],
            role=form.cleaned_data["role"],
            days=(form.cleaned_data["from_on"], form.cleaned_data["to_on"]),
        ),
        page,
    )


@require_http_methods(["GET", "POST"])
def assignment_replace(request: HttpRequest, assignment: int) -> HttpResponse:
    """Another person takes over the role."""
    found = get_object_or_404(queries.assignments_visible_to(request.user), pk=assignment)
    permissions.can_manage_people(request.user, found.unit).require()
    form = ReplaceForm(request.POST or None, assignment=found, initial={"from_on": clock.today()})

    def act() -> HttpResponse | None:
        coming, code = actions.replace_person(
            actor=request.user,
            assignment=found,
            successor=form.successor(),
            from_on=form.cleaned_data["from_on"],
        )
        return slips(request, [(found.unit, coming.user, code)], _back(found.unit)) if code else None

    page = FormPage(
        _("Thay %(person)s") % {"person": found.user},
        _("Thay người"),
        _back(found.unit),
        done=_("Đã thay người."),
        intro=_("Vai trò «%(role)s»: người trước làm đến hết ngày hôm trước, người mới tiếp nhận.")
        % {"role": found.get_role_display()},
    )
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def assignment_end(request: HttpRequest, assignment: int) -> HttpResponse:
    """End an assignment or a deputation."""
    found = get_object_or_404(queries.assignments_visible_to(request.user), pk=assignment)
    permissions.can_end_assignment(request.user, found).require()
    form = EndAssignmentForm(request.POST or None, initial={"last_day": clock.today()})
    page = FormPage(
        _("Kết thúc phân công của %(person)s") % {"person": found.user},
        _("Kết thúc"),
        _back(found.unit),
        done=_("Đã ghi ngày kết thúc."),
        intro=_("Vai trò «%(role)s». Chọn ngày hôm qua để có hiệu lực ngay.")
        % {"role": found.get_role_display()},
    )
    return form_page(
        request,
        form,
        lambda: actions.end_assignment(actor=request.user, assignment=found, **form.cleaned_data),
        page,
    )


@require_http_methods(["GET", "POST"])
def deputy_add(request: HttpRequest, unit: int) -> HttpResponse:
    """Hand my role to a colleague for some days."""
    found = _unit(request, unit)
    permissions.can_deputise(request.user, found).require()
    roles = permissions.own_roles(request.user, found, clock.today())
    form = DeputiseForm(
        request.POST or None,
        unit=found,
        user=request.user,  # type: ignore[arg-type]
        roles=roles,
        initial={"from_on": clock.today()},
    )
    page = FormPage(
        _("Ủy quyền"),
        _("Ủy quyền"),
        _back(found),
        done=_("Đã ủy quyền."),
        intro=_("Người được ủy quyền làm thay phần việc của bạn trong thời gian ghi dưới đây, rồi tự hết."),
    )
    return form_page(
        request,
        form,
        lambda: actions.deputise(
            actor=request.user,
            unit=found,
            role=form.cleaned_data["role"],
            colleague=form.cleaned_data["colleague"],
            days=form.days(),
        ),
        page,
    )


def _person(request: HttpRequest, unit: int, person: int) -> tuple[Unit, User]:
    found = _unit(request, unit)
    return found, get_object_or_404(known_people(found), pk=person)


@require_http_methods(["GET", "POST"])
def code_issue(request: HttpRequest, unit: int, person: int) -> HttpResponse:
    """A new one-time code for somebody who forgot their password."""
    found, user = _person(request, unit, person)
    permissions.can_touch_account(request.user, found, user).require()
    page = FormPage(
        _("Cấp mã mới cho %(person)s") % {"person": user},
        _("Cấp mã và in phiếu"),
        _back(found),
        intro=_("Dùng khi quên mật khẩu. Mã cũ chưa dùng hết hiệu lực ngay; mã mới chỉ hiện một lần."),
    )
    return form_page(
        request,
        NewCodeForm(request.POST or None),
        lambda: slips(
            request,
            [(found, user, actions.issue_code(actor=request.user, unit=found, person=user))],
            _back(found),
        ),
        page,
    )


@require_http_methods(["GET", "POST"])
def second_factor_clear(request: HttpRequest, unit: int, person: int) -> HttpResponse:
    """A code that also removes a lost second factor; the reason goes to the audit."""
    found, user = _person(request, unit, person)
    permissions.can_touch_account(request.user, found, user).require()
    form = SecondFactorForm(request.POST or None)

    def act() -> HttpResponse:
        code = actions.issue_code(
            actor=request.user,
            unit=found,
            person=user,
            clears_second_factor=True,
            reason=form.cleaned_data["reason"],
        )
        return slips(request, [(found, user, code)], _back(found))

    page = FormPage(
        _("%(person)s mất lớp bảo vệ thứ hai") % {"person": user},
        _("Cấp mã và in phiếu"),
        _back(found),
        intro=_("Khi dùng mã này, mật khẩu được đặt lại và điện thoại, khóa đăng nhập cũ bị gỡ."),
    )
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def person_lock(request: HttpRequest, unit: int, person: int) -> HttpResponse:
    """Lock the sign-in of a person, or open it again; both need a reason."""
    found, user = _person(request, unit, person)
    permissions.can_lock(request.user, found, user).require()
    form: forms.Form = ReasonForm(request.POST or None)
    lock = user.is_active
    page = FormPage(
        (_("Khóa đăng nhập của %(person)s") if lock else _("Mở khóa cho %(person)s")) % {"person": user},
        _("Khóa") if lock else _("Mở khóa"),
        _back(found),
        done=_("Đã khóa đăng nhập.") if lock else _("Đã mở khóa."),
        intro=_("Người này bị đăng xuất ngay. Phân công và dữ liệu giữ nguyên.") if lock else "",
    )
    return form_page(
        request,
        form,
        lambda: actions.set_person_locked(
            actor=request.user, unit=found, person=user, locked=lock, reason=form.cleaned_data["reason"]
        ),
        page,
    )


@require_http_methods(["GET", "POST"])
def administrators_invite(request: HttpRequest, cluster: int) -> HttpResponse:
    """Invite the administrators of all units that have none, and print their slips in one go."""
    found = get_object_or_404(queries.clusters_visible_to(request.user), pk=cluster)
    permissions.can_set_up_cluster(request.user).require()
    units = queries.units_without_administrator(found, clock.today())
    form = AdministratorsForm(request.POST or None, units=units)
    back = reverse("clusters:cluster", args=[found.pk])

    def act() -> HttpResponse:
        made = actions.invite_administrators(actor=request.user, invited=form.invitations(clock.today()))
        return slips(request, [(a.unit, a.user, code) for a, code in made], back)

    page = FormPage(
        _("Quản trị của các đơn vị"),
        _("Mời và in các phiếu mã"),
        back,
        intro=_("Mỗi đơn vị một người quản trị; người đó tự mời cán bộ, lãnh đạo của đơn vị mình."),
        template="clusters/administrators.html",
    )
    return form_page(request, form, act, page)
