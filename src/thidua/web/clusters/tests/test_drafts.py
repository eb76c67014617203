"""A paper drafts itself, is written on, issued under its number and printed again; runs of numbers begin anywhere."""

import datetime as dt

import pytest
from django.urls import reverse
from tests.documents.read_back import pdf_words

from thidua.web.clusters import actions, documents, paper_sources
from thidua.web.clusters.models import HeadTerm, NumberSeries, OfficialDocument
from thidua.web.clusters.tests.factories import DAY, draft, issued, printed, written
from thidua.web.core import clock, files
from thidua.web.core.access import Refused
from thidua.web.core.invariants import check_all
from thidua.web.core.models import AuditEntry


def text_in(content):
    return pdf_words(content)


@pytest.fixture
def secretary(world, sign_in):
    HeadTerm.objects.get_or_create(
        cluster=world.cluster, unit=world.a, role="head", from_on=dt.date(2020, 1, 1), to_on=None
    )
    return sign_in("secretary")


def page(client, name, document):
    return client.get(reverse(f"clusters:{name}", args=[document.pk])).content.decode()


def test_a_draft_is_chosen_written_and_issued(world, secretary):
    shown = secretary.get(reverse("clusters:draft-kinds")).content.decode()
    assert "Công văn (tự viết nội dung)" in shown
    address = reverse("clusters:draft-new", args=["clusters.letter"])
    answer = secretary.post(address, {"about": f"cycle:{world.year.pk}", "profile": ""})
    document = OfficialDocument.objects.get()
    assert answer.url == reverse("clusters:document", args=[document.pk])
    assert "Còn 3 chỗ phải viết" in page(secretary, "document", document)
    written_in = {"gap_0": "việc", "gap_1": "Giao nộp số liệu", "gap_2": "Chậm nhất ngày 10/12"}
    secretary.post(reverse("clusters:draft-gaps", args=[document.pk]), written_in)
    around = {"subject": "gửi số liệu", "to": "Các đơn vị", "bases": "", "recipients": "Như trên\nVụ theo dõi",
              "issuer": "cluster", "profile": "", "signer_0_prefix": "KT", "signer_0_authority": "Trưởng ban",
              "signer_0_title": "Phó Trưởng ban", "signer_0_name": "Lò Văn Mẫu"}  # fmt: skip
    assert secretary.post(reverse("clusters:draft-edit", args=[document.pk]), around).status_code == 302
    preview = b"".join(secretary.get(reverse("clusters:draft-preview", args=[document.pk, "pdf"])))
    assert "Lò Văn Mẫu" in text_in(preview)
    address = reverse("clusters:draft-issue", args=[document.pk])
    assert secretary.post(address, {"issued_on": DAY}).status_code == 302
    document.refresh_from_db()
    assert (document.state, document.number, document.subject) == ("issued", 1, "gửi số liệu")
    said = text_in(files.path_of(document.pdf.sha256).read_bytes())
    for part in (
        document.symbol,
        "gửi số liệu",
        "Giao nộp số liệu",
        "K/T Trưởng ban",
        "Lò Văn Mẫu",
        "03 tháng 12 năm 2021",
    ):
        assert part.lower() in said.lower(), part


def test_open_places_go_out_only_when_meant(world, secretary):
    document = written(world)
    address = reverse("clusters:draft-issue", args=[document.pk])
    assert secretary.post(address, {"issued_on": DAY}).context["form"].errors
    assert secretary.post(address, {"issued_on": DAY, "open_places": "on"}).status_code == 302
    document.refresh_from_db()
    assert "(nội dung)" in text_in(files.path_of(document.pdf.sha256).read_bytes())


def test_an_issued_paper_is_printed_again_to_the_byte(world):
    document = written(world)
    document = actions.issue_document(
        actor=world.secretary, document=document, issued_on=DAY, render=documents.render_on(document, DAY)
    )
    document = OfficialDocument.objects.get(pk=document.pk)
    for kind in ("docx", "pdf"):
        stored = files.path_of(getattr(document, kind).sha256).read_bytes()
        assert documents.print_as(document, kind) == stored
    assert document.symbol == "01-CV/BTCTU"


def test_words_change_and_the_data_can_be_taken_again(world, secretary):
    document = written(world)
    form = secretary.get(reverse("clusters:draft-words", args=[document.pk])).context["form"]
    texts = {name: field.initial for name, field in form.fields.items()}
    first, second = texts
    texts[first], texts[second] = "Đoạn thứ nhất.\r\nĐoạn thứ hai [… ngày].", ""
    secretary.post(reverse("clusters:draft-words", args=[document.pk]), texts)
    document.refresh_from_db()
    assert [block.text for block in documents.paper_of(document).body] == [
        "Đoạn thứ nhất.", "Đoạn thứ hai \ue000ngày\ue001.",
    ]  # fmt: skip
    secretary.post(reverse("clusters:draft-again", args=[document.pk]))
    document.refresh_from_db()
    assert "nội dung công văn" in str(document.facts)


def test_the_form_follows_the_day_of_issue_unless_one_was_chosen(world):
    clock.set_today(dt.date(2026, 6, 1))
    free, fixed = written(world), written(world)
    fixed.facts["profile_chosen"] = True
    fixed.save()
    out = [
        actions.issue_document(
            actor=world.secretary,
            document=d,
            issued_on=clock.today(),
            render=documents.render_on(d, clock.today()),
        ).profile
        for d in (free, fixed)
    ]
    assert out == ["hd05-2026", "hd36-2018"]


