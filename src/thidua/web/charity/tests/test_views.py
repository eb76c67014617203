"""Screens of the fund: what is shown, what is sent, what a press writes, how many queries it costs."""

import datetime as dt
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.worlds import Role, person, unit

from thidua.web.charity import actions, queries, tables
from thidua.web.charity.models import (
    Campaign,
    Contribution,
    Disbursement,
    HousePhoto,
    LedgerTransaction,
    Pledge,
)
from thidua.web.charity.tests import world
from thidua.web.charity.tests.world import MILLION, hand_over, pay
from thidua.web.clusters.models import Unit
from thidua.web.core import clock, files
from thidua.web.core.access import Refused


def page(client, name, *args, **query):
    answer = client.get(reverse(f"charity:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, name, *args, **data):
    return client.post(
        reverse(f"charity:{name}", args=args), {"form_key": str(uuid.uuid4())} | data, follow=True
    )


@pytest.fixture
def secretary(client, w):
    client.force_login(w.secretary)
    return client


def test_a_campaign_from_plan_to_resolution(client, draft):
    client.force_login(draft.secretary)
    w = draft
    send(
        client,
        "campaign-edit",
        w.campaign.pk,
        year=2021,
        title="Quỹ 2021",
        rule="per_head",
        base_vnd="200 nghìn",
        due_on="31/03/2021",
    )
    form = {
        f"heads-{w.pledge_a.pk}": 30,
        f"heads-{w.pledge_b.pk}": 25,
        f"amount-{w.pledge_a.pk}": "",
        f"note-{w.pledge_b.pk}": "Hai phòng",
    }
    send(client, "pledges", w.campaign.pk, **form)
    assert list(Pledge.objects.values_list("heads", "amount_vnd", "note")) == [
        (30, 6 * MILLION, ""), (25, 5 * MILLION, "Hai phòng"),
    ]  # fmt: skip
    answer = send(client, "adopt", w.campaign.pk, adopted_on="07/12/2021", resolution="Thống nhất.")
    assert "Ngày không được sau hôm nay" in answer.content.decode()
    answer = send(
        client,
        "adopt",
        w.campaign.pk,
        adopted_on="18/12/2020",
        resolution="Thống nhất.",
        document_number="05-KL",
    )
    assert answer.redirect_chain[-1][0] == reverse("charity:campaign", args=[w.campaign.pk])
    assert "Thống nhất." in answer.content.decode()
    assert Campaign.objects.get().adopted_by == w.secretary


def test_shares_by_hand_and_by_total(client, draft):
    client.force_login(draft.secretary)
    w, plan = draft, {"year": 2021, "title": "Quỹ", "due_on": "31/03/2021"}
    send(client, "campaign-edit", w.campaign.pk, **plan, rule="equal", base_vnd="5.000.001")
    assert list(Pledge.objects.values_list("amount_vnd", flat=True)) == [2_500_001, 2_500_000]
    send(client, "campaign-edit", w.campaign.pk, **plan, rule="by_hand")
    answer = send(
        client,
        "pledges",
        w.campaign.pk,
        **{f"amount-{w.pledge_a.pk}": "3 triệu", f"amount-{w.pledge_b.pk}": "ba"},
    )
    assert "không phải là số tiền" in answer.content.decode()
    send(
        client,
        "pledges",
        w.campaign.pk,
        **{f"amount-{w.pledge_a.pk}": "3 triệu", f"amount-{w.pledge_b.pk}": ""},
    )
    assert list(Pledge.objects.values_list("amount_vnd", flat=True)) == [3 * MILLION, 0]
    answer = send(client, "campaign-edit", w.campaign.pk, **plan, rule="same", base_vnd="")
    assert "Hãy ghi mức tính" in answer.content.decode()


def test_a_campaign_is_not_adopted_without_text_members_or_amounts(draft):
    w, act = draft, actions.adopt_campaign
    resolved = {"actor": w.secretary, "campaign": w.campaign, "adopted_on": dt.date(2021, 1, 5)}
    with pytest.raises(Refused, match="nội dung nghị quyết"):
        act(**resolved, resolution=" ")
    with pytest.raises(Refused, match="sau hôm nay"):
        act(**(resolved | {"adopted_on": dt.date(2022, 1, 1)}), resolution="Có")
    unit("DDD", "Dinh", w.cluster)
    with pytest.raises(Refused, match="Dinh"):
        act(**resolved, resolution="Có")
    edited = actions.edit_campaign(actor=w.secretary, campaign=w.campaign, plan=world.plan(base_vnd=0))
    assert edited.pledges.count() == 3
    with pytest.raises(Refused, match="Chưa đơn vị nào"):
        act(**resolved, resolution="Có")
    with pytest.raises(Refused, match="đã có đợt"):
        actions.open_campaign(actor=w.secretary, cluster=w.cluster, plan=world.plan())
    other = actions.open_campaign(actor=w.secretary, cluster=w.cluster, plan=world.plan(year=2022))
    with pytest.raises(Refused, match="đã có đợt"):
        actions.edit_campaign(actor=w.secretary, campaign=other, plan=world.plan())


def test_a_payment_is_typed_as_an_office_types_and_shown_back(secretary, w):
    receipt = SimpleUploadedFile("Giấy báo có.pdf", b"%PDF-1.4 co")
    answer = send(
        secretary,
        "contribution-add",
        w.pledge_a.pk,
        amount_vnd="4 triệu",
        paid_on="01/03/2021",
        way="cash",
        receipt_number="PT 7",
        receipt=receipt,
    )
    text = answer.content.decode()
    assert "4.000.000\u00a0đồng (Bốn triệu đồng chẵn)" in text
    row = Contribution.objects.get()
    assert (row.amount_vnd, row.receipt_name, row.transaction.happened_on) == (
        4 * MILLION,
        "Giấy báo có.pdf",
        dt.date(2021, 3, 1),
    )
    opened = secretary.get(reverse("charity:receipt", args=[row.pk]))
    assert (opened["Content-Type"], opened["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert b"".join(opened.streaming_content) == b"%PDF-1.4 co"
    answer = send(
        secretary,
        "contribution-add",
        w.pledge_a.pk,
        amount_vnd="8 triệu",
        paid_on="01/03/2021",
        way="cash",
        receipt_number="PT 8",
    )
    assert "ủng hộ thêm" in answer.content.decode()
    assert Contribution.objects.count() == 1


def test_an_amount_is_understood_while_typing(secretary):
    assert page(secretary, "money", amount_vnd="2 triệu rưỡi").strip().startswith("«2 triệu rưỡi»")
    assert (
        page(secretary, "money", base_vnd="2,5 triệu").strip()
        == "2.500.000\u00a0đồng (Hai triệu năm trăm nghìn đồng chẵn)"
    )
    assert "Ví dụ" in page(secretary, "money", planned_cost_vnd="")


def test_a_receipt_comes_later_and_only_once(secretary, w):
    row = pay(w, w.pledge_a, MILLION)
    answer = send(secretary, "receipt-add", row.pk, receipt=SimpleUploadedFile("a.exe", b"MZ"))
    assert "Không nhận tệp này" in answer.content.decode()
    send(secretary, "receipt-add", row.pk, receipt=SimpleUploadedFile("a.pdf", b"%PDF-1.4 a"))
    row.refresh_from_db()
    assert row.receipt_name == "a.pdf"
    assert secretary.get(reverse("charity:receipt-add", args=[row.pk])).status_code == 403
    bare = pay(w, w.pledge_b, MILLION)
    assert secretary.get(reverse("charity:receipt", args=[bare.pk])).status_code == 404


def test_money_is_handed_over_with_minutes_and_photo(secretary, w):
    pay(w, w.pledge_a, 10 * MILLION)
    form = {
        "amount_vnd": "10 triệu",
        "handed_on": "18/12/2020",
        "receiver": "Mặt trận Tổ quốc",
        "minutes_number": "01/BB",
    }
    papers = {
        "minutes": SimpleUploadedFile("bb.pdf", b"%PDF-1.4 bb"),
        "photo": SimpleUploadedFile("a.png", world.png()),
    }
    assert (
        "Hãy ghi chú thích"
        in send(secretary, "disbursement-add", w.house.pk, **form, **papers).content.decode()
    )
    papers = {
        "minutes": SimpleUploadedFile("bb.pdf", b"%PDF-1.4 bb"),
        "photo": SimpleUploadedFile("a.png", world.png(b"GPS")),
    }
    text = send(
        secretary, "disbursement-add", w.house.pk, **form, **papers, caption="Trao tiền"
    ).content.decode()
    row = Disbursement.objects.get()
    assert "10.000.000\u00a0đồng (Mười triệu đồng chẵn)" in text
    assert (row.photo.caption, row.minutes_name, row.photo.may_be_published) == ("Trao tiền", "bb.pdf", False)
    assert files.path_of(row.photo.file.sha256).read_bytes() == world.png()
    assert (
        b"".join(secretary.get(reverse("charity:minutes", args=[row.pk])).streaming_content) == b"%PDF-1.4 bb"
    )
    pay(w, w.pledge_b, MILLION)
    bare = hand_over(w, MILLION)
    assert secretary.get(reverse("charity:minutes", args=[bare.pk])).status_code == 404


def test_a_house_is_told_step_by_step(secretary, w):
    form = {
        "unit": w.b.pk,
        "title": "Nhà số 1",
        "place": "Xã Một",
        "beneficiary": "Hộ thương binh",
        "planned_cost_vnd": "60 triệu",
    }
    named = send(secretary, "house-edit", w.house.pk, **form, version=1, beneficiary_name="Tên")
    assert "khi chủ hộ đồng ý" in named.content.decode()
    send(secretary, "house-edit", w.house.pk, **form, version=1, beneficiary_name="Tên", name_agreed="on")
    assert (
        secretary.post(reverse("charity:house-edit", args=[w.house.pk]), form | {"version": 1}).status_code
        == 409
    )
    send(secretary, "step-add", w.house.pk, stage="started", happened_on="01/05/2021", note="Động thổ")
    send(
        secretary, "photo-add", w.house.pk, photo=SimpleUploadedFile("a.png", world.png()), caption="Nền móng"
    )
    text = page(secretary, "house", w.house.pk)
    assert all(word in text for word in ("60.000.000", "Động thổ", "Nền móng", "Tên", "chưa được công khai"))
    photo = HousePhoto.objects.get()
    send(secretary, "photo-withdraw", photo.pk, reason="Chủ hộ không đồng ý")
    assert secretary.get(reverse("charity:photo", args=[photo.pk])).status_code == 404
    assert "Nền móng" not in page(secretary, "house", w.house.pk)


def test_what_a_house_cannot_be_told(w):
    act = {"actor": w.secretary, "house": w.house}
    with pytest.raises(Refused, match="sau hôm nay"):
        actions.record_step(**act, stage="started", happened_on=dt.date(2022, 1, 1))
    with pytest.raises(Refused, match="đồng ý"):
        actions.add_house(
            actor=w.secretary, campaign=w.campaign, facts=world.facts(w, beneficiary_name="Tên")
        )
    for content, caption, said in (
        (world.png(), " ", "chú thích"), (b"%PDF-1.4", "Tệp", "JPEG hoặc PNG"), (world.png()[:-9], "Hỏng", "bị hỏng"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            actions.add_photo(**act, photo=actions.NewPhoto(content, caption))
    photo = actions.add_photo(**act, photo=actions.NewPhoto(world.png(), "Ảnh"))
    with pytest.raises(Refused, match="lý do"):
        actions.withdraw_photo(actor=w.secretary, photo=photo, reason=" ")
    actions.withdraw_photo(actor=w.secretary, photo=photo, reason="Mờ")
    with pytest.raises(Refused, match="đã gỡ"):
        actions.withdraw_photo(actor=w.secretary, photo=photo, reason="Mờ")


def test_a_reversal_shows_beside_what_it_takes_back(secretary, w):
    row = pay(w, w.pledge_a, MILLION).transaction
    send(secretary, "reverse", row.pk, reason="Ghi nhầm")
    text = page(secretary, "transaction", row.pk)
    assert "Đã ghi đảo bằng" in text
    assert "Ghi nhầm" in text
    ledger = page(secretary, "ledger", w.cluster.pk, campaign=w.campaign.pk)
    assert "đã ghi đảo" in ledger
    assert "muộn 353 ngày" in ledger
    assert "đã ghi đảo" in page(secretary, "unit", w.campaign.pk, w.a.pk)


def test_a_statement_names_its_cut_and_shows_late_booking(secretary, w):
    pay(w, w.pledge_a, MILLION, on=dt.date(2021, 2, 1))
    pay(w, w.pledge_b, 2 * MILLION, on=dt.date(2021, 8, 1))
    text = page(secretary, "statement", w.campaign.pk, as_of="01/06/2021")
    assert "as_of=2021-06-01&amp;upto=3" in text
    assert "ghi sổ muộn 308 ngày (06/12/2021)" in text
    assert "2.000.000" not in text
    same = page(secretary, "statement", w.campaign.pk, as_of="2021-08-01", upto="2")
    assert "2.000.000" not in same
    assert "2.000.000" in page(
        secretary, "unit-statement", w.campaign.pk, w.b.pk, as_of="chiều qua", upto="99"
    )


def test_files_hold_what_the_paper_says_and_no_formula(secretary, w):
    w.campaign.fund.__class__.objects.update(name="=HYPERLINK(1)")
    pay(w, w.pledge_a, 4 * MILLION)
    args = {"campaign": w.campaign.pk, "kind": "csv"}
    csv = secretary.get(reverse("charity:statement-file", kwargs=args)).content.decode()
    assert csv.startswith("\ufeff'=HYPERLINK(1)")
    assert "An;10000000;4000000;0;6000000" in csv
    assert "Cộng;20000000;4000000;0;16000000" in csv
    answer = secretary.get(reverse("charity:statement-file", kwargs=args | {"kind": "xlsx"}))
    assert "quy-2021-20211206-so-2.xlsx" in answer["Content-Disposition"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "=HYPERLINK(1)"
    assert ["An", 10 * MILLION, 4 * MILLION, 0, 6 * MILLION] in [r[:5] for r in rows]


def test_what_is_published_stays_and_hides_what_is_not_for_all(w):
    pay(w, w.pledge_a, 4 * MILLION, number="PT BÍ MẬT")
    actions.add_photo(actor=w.secretary, house=w.house, photo=actions.NewPhoto(world.png(), "Ảnh riêng"))
    shown = actions.NewPhoto(world.png(), "Ảnh chung", may_be_published=True)
    shown = actions.add_photo(actor=w.secretary, house=w.house, photo=shown)
    assert queries.statement_for_public(w.cluster.pk, 2021) is None
    first = actions.publish_statement(actor=w.secretary, campaign=w.campaign, as_of=dt.date(2021, 6, 1))
    pay(w, w.pledge_b, MILLION)
    found = queries.statement_for_public(w.cluster.pk, 2021)
    text = str(found.content)
    assert found == first
    assert (found.content["paid"], found.content["pledged"]) == (4 * MILLION, 20 * MILLION)
    assert "Ảnh chung" in text
    assert not any(secret in text for secret in ("Ảnh riêng", "BÍ MẬT", "Người"))
    sha = shown.file.sha256
    assert queries.photo_for_public(found, sha) == shown.file
    assert queries.photo_for_public(found, "0" * 64) is None
    actions.withdraw_photo(actor=w.secretary, photo=shown, reason="Đổi ý")
    HousePhoto.objects.filter(caption="Ảnh riêng").delete()
    assert queries.photo_for_public(found, sha) is None
    second = actions.publish_statement(actor=w.secretary, campaign=w.campaign, as_of=dt.date(2021, 6, 1))
    assert queries.statement_for_public(w.cluster.pk, 2021) == second
    for reason, said in ((" ", "lý do"), ("Sai", None), ("Lần nữa", "đã rút")):
        if said:
            with pytest.raises(Refused, match=said):
                actions.withdraw_statement(actor=w.secretary, statement=second, reason=reason)
        else:
            actions.withdraw_statement(actor=w.secretary, statement=second, reason=reason)
    assert queries.statement_for_public(w.cluster.pk, 2021) == first
    with pytest.raises(Refused, match="sau hôm nay"):
        actions.publish_statement(actor=w.secretary, campaign=w.campaign, as_of=dt.date(2022, 1, 1))


def test_a_treasurer_keeps_the_books_until_the_task_ends(w):
    keeper = person("thuquy", w.b, Role.OFFICER)
    row = actions.appoint_treasurer(actor=w.secretary, fund=w.fund, user=keeper)
    with pytest.raises(Refused, match="đang là thủ quỹ"):
        actions.appoint_treasurer(actor=w.secretary, fund=w.fund, user=keeper)
    pay(w, w.pledge_a, MILLION, actor=keeper)
    with pytest.raises(Refused, match="tổ thư ký"):
        actions.publish_statement(actor=keeper, campaign=w.campaign, as_of=dt.date(2021, 6, 1))
    actions.end_treasurer(actor=w.secretary, treasurer=row)
    with pytest.raises(Refused, match="đã thôi"):
        actions.end_treasurer(actor=w.secretary, treasurer=row)
    clock.set_today(dt.date(2021, 12, 7))
    later = type(keeper).objects.get(pk=keeper.pk)
    with pytest.raises(Refused, match="thủ quỹ"):
        pay(w, w.pledge_a, MILLION, number="PT 02", actor=later)


def test_reminders_address_the_unit_by_its_full_name(secretary, w):
    pay(w, w.pledge_b, 10 * MILLION)
    text = page(secretary, "reminders", w.campaign.pk).replace("\u00a0", " ")
    assert "Kính gửi: Ban Tổ chức Tỉnh ủy An." in text
    assert "Số còn phải nộp là 10.000.000 đồng, hạn 31/03/2021, đã quá hạn 250 ngày." in text
    assert "Tỉnh ủy Bình" not in text


@pytest.mark.parametrize(
    ("name", "most"),
    [("campaign", 20), ("ledger", 13), ("unit", 19), ("fund", 22), ("house", 14), ("statement", 13)],
)
@pytest.mark.parametrize("more", [0, 4])
def test_pages_cost_the_same_however_many_rows(client, w, django_assert_max_num_queries, name, most, more):
    for number in range(1, more + 1):
        pay(w, w.pledge_a, MILLION, number=f"PT {number}")
        hand_over(w, 500_000)
        made = actions.add_house(
            actor=w.secretary, campaign=w.campaign, facts=world.facts(w, title=f"Nhà {number}")
        )
        actions.add_photo(actor=w.secretary, house=made, photo=actions.NewPhoto(world.png(), "Ảnh"))
        later = actions.open_campaign(
            actor=w.secretary, cluster=w.cluster, plan=world.plan(year=2021 + number)
        )
        assert later.pledges.count() == Unit.objects.filter(memberships__cluster=w.cluster).count()
    client.force_login(w.officer)
    args = {
        "campaign": [w.campaign.pk],
        "ledger": [w.cluster.pk],
        "unit": [w.campaign.pk, w.a.pk],
        "fund": [w.cluster.pk],
        "house": [w.house.pk],
        "statement": [w.campaign.pk],
    }[name]
    page(client, name, *args)
    with django_assert_max_num_queries(most):
        page(client, name, *args)


def test_an_empty_cluster_says_so(client, db):
    from tests.worlds import small_world

    w = small_world()
    client.force_login(w.officer)
    assert client.get("/charity/").headers["Location"] == reverse("charity:fund", args=[w.cluster.pk])
    assert "Chưa có đợt đóng góp nào" in page(client, "fund", w.cluster.pk)
    client.force_login(person("lac"))
    assert "Chưa có cụm nào" in client.get("/charity/").content.decode()


def test_the_chart_says_who_is_late(w):
    pay(w, w.pledge_b, 10 * MILLION)
    rows = queries.stands_of(w.campaign, queries.cut_now(w.fund, dt.date(2021, 12, 6)))
    chart = tables.paid_chart(rows, frozenset({w.a.pk}), title="Đã nộp")
    assert (chart.count("bar-paid"), chart.count("bar-late")) == (1, 1)
    assert "muộn 250 ngày" in chart
    assert [row.state for row in rows] == ["late", "paid"]
    assert LedgerTransaction.objects.count() == 2
