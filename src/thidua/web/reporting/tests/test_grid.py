import json
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from thidua.web.clusters.models import Cycle
from thidua.web.clusters.queries import standing_of
from thidua.web.core.models import AuditEntry
from thidua.web.reporting.actions import Change, save_values
from thidua.web.reporting.cells import content_of, entry_of
from thidua.web.reporting.indicators import DERIVED
from thidua.web.reporting.models import ReportedValue, ValueVersion
from thidua.web.reporting.tests.factories import assign, number
from thidua.web.rulebooks.queries import rulebook_in_force


def address(world, name="grid", unit=None, *more):
    return reverse(
        f"reporting:{name}", args=[world.cycle.pk, (unit or world.unit).pk, world.period.pk, *more]
    )


def send(client, world, *rows):
    return client.post(address(world, "cells"), json.dumps({"rows": rows}), content_type="application/json")


def stored(world, indicator):
    row = ReportedValue.objects.get(period=world.period, unit=world.unit, indicator=indicator)
    return row.amount, row.denominator, row.certainty, row.note, row.version


@pytest.fixture
def officer(world, client):
    client.force_login(world.officer)
    return client


def test_cell_is_saved_and_shown_back_as_understood(world, officer):
    answer = send(officer, world, {"indicator": "admitted", "amount": "1.000", "version": "0"})
    assert answer.status_code == 200
    saved = answer.json()["saved"][0]
    assert saved["version"] == 1
    assert saved["fields"] == {
        "na": "", "amount": "1.000", "of": "", "certainty": "estimate",
        "as_of": "06/12/2021", "source": "", "note": "",
    }  # fmt: skip
    assert (saved["text"], saved["said"]) == ("1.000", "một nghìn")
    assert stored(world, "admitted") == (Decimal(1000), None, "estimate", "", 1)


def test_ratio_answers_with_its_share(world, officer):
    row = {"indicator": "inspected", "amount": "953", "of": "1.000", "certainty": "final", "version": "0"}
    assert send(officer, world, row).json()["saved"][0]["share"] == "95,3\u00a0%"


def test_second_editor_sees_both_values_and_nothing_is_lost(world, officer, client):
    send(officer, world, {"indicator": "admitted", "amount": "10", "version": "0"})
    client.force_login(assign(world.unit))
    answer = send(client, world, {"indicator": "admitted", "amount": "12", "version": "0", "note": "đếm lại"})
    assert answer.status_code == 409
    conflict = answer.json()["conflicts"][0]
    assert (conflict["mine"], conflict["theirs"], conflict["version"]) == ("12 – đếm lại", "10", 1)
    assert conflict["who"] == str(world.officer)
    assert stored(world, "admitted") == (Decimal(10), None, "estimate", "", 1)
    answer = send(client, world, {"indicator": "admitted", "amount": "12", "version": "1"})
    assert answer.status_code == 200
    assert stored(world, "admitted") == (Decimal(12), None, "estimate", "", 2)


def test_repeated_request_after_a_lost_answer_changes_nothing(world, officer):
    row = {"indicator": "admitted", "amount": "10", "version": "0"}
    send(officer, world, row)
    again = send(officer, world, row)
    assert (again.status_code, again.json()["saved"][0]["version"]) == (200, 1)
    assert ValueVersion.objects.count() == 1
    assert AuditEntry.objects.filter(action="reporting.value.save").count() == 1


def test_pasted_block_with_a_mistake_saves_nothing_and_names_every_cell(world, officer):
    answer = send(
        officer,
        world,
        {"indicator": "admitted", "amount": "12", "version": "0"},
        {"indicator": "inspected", "amount": "9", "of": "8", "version": "0"},
        {"indicator": "satisfaction", "amount": "12.5", "version": "0"},
    )
    assert answer.status_code == 422
    assert set(answer.json()["problems"]) == {"satisfaction"}
    answer = send(
        officer,
        world,
        {"indicator": "admitted", "amount": "12", "version": "0"},
        {"indicator": "inspected", "amount": "9", "of": "8", "version": "0"},
        {"indicator": "satisfaction", "amount": "120", "version": "0"},
    )
    assert answer.json()["problems"] == {
        "inspected": [{"field": "amount", "text": "Tử số 9 lớn hơn mẫu số 8."}],
        "satisfaction": [{"field": "amount", "text": "Phải từ 0 đến 100."}],
    }
    assert ReportedValue.objects.count() == 0


