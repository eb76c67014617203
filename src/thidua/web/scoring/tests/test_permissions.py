"""Each condition of each answer on its own: the state that closes the door, and the reason given."""

import datetime as dt

import pytest

from thidua.web.accounts.models import User
from thidua.web.clusters.models import Assignment, Cycle
from thidua.web.core import clock
from thidua.web.scoring import permissions
from thidua.web.scoring.models import Explanation, Scoresheet
from thidua.web.scoring.tests.world import scoring_world

Year, State = Cycle.State, Scoresheet.State


@pytest.fixture
def w(db):
    world = scoring_world()
    world.sheet.cycle = world.year
    return world


def answer(w, name, who, *, year=Year.SELF_SCORING, state=State.DRAFT):
    """The answer of a predicate about unit A's sheet in a state of the sheet and of the year."""
    w.sheet.state, w.sheet.cycle.state = state, year
    found = getattr(permissions, name)(getattr(w, who), w.sheet)
    return found.reason or bool(found)


@pytest.mark.parametrize(
    ("name", "who", "year", "state", "said"),
    [
        ("can_self_score", "officer", Year.SELF_SCORING, State.DRAFT, True),
        ("can_self_score", "officer", Year.RUNNING, State.DRAFT, "Năm này hiện không ở bước tự chấm điểm."),
        ("can_self_score", "officer", Year.VERIFICATION, State.DRAFT, "Năm này hiện không ở bước tự chấm điểm."),
        ("can_self_score", "officer", Year.SELF_SCORING, State.SUBMITTED,
         "Phiếu đã gửi lãnh đạo; hãy rút lại trước khi sửa."),
        ("can_recall", "officer", Year.SELF_SCORING, State.SUBMITTED, True),
        ("can_recall", "officer", Year.SELF_SCORING, State.DRAFT,
         "Chỉ rút lại được phiếu đang chờ lãnh đạo duyệt."),
        ("can_recall", "officer", Year.SELF_SCORING, State.APPROVED,
         "Chỉ rút lại được phiếu đang chờ lãnh đạo duyệt."),
        ("can_approve", "leader", Year.SELF_SCORING, State.SUBMITTED, True),
        ("can_approve", "leader", Year.SELF_SCORING, State.DRAFT, "Phiếu không ở trạng thái chờ duyệt."),
        ("can_verify_sheet", "deputy_secretary", Year.VERIFICATION, State.APPROVED, True),
        ("can_verify_sheet", "deputy_secretary", Year.REVERIFICATION, State.MISSED, True),
        ("can_verify_sheet", "deputy_secretary", Year.SELF_SCORING, State.APPROVED,
         "Năm này hiện không ở bước thẩm định."),
        ("can_verify_sheet", "deputy_secretary", Year.CONSOLIDATED, State.APPROVED,
         "Năm này hiện không ở bước thẩm định."),
        ("can_verify_sheet", "deputy_secretary", Year.VERIFICATION, State.SUBMITTED,
         "Lãnh đạo đơn vị chưa duyệt phiếu này."),
        ("can_ask", "deputy_secretary", Year.VERIFICATION, State.APPROVED, True),
        ("can_ask", "deputy_secretary", Year.EXPLANATION, State.APPROVED, True),
        ("can_ask", "deputy_secretary", Year.SELF_SCORING, State.APPROVED,
         "Chỉ đề nghị giải trình ở bước thẩm định hoặc giải trình."),
        ("can_ask", "deputy_secretary", Year.CONSOLIDATED, State.APPROVED,
         "Chỉ đề nghị giải trình ở bước thẩm định hoặc giải trình."),
        ("can_reopen", "deputy_secretary", Year.SELF_SCORING, State.APPROVED, True),
        ("can_reopen", "deputy_secretary", Year.SELF_SCORING, State.VERIFIED,
         "Chỉ trả lại được phiếu lãnh đạo đã duyệt và chưa thẩm định xong."),
        ("can_reopen", "deputy_secretary", Year.VERIFICATION, State.APPROVED,
         "Đã hết bước tự chấm; hãy gia hạn cho đơn vị trước khi trả lại phiếu."),
        ("can_record_missed", "deputy_secretary", Year.SELF_SCORING, State.DRAFT,
         "Chưa hết hạn tự chấm của đơn vị này."),
        ("can_record_missed", "deputy_secretary", Year.SELF_SCORING, State.APPROVED,
         "Phiếu đã được lãnh đạo duyệt."),
    ],
)  # fmt: skip
def test_a_state_of_the_year_or_of_the_sheet_opens_and_closes(w, name, who, year, state, said):
    assert answer(w, name, who, year=year, state=state) == said


