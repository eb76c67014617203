"""A change is told once, with its act: counted when the act holds, forgotten when it is rolled back."""

import pytest
from django.db import transaction

from thidua.web.core import live
from thidua.web.core.models import LiveVersion


@pytest.mark.django_db
def test_every_change_counts_in_its_own_cluster():
    live.changed(7)
    live.changed(7)
    live.changed(8)
    assert [live.version(cluster) for cluster in (6, 7, 8)] == [0, 2, 1]


@pytest.mark.django_db
def test_an_act_that_fails_tells_nothing():
    live.changed(7)

    def failing():
        with transaction.atomic():
            live.changed(7)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert list(LiveVersion.objects.values_list("cluster_id", "version")) == [(7, 1)]


@pytest.mark.django_db(transaction=True)
def test_outside_an_act_nothing_is_told():
    with pytest.raises(transaction.TransactionManagementError):
        live.changed(7)
