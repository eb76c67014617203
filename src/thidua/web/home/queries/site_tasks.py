"""What waits for the site's administrator: the first set-up, clusters that nobody runs."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.clusters.models import Cluster, ClusterRole, Cycle, in_force
from thidua.web.home.queries.set_up import set_up_steps
from thidua.web.home.queries.task import Task


def site_tasks(today: dt.date) -> Iterator[Task]:
    """The next step of the set-up while there is no year; then clusters without a secretariat."""
    if not Cycle.objects.exists():
        step = next((step for step in set_up_steps() if not step.done), None)
        if step:
            text = _("Thiết lập: %(step)s") % {"step": step.name}
            yield Task(text, reverse("home:set-up-guide"), today, note=str(step.text), order=0)
        return
    run = ClusterRole.objects.filter(
        in_force(today), role=ClusterRole.Role.SECRETARIAT, approved_at__isnull=False
    )
    for cluster in Cluster.objects.exclude(pk__in=run.values("cluster_id")).order_by("name"):
        text = _("Cụm chưa có tổ thư ký đang làm việc")
        url = reverse("clusters:roles", args=[cluster.pk])
        yield Task(text, url, today, place=cluster.name, order=1)
