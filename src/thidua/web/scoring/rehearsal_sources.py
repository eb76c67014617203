"""Published years as data to rehearse a draft rulebook on."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from thidua.rules import Data, data_from_json
from thidua.web.clusters.models import Cluster
from thidua.web.rulebooks.rehearsal import DataSource, data_sources
from thidua.web.scoring.models import Ranking
from thidua.web.scoring.queries import rankings_visible_to


def published_years(user: Any, cluster: Cluster) -> Iterator[DataSource]:
    """The inputs of each year's ranking that stands, newest year first."""
    rankings = rankings_visible_to(user).filter(cycle__cluster=cluster, kind=Ranking.Kind.PUBLISHED)
    seen: set[int] = set()
    for pk, year in rankings.order_by("-cycle__year", "-number").values_list("pk", "cycle__year"):
        if year not in seen:
            seen.add(year)
            label = _("Năm %(year)d, số liệu đã công bố") % {"year": year}
            yield DataSource(f"ranking-{pk}", label, partial(_read, pk))


def _read(pk: int) -> Data:
    return data_from_json(Ranking.objects.values_list("inputs", flat=True).get(pk=pk))


data_sources.append(published_years)