def test_pasted_block_is_one_act_and_one_audit_line(world, officer):
    send(
        officer,
        world,
        {"indicator": "admitted", "amount": "12", "version": "0"},
        {"indicator": "plan", "amount": "có", "version": "0"},
        {"indicator": "level", "amount": "Mức hai", "version": "0"},
    )
    entry = AuditEntry.objects.get(action__startswith="reporting.")
    assert entry.action == "reporting.value.paste"
    assert [row["indicator"] for row in entry.detail["rows"]] == [
        "Đảng viên mới kết nạp",
        "Có kế hoạch",
        "Mức độ",
    ]
    assert entry.detail["rows"][0]["after"] == {
        "state": "value", "amount": "12", "as_of": "2021-12-06",
    }  # fmt: skip


def test_save_action_stays_within_its_queries(world, django_assert_max_num_queries):
    standing_of(world.officer)
    rulebook_in_force(world.cycle)
    with django_assert_max_num_queries(15):  # 12, the test's savepoint, PostgreSQL's lock of the audit chain
        save_values(
            actor=world.officer,
            period=world.period,
            unit=world.unit,
            changes=[Change("admitted", number(Decimal(5)), 0)],
        )


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"rows": 3}', '{"rows": []}', '{"rows": [1]}', "[" * 5000, '{"rows": [{}]}']
)
def test_nonsense_is_refused_in_a_sentence(world, officer, body):
    answer = officer.post(address(world, "cells"), body, content_type="application/json")
    assert (answer.status_code, answer.json()) == (
        400,
        {"reason": "Không đọc được dữ liệu gửi lên; hãy tải lại trang."},
    )


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"indicator": "unknown", "amount": "1"}, "amount"),
        ({"indicator": "org_excellent", "amount": "1"}, "amount"),
        ({"indicator": "admitted", "amount": "1,5"}, "amount"),
        ({"indicator": "admitted", "amount": "-1"}, "amount"),
        ({"indicator": "admitted", "amount": "60000"}, "amount"),
        ({"indicator": "admitted", "amount": "1", "as_of": "31/12/2021"}, "as_of"),
        ({"indicator": "admitted", "amount": "1", "as_of": "31/02/2021"}, "as_of"),
        ({"indicator": "admitted", "na": "1"}, "note"),
        ({"indicator": "inspected", "amount": "1"}, "denominator"),
        ({"indicator": "level", "amount": "three"}, "amount"),
        ({"indicator": "plan", "amount": "có thể"}, "amount"),
    ],
)
def test_impossible_values_are_refused_at_their_field(world, officer, row, field):
    answer = send(officer, world, {"version": "0", **row})
    assert answer.status_code == 422
    assert [p["field"] for p in answer.json()["problems"][row["indicator"]]] == [field]
    assert ReportedValue.objects.count() == 0


def test_frozen_year_and_late_officer_are_told_why(world, officer):
    row = {"indicator": "admitted", "amount": "1", "version": "0"}
    world.period.due_on = world.period.due_on.replace(day=1)
    world.period.save()
    assert send(officer, world, row).json() == {
        "reason": "Đã quá hạn báo cáo 01/12/2021; hãy đề nghị tổ thư ký gia hạn."
    }
    Cycle.objects.filter(pk=world.cycle.pk).update(state="verification")
    answer = send(officer, world, row)
    assert (answer.status_code, answer.json()["reason"]) == (
        403,
        "Số liệu đã khóa từ bước «Thẩm định»; muốn sửa, hãy báo tổ thư ký.",
    )


def form_of(world, **typed):
    data = {}
    for name in ("admitted", "inspected", "satisfaction", "level", "plan", "late"):
        data |= {f"{field}.{name}": "" for field in ("amount", "of", "as_of", "source", "note")}
        data |= {f"version.{name}": "0", f"certainty.{name}": "estimate"}
    return data | {key.replace("__", "."): value for key, value in typed.items()}


def test_whole_form_saves_without_script(world, officer):
    answer = officer.post(address(world), form_of(world, amount__admitted="12", amount__plan="1"))
    assert answer.status_code == 302
    assert stored(world, "admitted")[0] == Decimal(12)
    assert ReportedValue.objects.count() == 2


