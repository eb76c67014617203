"""Tables of clusters: units, clusters, people's roles, the yearly cycle; official documents and their numbers."""

from thidua.web.clusters.models.organisation import (
    Assignment,
    Cluster,
    ClusterRole,
    Cycle,
    CycleMove,
    CycleStep,
    Extension,
    HeadTerm,
    LineageEdge,
    LineageEvent,
    Membership,
    Unit,
    UnitName,
    ends_after_start,
    in_force,
)
from thidua.web.clusters.models.papers import NumberSeries, OfficialDocument, PartyTerm

__all__ = [
    "Assignment",
    "Cluster",
    "ClusterRole",
    "Cycle",
    "CycleMove",
    "CycleStep",
    "Extension",
    "HeadTerm",
    "LineageEdge",
    "LineageEvent",
    "Membership",
    "NumberSeries",
    "OfficialDocument",
    "PartyTerm",
    "Unit",
    "UnitName",
    "ends_after_start",
    "in_force",
]
