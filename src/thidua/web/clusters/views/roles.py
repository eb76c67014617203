"""Rights in a cluster: who holds them, what is asked for, approve, decline, end."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.web.clusters import actions, permissions, queries
from thidua.web.clusters.forms.fields import LastDayForm, ReasonForm
from thidua.web.clusters.forms.roles import RequestRoleForm
from thidua.web.clusters.models import ClusterRole
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page


@require_safe
def roles(request: HttpRequest, cluster: int) -> HttpResponse:
    """Requests that wait, rights in force, and the past."""
    found = get_object_or_404(queries.clusters_visible_to(request.user), pk=cluster)
    user, today = request.user, clock.today()
    every = queries.cluster_roles_visible_to(user).filter(cluster=found).order_by("role", "user__full_name")
    waiting = [(r, permissions.can_approve_cluster_role(user, r)) for r in every if _waits(r)]
    held = [r for r in every if r.approved_at and not (r.to_on and r.to_on < today)]
    context = {
        "cluster": found,
        "waiting": waiting,
        "held": [(r, permissions.can_end_cluster_role(user, r)) for r in held],
        "past": [r for r in every if r.declined_at or (r.approved_at and r not in held)],
        "can_request": permissions.can_request_cluster_role(user, found),
        "today": today,
    }
    return render(request, "clusters/roles.html", context)


def _waits(right: ClusterRole) -> bool:
    return right.approved_at is None and right.declined_at is None


@require_http_methods(["GET", "POST"])
def role_request(request: HttpRequest, cluster: int) -> HttpResponse:
    """Ask for a right for somebody."""
    found = get_object_or_404(queries.clusters_visible_to(request.user), pk=cluster)
    permissions.can_request_cluster_role(request.user, found).require()
    form = RequestRoleForm(
        request.POST or None,
        cluster=found,
        anybody=request.user.is_site_admin,  # type: ignore[union-attr]
        initial={"from_on": clock.today()},
    )
    page = FormPage(
        _("Đề nghị cấp quyền trong cụm"),
        _("Gửi đề nghị"),
        reverse("clusters:roles", args=[found.pk]),
        done=_("Đã gửi đề nghị. Quyền có hiệu lực khi người thứ hai duyệt."),
        intro=_("Quyền của tổ thư ký và Vụ theo dõi mở số liệu của mọi đơn vị, nên cần hai người."),
    )
    return form_page(
        request,
        form,
        lambda: actions.request_cluster_role(actor=request.user, cluster=found, asked=form.asked()),
        page,
    )


def _right(request: HttpRequest, role: int) -> ClusterRole:
    found: ClusterRole = get_object_or_404(queries.cluster_roles_visible_to(request.user), pk=role)
    return found


@require_POST
def role_approve(request: HttpRequest, role: int) -> HttpResponse:
    """Approve as the second person."""
    found = _right(request, role)
    actions.approve_cluster_role(actor=request.user, right=found)
    return redirect("clusters:roles", found.cluster_id)


@require_http_methods(["GET", "POST"])
def role_decline(request: HttpRequest, role: int) -> HttpResponse:
    """Decline with a reason."""
    found = _right(request, role)
    permissions.can_approve_cluster_role(request.user, found).require()
    form = ReasonForm(request.POST or None)

    def act() -> None:
        actions.decline_cluster_role(actor=request.user, right=found, **form.cleaned_data)

    title = _("Không duyệt quyền của %(person)s") % {"person": found.user}
    back = reverse("clusters:roles", args=[found.cluster_id])
    page = FormPage(title, _("Không duyệt"), back, done=_("Đã trả lời đề nghị."))
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def role_end(request: HttpRequest, role: int) -> HttpResponse:
    """End a right, or take back a request."""
    found = _right(request, role)
    permissions.can_end_cluster_role(request.user, found).require()
    form = LastDayForm(request.POST or None, initial={"last_day": clock.today()})
    page = FormPage(
        _("Kết thúc quyền của %(person)s") % {"person": found.user},
        _("Kết thúc"),
        reverse("clusters:roles", args=[found.cluster_id]),
        done=_("Đã ghi ngày kết thúc."),
        intro=_("Chọn ngày hôm qua để có hiệu lực ngay. Đề nghị chưa duyệt thì được rút lại."),
    )
    return form_page(
        request,
        form,
        lambda: actions.end_cluster_role(actor=request.user, right=found, **form.cleaned_data),
        page,
    )
