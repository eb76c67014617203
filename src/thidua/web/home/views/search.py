"""Search over everything the person may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.web.home import queries

LONGEST = 100


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Units, years, criteria, evidence, people, help that contain every word asked for."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = queries.search(request.user, text)
    context = {"q": text, "found": found, "count": sum(group.count for group in found)}
    return render(request, "home/search.html", context)
