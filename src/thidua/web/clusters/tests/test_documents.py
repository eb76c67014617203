"""The register of documents: numbers without gaps or doubles, frozen once issued, withdrawn with a reason."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from thidua import documents
from thidua.web.clusters import actions
from thidua.web.clusters.models import Cycle, NumberSeries, OfficialDocument
from thidua.web.clusters.numbering import series_key, type_code
from thidua.web.clusters.queries import documents_about, official_documents_visible_to
from thidua.web.clusters.tests.factories import DAY, draft, issued, printed
from thidua.web.core import clock, files
from thidua.web.core.access import Refused
from thidua.web.core.invariants import check_all
from thidua.web.core.models import AuditEntry

WHOLE = ("clusters.numbers_without_gaps", "clusters.issued_documents_keep_their_files")


def broken():
    found = check_all()
    return [line for name in WHOLE for line in found[name]]


def told(user, kind):
    return official_documents_visible_to(user).filter(kind=kind).exists()


def test_numbers_follow_each_other_by_type_so_that_both_kinds_of_report_share_a_run(world):
    first, second = issued(world), issued(world, "midyear_report")
    other, minutes = issued(world, "decision"), issued(world, "minutes")
    assert [d.number for d in (first, second, other, minutes)] == [1, 2, 1, 1]
    assert [str(d.series) for d in (first, second)] == ["BC 2020-2025"] * 2
    assert broken() == []


def test_state_numbers_begin_anew_each_year_party_numbers_each_term(world):
    clock.set_today(dt.date(2026, 1, 5))
    days = [dt.date(2020, 9, 30), dt.date(2020, 10, 1), dt.date(2025, 9, 30), dt.date(2025, 10, 1)]
    party = [issued(world, day=day).number for day in days]
    state = [issued(world, "decision", day=day, family="state").number for day in days]
    assert party == [1, 1, 2, 1]
    assert state == [1, 2, 1, 2]
    assert [series_key("party", day) for day in days] == ["2015-2020", "2020-2025", "2020-2025", "2025-2030"]


def test_the_council_numbers_its_own_and_a_term_may_be_named(world):
    assert [issued(world).number, issued(world, issuer="council").number] == [1, 1]
    named = actions.issue_document(
        actor=world.secretary, document=draft(world), issued_on=DAY, render=printed, term="2021-2026"
    )
    assert (named.number, named.series.key) == (1, "2021-2026")


def test_a_list_carries_no_number(world):
    document = issued(world, "ranking_list")
    assert (document.number, document.series, document.symbol, document.state) == (None, None, "", "issued")
    assert issued(world, "agreement").number is None
    assert issued(world, "agreement", family="state").number == 1


def test_kinds_and_runs_are_those_that_are_printed():
    assert set(OfficialDocument.Kind.values) == set(documents.KINDS)
    for profile in documents.profiles():
        printed_codes = {kind: profile.code(kind) for kind in documents.KINDS}
        runs = {kind: type_code(kind, profile.family) or None for kind in documents.KINDS}
        assert runs | {"letter": printed_codes["letter"]} == printed_codes, profile.id


def test_what_cannot_be_printed_takes_no_number(world):
    issued(world)

    def fails(_number):
        raise RuntimeError("the printer is out")

    with pytest.raises(RuntimeError):
        actions.issue_document(actor=world.secretary, document=draft(world), issued_on=DAY, render=fails)
    assert issued(world).number == 2
    assert broken() == []


def test_what_is_printed_is_of_the_right_type(world):
    def swapped(number):
        paper = printed(number)
        return actions.Printed(paper.symbol, paper.pdf, paper.docx)

    with pytest.raises(ValueError, match="not application"):
        actions.issue_document(actor=world.secretary, document=draft(world), issued_on=DAY, render=swapped)
    assert NumberSeries.objects.count() == 0


def test_a_later_number_is_not_dated_before_an_earlier_one(world):
    issued(world)
    with pytest.raises(Refused, match="01-BC/BTC đã ban hành ngày 03/12/2021"):
        issued(world, day=DAY - dt.timedelta(1))
    with pytest.raises(Refused, match="không được sau ngày hôm nay"):
        issued(world, day=clock.today() + dt.timedelta(1))
    assert issued(world).number == 2


def test_a_draft_changes_an_issued_document_does_not(world):
    document = draft(world, facts={"units": 14}, about="conference:1")
    with_other_facts = actions.redraft_document(
        actor=world.secretary, document=document, subject="Báo cáo mới", facts={"units": 13}
    )
    with pytest.raises(Refused, match="người khác sửa"):
        actions.issue_document(actor=world.secretary, document=document, issued_on=DAY, render=printed)
    document = with_other_facts
    document = actions.issue_document(actor=world.secretary, document=document, issued_on=DAY, render=printed)
    assert (document.subject, document.facts) == ("Báo cáo mới", {"units": 13})
    assert files.path_of(document.pdf.sha256).read_bytes() == b"%PDF-1.4 1"
    assert [d.pk for d in documents_about("conference:1")] == [document.pk]
    with pytest.raises(Refused, match="không còn là dự thảo"):
        actions.redraft_document(actor=world.secretary, document=document, subject="x", facts={})
    with pytest.raises(Refused, match="không còn là dự thảo"):
        actions.issue_document(actor=world.secretary, document=document, issued_on=DAY, render=printed)
    with pytest.raises(Refused, match="không còn là dự thảo"):
        actions.issue_document(actor=None, document=document, issued_on=DAY, render=printed)


def test_a_withdrawn_document_keeps_its_number_and_says_why(world):
    document = issued(world)
    with pytest.raises(Refused, match="lý do"):
        actions.withdraw_document(actor=world.secretary, document=document, reason=" ")
    actions.withdraw_document(actor=world.secretary, document=document, reason="Sai số liệu")
    document.refresh_from_db()
    assert (document.state, document.number, document.withdraw_reason) == ("withdrawn", 1, "Sai số liệu")
    assert issued(world).number == 2
    with pytest.raises(Refused, match="đã thu hồi"):
        actions.withdraw_document(actor=world.secretary, document=document, reason="Lần nữa")
    last = AuditEntry.objects.filter(action="clusters.document.withdraw").latest("pk")
    assert last.detail == {
        "kind": "year_report", "before": "issued", "after": "withdrawn", "reason": "Sai số liệu"
    }  # fmt: skip
    assert broken() == []


@pytest.mark.parametrize("name", ["officer", "leader", "neighbour", "central", "site_admin"])
def test_only_the_secretariat_drafts_issues_and_withdraws(world, name):
    document, out, actor = draft(world), issued(world), getattr(world, name)
    with pytest.raises(Refused, match="tổ thư ký"):
        actions.draft_document(
            actor=actor,
            cluster=world.cluster,
            new=actions.NewDocument(kind="letter", profile="hd36-2018", subject="x"),
        )
    with pytest.raises(Refused, match="tổ thư ký"):
        actions.redraft_document(actor=actor, document=document, subject="x", facts={})
    with pytest.raises(Refused, match="tổ thư ký"):
        actions.issue_document(actor=actor, document=document, issued_on=DAY, render=printed)
    with pytest.raises(Refused, match="tổ thư ký"):
        actions.withdraw_document(actor=actor, document=out, reason="x")


def test_a_document_is_of_a_year_of_its_own_cluster(world):
    with pytest.raises(Refused, match="cụm khác"):
        actions.draft_document(
            actor=None,
            cluster=world.other_cluster,
            new=actions.NewDocument(kind="letter", profile="hd36-2018", subject="x", cycle=world.year),
        )


def test_drafts_are_the_secretariats_and_papers_about_a_unit_wait_for_consolidation(world):
    draft(world, "plan")
    issued(world, "decision")
    issued(world, "explanation_request", unit=world.b, subject="Đề nghị Bình giải trình")
    people = ("officer", "neighbour", "secretary", "central", "site_admin", "foreigner")
    users = [getattr(world, name) for name in people]
    assert [told(u, "plan") for u in users] == [False, False, True, False, False, False]
    assert [told(u, "decision") for u in users] == [True, True, True, True, True, False]
    assert [told(u, "explanation_request") for u in users] == [False, True, True, True, False, False]
    Cycle.objects.filter(pk=world.year.pk).update(state="consolidated")
    assert [told(u, "explanation_request") for u in users] == [True, True, True, True, True, False]


def test_the_audit_tells_the_sites_administrator_no_subject(world, client):
    issued(world, "explanation_request", unit=world.b, subject="Đề nghị Bình giải trình")
    client.force_login(world.site_admin)
    assert "Đề nghị Bình" not in client.get(reverse("core:audit")).content.decode()
    client.force_login(world.secretary)
    assert "Đề nghị Bình" in client.get(reverse("core:audit")).content.decode()


def test_the_list_is_narrowed_and_costs_the_same_for_one_and_three(world, sign_in, django_assert_num_queries):
    url = reverse("clusters:documents")
    client = sign_in("officer")
    assert "Chưa có văn bản nào" in client.get(url).content.decode()
    issued(world)
    client.get(url)
    with django_assert_num_queries(8):
        client.get(url)
    issued(world, "decision", subject="Quyết định thành lập")
    issued(world, "minutes")
    with django_assert_num_queries(8):
        page = client.get(url)
    assert len(page.context["rows"]) == 3
    for asked, count in (
        ({"q": "thành lập"}, 1), ({"kind": "minutes"}, 1), ({"state": "withdrawn"}, 0), ({"year": "2021"}, 3),
        ({"q": "không có"}, 0),
    ):  # fmt: skip
        assert len(client.get(url, asked).context["rows"]) == count


def test_files_are_downloaded_by_those_who_see_the_document(world, sign_in):
    document = issued(world, unit=world.b)
    pdf, word = (reverse("clusters:document-file", args=[document.pk, kind]) for kind in ("pdf", "docx"))
    client = sign_in("neighbour")
    answer = client.get(pdf)
    assert (answer.headers["Content-Type"], b"".join(answer)) == ("application/pdf", b"%PDF-1.4 1")
    answer = client.get(word)
    assert 'filename="01-BC-BTC.docx"' in answer.headers["Content-Disposition"]
    assert b"".join(answer).startswith(b"PK")
    assert client.get(reverse("clusters:document-file", args=[document.pk, "exe"])).status_code == 404
    assert sign_in("officer").get(pdf).status_code == 404


def test_withdrawing_asks_for_a_reason_and_the_word(world, sign_in):
    document = issued(world)
    url = reverse("clusters:document-withdraw", args=[document.pk])
    assert sign_in("officer").get(url).status_code == 403
    client = sign_in("secretary")
    assert client.post(url, {"reason": "Sai số", "typed": "thu"}).context["form"].errors
    assert client.post(url, {"reason": "Sai số", "typed": "thu hồi"}).status_code == 302
    page = client.get(reverse("clusters:document", args=[document.pk])).content.decode()
    assert (document.profile in page, "áp dụng từ" in page) == (False, True)
    assert "Sai số" in page
    assert "(số vẫn giữ)" in page


def test_a_gap_a_double_and_a_lost_file_are_seen(world):
    document = issued(world)
    NumberSeries.objects.update(last=3)
    assert "số cuối 3" in broken()[0]
    NumberSeries.objects.update(last=1)
    OfficialDocument.objects.filter(pk=document.pk).update(state="withdrawn", withdraw_reason="x", pdf=None)
    assert "thiếu tệp" in broken()[0]
    for wrong in ({"state": "issued"}, {"number": None}, {"withdraw_reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OfficialDocument.objects.filter(pk=document.pk).update(**wrong)
    again = issued(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficialDocument.objects.filter(pk=again.pk).update(number=1)
