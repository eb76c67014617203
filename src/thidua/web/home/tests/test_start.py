"""Start pages: what waits for whom, what is late, what stays hidden, and that pages stay cheap."""

import datetime as dt
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from thidua.web.accounts.models import User
from thidua.web.accounts.queries import LAST_VISIT
from thidua.web.clusters.models import Assignment, ClusterRole, Cycle, CycleStep, Extension
from thidua.web.core import audit, clock
from thidua.web.home import queries
from thidua.web.reporting.actions import save_values
from thidua.web.reporting.models import ClassificationCount, Evidence, PeriodExtension, ReportingPeriod
from thidua.web.reporting.tests import factories
from thidua.web.scoring.models import Explanation, Scoresheet

Role = Assignment.Role
S = Cycle.State
LATE = dt.date(2021, 12, 16)


@pytest.fixture
def world(db):
    """Three units self-scoring until 15/12/2021; the second is «own», the first is the head."""
    w = factories.make_cluster()
    w.leader = factories.assign(w.unit, Role.LEADER)
    w.administrator = factories.assign(w.unit, Role.ADMINISTRATOR)
    w.admin = User.objects.create(username="quantri", full_name="Quản trị", is_site_admin=True)
    w.sheets = [Scoresheet.objects.create(cycle=w.cycle, unit=unit) for unit in w.units]
    w.sheet = w.sheets[1]
    return w


def told(user):
    """(text, due day, late) of everything that waits for the person, in order."""
    fresh = User.objects.get(pk=user.pk)
    tasks = queries.tasks_for(fresh, queries.overview_of(fresh))
    return [(t.text, t.due_on, t.is_late) for t in tasks]


def fill(w, unit, officer):
    """Everything the rulebook asks of a unit, and its evidence."""
    entries = {
        "admitted": factories.number(Decimal(5)), "inspected": factories.number(Decimal(4), Decimal(8)),
        "satisfaction": factories.number(Decimal(80)),
        "level": factories.Entry(state="value", choice="one"), "plan": factories.number(Decimal(1)),
    }  # fmt: skip
    changes = [factories.change(name, entry) for name, entry in entries.items()]
    save_values(actor=officer, period=w.period, unit=unit, changes=changes)
    for criterion, covers in (("1.1", "Báo cáo"), ("1.2", "Kế hoạch"), ("1.2", "Kết luận")):
        Evidence.objects.create(
            cycle=w.cycle, unit=unit, criterion=criterion, title=covers, covers=covers,
            document_number="1-BC", added_at=clock.now(),
        )  # fmt: skip
    for subject in ClassificationCount.Subject:
        ClassificationCount.objects.create(
            cycle=w.cycle, unit=unit, subject=subject, excellent=1, good=2, completed=3, not_completed=0
        )


def test_an_officer_sees_what_the_unit_lacks_by_its_own_deadline(world):
    due = dt.date(2021, 12, 15)
    assert told(world.officer) == [
        ("Nhập 5 chỉ tiêu còn thiếu số liệu", due, False),
        ("Nhập số xếp loại còn thiếu", due, False),
        ("Nộp minh chứng còn thiếu của 2 tiêu chí", due, False),
        ("Tự chấm và gửi lãnh đạo duyệt phiếu", due, False),
    ]
    fill(world, world.unit, world.officer)
    assert told(world.officer) == [("Tự chấm và gửi lãnh đạo duyệt phiếu", due, False)]
    step = world.cycle.steps.get(state=S.SELF_SCORING)
    Extension.objects.create(step=step, unit=world.unit, due_on=dt.date(2021, 12, 20), reason="Bão")
    clock.set_today(LATE)
    longer = ("Tự chấm và gửi lãnh đạo duyệt phiếu", dt.date(2021, 12, 20), False)
    assert told(world.officer) == [longer]
    assert [late for *_rest, late in told(world.stranger)] == [True, True, True, True]


def test_a_returned_sheet_says_why(world):
    Scoresheet.objects.filter(pk=world.sheet.pk).update(returned_reason="Thiếu phụ lục")
    overview = queries.overview_of(world.officer)
    found = [t for t in queries.tasks_for(world.officer, overview) if t.url.endswith(f"/{world.sheet.pk}/")]
    assert [(t.text, t.note) for t in found] == [("Sửa và gửi lại phiếu bị trả lại", "Thiếu phụ lục")]


