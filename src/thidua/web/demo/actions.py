"""Load the demo cluster into an empty site; deterministic by seed."""

from collections.abc import Iterator

from django.db import transaction

from thidua.web.accounts.models import User
from thidua.web.core import audit, clock
from thidua.web.core.models import SiteState
from thidua.web.demo import facts, people
from thidua.web.demo.years import Years

SEED = 20201218
PASSWORD = people.PASSWORD
SIGN_INS = (
    ("Cán bộ đơn vị", "dbi-canbo"),
    ("Lãnh đạo đơn vị", "dbi-lanhdao"),
    ("Quản trị của đơn vị", "dbi-quantri"),
    ("Tổ thư ký cụm (Lai Châu)", "thuky1"),
    ("Tổ thư ký, cụm phó (Điện Biên)", "thukypho"),
    ("Vụ theo dõi của Trung ương", "vudiaphuong"),
    ("Quản trị hệ thống", "quantri"),
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
            yield f"  {role:<34} {username}"


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
    audit.record("demo.site.load", actor=None, of=cluster, cluster_id=cluster.pk, seed=SEED)
