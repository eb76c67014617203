"""Parts beside the tree are edited by forms: every save is a whole rulebook, a refused one writes nothing."""

import pytest
from django.urls import reverse

from thidua.rules import parse_rulebook
from thidua.web.rulebooks import queries
from thidua.web.rulebooks.parts import PARTS
from thidua.web.rulebooks.tests import factories
from thidua.web.rulebooks.tests.page_form import form_data

FULL = (
    factories.TEXT.replace(
        "status: illustrative\n",
        """status: illustrative
note: Chỉ để thử
in_force: {from: 2021-01-01, until: 2021-12-31}
source: {document: 01-HD/CỤM, issuer: Cụm thi đua, issued: 2021-01-05, article: Điều 1}
silent_on: [values.missing, rounding]
rounding: {places: 1, mode: down, at: section, caps: after_rounding}
values: {missing: zero, not_applicable: rescale, not_assigned: full, estimates: not_allowed}
total: {floor: null, ceiling: 100, bonus_max: 5, deduction_max: 2.5, order: [bonus, clamp, deduction]}
scorers:
  columns:
    - {id: own, name: Tự chấm}
    - {id: cross, name: Chấm chéo, weight: 1/3}
  combine: weighted
""",
    )
    .replace(
        "  - {id: spare, name: Số dự phòng, kind: count}\n",
        """\
  - {id: spare, name: Số dự phòng, kind: count}
  - {id: sent, name: Gửi đúng hạn, kind: yes_no}
  - {id: met, name: Tỷ lệ dự họp, kind: ratio}
  - {id: mood, name: Mức đoàn kết, kind: choice, choices: [{id: good, name: Tốt}, {id: poor, name: Kém}]}
""",
    )
    .replace(
        "ranking:\n  by: [{value: total, order: desc}]\n",
        """\
gates:
  - {id: late, name: Còn đơn quá hạn, when: complaints > 3, effect: {class_at_most: B}, source: {article: Điều 5}}
  - {id: silent, name: Không gửi, when: not sent, effect: disqualified}
  - {id: poor, name: Mất đoàn kết, when: 'mood == "poor"', effect: zero}
  - {id: met, name: Họp ít, when: met < 85% and admitted < 3, effect: note}
classes:
  - {id: A, name: Xuất sắc, from: 90, needs: [
      {when: zero_count == 0, name: Không mục 0 điểm, source: {article: Điều 9}}, {when: met >= 85%, name: Họp đủ}]}
  - {id: B, name: Tốt, above: 69.5, below: 90}
  - {id: C, name: Còn lại, to: 69.5}
class_fallback: decision
quotas:
  - {class: A, percent: 20, of: [A, B], counting_itself: true, rounding: up, excess: decision}
  - {class: B, max: 4}
  - {class: C, when: mood == "good", and_better: true, max: 50% * units("C")}
awards:
  - {id: flag, name: Cờ thi đua, from_classes: [A], places: 1, max: 1}
  - {id: paper, name: Bằng khen, percent: 33.5, rounding: half_up, when: met > 1/2}
timeline:
  - {id: report, from: 2021-11-01, to: 2021-11-10, who: Các đơn vị, what: Báo cáo, needs: [admitted, sent]}
ranking:
  leave_out: [C]
  by: [{value: total, order: desc}, {value: admitted / admitted.target, order: asc, name: Tỷ lệ}]
""",
    )
)
FULL += "    - {value: met, order: asc}\n    - {decided_by: ballot, name: Bỏ phiếu}\n"
BOOK = parse_rulebook(FULL)
SINGLE = [part.slug for part in PARTS if not part.has_rows]
ROWS = [(part.slug, n) for part in PARTS if part.has_rows for n in range(len(part.held(BOOK)))]


@pytest.fixture
def draft(world):
    return factories.draft(world, FULL)


def now(draft):
    draft.refresh_from_db()
    return queries.parsed(draft)


def test_page_says_every_part(secretary, draft):
    text = secretary.get(reverse("rulebooks:parts", args=[draft.pk])).content.decode()
    for part in PARTS:
        assert str(part.title) in text


@pytest.mark.parametrize("part", SINGLE)
def test_saving_a_part_untouched_changes_nothing(secretary, draft, part):
    address = reverse("rulebooks:edit-part", args=[draft.pk, part])
    answer = secretary.post(address, form_data(secretary, address) | {"act": "save"})
    assert answer.status_code == 302, answer.content.decode()
    assert now(draft) == BOOK


@pytest.mark.parametrize(("part", "number"), ROWS)
def test_saving_a_row_untouched_changes_nothing(secretary, draft, part, number):
    address = reverse("rulebooks:edit-row", args=[draft.pk, part, number])
    answer = secretary.post(address, form_data(secretary, address) | {"act": "save"})
    assert answer.status_code == 302, answer.content.decode()
    assert now(draft) == BOOK