def test_a_leader_approves_and_is_told_when_the_day_is_near(world):
    assert told(world.leader) == []
    clock.set_today(dt.date(2021, 12, 13))
    assert [text for text, *_rest in told(world.leader)] == [
        "Nhắc cán bộ: 5 chỉ tiêu chưa có số liệu",
        "Nhắc cán bộ: chưa có số xếp loại",
        "Nhắc cán bộ: 2 tiêu chí chưa đủ minh chứng",
        "Nhắc cán bộ: phiếu tự chấm chưa gửi lãnh đạo",
    ]
    fill(world, world.unit, world.officer)
    Scoresheet.objects.filter(pk=world.sheet.pk).update(state="submitted", submitted_by=world.officer)
    assert told(world.leader) == [("Duyệt phiếu tự chấm của đơn vị", dt.date(2021, 12, 15), False)]


def test_questions_come_to_the_unit_asked_and_answers_to_the_secretariat(world):
    Cycle.objects.filter(pk=world.cycle.pk).update(state=S.EXPLANATION)
    Scoresheet.objects.update(state="approved")
    Explanation.objects.create(
        scoresheet=world.sheet, criterion="1.1", question="Số này ở đâu?", asked_at=clock.now(),
        due_on=dt.date(2021, 12, 18),
    )  # fmt: skip
    asked = ("Giải trình tiêu chí 1.1 theo đề nghị của tổ thư ký", dt.date(2021, 12, 18), False)
    assert told(world.officer) == [asked]
    assert told(world.leader) == [asked]
    assert told(world.stranger) == []
    assert "1 giải trình chờ đơn vị trả lời" in [text for text, *_rest in told(world.secretary)]
    Explanation.objects.update(answered_at=clock.now())
    assert told(world.officer) == []
    assert "Kết luận 1 giải trình" in [text for text, *_rest in told(world.secretary)]


def test_the_secretariat_verifies_everyone_but_its_own_unit(world):
    Cycle.objects.filter(pk=world.cycle.pk).update(state=S.VERIFICATION)
    Scoresheet.objects.update(state="approved")
    found = {t.text: t.note for t in queries.tasks_for(world.secretary, queries.overview_of(world.secretary))}
    names = ", ".join(unit.code for unit in world.units[1:])
    assert found["Thẩm định phiếu của 2 đơn vị"] == names
    central = [text for text, *_rest in told(world.central)]
    assert central == ["Thẩm định phiếu của 1 đơn vị"]


def test_late_units_are_named_to_the_secretariat_with_a_text_for_each(world, client):
    fill(world, world.other, world.stranger)
    Scoresheet.objects.filter(unit=world.other).update(state="approved")
    clock.set_today(LATE)
    assert "Nhắc 2 đơn vị quá hạn" in [text for text, *_rest in told(world.secretary)]
    client.force_login(world.secretary)
    page = client.get(reverse("home:reminders", args=[world.cycle.pk]))
    code = world.unit.code
    assert {r.row.name: r.text for r in page.context["reminders"]}[code] == (
        f"Kính gửi: Đơn vị {code}.\n"
        "Tổ thư ký Cụm thử xin nhắc các việc của năm thi đua 2021, tính đến ngày 16/12/2021:\n"
        "1. 5 chỉ tiêu chưa có số liệu (Đảng viên mới kết nạp; Tổ chức đảng được kiểm tra; Mức hài lòng;"
        " Mức độ và 1 mục khác) – hạn 15/12/2021, đã quá hạn 1 ngày.\n"
        "2. Chưa có số xếp loại (Tổ chức cơ sở đảng) – hạn 15/12/2021, đã quá hạn 1 ngày.\n"
        "3. 2 tiêu chí chưa đủ minh chứng (Kết nạp; Kiểm tra) – hạn 15/12/2021, đã quá hạn 1 ngày.\n"
        "4. Phiếu tự chấm chưa gửi lãnh đạo – hạn 15/12/2021, đã quá hạn 1 ngày.\n"
        "Đề nghị đơn vị hoàn thành trên phần mềm Thi đua. Nếu cần gia hạn, xin báo lại lý do cho tổ thư ký.\n"
        "Trân trọng cảm ơn."
    )
    assert "1/3 đơn vị đã xong" in page.context["everyone"]
    client.force_login(world.officer)
    assert client.get(reverse("home:reminders", args=[world.cycle.pk])).status_code == 403


