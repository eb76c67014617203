"""Published years as data to rehearse a draft rulebook on (`rulebooks.rehearsal`)."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from thidua.rules import Data, data_from_json
from thidua.web.clusters.models import Cluster
from thidua.web.rulebooks.rehearsal import DataSource
from thidua.web.scoring.models import Ranking
from thidua.web.scoring.queries import rankings_visible_to


def published_years(user: Any, cluster: Cluster) -> Iterator[DataSource]:
    """The frozen inputs of the latest published ranking of each year, newest year first."""
    rankings = rankings_visible_to(user).filter(cycle__cluster=cluster, kind=Ranking.Kind.PUBLISHED)
    seen: set[int] = set()
    for ranking in rankings.defer("inputs", "result").order_by("-cycle__year", "-number"):
        if ranking.cycle.year not in seen:
            seen.add(ranking.cycle.year)
            label = _("Năm %(year)d (số liệu đã công bố)") % {"year": ranking.cycle.year}
            yield DataSource(f"ranking-{ranking.pk}", label, partial(frozen_data, ranking.pk))


def frozen_data(ranking: int) -> Data:
    """What the ranking was computed from."""
    return data_from_json(Ranking.objects.values_list("inputs", flat=True).get(pk=ranking))
