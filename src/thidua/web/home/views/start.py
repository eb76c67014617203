"""The first screen answers: what is due, what is late, where do we stand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The start page of the person signed in."""
    return render(request, "home/start.html")
