"""The choice of the head of 2021 in the demo, as the conference of 18 December 2020 made it.

Stated by the public report: Lai Châu was elected and introduced as head for 2021. The deputy, the day of
handing over and who acted are made up.
"""

import datetime as dt

from thidua.web.accounts.models import User
from thidua.web.clusters.models import Cluster, HeadTerm, Unit
from thidua.web.core import clock
from thidua.web.demo import facts
from thidua.web.elections.models import HeadChoice

BASIS = "Hội nghị tổng kết cụm ngày 18/12/2020 bầu, giới thiệu; cụm phó là minh họa"


def add_choice(cluster: Cluster, units: dict[str, Unit], people: dict[str, User]) -> None:
    """The adopted choice, with the terms it appointed."""
    day = dt.date(facts.OPEN_YEAR, 1, 1)
    head, deputy = (units[code] for code in facts.HEADS[facts.OPEN_YEAR])
    terms = HeadTerm.objects.filter(cluster=cluster, from_on=day).order_by("pk")
    HeadChoice.objects.create(
        cycle=cluster.cycles.get(year=facts.OPEN_YEAR - 1),
        selection=HeadTerm.Selection.ELECTION,
        head=head,
        deputy=deputy,
        basis=BASIS,
        rights_from=day,
        state=HeadChoice.State.ADOPTED,
        made={"terms": [term.pk for term in terms]},
        drafted_by=people["thuky1"],
        drafted_at=clock.now(),
        adopted_by=people["vudiaphuong"],
        adopted_on=dt.date(2020, 12, 18),
    )