def test_another_family_changes_the_header_and_the_run(world, secretary):
    document = written(world)
    around = {
        "subject": "việc",
        "issuer": "council",
        "profile": "nd30-2020",
        "signer_0_authority": "Chủ tịch",
    }
    secretary.post(reverse("clusters:draft-edit", args=[document.pk]), around)
    document.refresh_from_db()
    assert (document.family, document.issuer, document.profile) == ("state", "council", "nd30-2020")
    assert documents.paper_of(document).issuer.name == "Hội đồng Thi đua - Khen thưởng"


def test_every_source_names_a_kind_that_is_printed():
    kinds = {source.kind for source in paper_sources.sources()}
    assert kinds <= set(OfficialDocument.Kind.values)
    assert len({source.id for source in paper_sources.sources()}) == len(paper_sources.sources())


def test_a_draft_without_a_paper_or_source_says_so(world, secretary):
    document = draft(world)
    assert secretary.get(reverse("clusters:draft-gaps", args=[document.pk])).status_code == 403
    assert secretary.get(reverse("clusters:draft-new", args=["nothing.known"])).status_code == 404
    assert (
        secretary.get(reverse("clusters:draft-preview", args=[written(world).pk, "exe"])).status_code == 404
    )


def run(**besides):
    return actions.Run(
        **{"issuer": "cluster", "family": "party", "type_code": "BC", "key": "2020-2025"} | besides
    )


def test_a_run_goes_on_after_what_the_office_used_before(world):
    series = actions.start_number_series(
        actor=world.secretary, cluster=world.cluster, run=run(), used_before=41
    )
    assert issued(world).number == 42
    assert not check_all()["clusters.numbers_without_gaps"]
    with pytest.raises(Refused, match="đã cấp số"):
        actions.start_number_series(actor=world.secretary, cluster=world.cluster, run=run(), used_before=50)
    series.refresh_from_db()
    assert (series.used_before, series.last) == (41, 42)
    entry = AuditEntry.objects.get(action="clusters.number_series.start")
    assert entry.detail == {"before": 0, "after": 41}
    with pytest.raises(Refused, match="tổ thư ký"):
        actions.start_number_series(
            actor=world.officer, cluster=world.cluster, run=run(key="x"), used_before=1
        )


def test_a_party_term_begins_on_its_own_day_once(world):
    congress = dt.date(2020, 10, 23)
    actions.set_party_term(actor=world.secretary, cluster=world.cluster, first_year=2020, starts_on=congress)
    keys = [issued(world, day=day).series.key for day in (dt.date(2020, 10, 22), congress)]
    assert keys == ["2015-2020", "2020-2025"]
    with pytest.raises(Refused, match="đã cấp không đổi được"):
        actions.set_party_term(
            actor=world.secretary, cluster=world.cluster, first_year=2020, starts_on=dt.date(2020, 10, 20)
        )
    with pytest.raises(Refused, match="tổ thư ký"):
        actions.set_party_term(
            actor=world.officer, cluster=world.cluster, first_year=2025, starts_on=congress
        )


def test_runs_are_set_on_their_page(world, secretary):
    address = reverse("clusters:number-series", args=[world.cluster.pk])
    assert "Chưa cấp số nào" in secretary.get(address).content.decode()
    data = {"issuer": "cluster", "family": "state", "type_code": "QĐ", "on": "03/12/2021", "used_before": "7"}
    secretary.post(reverse("clusters:series-start", args=[world.cluster.pk]), data)
    assert NumberSeries.objects.values_list("key", "last").get() == ("2021", 7)
    wrong = {"first_year": "2020", "starts_on": "23/10/2015"}
    address = reverse("clusters:term-start", args=[world.cluster.pk])
    assert secretary.post(address, wrong).context["form"].errors
    assert secretary.post(address, wrong | {"starts_on": "23/10/2020"}).status_code == 302
    assert world.cluster.party_terms.get().starts_on == dt.date(2020, 10, 23)


def test_points_are_told_to_all_only_once_the_year_is_consolidated(world):
    table = issued(world, "score_table")
    seen = documents_seen(world)
    assert seen == [False, True, True]
    world.year.state = "consolidated"
    world.year.save()
    assert documents_seen(world) == [True, True, True]
    assert table.number is None


def documents_seen(world):
    from thidua.web.clusters.queries import official_documents_visible_to

    users = (world.officer, world.secretary, world.central)
    return [official_documents_visible_to(user).filter(kind="score_table").exists() for user in users]


def test_the_printer_of_tests_is_not_the_printer_of_papers(world):
    document = actions.issue_document(
        actor=world.secretary, document=draft(world), issued_on=DAY, render=printed
    )
    with pytest.raises(Refused, match="không giữ nội dung"):
        documents.paper_of(document)


def test_characters_that_the_font_lacks_are_told_and_hyphens_are_not(world, secretary):
    document = written(world)
    assert "hiện ô vuông" not in page(secretary, "document", document)
    document.facts["paper"]["subject"] = "gửi ★"
    document.save()
    assert "hiện ô vuông: ★" in page(secretary, "document", document)
