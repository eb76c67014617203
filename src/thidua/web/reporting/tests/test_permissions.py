"""When a unit may still hand in papers and counts: until its day, its extended day, or its explanation."""

import datetime as dt

import pytest

from thidua.web.clusters.models import Cycle, Extension
from thidua.web.core import clock
from thidua.web.reporting import permissions

Year = Cycle.State


def answer(world, name, state=Year.RUNNING):
    world.cycle.state = state
    found = getattr(permissions, name)(world.officer, world.cycle, world.unit)
    return found.reason or bool(found)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("can_add_evidence", "Đã quá hạn nộp minh chứng {day}; hãy đề nghị tổ thư ký gia hạn."),
        ("can_count", "Đã quá hạn {day}; hãy đề nghị tổ thư ký gia hạn."),
    ],
)
def test_a_unit_hands_in_until_its_own_deadline(world, name, said):
    step = world.cycle.steps.get(state=Year.SELF_SCORING)
    clock.set_today(step.due_on)
    assert answer(world, name) is True
    clock.set_today(step.due_on + dt.timedelta(days=1))
    assert answer(world, name) == said.format(day=f"{step.due_on:%d/%m/%Y}")
    Extension.objects.create(step=step, unit=world.unit, due_on=clock.today(), reason="Mưa lũ")
    assert answer(world, name) is True


def test_papers_but_no_counts_are_handed_in_while_the_unit_explains(world):
    clock.set_today(world.cycle.steps.get(state=Year.SELF_SCORING).due_on + dt.timedelta(days=9))
    assert answer(world, "can_add_evidence", Year.EXPLANATION) is True
    assert answer(world, "can_count", Year.EXPLANATION) == (
        "Số liệu đã khóa từ bước «Giải trình»; muốn sửa, hãy báo tổ thư ký."
    )
