"""Following an agreement: each clause with its figure, target, light, points; other units' stay closed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.worlds import small_world

from thidua.web.agreements import actions
from thidua.web.agreements.documents import Signing
from thidua.web.agreements.models import Agreement
from thidua.web.agreements.queries import signing_round
from thidua.web.agreements.tests import factories as promises
from thidua.web.clusters.models import Cycle
from thidua.web.core import clock
from thidua.web.reporting.models import ReportedValue, ReportingPeriod
from thidua.web.rulebooks.actions import TargetRow, set_targets
from thidua.web.rulebooks.tests import factories as rulebook_texts


@pytest.fixture
def w(db):
    w = small_world()
    w.edition = rulebook_texts.adopted(w)
    cells = [TargetRow(unit, "admitted", amount, None) for unit, amount in ((w.a, 100), (w.b, 50))]
    set_targets(actor=w.secretary, edition=w.edition, rows=cells)
    w.row = promises.adopted(w)
    signings = [Signing(w.a, "Nguyễn Văn A", "Trưởng ban"), Signing(w.b, "Trần Thị B", "Trưởng ban")]
    actions.open_signing(actor=w.secretary, agreement=w.row, day=dt.date(2021, 12, 6), signings=signings)
    actions.note_signed(signing_round(w.row))
    period = ReportingPeriod.objects.create(
        cycle=w.year, name="Cả năm", starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 12, 31),
        due_on=dt.date(2021, 12, 10), feeds_scoring=True,
    )  # fmt: skip
    for unit, amount in ((w.a, 45), (w.b, 50)):
        ReportedValue.objects.create(
            period=period, unit=unit, indicator="admitted", amount=Decimal(amount), certainty="final",
            as_of=dt.date(2021, 6, 30), updated_at=clock.now(),
        )  # fmt: skip
    Cycle.objects.filter(pk=w.year.pk).update(state="running")
    return w


def page(client, w, name, **query):
    client.force_login(getattr(w, name))
    return client.get(reverse("scoring:follow", args=[w.row.pk]), query)


def first(answer):
    return answer.context["rows"][0][0]


def test_a_clause_is_followed_to_figure_target_light_and_points(w, client):
    clause = w.row.clauses.first()
    actions.set_light(
        actor=w.officer, clause=clause, unit=w.a, quarter=2, light="yellow", note="Còn chậm", version=None
    )
    answer = page(client, w, "officer")
    one = first(answer)
    assert (one.figure, one.target, one.suggested, one.suggested_for, one.points, one.most) == (
        "45", "đạt và vượt chỉ tiêu được giao (được giao 100)", "yellow", 2, "18", "40",
    )  # fmt: skip
    assert [light.light if light else "" for _q, light in one.lights] == ["", "yellow", "", ""]
    text = answer.content.decode()
    assert "Vàng" in text
    assert "gợi ý quý 2: Vàng" in text


def test_each_sees_the_units_whose_points_they_see(w, client):
    assert [name for _c, name, _h in page(client, w, "officer").context["units"]] == ["An"]
    assert page(client, w, "officer", unit="BBB").status_code == 404
    assert [name for _c, name, _h in page(client, w, "secretary").context["units"]] == ["An", "Bình"]
    assert first(page(client, w, "central", unit="BBB")).suggested == "green"
    assert page(client, w, "foreigner").status_code == 404
    assert page(client, w, "site_admin").status_code == 302


def test_one_that_is_not_signed_leads_back_to_itself(w, client):
    Agreement.objects.filter(pk=w.row.pk).update(state="signing")
    assert page(client, w, "officer").headers["Location"] == reverse("agreements:agreement", args=[w.row.pk])


def test_the_page_costs_the_same_for_one_clause_and_three(w, client, django_assert_max_num_queries):
    page(client, w, "central")
    with django_assert_max_num_queries(40):
        page(client, w, "central")
