"""Where drafts of papers come from: each feature registers, in its `apps.py`, the papers it can write.

A source names a kind of paper, the rows it may be about, and how the paper is written from such a row: from the
same frozen numbers as the screens. The register (`/documents/`) does the rest: drafts, previews, numbers, files.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from thidua.documents import Paper, Profile
from thidua.web.clusters.models import Cluster, Cycle, Unit


@dataclass(frozen=True)
class Subject:
    """One row a paper may be about: its key (`conference:12`), how it is called, the row itself.

    `unit` names the one unit it is about: the document is then seen as that unit's points are.
    """

    key: str
    label: str
    cycle: Cycle
    row: Any
    unit: Unit | None = None


@dataclass(frozen=True)
class PaperSource:
    """One kind of paper that a feature can write.

    `subjects(user, cluster)` gives the rows the person may write it about, the likeliest first;
    `paper(row, form)` writes it, and raises `Refused` with what is still missing.
    """

    id: str
    kind: str
    label: Any
    note: Any
    subjects: Callable[[Any, Cluster], Iterable[Subject]]
    paper: Callable[[Any, Profile], Paper]
    order: int = 50
    issuer: str = field(default="cluster")


_SOURCES: dict[str, PaperSource] = {}


def register(*sources: PaperSource) -> None:
    """Add sources; one of the same id is replaced."""
    for source in sources:
        _SOURCES[source.id] = source


def sources() -> list[PaperSource]:
    """All sources in the order of a year."""
    return sorted(_SOURCES.values(), key=lambda source: (source.order, source.id))


def source(name: str) -> PaperSource | None:
    """The source of that id, or None."""
    return _SOURCES.get(name)


def subject_of(source: PaperSource, user: Any, cluster: Cluster, key: str) -> Subject | None:
    """The row with that key, if the person may write this paper about it."""
    return next((found for found in source.subjects(user, cluster) if found.key == key), None)
