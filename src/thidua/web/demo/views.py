"""The demo's calendar and its sign-ins; on any other site there is nothing here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.core import clock
from thidua.web.demo import actions, permissions, queries
from thidua.web.demo.forms import BusinessDateForm


def _demo_only() -> None:
    if not queries.is_demo():
        raise Http404


@login_not_required
@require_safe
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Everyone one may sign in as, and the password; open to strangers, since one must sign in to look."""
    _demo_only()
    context = {
        "people": queries.sign_ins(),
        "admin": actions.SIGN_INS[-1],
        "password": actions.PASSWORD,
        "can_set_date": permissions.can_set_business_date(request.user),
    }
    return render(request, "demo/sign_ins.html", context)


@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Set the day that the demo takes for today: deadlines, lateness and people's rights follow it."""
    _demo_only()
    permissions.can_set_business_date(request.user).require()
    wish = request.GET.get("day") or clock.today()
    form = BusinessDateForm(request.POST or None, initial={"day": wish})
    if request.method == "POST" and form.is_valid():
        actions.set_business_date(actor=request.user, day=form.cleaned_data["day"])
        messages.success(request, _("Đã đặt ngày nghiệp vụ."))
        return redirect("home:start")
    return render(request, "demo/calendar.html", {"form": form, "days": queries.days_to_jump_to()})
