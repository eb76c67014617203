"""The state of the site, for its administrator: what must always hold, and how to keep a copy."""

import time
from typing import Any

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.web.accounts.models import User
from thidua.web.clusters.permissions import can_set_up_cluster
from thidua.web.core import invariants
from thidua.web.core.models import AuditEntry, StoredFile


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Every statement that must hold, checked when asked for; it only reads."""
    can_set_up_cluster(request.user).require()
    context: dict[str, Any] = {
        "people": User.objects.count(),
        "entries": AuditEntry.objects.count(),
        "files": StoredFile.objects.count(),
        "bytes": StoredFile.objects.aggregate(total=Sum("size"))["total"] or 0,
        "checks": [(invariants.title_of(name), None) for name in invariants.names()],
    }
    if request.GET.get("check"):
        began = time.monotonic()
        found = invariants.check_all()
        context["checks"] = [(invariants.title_of(name), problems) for name, problems in found.items()]
        context["checked"] = True
        context["wrong"] = sum(bool(problems) for problems in found.values())
        context["seconds"] = f"{time.monotonic() - began:.1f}".replace(".", ",")
    return render(request, "home/health.html", context)
