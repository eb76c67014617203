"""Runs of numbers: how far each is, where one goes on from before the program, when a Party term began."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.clusters import actions, numbering, permissions, queries
from thidua.web.clusters.forms.drafts import SeriesForm, TermForm
from thidua.web.clusters.models import Cluster
from thidua.web.core.form_page import FormPage, form_page


def _cluster(request: HttpRequest, cluster: int) -> Cluster:
    found = get_object_or_404(queries.clusters_visible_to(request.user), pk=cluster)
    permissions.can_draft_documents(request.user, found).require()
    return found


@require_safe
def number_series(request: HttpRequest, cluster: int) -> HttpResponse:
    """Every run of the cluster with its last number, and the terms whose first day is recorded."""
    found = _cluster(request, cluster)
    context = {
        "cluster": found,
        "series": found.number_series.all(),
        "terms": found.party_terms.order_by("-first_year"),
        "trail": [(_("Văn bản"), reverse("clusters:documents")), (_("Sổ số văn bản"), "")],
    }
    return render(request, "clusters/number_series.html", context)


@require_http_methods(["GET", "POST"])
def series_start(request: HttpRequest, cluster: int) -> HttpResponse:
    """Say which number of a run the office gave last before it kept the run here."""
    found = _cluster(request, cluster)
    form = SeriesForm(request.POST or None)

    def act() -> None:
        data = form.cleaned_data
        terms = dict(found.party_terms.values_list("first_year", "starts_on"))
        key = numbering.series_key(data["family"], data["on"], terms)
        run = actions.Run(data["issuer"], data["family"], data["type_code"], key)
        actions.start_number_series(
            actor=request.user, cluster=found, run=run, used_before=data["used_before"]
        )

    page = FormPage(
        _("Đặt số bắt đầu của một sổ"),
        _("Đặt số"),
        reverse("clusters:number-series", args=[found.pk]),
        _("Đã đặt số bắt đầu."),
        _(
            "Dùng khi cơ quan đã cấp số trong năm hoặc nhiệm kỳ trước khi dùng phần mềm: số đầu tiên ở đây là số sau đó."
        ),
    )
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def term_start(request: HttpRequest, cluster: int) -> HttpResponse:
    """Record the day on which a Party term began."""
    found = _cluster(request, cluster)
    form = TermForm(request.POST or None)

    def act() -> None:
        actions.set_party_term(
            actor=request.user,
            cluster=found,
            first_year=int(form.cleaned_data["first_year"]),
            starts_on=form.cleaned_data["starts_on"],
        )

    page = FormPage(
        _("Ngày bắt đầu nhiệm kỳ của Đảng"),
        _("Ghi ngày"),
        reverse("clusters:number-series", args=[found.pk]),
        _("Đã ghi ngày bắt đầu nhiệm kỳ."),
        _("Chưa ghi thì nhiệm kỳ tính từ ngày 01/10 của năm đại hội."),
    )
    return form_page(request, form, act, page)
