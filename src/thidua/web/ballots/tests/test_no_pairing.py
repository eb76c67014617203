"""After closing, everything the server kept is the same for every order of arrival: nothing pairs voter and vote.

The database, the log lines, the backup and the folder of boxes are compared as they are; in each order the
same slips carry the same votes, so that whatever differed would tell who came when.
"""

import datetime as dt
import json
import logging
import zipfile

import pytest
from django.core import serializers
from django.db import transaction

from thidua.web.ballots import actions
from thidua.web.ballots.tests import factories
from thidua.web.ballots.tests.test_doorway import ask
from thidua.web.core.backup import kept_models, write_backup

post = ask
NOON = dt.datetime(2021, 12, 6, 5, tzinfo=dt.UTC)
ORDERS = [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)]
MARKS = (factories.YES, (("no",), ("b",)), ((), ()), (("abstain",), None))


def everything(settings, tmp_path, caplog, at):
    """What stays: rows of every table, the backup's rows, files of boxes, log lines."""
    rows = {
        m._meta.label: json.loads(serializers.serialize("json", m._default_manager.order_by("pk")))
        for m in kept_models()
    }
    path = tmp_path / f"backup-{at}.zip"
    write_backup(path)
    with zipfile.ZipFile(path) as archive:
        kept = archive.read("rows.jsonl")
    files = {p.name: p.read_bytes() for p in settings.BOXES_ROOT.glob("*")}
    return json.dumps(rows, sort_keys=True), kept, files, [r.getMessage() for r in caplog.records]


@pytest.fixture
def run(world, settings, tmp_path, caplog, monkeypatch, django_capture_on_commit_callbacks):
    """One whole ballot with voters arriving in this order; what stays of it."""
    caplog.set_level(logging.DEBUG, logger="thidua")
    caplog.set_level(logging.DEBUG, logger="django.request")
    monkeypatch.setattr("secrets.token_bytes", lambda size: b"k" * size)

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)

    def run_in(order):
        caplog.clear()
        with transaction.atomic():
            held = factories.opened(world)
            for voter in order:
                given = factories.sealed(held, voter, MARKS[voter])
                assert post(f"/box/{held.key}/cast/", "POST", given.data())[0] == "200 OK"
            factories.all_handed_out(world, held)
            with django_capture_on_commit_callbacks(execute=True):
                actions.close_ballot(actor=world.secretary, ballot=held.ballot)
            found = everything(settings, tmp_path, caplog, "".join(map(str, order)))
            transaction.set_rollback(True)
        return found

    return run_in


def test_nothing_that_stays_tells_the_order(run):
    kept = [run(order) for order in ORDERS]
    assert kept[0][0].count("ballots.secretballot") >= 1
    assert kept[0][2] == {}
    assert kept[1] == kept[0]
    assert kept[2] == kept[0]


def test_a_server_that_logs_casts_would_be_seen(run, monkeypatch):
    def telling(path, method, content):
        logging.getLogger("thidua").warning("cast %s", content["credential"])
        return ask(path, method, content)

    monkeypatch.setattr("thidua.web.ballots.tests.test_no_pairing.post", telling)
    assert run(ORDERS[0]) != run(ORDERS[1])
