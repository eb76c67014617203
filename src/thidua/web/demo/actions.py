"""Load the demo cluster into an empty site, deterministic by seed; move the demo's calendar."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from thidua.web.accounts.models import User
from thidua.web.core import audit, clock
from thidua.web.core.models import SiteState
from thidua.web.demo import charity, documents, facts, news, people, permissions
from thidua.web.demo.agreements import add_agreements
from thidua.web.demo.ballots import add_secret_ballot
from thidua.web.demo.conferences import add_conferences
from thidua.web.demo.elections import add_choice
from thidua.web.demo.votes import add_votes
from thidua.web.demo.years import Years

SEED = 20201218
PASSWORD = people.PASSWORD
SIGN_INS = (
    (_("Cán bộ đơn vị"), "dbi-canbo"),
    (_("Lãnh đạo đơn vị"), "dbi-lanhdao"),
    (_("Quản trị của đơn vị"), "dbi-quantri"),
    (_("Tổ thư ký cụm (Lai Châu)"), "thuky1"),
    (_("Tổ thư ký, cụm phó (Điện Biên)"), "thukypho"),
    (_("Vụ theo dõi của Trung ương"), "vudiaphuong"),
    (_("Quản trị hệ thống"), "quantri"),
)


def load_demo() -> Iterator[str]:
    """Fill an empty site with the demo cluster; yields what to print: one sign-in per role.

    A site that already has people is left as it is; a site that is not a demo prints nothing.
    """
    if not User.objects.exists():
        yield "Đang nạp cụm minh họa (lần đầu) / Loading the demo cluster (once) …"
        build()
    if SiteState.objects.filter(is_demo=True).exists():
        yield f"Mật khẩu chung của dữ liệu minh họa / Demo password:  {PASSWORD}"
        for role, username in SIGN_INS:
            yield f"  {role!s:<34} {username}"


@transaction.atomic
def build() -> None:
    """All rows of the demo in one transaction and one audit line."""
    SiteState.objects.update_or_create(pk=1, defaults={"is_demo": True})
    clock.set_today(facts.BUSINESS_DATE)
    units = people.add_units()
    cluster = people.add_cluster(units)
    people.add_mergers()
    found = people.add_people(cluster, units, SEED)
    Years(cluster, units, found, SEED).write()
    charity.add_fund(cluster, units, found)
    add_conferences(cluster, units)
    add_agreements(cluster, found)
    documents.issue_papers(cluster, found)
    news.add_article(cluster, found)
    add_choice(cluster, units, found)
    add_votes(cluster, units, found)
    add_secret_ballot(cluster, found)
    audit.record("demo.site.load", actor=None, of=cluster, cluster_id=cluster.pk, seed=SEED)


@transaction.atomic
def set_business_date(*, actor: Any, day: dt.date) -> None:
    """Make `day` the demo's today; the real clock of sign-in and audit stays. Refused to all but its admin."""
    state = SiteState.objects.select_for_update(no_key=True).get(pk=1, is_demo=True)
    permissions.can_set_business_date(actor).require()
    before = state.business_on
    clock.set_today(day)
    audit.record("demo.site.date", actor=actor, of=state, before=before, after=day)
