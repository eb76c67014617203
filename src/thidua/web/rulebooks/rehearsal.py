"""Past data to rehearse a draft on. Scoring registers its published rankings here: rulebooks lie below it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from thidua.rules import Data
from thidua.web.clusters.models import Cluster


@dataclass(frozen=True)
class DataSource:
    """One frozen data set: `key` names it in addresses, `read` gives the data when they are wanted."""

    key: str
    label: str
    read: Callable[[], Data]


Provider = Callable[[Any, Cluster], Iterable[DataSource]]
data_sources: list[Provider] = []
"""Functions (user, cluster) -> data sets that this person may rehearse on; upper features append theirs."""


def sources_for(user: Any, cluster: Cluster) -> list[DataSource]:
    """Every data set that the person may rehearse on, in the order of the providers."""
    return [source for provider in data_sources for source in provider(user, cluster)]
