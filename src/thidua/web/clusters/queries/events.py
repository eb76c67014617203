"""What stands in the way of withdrawing an event in the life of units: whatever was built on it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, ForeignObjectRel, Model, Q
from django.utils.translation import gettext as _

from thidua.web.clusters import year
from thidua.web.clusters.models import Cycle, LineageEdge, LineageEvent, Membership, Unit, UnitName
from thidua.web.core.written import day_text

FROZEN = tuple(year.ORDER[year.ORDER.index(Cycle.State.CONSOLIDATED) :])
WAYS_TO_THE_YEAR = ("cycle", "period__cycle", "scoresheet__cycle", "ranking__cycle", "step__cycle")


def units_of_event(event: LineageEvent) -> list[Unit]:
    """Every unit on either side of the event."""
    rows = Unit.objects.filter(Q(leaves_by__event=event) | Q(comes_by__event=event))
    return list(rows.distinct().order_by("pk"))


def units_made_by(event: LineageEvent) -> list[Unit]:
    """Units that are there only because of the event: it gave them the only name they have."""
    made = Unit.objects.filter(comes_by__event=event, names__given_by=event)
    other = UnitName.objects.exclude(given_by=event).union(UnitName.objects.filter(given_by=None))
    named = set(other.values_list("unit_id", flat=True))
    return [unit for unit in made.distinct().order_by("pk") if unit.pk not in named]


def hindrances_to_withdraw(event: LineageEvent) -> Iterator[str]:
    """One sentence for each thing built on the event; none: it may be withdrawn."""
    yield from _later_events(event)
    yield from _frozen_years(event)
    yield from _changed_memberships(event)
    made = units_made_by(event)
    for unit in made:
        for what in _rows_of(unit, event):
            yield _("%(unit)s đã có dữ liệu: %(what)s.") % {"unit": unit, "what": what}
    for begun in event.memberships_begun.exclude(unit__in=made).select_related("unit", "cluster"):
        for what in _rows_in_years(begun, event.effective_on.year):
            yield _("%(unit)s đã có dữ liệu trong %(cluster)s: %(what)s.") % {
                "unit": begun.unit,
                "cluster": begun.cluster,
                "what": what,
            }


def _later_events(event: LineageEvent) -> Iterator[str]:
    units = units_of_event(event)
    later = LineageEvent.objects.filter(
        Q(effective_on__gt=event.effective_on) | Q(effective_on=event.effective_on, pk__gt=event.pk)
    )
    same = later.filter(Q(edges__predecessor__in=units) | Q(edges__successor__in=units))
    for other in same.distinct():
        yield _("Sự kiện «%(event)s» xảy ra sau với cùng đơn vị; hãy rút sự kiện đó trước.") % {
            "event": other
        }


def _frozen_years(event: LineageEvent) -> Iterator[str]:
    clusters = Membership.objects.filter(Q(begun_by=event) | Q(ended_by=event)).values("cluster_id")
    years = Cycle.objects.filter(cluster_id__in=clusters, year__gte=event.effective_on.year, state__in=FROZEN)
    for cycle in years.select_related("cluster"):
        yield _("Năm %(year)d của %(cluster)s đã tổng hợp theo danh sách đơn vị sau sự kiện này.") % {
            "year": cycle.year,
            "cluster": cycle.cluster,
        }


def _changed_memberships(event: LineageEvent) -> Iterator[str]:
    for begun in event.memberships_begun.exclude(to_on=None).select_related("unit", "cluster"):
        yield _("%(unit)s đã rời %(cluster)s sau sự kiện này.") % {
            "unit": begun.unit,
            "cluster": begun.cluster,
        }
    again = Membership.objects.filter(
        unit=F("unit__memberships__unit"),
        cluster=F("unit__memberships__cluster"),
        from_on__gt=F("unit__memberships__to_on"),
        unit__memberships__ended_by=event,
    ).exclude(begun_by=event)
    for back in again.distinct().select_related("unit", "cluster"):
        yield _("%(unit)s đã vào lại %(cluster)s từ %(day)s.") % {
            "unit": back.unit,
            "cluster": back.cluster,
            "day": day_text(back.from_on),
        }


def _rows_of(unit: Unit, event: LineageEvent) -> Iterator[str]:
    """Names of the kinds of rows, of any feature, that point at the unit beside those of the event itself."""
    own: dict[type[Model], Q] = {
        UnitName: Q(given_by=event),
        Membership: Q(begun_by=event),
        LineageEdge: Q(event=event),
    }
    for model, field in _pointing_at_units():
        rows = model._default_manager.filter(**{field: unit})
        if rows.exclude(own.get(model, Q(pk__in=[]))).exists():
            yield str(model._meta.verbose_name)


def _rows_in_years(begun: Membership, first: int) -> Iterator[str]:
    """The same in the years of the cluster that the unit came into."""
    for model, field in _pointing_at_units():
        path = next((way for way in WAYS_TO_THE_YEAR if _leads(model, way)), None)
        if path is None:
            continue
        asked: dict[str, Any] = {
            field: begun.unit,
            f"{path}__cluster": begun.cluster,
            f"{path}__year__gte": first,
        }
        if model._default_manager.filter(**asked).exists():
            yield str(model._meta.verbose_name)


def _pointing_at_units() -> Iterator[tuple[type[Model], str]]:
    for relation in Unit._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not relation.many_to_many:
            yield relation.related_model, relation.field.name


def _leads(model: type[Model], way: str) -> bool:
    found: Any = model
    try:
        for name in way.split("__"):
            found = found._meta.get_field(name).related_model
    except FieldDoesNotExist:
        return False
    return found is Cycle
