"""Parts beside the tree are edited by forms: every save is a whole rulebook, a refused one writes nothing."""

import html
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import translation

from thidua.rules import Rulebook, parse_rulebook
from thidua.rules.vocabulary import (
    ClassNeed,
    Column,
    Gate,
    Number,
    Op,
    RankingRule,
    Scorers,
    Source,
    slots_of,
)
from thidua.web.core.models import AuditEntry
from thidua.web.rulebooks import queries
from thidua.web.rulebooks.forms.choice_words import choice_label
from thidua.web.rulebooks.outline import findings_in_words
from thidua.web.rulebooks.part_words import parts_said
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
PAGE_QUERIES = 6
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


def add(client, draft, part, **changes):
    """Press save on the form of a further row, filled in like this."""
    address = reverse("rulebooks:add-row", args=[draft.pk, part])
    return client.post(address, form_data(client, address) | {"act": "save"} | changes)


def test_a_gate_is_picked_from_lists_and_gets_its_code(secretary, draft):
    sent = add(
        secretary, draft, "gates", name="Họp không đủ", when_pick="met", when_sign="<", when_to="80 %",
        effect="class:B", **{"source-article": "Điều 7"},
    )  # fmt: skip
    assert (sent.status_code, sent.url) == (302, reverse("rulebooks:parts", args=[draft.pk]) + "#part-gates")
    when = Op("<", (Column("met"), Number(Fraction(4, 5))))
    new = Gate("hop_khong_du", "Họp không đủ", when, "class", "B", Source(article="Điều 7"))
    assert now(draft) == replace(BOOK, gates=(*BOOK.gates, new))


def test_each_save_is_one_version_and_one_line_of_the_audit(secretary, draft, world):
    before = AuditEntry.objects.count()
    add(secretary, draft, "ties", value_pick="total", order="asc", name="Tổng điểm")
    draft.refresh_from_db()
    entry = AuditEntry.objects.latest("pk")
    said = "Khi bằng nhau: thêm «Khi bằng nhau, xét lần 4: Tổng điểm, thấp hơn xếp trước.»"
    assert (draft.version, AuditEntry.objects.count() - before) == (2, 1)
    assert (entry.action, entry.detail["note"]) == ("rulebooks.edition.save", said)
    assert queries.versions_of(draft)[0].note == said


def test_a_class_gets_needs_row_by_row(secretary, draft):
    address = reverse("rulebooks:edit-row", args=[draft.pk, "classes", 1])
    more = secretary.post(address, form_data(secretary, address) | {"act": "rows"}).content.decode()
    assert 'name="needs-1-name"' in more
    filled = {
        "act": "save", "needs-0-when_pick": "sent", "needs-0-when_sign": "yes", "needs-0-name": "Gửi đúng hạn",
        "needs-count": "2", "needs-1-when": "admitted >= admitted.target", "needs-1-name": "Đạt chỉ tiêu",
    }  # fmt: skip
    secretary.post(address, form_data(secretary, address) | filled)
    needs = (
        ClassNeed("Gửi đúng hạn", Column("sent")),
        ClassNeed("Đạt chỉ tiêu", Op(">=", (Column("admitted"), Column("admitted", "target")))),
    )
    assert now(draft).classes == (BOOK.classes[0], replace(BOOK.classes[1], needs=needs), BOOK.classes[2])


def test_a_need_left_empty_is_taken_away(secretary, draft):
    address = reverse("rulebooks:edit-row", args=[draft.pk, "classes", 0])
    empty = {"act": "save", "needs-0-when_pick": "", "needs-0-when_to": "", "needs-0-name": ""}
    secretary.post(address, form_data(secretary, address) | empty)
    assert now(draft).classes[0].needs == BOOK.classes[0].needs[1:]


def test_every_mistake_is_told_at_its_field_and_nothing_is_written(secretary, draft):
    sent = add(
        secretary, draft, "classes", name="", band_low="cao", band_high="5", **{
            "needs-0-when": "nothing +", "needs-0-name": "", "source-issued": "hôm qua",
        },
    )  # fmt: skip
    assert told(sent) == {
        "id_name": "Hãy nhập mục này.",
        "id_band_low": "Chưa đọc được số «cao». Hãy viết như 12, 0,25, 85 % hoặc 1/3.",
        "id_needs-0-when": "Không hiểu biểu thức “nothing +”: còn thiếu phần sau (ký tự thứ 9). Viết như: "
        "done >= 95% * tasks and not late.",
        "id_needs-0-name": "Hãy nhập mục này.",
        "id_source-issued": "Ngày không đúng. Viết theo dạng ngày/tháng/năm, ví dụ 05/12/2021.",
    }
    assert now(draft) == BOOK