def test_form_with_a_mistake_keeps_everything_typed(world, officer):
    answer = officer.post(address(world), form_of(world, amount__admitted="mười", amount__late="7"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "«mười» không phải là số" in page
    assert 'value="mười"' in page
    assert 'value="7"' in page
    assert ReportedValue.objects.count() == 0


def test_form_leaves_alone_what_another_person_changed_meanwhile(world, officer, client):
    save_values(
        actor=world.officer,
        period=world.period,
        unit=world.unit,
        changes=[Change("admitted", number(Decimal(5)), 0)],
    )
    answer = officer.post(address(world), form_of(world, amount__late="2"))
    assert answer.status_code == 302
    assert stored(world, "admitted")[0] == Decimal(5)
    answer = officer.post(address(world), form_of(world, amount__admitted="6"))
    assert answer.status_code == 409
    assert stored(world, "admitted")[0] == Decimal(5)


def test_page_tells_the_kinds_of_nothing_apart(world, officer):
    send(officer, world, {"indicator": "admitted", "amount": "0", "version": "0"})
    send(officer, world, {"indicator": "satisfaction", "na": "1", "note": "không khảo sát", "version": "0"})
    Cycle.objects.filter(pk=world.cycle.pk).update(state="verification")
    page = officer.get(address(world)).content.decode()
    shown = re.findall(r'data-label="Số liệu"><span class="nil nil-([a-z-]+)"', page)
    assert shown == ["zero", "not-applicable", *["missing"] * 4]


@pytest.mark.parametrize("indicators", [0, 20])
def test_grid_takes_a_constant_number_of_queries(world, officer, django_assert_num_queries, indicators):
    more = "".join(f'  - {{id: extra_{n}, name: "Chỉ tiêu {n}", kind: count}}\n' for n in range(indicators))
    world.edition.text = world.edition.text.replace("items:\n", more + "items:\n", 1)
    world.edition.digest = str(indicators) * 32
    world.edition.save()
    officer.get(address(world))
    with django_assert_num_queries(21):
        assert officer.get(address(world)).status_code == 200


def test_stored_content_survives_a_round_trip(world):
    row = save_values(
        actor=world.officer,
        period=world.period,
        unit=world.unit,
        changes=[Change("inspected", number(Decimal(1), Decimal(3), note="x", bound=">"), 0)],
    )[0]
    row.refresh_from_db()
    assert row.versions.get().content == content_of(entry_of(row))


def test_hostile_text_is_shown_as_text(world, officer):
    nasty = '"><script>alert(1)</script>'
    send(
        officer,
        world,
        {"indicator": "admitted", "amount": "1", "note": nasty, "source": nasty, "version": "0"},
    )
    for url in (address(world), address(world, "history", None, "admitted")):
        page = officer.get(url).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    "sent",
    [
        {"amount": "10", "version": "9" * 5000},
        {"amount": "10", "version": "٣"},
        {"amount": "10", "version": "0", "note": "a\x00b", "source": "c\ud800d"},
        {"amount": "10", "version": None},
        {"amount": ["10"], "version": {}},
    ],
)
def test_what_only_a_machine_sends_breaks_nothing(world, officer, sent):
    answer = send(officer, world, {"indicator": "admitted", **sent})
    assert answer.status_code in {200, 422}
    if answer.status_code == 200:
        row = ReportedValue.objects.get(indicator="admitted")
        assert (row.amount, row.note, row.source) in {(10, "", ""), (10, "ab", "cd")}


def test_a_version_that_cannot_be_is_not_found(world, officer):
    send(officer, world, {"indicator": "admitted", "amount": "10", "version": "0"})
    url = address(world, "restore", None, "admitted")
    assert officer.post(url, {"to": "9" * 5000, "seen": "1"}).status_code == 404


def test_the_page_narrows_to_what_is_missing_or_looks_unusual(world, officer):
    def shown(show):
        page = officer.get(address(world), {"show": show}).content.decode()
        return re.findall(r'data-row="(\w+)"', page), re.findall(r'<span class="count">(\d+)</span>', page)

    everything, counts = shown("")
    assert (len(everything), counts) == (8, ["6", "0"])
    save_values(
        actor=world.officer,
        period=world.period,
        unit=world.unit,
        changes=[
            Change("admitted", number(Decimal(5)), 0),
            Change("inspected", number(Decimal(1), Decimal(3)), 0),
        ],
    )
    left = [name for name in everything if name not in {"admitted", "inspected", *DERIVED}]
    assert shown("missing") == (left, [str(len(left)), "0"])
    assert shown("asked")[0] == []
    assert shown("nonsense")[0] == everything
