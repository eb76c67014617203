"""A year: one under way at a time, moves with what is missing told, deadlines and extensions."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.worlds import TODAY

from thidua.web.clusters import actions, queries, year
from thidua.web.clusters.models import Cycle, CycleStep, HeadTerm
from thidua.web.clusters.requirements import has_members_and_head, nothing_else_under_way, planned
from thidua.web.core.access import Refused
from thidua.web.core.models import AuditEntry

S = Cycle.State


def put(cycle, state):
    Cycle.objects.filter(pk=cycle.pk).update(state=state)
    cycle.refresh_from_db()


def test_a_second_year_may_wait_as_draft_but_not_run(world):
    put(world.year, S.SELF_SCORING)
    steps = year.shifted(year.usual_dates(2021), 1)
    second = actions.open_cycle(actor=world.secretary, cluster=world.cluster, year_number=2022, steps=steps)
    assert list(nothing_else_under_way(second)) == [
        "Năm 2021 của cụm chưa công bố; mỗi cụm chỉ thực hiện một năm một lúc."
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Cycle.objects.filter(pk=second.pk).update(state=S.RUNNING)
    put(world.year, S.PUBLISHED)
    assert list(nothing_else_under_way(second)) == []


def test_the_same_year_is_not_opened_twice(world):
    with pytest.raises(Refused, match="Năm 2021 đã có"):
        actions.open_cycle(actor=world.secretary, cluster=world.cluster, year_number=2021, steps={})


def test_what_is_missing_is_told_before_a_move(world):
    assert list(planned(world.year)) == []
    assert list(has_members_and_head(world.year)) == []
    world.year.steps.filter(state=S.VERIFICATION).delete()
    HeadTerm.objects.all().delete()
    assert list(planned(world.year)) == ["Chưa có lịch của bước: Thẩm định."]
    assert list(has_members_and_head(world.year)) == ["Chưa ghi đơn vị cụm trưởng của năm."]


def test_a_step_back_needs_a_reason_and_stands_in_the_history(world, sign_in):
    put(world.year, S.AGREED)
    back = reverse("clusters:year-back", args=[world.year.pk])
    page = sign_in("secretary").post(back, {"reason": " "})
    assert page.status_code == 200
    assert world.year.moves.count() == 0
    sign_in("secretary").post(back, {"reason": "Sửa quy chế"})
    move = world.year.moves.get()
    assert (move.old, move.new, move.moved_by, move.reason) == (
        "agreed", "draft", world.secretary, "Sửa quy chế",
    )  # fmt: skip


def test_publishing_asks_for_the_typed_word(world, sign_in):
    put(world.year, S.PUBLISHED)
    move = reverse("clusters:year-move", args=[world.year.pk])
    page = sign_in("secretary").post(move, {"typed": "gì đó"})
    world.year.refresh_from_db()
    assert "Gõ LƯU TRỮ để xác nhận" in page.content.decode()
    assert world.year.state == S.PUBLISHED


def test_a_move_says_which_step_the_year_is_in(world, sign_in):
    put(world.year, S.VERIFICATION)
    page = sign_in("secretary").post(
        reverse("clusters:year-move", args=[world.year.pk]), {"to": "explanation"}, follow=True
    )
    assert "Đã chuyển sang bước «Giải trình»." in page.content.decode()


def test_a_stale_button_does_not_move_the_year_twice(world, sign_in):
    move = reverse("clusters:year-move", args=[world.year.pk])
    put(world.year, S.RUNNING)
    page = sign_in("secretary").post(move, {"to": "running"})
    assert page.status_code == 403
    assert "không chuyển thẳng" in page.content.decode()


def test_an_extension_is_later_than_the_common_deadline_and_has_a_reason(world, sign_in):
    address = reverse("clusters:deadline-extend", args=[world.step.pk])
    early = {"unit": world.b.pk, "due_on": "09/12/2021", "reason": "Bão"}
    assert "Hạn mới phải sau hạn chung 10/12/2021." in (
        sign_in("secretary").post(address, early).content.decode()
    )
    sign_in("secretary").post(address, early | {"due_on": "12/12/2021"})
    assert queries.due_on(world.year, S.SELF_SCORING, world.b) == dt.date(2021, 12, 12)
    assert queries.due_on(world.year, S.SELF_SCORING, world.a) == dt.date(2021, 12, 10)
    entry = AuditEntry.objects.get(action="clusters.deadline.extend")
    assert (entry.unit_id, entry.detail["reason"]) == (world.b.pk, "Bão")


def test_a_unit_of_another_cluster_gets_no_extension(world):
    with pytest.raises(Refused, match="không thuộc cụm"):
        actions.extend_deadline(
            actor=world.secretary, step=world.step, unit=world.c, due_on=dt.date(2021, 12, 30), reason="x"
        )


def test_planning_shows_all_problems_and_keeps_what_was_typed(world, sign_in):
    address = reverse("clusters:year-plan", args=[world.year.pk])
    page = sign_in("secretary").get(address)
    form = page.context["form"]
    typed = {name: form[name].value().strftime("%d/%m/%Y") for name in form.fields if hasattr(
        form[name].value(), "strftime")} | {"cross_scoring_skip": "on"}  # fmt: skip
    wrong = typed | {"verification_to": "01/12/2021", "self_scoring_from": ""}
    errors = sign_in("secretary").post(address, wrong).context["form"].errors
    assert dict(errors) == {
        "self_scoring_from": ["Hãy ghi cả ngày bắt đầu và hạn."],
        "verification_to": [
            "Hạn không được trước ngày bắt đầu.", "Sớm hơn hạn 10/12/2021 của bước «Tự chấm điểm».",
        ],
    }  # fmt: skip
    sign_in("secretary").post(address, typed | {"self_scoring_to": "11/12/2021"})
    world.step.refresh_from_db()
    assert world.step.due_on == dt.date(2021, 12, 11)
    assert actions.skipped_states(world.year) == {S.CROSS_SCORING}


def test_due_steps_are_a_function_of_the_day(world):
    put(world.year, S.SELF_SCORING)
    steps = list(world.year.steps.all())
    longer = {world.step.pk: dt.date(2021, 12, 12)}

    def seen(day, longer):
        return [
            (s.state, s.due_on.day, s.days_left, s.is_late, s.is_extended)
            for s in queries.due_steps(world.year, steps, longer, day)
        ][:2]

    assert seen(TODAY, {}) == [
        ("self_scoring", 10, 4, False, False), ("verification", 15, 9, False, False),
    ]  # fmt: skip
    assert seen(dt.date(2021, 12, 11), {})[0] == ("self_scoring", 10, -1, True, False)
    assert seen(dt.date(2021, 12, 11), longer)[0] == ("self_scoring", 12, 1, False, True)


def test_due_steps_of_people_name_the_unit_they_act_for(world):
    put(world.year, S.SELF_SCORING)
    assert [(u, s.state) for u, s in queries.due_steps_for(world.officer, TODAY)][:1] == [
        (world.a, "self_scoring")
    ]
    assert [u for u, _s in queries.due_steps_for(world.secretary, TODAY)][:1] == [None]
    assert queries.due_steps_for(world.foreigner, TODAY) == []


def test_leap_days_shift_to_the_28th():
    steps = {"agreed": (dt.date(2024, 2, 29), dt.date(2024, 3, 1))}
    assert year.shifted(steps, 1) == {"agreed": (dt.date(2025, 2, 28), dt.date(2025, 3, 1))}


def test_an_undated_step_loses_its_row(world):
    steps = year.usual_dates(2021)
    del steps["running"]
    actions.plan_steps(actor=world.secretary, cycle=world.year, steps=steps)
    assert not CycleStep.objects.filter(cycle=world.year, state="running").exists()


def test_a_move_lists_all_that_is_missing(world):
    world.year.steps.filter(state__in=["verification", "consolidated"]).delete()
    with pytest.raises(Refused, match=r"Chưa có lịch của bước: Thẩm định, Đã tổng hợp\."):
        actions.move_cycle(actor=world.secretary, cycle=world.year, to="agreed")


def test_an_act_without_typed_word_or_reason_is_refused(world):
    put(world.year, S.PUBLISHED)
    with pytest.raises(Refused, match="gõ đúng LƯU TRỮ"):
        actions.move_cycle(actor=world.secretary, cycle=world.year, to="archived", typed="lưu")
    put(world.year, S.RUNNING)
    with pytest.raises(Refused, match="lý do lùi bước"):
        actions.move_cycle(actor=world.secretary, cycle=world.year, to="agreed")


def test_dates_out_of_order_are_refused_by_the_act_itself(world):
    steps = year.usual_dates(2021) | {"verification": (dt.date(2021, 1, 1), dt.date(2021, 1, 2))}
    with pytest.raises(Refused, match="sớm hơn bước trước"):
        actions.plan_steps(actor=world.secretary, cycle=world.year, steps=steps)


def test_a_noted_change_raises_the_revision(world):
    actions.note_change(world.year.pk)
    before = world.year.revision
    world.year.refresh_from_db()
    assert world.year.revision == before + 1
