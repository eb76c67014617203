"""The screens: from a draft to its adoption, what members see and press."""

import pytest
from django.urls import reverse

from thidua.web.agreements.models import Agreement, Amendment, ClauseComment
from thidua.web.agreements.tests import factories as make


def url(name, *args):
    return reverse(f"agreements:{name}", args=args)


def test_the_start_leads_to_the_year_and_says_when_there_is_none(world, sign_in):
    assert sign_in("officer").get(url("start")).headers["Location"] == url("year", world.year.pk)
    assert "Chưa có năm thi đua nào" in sign_in("foreigner").get(url("start")).content.decode()


def test_the_secretary_drafts_reorders_and_puts_out(world, sign_in):
    client = sign_in("secretary")
    assert client.post(url("draft", world.year.pk)).status_code == 302
    row = Agreement.objects.get()
    second = row.clauses.all()[1]
    assert client.post(url("clause-move", second.pk, "up")).status_code == 302
    given = {
        "content": "1",
        "text": "Sơ kết",
        "target": "",
        "owner": "",
        "due_on": "30/06/2021",
        "amount": "1.000",
    }
    client.post(url("clause-add", row.pk), given | {"criterion": "", "indicator": "admitted"})
    assert [(c.text, c.amount) for c in row.clauses.all()][:3] == [
        ("Nền nếp sinh hoạt", None), ("Kết nạp đảng viên", None), ("Sơ kết", 1000),
    ]  # fmt: skip
    assert client.post(url("consult", row.pk), {"until": "20/12/2021"}).status_code == 302
    page = sign_in("neighbour").get(url("agreement", row.pk)).content.decode()
    assert "góp ý đến hết ngày" in page
    assert "Bình thống nhất" in page


@pytest.mark.parametrize("route", ["draft", "clause-move"])
def test_members_do_not_draft(world, sign_in, route):
    row = make.consulted(world)
    args = {"draft": [world.year.pk], "clause-move": [row.clauses.first().pk, "up"]}[route]
    assert sign_in("neighbour").post(url(route, *args)).status_code == 403


def test_a_member_comments_proposes_and_replies(world, sign_in):
    row = make.consulted(world)
    clause, client, unit = row.clauses.first(), sign_in("neighbour"), str(world.b.pk)
    client.post(url("comment-clause", clause.pk), {"unit": unit, "text": "Nên rõ"})
    empty = client.post(url("propose", clause.pk), {"unit": unit, "kind": "change", "text": "", "why": "x"})
    assert list(empty.context["form"].errors) == ["text"]
    given = {
        "unit": unit,
        "kind": "change",
        "text": "Kết nạp đảng viên mới",
        "target": clause.target,
        "why": "Rõ hơn",
    }
    client.post(url("propose", clause.pk), given)
    client.post(url("reply", row.pk, world.b.pk))
    page = client.get(url("clause", clause.pk)).content.decode()
    assert "Nên rõ" in page
    assert "mới" in page.split("<ins>")[1].split("</ins>")[0]
    answers = {a.unit.code: a for a, _n in client.get(url("agreement", row.pk)).context["answers"]}
    assert (answers["BBB"].comments, answers["BBB"].amendments, answers["BBB"].has_replied) == (1, 1, True)
    assert answers["AAA"].is_silent
    client.post(url("retract", Amendment.objects.get().pk))
    client.post(url("unsay", ClauseComment.objects.get().pk))
    assert "Nên rõ" not in client.get(url("clause", clause.pk)).content.decode()
    for route, args in (("reply", [row.pk, world.a.pk]), ("retract", [Amendment.objects.get().pk])):
        assert client.post(url(route, *args)).status_code == 403


def test_the_secretary_decides_and_records_the_adoption(world, sign_in):
    row = make.consulted(world)
    amendment, client = make.proposal(world, row), sign_in("secretary")
    blocked = client.get(url("agreement", row.pk)).content.decode()
    assert "Còn đề nghị sửa đổi chưa có kết quả." in blocked
    page = client.get(url("decide", amendment.pk)).content.decode()
    assert "<ins>" in page
    verdict = {
        "accept": "yes",
        "text": amendment.text,
        "target": amendment.target,
        "why": "Được",
        "version": "1",
    }
    assert client.post(url("decide", amendment.pk), verdict).status_code == 302
    given = {"on": "06/12/2021", "how": "open_vote", "text": "Biên bản ngày 06/12/2021", "about": ""}
    assert client.post(url("adopt", row.pk), given).status_code == 302
    page = sign_in("officer").get(url("agreement", row.pk)).content.decode()
    assert "Biên bản ngày 06/12/2021" in page
    assert "Biểu quyết giơ tay" in page


def test_the_year_page_leads_to_the_agreement(world, sign_in):
    address = reverse("clusters:year", args=[world.year.pk])
    make.drafted(world)
    assert url("year", world.year.pk) not in sign_in("officer").get(address).content.decode()
    assert "Giao ước thi đua năm 2021" in sign_in("secretary").get(address).content.decode()


def test_the_page_costs_the_same_for_one_clause_and_more(world, sign_in, django_assert_max_num_queries):
    row = make.consulted(world)
    make.proposal(world, row)
    client = sign_in("secretary")
    client.get(url("agreement", row.pk))
    with django_assert_max_num_queries(34):
        client.get(url("agreement", row.pk))
