"""What an agreement may be said to be adopted by: features above offer their votes and conferences."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from thidua.web.clusters.models import Cluster


@dataclass(frozen=True)
class Offer:
    """A decision to point at: its key (`conference:12`), its words, where it can be read."""

    about: str
    text: str
    url: str


Source = Callable[[Any, Cluster], Iterator[Offer]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Add a source once; it yields what the person may read of the cluster."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def offers(user: Any, cluster: Cluster) -> list[Offer]:
    """Every decision that the person may point at."""
    return [offer for source in _SOURCES for offer in source(user, cluster)]


def link_to(user: Any, cluster: Cluster, about: str) -> Offer | None:
    """The decision of this key, when the person may read it."""
    return next((offer for offer in offers(user, cluster) if offer.about == about), None) if about else None
