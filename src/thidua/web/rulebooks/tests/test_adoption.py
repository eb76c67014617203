"""Adoption: what is refused, what is recorded, which edition rules a year."""

import pytest
from django.urls import reverse

from thidua.web.clusters import year as year_states
from thidua.web.clusters.models import Cycle
from thidua.web.core import invariants
from thidua.web.core.access import Refused
from thidua.web.core.models import AuditEntry
from thidua.web.rulebooks import actions, queries
from thidua.web.rulebooks.models import RulebookEdition
from thidua.web.rulebooks.tests import factories


def set_state(world, state):
    Cycle.objects.filter(pk=world.year.pk).update(state=state)
    world.year.refresh_from_db()


def test_year_waits_for_an_adopted_edition(world, draft):
    said = year_states.unmet(world.year, Cycle.State.AGREED)
    assert "Chưa ban hành quy chế chấm điểm cho năm 2021." in said
    factories.adopt(world, draft)
    assert "Chưa ban hành quy chế chấm điểm cho năm 2021." not in year_states.unmet(
        world.year, Cycle.State.AGREED
    )


def test_adoption_freezes_and_rules_its_year(world, draft):
    adopted = factories.adopt(world, draft)
    assert (adopted.state, adopted.resolution, adopted.adopted_by) == (
        "adopted",
        "Nghị quyết số 1",
        world.secretary,
    )
    assert queries.edition_in_force(world.year) == adopted
    assert queries.rulebook_in_force(world.year).title == "Bảng điểm thử"
    with pytest.raises(Refused, match="đã ban hành"):
        actions.save_edition(
            actor=world.secretary, edition=adopted, text=factories.OTHER_TEXT, version=1, note="x"
        )
    entry = AuditEntry.objects.get(action="rulebooks.edition.adopt")
    assert (entry.detail["resolution"], entry.detail["year"]) == ("Nghị quyết số 1", 2021)


def test_year_that_is_not_open_refuses(world):
    with pytest.raises(Refused, match="Năm 2031 của cụm chưa mở"):
        factories.adopt(world, factories.draft(world, year=2031))


@pytest.mark.parametrize("state", ["self_scoring", "verification", "consolidated", "published"])
def test_no_new_edition_once_units_score_themselves(world, draft, state):
    set_state(world, state)
    with pytest.raises(Refused, match="đã vào bước tự chấm điểm"):
        factories.adopt(world, draft)
    assert queries.rulebook_in_force(world.year) is None


def test_second_adoption_in_a_running_year_replaces_the_first(world):
    first = factories.adopted(world)
    set_state(world, "running")
    second = factories.adopted(world, factories.OTHER_TEXT)
    assert queries.edition_in_force(world.year) == second
    first.refresh_from_db()
    assert first.state == "adopted"
    entry = AuditEntry.objects.filter(action="rulebooks.edition.adopt").latest("pk")
    assert entry.detail["before"] == str(first)


def test_errors_need_a_reason_each(world, monkeypatch):
    row = factories.draft(world, ERRONEOUS)
    errors = [p for p in queries.findings_of(row) if p.severity == "error"]
    assert errors
    with pytest.raises(Refused, match="chưa ghi lý do chấp nhận"):
        actions.adopt_edition(
            actor=world.secretary, edition=row, version=1, resolution="NQ 1", adopted_on=row.updated_at.date(),
            accepted={},
        )  # fmt: skip
    adopted = factories.adopt(world, row)
    assert [a["finding"] for a in adopted.accepted_findings] == [actions.finding_key(p) for p in errors]
    assert {a["reason"] for a in adopted.accepted_findings} == {"Đã thống nhất tại hội nghị"}


ERRONEOUS = factories.TEXT.replace(
    "rule: {type: no_violations, input: complaints}",
    "rule: {type: tiers, input: complaints, tiers: [{from: 0, to: 5, points: 40}, {from: 5, points: 0}]}",
)


def test_page_asks_for_each_reason_at_its_error(secretary, world):
    row = factories.draft(world, ERRONEOUS)
    address = reverse("rulebooks:adopt", args=[row.pk])
    data = {"resolution": "NQ 1", "adopted_on": "15/01/2021", "version": 1}
    answer = secretary.post(address, data)
    assert answer.status_code == 200
    assert "Hãy ghi lý do chấp nhận" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "draft"
    count = sum(p.severity == "error" for p in queries.findings_of(row))
    data |= {f"reason_{n}": "Bảng in như vậy" for n in range(count)}
    assert secretary.post(address, data).status_code == 302
    row.refresh_from_db()
    assert row.state == "adopted"


def test_adoption_of_a_text_that_changed_meanwhile_is_a_conflict(secretary, world, draft):
    actions.save_edition(actor=world.secretary, edition=draft, text=factories.OTHER_TEXT, version=1, note="x")
    data = {"resolution": "NQ 1", "adopted_on": "15/01/2021", "version": 1}
    assert secretary.post(reverse("rulebooks:adopt", args=[draft.pk]), data).status_code == 409


def test_adopted_edition_applies_to_another_year_of_its_cluster(secretary, world, draft):
    edition = factories.adopt(world, draft)
    later = Cycle.objects.create(cluster=world.cluster, year=2022)
    answer = secretary.post(reverse("rulebooks:apply", args=[edition.pk]), {"cycle": later.pk})
    assert answer.status_code == 302
    assert queries.edition_in_force(later) == edition


def test_draft_cannot_be_applied(world, draft):
    with pytest.raises(Refused, match="đã ban hành"):
        actions.apply_edition(actor=world.secretary, edition=draft, cycle=world.year)


def test_invariants_hold_and_ring(world, draft):
    edition = factories.adopt(world, draft)
    names = (
        "rulebooks.text_has_its_digest",
        "rulebooks.last_version_is_the_text",
        "rulebooks.edition_in_force",
    )
    assert [invariants.check_all()[n] for n in names] == [[], [], []]
    RulebookEdition.objects.filter(pk=edition.pk).update(text="hỏng", state="draft")
    rung = invariants.check_all()
    assert [len(rung[n]) for n in names] == [1, 1, 1]
    RulebookEdition.objects.filter(pk=edition.pk).update(text=factories.OTHER_TEXT, state="adopted")
    assert [len(invariants.check_all()[n]) for n in names] == [1, 1, 0]


def test_parsing_is_kept_by_content(world, draft, django_assert_num_queries):
    factories.adopt(world, draft)
    queries.rulebook_in_force(world.year)
    with django_assert_num_queries(1):
        queries.rulebook_in_force(world.year)
