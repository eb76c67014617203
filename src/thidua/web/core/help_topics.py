"""A help page behind every screen: features register topics and say which routes they explain.

A topic's text lies in its feature: `templates/help/vi/<slug>.html` and `templates/help/en/<slug>.html`.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

DEFAULT = "start"


@dataclass(frozen=True)
class Topic:
    """One help page: `order` sorts the index, `slug` names its address and its template."""

    order: int
    slug: str
    title: Any
    summary: Any = ""


_TOPICS: dict[str, Topic] = {}
_ROUTES: dict[str, str] = {}


def register(topic: Topic, *routes: str) -> None:
    """Add a topic and the routes it explains: `clusters:year`, or `clusters:` for all of a namespace."""
    _TOPICS[topic.slug] = topic
    _ROUTES.update(dict.fromkeys(routes, topic.slug))


def topics() -> list[Topic]:
    """All topics in the order of the index."""
    return sorted(_TOPICS.values(), key=lambda t: (t.order, t.slug))


def find(slug: str) -> Topic | None:
    """The topic of this slug."""
    return _TOPICS.get(slug)


def topic_for(route: str) -> str:
    """The slug that explains a route: by its name, else by its namespace, else the first page."""
    return _ROUTES.get(route) or _ROUTES.get(route.rpartition(":")[0] + ":") or DEFAULT


def topic_of(request: HttpRequest) -> str:
    """The slug that explains the page being shown."""
    match = request.resolver_match
    return topic_for(match.view_name) if match else DEFAULT
