"""Help stands behind every screen."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from thidua.web.core import help_topics


@login_not_required
@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    """All help topics; open to everyone, since signing in may be what one needs help with."""
    return render(request, "home/help_index.html", {"topics": help_topics.topics()})


@login_not_required
@require_safe
def help_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One help topic in the reader's language, beside the list of the others."""
    found = help_topics.find(topic)
    if found is None:
        raise Http404
    texts = [f"help/{get_language()}/{topic}.html", f"help/vi/{topic}.html"]
    return render(
        request, "home/help_topic.html", {"topic": found, "texts": texts, "topics": help_topics.topics()}
    )
