"""The screens: a list by section, forms that say what is wrong, buttons that say why not."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thidua.web.limitations import queries
from thidua.web.limitations.models import Limitation
from thidua.web.limitations.tests.factories import of_b, of_the_cluster, proof_of, record
from thidua.web.limitations.tests.test_acts import move, next_year

GIVEN = {
    "unit": "",
    "content": "1",
    "text": "Chậm",
    "cause": "Thiếu người",
    "owner": "Phòng 1",
    "origin": "conference",
}


def url(name, *args):
    return reverse(f"limitations:{name}", args=args)


def test_the_start_leads_to_the_year_and_says_when_there_is_none(world, sign_in):
    assert sign_in("officer").get(url("start")).headers["Location"] == url("year", world.year.pk)
    assert "Chưa có năm thi đua nào" in sign_in("foreigner").get(url("start")).content.decode()


def test_the_list_goes_by_section_and_counts_by_state(world, sign_in):
    for content in ("2", "", "1"):
        of_the_cluster(world, content=content)
    move(world.secretary, Limitation.objects.get(content="1"), "fixed")
    page = sign_in("officer").get(url("year", world.year.pk))
    assert [(g.name, g.open_count) for g, _rows in page.context["groups"]] == [
        ("1. Phát triển đảng viên", 0), ("2. Giải quyết đơn thư", 1), ("", 1),
    ]  # fmt: skip
    assert [(str(s.label), count) for s, _look, count in page.context["tiles"]] == [
        ("Chưa khắc phục", 2), ("Đang khắc phục", 0), ("Đã khắc phục", 1),
    ]  # fmt: skip
    narrowed = sign_in("officer").get(url("year", world.year.pk), {"content": "none", "state": "not_fixed"})
    assert [len(rows) for _g, rows in narrowed.context["groups"]] == [1]


def test_the_list_costs_the_same_for_one_and_three(world, sign_in, django_assert_num_queries):
    client = sign_in("central")
    of_b(world)
    client.get(url("year", world.year.pk))
    with django_assert_num_queries(14):
        client.get(url("year", world.year.pk))
    record(world, world.secretary, unit=world.a)
    of_the_cluster(world)
    with django_assert_num_queries(14):
        client.get(url("year", world.year.pk))


def test_recording_shows_what_is_missing_at_its_field(world, sign_in):
    client = sign_in("secretary")
    answer = client.post(url("add", world.year.pk), GIVEN | {"cause": ""})
    assert list(answer.context["form"].errors) == ["cause"]
    assert client.post(url("add", world.year.pk), GIVEN).status_code == 302
    row = Limitation.objects.get()
    assert (row.unit, row.content, row.origin) == (None, "1", "conference")


def test_a_unit_is_asked_neither_for_the_origin_nor_for_other_units(world, sign_in):
    client = sign_in("neighbour")
    form = client.get(url("add", world.year.pk)).context["form"]
    assert "origin" not in form.fields
    assert form.fields["unit"].choices == [(str(world.b.pk), "Bình")]
    client.post(url("add", world.year.pk), GIVEN | {"unit": str(world.b.pk), "origin": "verification"})
    assert Limitation.objects.get().origin == "report"
    assert (
        sign_in("officer")
        .post(url("add", world.year.pk), GIVEN | {"unit": str(world.b.pk)})
        .context["form"]
        .errors["unit"]
    )


def test_editing_keeps_what_was_typed_when_somebody_was_faster(world, sign_in):
    row = of_the_cluster(world)
    client = sign_in("secretary")
    form = client.get(url("edit", row.pk)).context["form"]
    assert form["text"].value() == row.text
    typed = GIVEN | {"reason": "Rõ hơn", "version": "1"}
    assert client.post(url("edit", row.pk), typed).status_code == 302
    assert client.post(url("edit", row.pk), typed | {"text": "Lần hai"}).status_code == 409
    page = client.get(url("item", row.pk)).content.decode()
    assert "<del>Sắp xếp bộ máy có nơi chậm</del>" in page
    assert "Rõ hơn" in page


def test_a_change_of_state_takes_a_file_and_refuses_what_is_none(world, sign_in):
    row = of_b(world)
    client = sign_in("neighbour")
    form = client.get(url("move", row.pk)).context["form"]
    assert [value for value, _label in form.fields["to"].choices] == ["fixing"]
    given = {"to": "fixing", "reason": "Đã họp"}
    bad = client.post(url("move", row.pk), given | {"upload": SimpleUploadedFile("a.pdf", b"MZ")})
    assert "Không nhận tệp này" in bad.content.decode()
    good = SimpleUploadedFile("Biên bản.pdf", b"%PDF-1.4 x")
    assert client.post(url("move", row.pk), given | {"upload": good}).status_code == 302
    assert row.changes.first().file_name == "Biên bản.pdf"


def test_buttons_say_why_not(world, sign_in):
    row = of_the_cluster(world)
    page = sign_in("officer").get(url("item", row.pk)).content.decode()
    assert "cả cụm do tổ thư ký ghi" in page or "Việc này do tổ thư ký" in page
    assert 'aria-disabled="true"' in page


def test_open_ones_are_offered_to_the_next_year(world, sign_in):
    of_b(world)
    target = next_year(world)
    client = sign_in("secretary")
    assert client.get(url("year", target.pk)).context["to_carry"] == 1
    assert "Số mục chưa khắc phục xong: 1." in client.get(url("carry", target.pk)).content.decode()
    assert client.post(url("carry", target.pk)).status_code == 302
    assert client.get(url("carry", target.pk)).status_code == 302
    page = client.get(url("year", target.pk))
    assert (page.context["to_carry"], page.context["total"]) == (0, 1)
    assert "chuyển từ năm trước" in page.content.decode()
    assert sign_in("neighbour").get(url("year", target.pk)).context["to_carry"] == 0


def test_late_ones_are_marked(world, sign_in):
    row = of_b(world)
    assert "quá hạn" in sign_in("neighbour").get(url("item", row.pk)).content.decode()
    proof_of(world, row)
    move(world.secretary, row, "fixed")
    assert "quá hạn" not in sign_in("neighbour").get(url("item", row.pk)).content.decode()


def test_withdrawing_asks_for_a_reason(world, sign_in):
    row = of_the_cluster(world)
    client = sign_in("secretary")
    assert client.post(url("withdraw", row.pk), {"reason": ""}).context["form"].errors
    assert client.post(url("withdraw", row.pk), {"reason": "Ghi nhầm năm"}).status_code == 302
    assert "đã rút vì ghi nhầm" in client.get(url("item", row.pk)).content.decode()


def test_papers_group_by_section(world):
    of_the_cluster(world, content="2")
    of_b(world, content="1")
    groups = queries.by_content(list(queries.standing_in(world.year)))
    assert [(g.content, len(g.rows)) for g in groups] == [("1", 1), ("2", 1)]