@pytest.mark.parametrize(
    ("part", "changes", "field", "sentence"),
    [
        ("gates", {"name": "x", "when": "nothing > 3", "effect": "zero"}, "id_when", "Không có chỉ tiêu “nothing”"),
        ("gates", {"name": "x", "when": "total", "effect": "zero"}, "id_when", "cần một điều kiện"),
        ("gates", {"name": "x", "when_pick": "total", "when": "total > 3"}, "id_when", "Chỉ dùng một cách"),
        ("gates", {"name": "x"}, "id_when_pick", "Hãy chọn, hoặc viết biểu thức."),
        ("gates", {"name": "x", "when_pick": "total"}, "id_when_to", "Hãy ghi số để so."),
        ("gates", {"name": "x", "when_pick": "mood", "when_sign": "==", "when_to": "vui"}, "id_when_to", "Tốt, Kém"),
        ("gates", {"name": "x", "when_pick": "sent", "when_sign": "yes", "id": "late"}, "id_id", "Mã này đã có."),
        ("gates", {"name": "x", "when_pick": "sent", "when_sign": "yes", "id": "Đ ơ"}, "id_id", "chữ không dấu"),
        ("classes", {"name": "x", "needs-0-name": "y", "needs-0-when": "lost"}, "id_needs-0-when", "“lost”"),
        ("quotas", {"class_id": "A", "max": "total"}, "id_max", "total"),
        ("ties", {"value": 'points("9")'}, "id_value", "9"),
        ("timeline", {"what": "x", "start": "2021", "end": "01/02/2021"}, "id_start", "Ngày không đúng"),
        ("columns", {"name": "x", "weight": "-1"}, "id_weight", ""),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_field(secretary, draft, part, changes, field, sentence):
    found = told(add(secretary, draft, part, **changes))
    assert list(found) == [field]
    assert sentence in found[field]
    assert now(draft) == BOOK


def test_what_no_field_is_at_fault_for_stands_above(secretary, draft):
    sent = add(secretary, draft, "quotas", class_id="A").content.decode()
    assert re.search(r"Hãy sửa những chỗ sau.*<li>[^<]*percent", sent)
    assert now(draft) == BOOK


def test_rows_move_and_stay_at_the_edge(secretary, draft):
    address = reverse("rulebooks:order-rows", args=[draft.pk, "classes"])
    assert secretary.post(address, {"version": 1, "act": "down:0"}).status_code == 302
    assert [c.id for c in now(draft).classes] == ["B", "A", "C"]
    secretary.post(address, {"version": 2, "act": "up:0"})
    assert ([c.id for c in now(draft).classes], draft.version) == (["B", "A", "C"], 2)
    assert secretary.post(address, {"version": 2, "act": "sideways:0"}).status_code == 404


def test_a_row_is_deleted_unless_something_names_it(secretary, draft):
    used = secretary.post(reverse("rulebooks:delete-row", args=[draft.pk, "classes", 0]), {"version": 1})
    assert "Chưa lưu được" in used.content.decode()
    assert now(draft) == BOOK
    gone = secretary.post(reverse("rulebooks:delete-row", args=[draft.pk, "ties", 1]), {"version": 1})
    assert gone.status_code == 302
    ties = (BOOK.ranking.ties[0], BOOK.ranking.ties[2])
    assert now(draft) == replace(BOOK, ranking=replace(BOOK.ranking, ties=ties))


@pytest.mark.parametrize("number", [0, 2])
def test_a_second_writer_meets_the_first(secretary, draft, number):
    """Also when the row of the older page is gone by now."""
    address = reverse("rulebooks:edit-row", args=[draft.pk, "ties", number])
    stale = form_data(secretary, address) | {"act": "save", "name": "Tên khác"}
    secretary.post(reverse("rulebooks:delete-row", args=[draft.pk, "ties", 1]), {"version": 1})
    kept = now(draft)
    answer = secretary.post(address, stale)
    assert answer.status_code == 409
    assert "Khi bằng nhau: xóa" in answer.content.decode()
    assert now(draft) == kept


def test_a_side_form_over_the_page_has_it_drawn_anew(secretary, draft):
    page, form = (
        reverse(f"rulebooks:{n}", args=[draft.pk, *a]) for n, a in (("parts", ()), ("edit-part", ["total"]))
    )
    data = form_data(secretary, form) | {"act": "save", "ceiling": "90"}
    sent = secretary.post(
        form, data, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}#part-ties"}
    )
    assert sent.headers["HX-Refresh"] == "true"
    data |= {"version": "2", "ceiling": "80"}
    sent = secretary.post(
        form, data, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{form}"}
    )
    assert sent.headers["HX-Redirect"] == f"{page}#part-total"
    assert now(draft).total.ceiling == 80


@pytest.mark.parametrize(("part", "number"), [("total", 0), ("gates", 9), ("nothing", 0), ("columns", 2)])
def test_what_is_no_row_is_not_found(secretary, draft, part, number):
    assert secretary.get(reverse("rulebooks:edit-row", args=[draft.pk, part, number])).status_code == 404
    assert secretary.get(reverse("rulebooks:edit-part", args=[draft.pk, "gates"])).status_code == 404


def test_findings_stand_beside_their_row_and_part(secretary, world):
    draft = factories.draft(world, FULL.replace("to: 69.5}", "to: 60}"), 2022)
    book = queries.parsed(draft)
    findings = findings_in_words(queries.findings_of(draft), book)
    said = parts_said(book, findings)
    beside = {
        p.part.slug: sorted(f.at for row in p.rows for f in row.findings) for p in said if p.part.has_rows
    }
    assert {slug: at for slug, at in beside.items() if at} == {
        "timeline": ["timeline[0].needs[0]", "timeline[0].needs[1]"]
    }
    assert {p.part.slug: sorted(f.at for f in p.findings) for p in said if p.findings} == {
        "general": ["silent_on[0]", "silent_on[1]"],
        "values": ["values.missing", "values.not_assigned"],
        "classes": ["classes"],
    }
    page = secretary.get(reverse("rulebooks:findings", args=[draft.pk])).content.decode()
    assert "#part-classes" in page


def test_page_reads_the_draft_once_however_much_it_says(secretary, draft, world, django_assert_num_queries):
    small = factories.draft(world, year=2022)
    for row in (draft, small):
        address = reverse("rulebooks:parts", args=[row.pk])
        secretary.get(address)
        with django_assert_num_queries(PAGE_QUERIES):
            secretary.get(address)


def test_picked_expression_is_said_as_it_is_picked(secretary, draft):
    address = reverse("rulebooks:expression", args=[draft.pk])
    sent = {"expression": "", "pick": "met", "sign": ">=", "to": "85 %"}
    assert "«Tỷ lệ dự họp» ≥ 85 %" in secretary.post(address, sent).content.decode()
    assert "Hãy ghi số để so." in secretary.post(address, sent | {"to": ""}).content.decode()
    assert "Chưa có mục: 9" in secretary.post(address, {"expression": 'points("9") > 1'}).content.decode()


@pytest.mark.parametrize("slot", [s for p in PARTS for s in p.slots if s.words], ids=lambda s: s.field)
def test_every_choice_has_words_in_both_languages(slot):
    for tongue in ("vi", "en"):
        with translation.override(tongue):
            for word in slot.words:
                assert choice_label(slot.field, word) not in {word, ""}


def test_every_key_of_the_format_is_in_a_part_the_tree_or_the_inputs():
    known = {s.key for s in slots_of(Rulebook)}
    told_of = {s.key for p in PARTS if p.make is Rulebook for s in p.slots} | {
        p.place[0] for p in PARTS if p.place
    }
    assert known - told_of == {"inputs", "items"}
    ranking = {p.place[1] for p in PARTS if p.place[:1] == ("ranking",) and len(p.place) > 1} | {"leave_out"}
    assert {s.key for s in slots_of(RankingRule)} == ranking
    assert {s.key for s in slots_of(Scorers)} == {"columns", "combine"}


def told(answer):
    """Field -> its first mistake, as the page shows them."""
    text = html.unescape(answer.content.decode())
    found = re.findall(r'<ul class="errorlist" id="(\S+?)_error"><li>(.*?)</li>', text)
    return dict(found)
