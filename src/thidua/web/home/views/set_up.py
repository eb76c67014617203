"""First set-up of an empty site: its administrator, then the guided path to a running year."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.accounts.actions import create_site_admin
from thidua.web.clusters.permissions import can_set_up_cluster
from thidua.web.core import set_up as site
from thidua.web.home import queries
from thidua.web.home.forms import FirstAdminForm


@login_not_required
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Make the site's administrator; only while nobody exists, and only with the printed code."""
    if not site.is_open():
        raise Http404
    if request.method == "POST" and not ratelimit.consume(request, action="set_up"):
        form = FirstAdminForm()
        late = _("Thử quá nhiều lần. Hãy đợi một giờ, hoặc khởi động lại hệ thống để có mã mới.")
        return render(request, "home/set_up.html", {"form": form, "late": late}, status=429)
    form = FirstAdminForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        names = ("username", "full_name", "password")
        user = create_site_admin(**{name: form.cleaned_data[name] for name in names})
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("home:set-up-guide")
    return render(request, "home/set_up.html", {"form": form})


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """What is done and what comes next on the way to a running year."""
    can_set_up_cluster(request.user).require()
    steps = queries.set_up_steps()
    coming = next((step for step in steps if not step.done), None)
    done = sum(step.done for step in steps)
    return render(request, "home/set_up_guide.html", {"steps": steps, "coming": coming, "done": done})
