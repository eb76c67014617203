"""Run as a program beside the site: prepares the year, and lets the people who have no browser do their part.

Everything goes through the acts of the product. One JSON array a line comes in, one JSON value a line goes out.
"""

import datetime as dt
import json
import sys

import django

DAY = dt.date(2020, 12, 18)
YEARS_BEFORE = (2018, 2019)


def _keys(units):
    """A test certificate for every member, its key kept on the server under the demo's password."""
    from thidua.documents.signing import make_authority
    from thidua.web.core import clock
    from thidua.web.demo import facts
    from thidua.web.signatures import trust
    from thidua.web.signatures.actions import register_test_certificates

    at = clock.now() - dt.timedelta(hours=1)
    names = {unit.code: f"Ban Tổ chức {unit.name_on(DAY)}" for unit in units}
    made = make_authority(list(names.values()), at=at, passphrase=facts.PASSWORD)
    trust.add_test_root(made.root, made.crls, "20201218")
    p12s = {code: made.units[name] for code, name in names.items()}
    register_test_certificates(units=units, p12s=p12s, passphrase=facts.PASSWORD, now=clock.now())


def prepare():
    """The cluster of the demo on the morning of the day: 2020 stands at «conference», 2021 does not exist."""
    from django.db import transaction

    from thidua.web.clusters.models import ClusterRole, Cycle, HeadTerm
    from thidua.web.core import clock
    from thidua.web.core.models import SiteState
    from thidua.web.demo import charity, facts, people
    from thidua.web.demo.years import Years

    with transaction.atomic():
        SiteState.objects.update_or_create(pk=1, defaults={"is_demo": True})
        clock.set_today(DAY)
        units = people.add_units()
        cluster = people.add_cluster(units)
        found = people.add_people(cluster, units, 20201218)
        HeadTerm.objects.filter(from_on__year=2021).delete()
        for now, then in (("BKA", "LCH"), ("LCH", "DBI")):  # the secretariat is the head's of 2020
            ClusterRole.objects.filter(unit=units[then]).update(unit=units[now])
        years = Years(cluster, units, found, 20201218)
        for year in YEARS_BEFORE:
            years.finish(year)
        years.consolidated(2020, Cycle.State.CONFERENCE)
        charity.FundWriter(cluster, units, found).year_2020()
        _keys([units[province.code] for province in facts.PROVINCES])
        clock.set_today(DAY)
    return "ready"


def invite(conference):
    """The 14 leaders of delegations; their names are made up."""
    from thidua.web.clusters.queries import cycle_units
    from thidua.web.conferences.actions import add_delegate
    from thidua.web.conferences.models import Conference, Delegate

    row = Conference.objects.get(pk=conference)
    for unit in cycle_units(row.cycle):
        delegate = Delegate(
            conference=row, unit=unit, name=f"Trưởng đoàn {unit.code}", posts="Trưởng ban", is_leader=True
        )
        add_delegate(actor=_secretary(), delegate=delegate)


def _secretary():
    from thidua.web.accounts.models import User

    return User.objects.get(username="thuky1")


def _of(unit, role):
    from thidua.web.accounts.models import User

    return User.objects.get(username=f"{unit.code.lower()}-{role}")


def all_there(conference):
    """Whoever the door did not see yet is marked from the list."""
    from thidua.web.conferences.actions import mark_attendance
    from thidua.web.conferences.models import Conference

    row = Conference.objects.get(pk=conference)
    marks = {delegate.pk: ("present", "") for delegate in row.delegates.all()}
    return mark_attendance(actor=_secretary(), conference=row, marks=marks)


def cast(vote, marks, besides):
    """Every leader but the one in the browser votes; a unit does not vote for itself where that is barred."""
    from thidua.web.votes.actions import cast_vote
    from thidua.web.votes.models import Vote

    for voter in Vote.objects.get(pk=vote).voters.exclude(unit__code=besides).select_related("unit"):
        cast_vote(actor=_of(voter.unit, "lanhdao"), voter=voter, marks=marks)


def rulebook(year):
    """The rulebook drafted for the new year is adopted."""
    from thidua.rules import check, parse_rulebook
    from thidua.web.rulebooks.actions import adopt_edition
    from thidua.web.rulebooks.actions.adoption import finding_key
    from thidua.web.rulebooks.models import RulebookEdition

    row = RulebookEdition.objects.get(year=year)
    problems = check(parse_rulebook(row.text))
    made = adopt_edition(
        actor=_secretary(), edition=row, version=row.version, resolution="Biên bản hội nghị (minh họa)", adopted_on=DAY,
        accepted={finding_key(p): "Giữ như năm 2020 (minh họa)" for p in problems},
    )  # fmt: skip
    return made.state


def reply(agreement, besides):
    """Every unit but the one in the browser has nothing more to say."""
    from thidua.web.agreements import actions
    from thidua.web.agreements.models import Agreement
    from thidua.web.agreements.queries import units_of

    row = Agreement.objects.get(pk=agreement)
    for unit in units_of(row):
        if unit.code != besides:
            actions.reply(actor=_of(unit, "canbo"), agreement=row, unit=unit)


def sign(agreement, besides):
    """Every leader but the one in the browser signs with the unit's key."""
    from thidua.web.agreements.models import Agreement
    from thidua.web.agreements.queries import signing_round
    from thidua.web.demo.facts import PASSWORD
    from thidua.web.signatures import actions
    from thidua.web.signatures.models import UnitCertificate
    from thidua.web.signatures.ways.server_file import ServerFile

    found = signing_round(Agreement.objects.get(pk=agreement))
    for signer in found.signers.exclude(unit__code=besides).select_related("unit"):
        way = ServerFile(UnitCertificate.objects.get(unit=signer.unit), PASSWORD)
        actions.sign(actor=_of(signer.unit, "lanhdao"), signer=signer, way=way)


def pay(campaign):
    """Every unit pays what it owes."""
    from thidua.web.charity import actions
    from thidua.web.charity.models import Contribution, Pledge

    for number, pledge in enumerate(Pledge.objects.filter(campaign=campaign), 101):
        payment = actions.Payment(
            pledge.amount_vnd, DAY, Contribution.Way.TRANSFER, f"PT {number}/2020 (minh họa)"
        )
        actions.record_contribution(actor=_secretary(), pledge=pledge, payment=payment)


def stands():
    """What the day left behind, counted."""
    from thidua.web.agreements.models import Agreement
    from thidua.web.clusters.models import Cycle, HeadTerm
    from thidua.web.core.invariants import check_all
    from thidua.web.limitations.models import Limitation

    heads = HeadTerm.objects.filter(from_on="2021-01-01").order_by("pk")
    return {
        "heads": [f"{term.role} {term.unit.code}" for term in heads],
        "years": [[cycle.year, cycle.state] for cycle in Cycle.objects.order_by("year")],
        "agreement": list(Agreement.objects.values_list("cycle__year", "state")),
        "carried": Limitation.objects.filter(cycle__year=2021).count(),
        "broken": {name: rows for name, rows in check_all().items() if rows},
    }


ACTS = {act.__name__: act for act in (prepare, invite, all_there, cast, rulebook, reply, sign, pay, stands)}


def main():
    django.setup()
    for line in sys.stdin:
        name, *rest = json.loads(line)
        print(json.dumps(ACTS[name](*rest)), flush=True)


if __name__ == "__main__":
    main()
