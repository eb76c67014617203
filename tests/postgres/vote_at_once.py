"""Run as a program by the tests: 200 attempts to vote for twenty units at once, then some while it closes."""

import json
import threading
import time
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import django

ATTEMPTS, UNITS = 200, 20


def prepared() -> SimpleNamespace:
    """An open vote of twenty units, each with its leader."""
    from tests.worlds import SINCE, Role, person, small_world, unit
    from thidua.ballots import Question
    from thidua.web.votes.actions import Entry, NewVote, draft_vote, open_vote

    w = small_world()
    made = [unit(f"U{n:02}", f"Đơn vị {n}", w.cluster) for n in range(UNITS)]
    w.leaders = {u.pk: person(f"u{n}-lanhdao", u, Role.LEADER) for n, u in enumerate(made)}
    new = NewVote("Thông qua", "majority-of-members", (Question("q1", "Thông qua?"),))
    entries = [Entry(u, u.name_on(SINCE), is_present=True) for u in made]
    w.vote = open_vote(
        actor=w.secretary, vote=draft_vote(actor=w.secretary, cluster=w.cluster, new=new), electorate=entries
    )
    w.voters = list(w.vote.voters.select_related("unit", "vote"))
    return w


def attempt(w: SimpleNamespace, number: int, refused: list[str]) -> None:
    """One leader votes; waits for a connection when the server has none left."""
    from django.db import OperationalError, connection

    from thidua.web.core.access import Refused
    from thidua.web.votes.actions import cast_vote

    voter = w.voters[number % UNITS]
    for _try in range(1000):
        try:
            connection.ensure_connection()
            break
        except OperationalError:
            time.sleep(0.02)
    try:
        cast_vote(
            actor=w.leaders[voter.unit_id], voter=voter, marks=[["yes" if number // UNITS % 2 else "no"]]
        )
    except Refused as refusal:
        refused.append(refusal.reason)
    except Exception as error:  # noqa: BLE001 - the test says what it was
        refused.append(repr(error))
    finally:
        connection.close()


def started(w: SimpleNamespace, numbers: Iterable[int], refused: list[str]) -> list[threading.Thread]:
    """Threads that all vote at the same moment."""
    gate = threading.Barrier(len(list(numbers)))

    def at_once(number: int) -> None:
        gate.wait()
        attempt(w, number, refused)

    threads = [threading.Thread(target=at_once, args=[number]) for number in numbers]
    for thread in threads:
        thread.start()
    return threads


def main() -> dict[str, Any]:
    django.setup()
    from thidua.web.core import audit
    from thidua.web.core.invariants import check_all
    from thidua.web.core.models import AuditEntry
    from thidua.web.votes.actions import close_vote
    from thidua.web.votes.models import NamedBallot

    w, refused, late = prepared(), [], []
    for thread in started(w, range(ATTEMPTS), refused):
        thread.join(120)
    closing = started(w, range(UNITS), late)
    count = close_vote(actor=w.secretary, vote=w.vote).result["counts"][0]
    for thread in closing:
        thread.join(120)
    kept = [marks[0] for marks in NamedBallot.objects.values_list("marks", flat=True)]
    return {
        "ballots": len(kept),
        "casts": AuditEntry.objects.filter(action="votes.ballot.cast").count(),
        "acts": AuditEntry.objects.filter(action__startswith="votes.ballot.").count(),
        "refused": refused,
        "late": sorted(set(late)),
        "late_number": len(late),
        "valid": count["valid"],
        "agree": all(kept.count([answer]) == count["votes"][answer] for answer in ("yes", "no")),
        "broken": {name: lines for name, lines in check_all().items() if lines},
        "chain": list(audit.broken_links()),
    }


if __name__ == "__main__":
    print(json.dumps(main(), ensure_ascii=False))
