"""A secret ballot on a real site: prepared by the site's own commands, voted by http as phones do."""

import json
import os
import subprocess
import sys

SCRIPT = """
import json, os, sys
import django
django.setup()
from django.contrib.auth import get_user_model
from thidua.ballots import issue, make_tellers, Question, Kind
from thidua.web.ballots import actions, box
from thidua.web.ballots.models import SecretBallot
from thidua.web.clusters.models import Cluster
from thidua.web.votes.actions import Entry, NewVote, draft_vote, open_vote
from thidua.web.votes.models import Vote
step, *more = json.loads(sys.argv[1])
os.umask(0o077)
who = get_user_model().objects.get(username="thuky1")
if step == "open":
    (voters,) = more
    cluster = Cluster.objects.first()
    questions = (Question("q", "Tặng Cờ thi đua"), Question("h", "Bầu cụm trưởng", Kind.CHOOSE, {"a": "An", "b": "Bình"}))
    new = NewVote(title="Suy tôn năm 2021", rule="majority-of-members", way="secret", questions=questions)
    vote = draft_vote(actor=who, cluster=cluster, new=new)
    people = [Entry(None, f"Đại biểu {n}", is_present=True) for n in range(1, voters + 1)]
    vote = open_vote(actor=who, vote=vote, electorate=people)
    key = actions.key_of(vote)
    made = issue(os.urandom(64), voters, ballot=key)
    tellers = make_tellers(os.urandom(64), need=2, of=3, ballot=key)
    public = {"ballot": key, "credentials": list(made.credentials), "tellers": tellers.public.data()}
    ballot = actions.take_in(actor=who, vote=vote, public=public)
    ballot = actions.open_ballot(actor=who, ballot=ballot, complaint_minutes=30, understood=True)
    print(json.dumps({"vote": vote.pk, "key": key, "codes": [s.code for s in made.slips], "shares": tellers.shares,
                      "receipts": [s.receipt for s in made.slips], "opening": ballot.opening}))
elif step == "close":
    ballot = SecretBallot.objects.get(key=more[0])
    rows = set(ballot.register.values_list("pk", flat=True))
    actions.hand_out(actor=who, ballot=ballot, shown=rows, taken=rows)
    ballot = actions.close_ballot(actor=who, ballot=ballot)
    print(json.dumps({"board": ballot.board, "boxes": box.boxes()}))
elif step == "count":
    from datetime import timedelta
    from django.utils import timezone
    rows = SecretBallot.objects.filter(key=more[0])
    rows.update(complaints_until=timezone.now() - timedelta(minutes=1))
    ballot = actions.join_and_count(actor=who, ballot=rows.get(), shares=more[1])
    print(json.dumps({"board": ballot.board}))
"""


def act(home, *what):
    """One step of the secretariat, in a process of its own on the site's data."""
    environment = {
        **os.environ,
        "THIDUA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "thidua.web.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(what)], env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
