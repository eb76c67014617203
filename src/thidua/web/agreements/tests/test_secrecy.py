"""A draft is the secretariat's alone: on pages, in search, in the audit; lights of a unit are its own."""

import datetime as dt

import pytest
from django.urls import reverse

from thidua.web.accounts.models import User
from thidua.web.agreements import actions, queries
from thidua.web.agreements.models import Agreement, ClauseLight
from thidua.web.agreements.tests import factories as make
from thidua.web.clusters.models import Cycle
from thidua.web.core import clock
from thidua.web.core.queries import audit_entries_visible_to

PEOPLE = ("officer", "neighbour", "secretary", "central", "site_admin", "foreigner")
SECRET = "Giữ kín lời này"


def fresh(w, name):
    return User.objects.get(pk=getattr(w, name).pk)


def seen(w, door, row):
    return [row in getattr(queries, door)(fresh(w, name)) for name in PEOPLE]


@pytest.fixture
def w(world):
    world.row = make.drafted(world)
    words = actions.ClauseWords(text=SECRET)
    world.clause = actions.add_clause(actor=world.secretary, agreement=world.row, words=words)
    return world


def put_out(w):
    actions.consult_on(actor=w.secretary, agreement=w.row, until=make.UNTIL)


def test_who_reads_a_draft_and_what_is_out(w):
    alone = [False, False, True, False, False, False]
    assert seen(w, "agreements_visible_to", w.row) == seen(w, "clauses_visible_to", w.clause) == alone
    put_out(w)
    everyone = [True, True, True, True, True, False]
    assert seen(w, "agreements_visible_to", w.row) == seen(w, "clauses_visible_to", w.clause) == everyone
    said, amendment = make.said(w, w.row), make.proposal(w, w.row)
    assert seen(w, "comments_visible_to", said) == seen(w, "amendments_visible_to", amendment) == everyone
    actions.take_back(actor=w.secretary, agreement=w.row, reason="Sửa")
    assert seen(w, "agreements_visible_to", w.row) == seen(w, "clauses_visible_to", w.clause) == alone
    assert seen(w, "comments_visible_to", said) == seen(w, "amendments_visible_to", amendment) == alone


def test_a_draft_given_up_stays_secret_and_what_was_out_stays_readable(w):
    actions.withdraw_agreement(actor=w.secretary, agreement=w.row, reason="Bỏ")
    assert seen(w, "agreements_visible_to", w.row) == [False, False, True, False, False, False]
    other = make.consulted(w)
    actions.withdraw_agreement(actor=w.secretary, agreement=other, reason="Bỏ")
    assert seen(w, "agreements_visible_to", other) == [True, True, True, True, True, False]


def pages(w, client, url, **query):
    told = []
    for name in PEOPLE:
        client.force_login(getattr(w, name))
        told.append(SECRET in client.get(url, query).content.decode())
    return told


def told_by_the_audit(w):
    return [
        any(SECRET in f"{e.object_name}{e.detail}" for e in audit_entries_visible_to(fresh(w, name)))
        for name in PEOPLE
    ]


def test_the_audit_never_tells_the_words_of_a_draft(w):
    words = actions.ClauseWords(text=f"{SECRET} lần hai")
    actions.edit_clause(actor=w.secretary, clause=w.clause, words=words, version=1)
    assert told_by_the_audit(w) == [False] * 6
    put_out(w)
    make.said(w, w.row, text=SECRET)
    assert told_by_the_audit(w) == [False, True, True, True, True, False]


def test_search_finds_only_what_is_out(w, client):
    assert pages(w, client, reverse("home:search"), q="giu kin loi") == [
        False,
        False,
        True,
        False,
        False,
        False,
    ]
    put_out(w)
    assert pages(w, client, reverse("home:search"), q="giu kin loi") == [True, True, True, True, True, False]


def test_the_list_of_the_year_does_not_name_a_draft(w, client):
    url = reverse("agreements:year", args=[w.year.pk])
    counted = []
    for name in PEOPLE[:-1]:
        client.force_login(getattr(w, name))
        counted.append(len(client.get(url).context["rows"]))
    assert counted == [0, 0, 1, 0, 0]


def test_lights_of_a_unit_are_its_own_until_consolidation(w):
    put_out(w)
    Agreement.objects.filter(pk=w.row.pk).update(state="consultation")
    light = ClauseLight.objects.create(
        clause=w.clause,
        unit=w.b,
        quarter=1,
        light="red",
        note="Chậm",
        set_on=dt.date(2021, 4, 1),
        set_at=clock.now(),
    )
    assert seen(w, "lights_visible_to", light) == [False, True, True, True, False, False]
    Cycle.objects.filter(pk=w.year.pk).update(state="consolidated")
    assert seen(w, "lights_visible_to", light) == [True, True, True, True, True, False]
