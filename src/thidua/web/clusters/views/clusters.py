"""Clusters: the list, a cluster's page, its members and its terms of head and deputy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.clusters import actions, permissions, queries
from thidua.web.clusters.forms.fields import LastDayForm
from thidua.web.clusters.forms.units import (
    AddMemberForm,
    ClusterForm,
    HeadTermForm,
    OnDayForm,
    PasteUnitsForm,
)
from thidua.web.clusters.models import Cluster
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page


@require_safe
def cluster_list(request: HttpRequest) -> HttpResponse:
    """Every cluster the person sees, with its head and its year."""
    context = {
        "rows": queries.cluster_overview(queries.clusters_visible_to(request.user), clock.today()),
        "can_set_up": permissions.can_set_up_cluster(request.user),
    }
    return render(request, "clusters/cluster_list.html", context)


@require_safe
def cluster_page(request: HttpRequest, cluster: int) -> HttpResponse:
    """Members as they are today or were on a day, head and deputy, who works in it, its years."""
    found = get_object_or_404(queries.clusters_visible_to(request.user), pk=cluster)
    user, today = request.user, clock.today()
    on_day = OnDayForm(request.GET)
    day = on_day.day(today)
    context = {
        "cluster": found,
        "on_day": on_day,
        "day": day,
        "is_today": day == today,
        "members": queries.members_table(found, day, today),
        "terms": queries.named_terms(queries.head_terms_of(found), today),
        "roles": queries.roles_on(found, today),
        "pending": queries.pending_roles_visible_to(user).filter(cluster=found).count(),
        "years": found.cycles.order_by("-year")[:5],
        "can_edit": permissions.can_edit_cluster(user, found),
        "can_set_up": permissions.can_set_up_cluster(user),
        "can_request": permissions.can_request_cluster_role(user, found),
        "can_open": permissions.can_open_year(user, found),
    }
    return render(request, "clusters/cluster.html", context)


@require_http_methods(["GET", "POST"])
def cluster_add(request: HttpRequest) -> HttpResponse:
    """Make a cluster."""
    permissions.can_set_up_cluster(request.user).require()
    form = ClusterForm(request.POST or None)

    def act() -> HttpResponse:
        made = actions.create_cluster(actor=request.user, **form.cleaned_data)
        return redirect("clusters:cluster", made.pk)

    page = FormPage(_("Lập cụm thi đua"), _("Lập cụm"), reverse("clusters:clusters"))
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def cluster_edit(request: HttpRequest, cluster: int) -> HttpResponse:
    """Name, kind and sector of a cluster."""
    found = get_object_or_404(queries.clusters_visible_to(request.user), pk=cluster)
    permissions.can_edit_cluster(request.user, found).require()
    form = ClusterForm(request.POST or None, instance=found)
    page = FormPage(
        _("Sửa thông tin cụm"),
        _("Lưu"),
        reverse("clusters:cluster", args=[found.pk]),
        done=_("Đã lưu thông tin cụm."),
    )
    return form_page(
        request,
        form,
        lambda: actions.edit_cluster(actor=request.user, cluster=found, **form.cleaned_data),
        page,
    )


@require_http_methods(["GET", "POST"])
def units_paste(request: HttpRequest, cluster: int) -> HttpResponse:
    """Add the units of a cluster from a pasted list."""
    found = get_object_or_404(queries.clusters_visible_to(request.user), pk=cluster)
    permissions.can_set_up_cluster(request.user).require()
    form = PasteUnitsForm(request.POST or None)
    page = FormPage(
        _("Thêm đơn vị từ danh sách"),
        _("Thêm các đơn vị"),
        reverse("clusters:cluster", args=[found.pk]),
        done=_("Đã thêm các đơn vị vào cụm."),
    )
    return form_page(
        request,
        form,
        lambda: actions.add_units(
            actor=request.user,
            units=form.cleaned_data["lines"],
            from_on=form.cleaned_data["from_on"],
            cluster=found,
        ),
        page,
    )


def _page(cluster: Cluster, title: str, button: str, done: str) -> FormPage:
    """A form about the cluster, which leads back to its page."""
    return FormPage(title, button, reverse("clusters:cluster", args=[cluster.pk]), done=done)


@require_http_methods(["GET", "POST"])
def member_add(request: HttpRequest, cluster: int) -> HttpResponse:
    """A known unit comes into the cluster."""
    found = get_object_or_404(queries.clusters_visible_to(request.user), pk=cluster)
    permissions.can_edit_cluster(request.user, found).require()
    form = AddMemberForm(request.POST or None, cluster=found)

    def act() -> None:
        actions.add_member(actor=request.user, cluster=found, **form.cleaned_data)

    words = (_("Đưa đơn vị vào cụm"), _("Đưa vào cụm"), _("Đã đưa đơn vị vào cụm."))
    return form_page(request, form, act, _page(found, *words))


@require_http_methods(["GET", "POST"])
def member_end(request: HttpRequest, membership: int) -> HttpResponse:
    """A unit leaves the cluster without any event."""
    found = get_object_or_404(queries.memberships_visible_to(request.user), pk=membership)
    permissions.can_edit_cluster(request.user, found.cluster).require()
    form = LastDayForm(request.POST or None, initial={"last_day": clock.today()})
    page = FormPage(
        _("%(unit)s rời cụm") % {"unit": found.unit},
        _("Ghi ngày rời cụm"),
        reverse("clusters:cluster", args=[found.cluster_id]),
        done=_("Đã ghi ngày rời cụm."),
        intro=_("Nếu đơn vị hợp nhất, chia tách hay giải thể, hãy ghi sự kiện đơn vị thay cho trang này."),
    )
    return form_page(
        request,
        form,
        lambda: actions.end_membership(actor=request.user, membership=found, **form.cleaned_data),
        page,
    )


@require_http_methods(["GET", "POST"])
def term_add(request: HttpRequest, cluster: int) -> HttpResponse:
    """A term of head or deputy."""
    found = get_object_or_404(queries.clusters_visible_to(request.user), pk=cluster)
    permissions.can_edit_cluster(request.user, found).require()
    form = HeadTermForm(request.POST or None, cluster=found)

    def act() -> None:
        actions.add_head_term(actor=request.user, cluster=found, term=form.term())

    words = (_("Ghi nhiệm kỳ cụm trưởng, cụm phó"), _("Ghi nhiệm kỳ"), _("Đã ghi nhiệm kỳ."))
    return form_page(request, form, act, _page(found, *words))


@require_http_methods(["GET", "POST"])
def term_edit(request: HttpRequest, term: int) -> HttpResponse:
    """Correct or end a term."""
    found = get_object_or_404(queries.head_terms_visible_to(request.user), pk=term)
    permissions.can_edit_cluster(request.user, found.cluster).require()
    names = ("unit", "role", "selection", "from_on", "to_on")
    form = HeadTermForm(
        request.POST or None, cluster=found.cluster, initial={name: getattr(found, name) for name in names}
    )
    page = FormPage(
        _("Sửa nhiệm kỳ"),
        _("Lưu"),
        reverse("clusters:cluster", args=[found.cluster_id]),
        done=_("Đã lưu nhiệm kỳ."),
    )
    return form_page(
        request,
        form,
        lambda: actions.edit_head_term(actor=request.user, head_term=found, term=form.term()),
        page,
    )