@pytest.mark.parametrize("name", ["can_self_score", "can_recall", "can_approve"])
def test_only_the_units_own_people_act_on_its_sheet(w, name):
    for who in ("neighbour", "deputy_secretary", "central", "site_admin"):
        said = answer(w, name, who, state=State.SUBMITTED)
        assert said.startswith("Hôm nay bạn không được phân công làm")


@pytest.mark.parametrize("name", ["can_verify_sheet", "can_ask", "can_reopen", "can_record_missed"])
def test_nobody_judges_the_sheet_of_their_own_unit(w, name):
    said = answer(w, name, "secretary", year=Year.VERIFICATION, state=State.APPROVED)
    assert said == "Không ai thẩm định phiếu của chính đơn vị mình."


def test_who_sent_the_sheet_does_not_approve_it(w):
    Assignment.objects.create(unit=w.a, user=w.officer, role="leader", from_on=dt.date(2021, 1, 1))
    w.officer = w.sheet.submitted_by = User.objects.get(pk=w.officer.pk)  # roles are asked once a person read
    assert answer(w, "can_approve", "officer", state=State.SUBMITTED) == (
        "Người gửi phiếu không tự duyệt phiếu đó."
    )
    assert answer(w, "can_approve", "leader", state=State.SUBMITTED) is True


def test_self_scoring_closes_after_its_deadline_and_then_it_is_missed(w):
    due = w.year.steps.get(state=Year.SELF_SCORING).due_on
    clock.set_today(due)
    assert answer(w, "can_self_score", "officer") is True
    assert answer(w, "can_record_missed", "deputy_secretary") == "Chưa hết hạn tự chấm của đơn vị này."
    clock.set_today(due + dt.timedelta(days=1))
    assert answer(w, "can_self_score", "officer").startswith("Đã quá hạn tự chấm")
    assert answer(w, "can_record_missed", "deputy_secretary") is True


def asked(w, **more):
    """A question to unit A, due on a day, not stored: the predicates read nothing else."""
    w.sheet.cycle.state = Year.VERIFICATION
    return Explanation(scoresheet=w.sheet, criterion="1.1", due_on=clock.today(), **more)


def test_an_explanation_is_given_once_in_time_and_before_the_conclusion(w):
    def said(question):
        found = permissions.can_answer(w.officer, question)
        return found.reason or bool(found)

    question = asked(w)
    assert said(question) is True
    assert said(asked(w, answered_at=clock.now())) == "Đơn vị đã giải trình; mỗi nội dung giải trình một lần."
    assert said(asked(w, concluded_at=clock.now())) == "Tổ thư ký đã kết luận nội dung này."
    clock.set_today(question.due_on + dt.timedelta(days=1))
    assert said(question).startswith("Đã quá hạn giải trình")


def test_a_conclusion_waits_for_the_answer_or_for_its_day(w):
    def said(question):
        found = permissions.can_conclude(w.deputy_secretary, question)
        return found.reason or bool(found)

    question = asked(w)
    assert said(question) == "Hãy chờ đơn vị giải trình hoặc đến hết hạn."
    assert said(asked(w, answered_at=clock.now())) is True
    assert said(asked(w, answered_at=clock.now(), concluded_at=clock.now())) == "Nội dung này đã kết luận."
    clock.set_today(question.due_on + dt.timedelta(days=1))
    assert said(question) is True