def test_texts_to_send_are_vietnamese_for_an_english_reader_too(world, client):
    client.cookies["django_language"] = "en"
    client.force_login(world.secretary)
    page = client.get(reverse("home:reminders", args=[world.cycle.pk]))
    assert page.context["everyone"].startswith("Kính gửi các đơn vị thành viên Cụm thử.")


def test_an_administrator_sees_who_has_no_way_in_and_what_ends(world):
    deputy = factories.UserFactory()
    Assignment.objects.create(
        user=deputy, unit=world.unit, role=Role.LEADER, from_on=factories.TODAY,
        to_on=dt.date(2021, 12, 8), deputises=world.leader,
    )  # fmt: skip
    for user in (world.officer, world.leader, world.administrator):
        user.set_password("mot-mat-khau-dai")
        user.save()
    deputy.set_unusable_password()
    deputy.save()
    assert told(world.administrator) == [
        (f"Sắp hết thời gian {deputy} làm thay {world.leader}", dt.date(2021, 12, 8), False),
        (f"{deputy} chưa đăng nhập lần nào", None, False),
    ]


def test_rights_wait_for_a_second_person_only(world):
    asked = ClusterRole.objects.create(
        user=world.officer, cluster=world.cluster, role=ClusterRole.Role.SECRETARIAT, from_on=factories.TODAY,
        requested_by=world.secretary,
    )  # fmt: skip
    text = f"Duyệt quyền «Tổ thư ký cụm» cho {asked.user}"
    assert text in [t for t, *_rest in told(world.central)]
    assert text not in [t for t, *_rest in told(world.secretary)]
    assert text not in [t for t, *_rest in told(world.officer)]


def test_a_person_with_several_roles_sees_the_sum_late_first(world):
    clock.set_today(LATE)
    Assignment.objects.create(
        user=world.secretary, unit=world.unit, role=Role.OFFICER, from_on=factories.SINCE
    )
    found = told(world.secretary)
    assert [late for *_rest, late in found] == sorted((late for *_rest, late in found), reverse=True)
    texts = [text for text, *_rest in found]
    assert "Tự chấm và gửi lãnh đạo duyệt phiếu" in texts
    assert "Nhắc 3 đơn vị quá hạn" in texts


def test_other_units_stay_hidden_until_the_year_is_consolidated(world, client):
    client.force_login(world.officer)
    page = client.get("/").content.decode()
    assert world.unit.code in page
    assert not [unit.code for unit in world.units if unit != world.unit and unit.code in page]


@pytest.mark.parametrize("who", ["officer", "leader", "administrator", "secretary", "central", "admin"])
def test_a_start_page_costs_the_same_for_more_units(world, client, who):
    client.force_login(getattr(world, who))
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        assert client.get("/").status_code == 200
    for number in range(6):
        unit = factories.UnitFactory(order=10 + number)
        world.cluster.memberships.create(unit=unit, from_on=factories.SINCE)
        sheet = Scoresheet.objects.create(cycle=world.cycle, unit=unit, state="submitted")
        Explanation.objects.create(
            scoresheet=sheet, criterion="1.1", question="?", asked_at=clock.now(), due_on=LATE
        )
        Evidence.objects.create(
            cycle=world.cycle, unit=unit, criterion="1.1", title="Báo cáo", document_number="1",
            added_at=clock.now(),
        )  # fmt: skip
    Cycle.objects.filter(pk=world.cycle.pk).update(revision=7)
    client.get("/")
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) <= len(few) + 1  # the tally of papers appears with the first paper
    assert len(many) < 80


def test_the_number_in_the_menu_counts_what_is_to_be_done(world, client):
    client.force_login(world.officer)
    assert "4 việc cần làm" in client.get(reverse("home:task-count")).content.decode()
    fill(world, world.unit, world.officer)
    client.get("/")  # the start page counts anew
    assert "1 việc cần làm" in client.get(reverse("home:task-count")).content.decode()
    client.force_login(world.leader)
    assert client.get(reverse("home:task-count")).content.decode().strip() == ""


def visit_before(client, moment):
    session = Session.objects.get(session_key=client.session.session_key)
    store = client.session
    store[LAST_VISIT] = moment.isoformat()
    store.save()
    return session


def test_what_changed_is_what_others_did_to_the_own_unit_since(world, client):
    start = timezone.now()
    with transaction.atomic():
        for unit, sheet in zip(world.units, world.sheets, strict=True):
            for act in ("scoring.scoresheet.return", "scoring.mark.verify", "scoring.mark.verify"):
                audit.record(act, actor=world.leader, of=sheet, cluster_id=world.cluster.pk, unit_id=unit.pk)
        audit.record("scoring.scoresheet.submit", actor=world.officer, of=world.sheet, unit_id=world.unit.pk)
    client.force_login(world.officer)
    visit_before(client, start)
    changes = client.get("/").context["changes"]
    assert [(c.name, c.who, c.count, c.objects) for c in changes] == [
        ("Ghi điểm thẩm định", str(world.leader), 2, (str(world.sheet),)),
        ("Trả lại phiếu", str(world.leader), 1, (str(world.sheet),)),
    ]
    assert client.get(changes[1].url).status_code == 200
    visit_before(client, timezone.now())
    assert client.get("/").context["changes"] == []


def test_a_year_not_begun_tells_its_secretariat_what_is_missing(world):
    Cycle.objects.filter(pk=world.cycle.pk).update(state=S.AGREED)
    world.cycle.periods.all().delete()
    step = CycleStep.objects.create(
        cycle=world.cycle, state=S.AGREED, starts_on=dt.date(2021, 2, 1), due_on=dt.date(2021, 2, 15)
    )
    fresh = User.objects.get(pk=world.secretary.pk)
    tasks = queries.tasks_for(fresh, queries.overview_of(fresh))
    missing = "Chưa có kỳ báo cáo nào; tổ thư ký đặt ở trang Số liệu, mục Kỳ báo cáo."
    assert [(t.text, t.due_on, missing in t.note) for t in tasks] == [
        ("Chuẩn bị năm 2021: đưa sang bước «Đang thực hiện»", step.due_on, True)
    ]
    assert told(world.officer) == []


def test_a_half_year_asks_for_its_report_while_the_year_runs(world):
    officer, leader = world.officer, world.leader
    half = ReportingPeriod.objects.create(
        cycle=world.cycle, name="6 tháng đầu năm", starts_on=dt.date(2021, 1, 1),
        ends_on=dt.date(2021, 6, 30), due_on=dt.date(2021, 7, 5),
    )  # fmt: skip
    asked = "Báo cáo kỳ «6 tháng đầu năm»: còn 5 chỉ tiêu chưa có số liệu"
    Cycle.objects.filter(pk=world.cycle.pk).update(state=S.RUNNING)
    clock.set_today(dt.date(2021, 6, 4))
    assert asked not in {text for text, _day, _late in told(officer)}
    clock.set_today(dt.date(2021, 6, 28))
    assert (asked, half.due_on, False) in told(officer)
    clock.set_today(dt.date(2021, 7, 3))
    assert (f"Nhắc cán bộ: b{asked[1:]}", half.due_on, False) in told(leader)
    changes = [factories.change("admitted", factories.number(Decimal(3)))]
    save_values(actor=officer, period=half, unit=world.unit, changes=changes)
    longer = PeriodExtension.objects.create(
        period=half, unit=world.unit, due_on=dt.date(2021, 7, 10), reason="Mưa lũ"
    )
    assert (asked.replace("5", "4"), longer.due_on, False) in told(officer)
    clock.set_today(dt.date(2021, 7, 11))
    assert (asked.replace("5", "4"), longer.due_on, True) in told(officer)
    Cycle.objects.filter(pk=world.cycle.pk).update(state=S.SELF_SCORING)
    assert not any("6 tháng" in text for text, _day, _late in told(officer))
