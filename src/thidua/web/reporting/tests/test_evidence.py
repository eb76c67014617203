import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thidua.web.clusters.models import Cycle
from thidua.web.core import files
from thidua.web.core.access import Refused
from thidua.web.core.models import AuditEntry
from thidua.web.core.uploads import clean_file_name
from thidua.web.reporting import actions, queries
from thidua.web.reporting.actions import NewEvidence
from thidua.web.reporting.models import Evidence
from thidua.web.reporting.tests.factories import assign
from thidua.web.rulebooks.queries import rulebook_in_force

PDF = b"%PDF-1.7\n%test\n"


def docx():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return content.getvalue()


def upload(client, world, content=PDF, name="báo cáo.pdf", criterion="1.1", **more):
    data = {"uploads": [SimpleUploadedFile(name, content)], "not_classified": "on", **more}
    return client.post(
        reverse("reporting:evidence-add", args=[world.cycle.pk, world.unit.pk, criterion]), data
    )


def add(world, criterion="1.1", **more):
    paper = NewEvidence(criterion=criterion, title="Báo cáo", **{"link": "https://a.vn", **more})
    return actions.add_evidence(actor=world.officer, cycle=world.cycle, unit=world.unit, papers=[paper])[0]


@pytest.fixture
def officer(world, client):
    client.force_login(world.officer)
    return client


def test_several_files_are_one_act_and_named_by_their_content(world, officer):
    answer = officer.post(
        reverse("reporting:evidence-add", args=[world.cycle.pk, world.unit.pk, "1.1"]),
        {
            "uploads": [SimpleUploadedFile("../a.pdf", PDF), SimpleUploadedFile("b.html", docx())],
            "not_classified": "on",
        },
    )
    assert answer.status_code == 302
    rows = Evidence.objects.order_by("pk")
    assert [(r.title, r.file_name, r.covers) for r in rows] == [
        ("a.pdf", "a.pdf", "Báo cáo"),
        ("b.html.docx", "b.html.docx", "Báo cáo"),
    ]
    line = AuditEntry.objects.get(action="reporting.evidence.add")
    assert [row["sha256"] for row in line.detail["rows"]] == [r.file.sha256 for r in rows]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<html><script>alert(1)</script>", "a.pdf", "Không nhận tệp này"),
        (b"", "a.pdf", "tệp"),
        (b"PK\x03\x04rubbish", "a.docx", "Không nhận tệp này"),
    ],
)
def test_wrong_file_is_refused_in_a_sentence_and_nothing_is_stored(world, officer, content, name, words):
    page = upload(officer, world, content, name).content.decode()
    assert words in page
    assert Evidence.objects.count() == 0


def test_confirmation_that_nothing_is_classified_is_asked_for(world, officer):
    answer = officer.post(
        reverse("reporting:evidence-add", args=[world.cycle.pk, world.unit.pk, "1.1"]),
        {"uploads": [SimpleUploadedFile("a.pdf", PDF)]},
    )
    assert "Không tải tài liệu mật lên hệ thống này." in answer.content.decode()
    assert Evidence.objects.count() == 0


def test_same_content_needs_a_reason_and_other_units_are_never_named(world, officer, client):
    upload(officer, world)
    page = upload(officer, world, name="tên khác.pdf", criterion="2.1").content.decode()
    assert "đã là minh chứng của đơn vị ở tiêu chí 1.1 năm 2021" in page
    assert (
        upload(officer, world, name="x.pdf", criterion="2.1", reuse_reason="Cùng văn bản").status_code == 302
    )
    other = assign(world.other)
    client.force_login(other)
    answer = client.post(
        reverse("reporting:evidence-add", args=[world.cycle.pk, world.other.pk, "1.1"]),
        {"uploads": [SimpleUploadedFile("y.pdf", PDF)], "not_classified": "on"},
    )
    assert answer.status_code == 302
    own = reverse("reporting:evidence", args=[world.cycle.pk, world.other.pk])
    assert world.unit.code not in client.get(own).content.decode()
    client.force_login(world.secretary)
    assert f"{world.unit.code}: tiêu chí 1.1" in client.get(own).content.decode()


def test_file_is_served_harmlessly_and_only_to_those_who_may_see_it(world, officer, client):
    upload(officer, world)
    upload(officer, world, docx(), "kế hoạch.docx", "2.1")
    pdf, word = Evidence.objects.order_by("pk")
    answer = officer.get(reverse("reporting:evidence-file", args=[pdf.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == PDF
    answer = officer.get(reverse("reporting:evidence-file", args=[word.pk]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content)
    client.force_login(world.stranger)
    assert client.get(reverse("reporting:evidence-file", args=[pdf.pk])).status_code == 404
    Cycle.objects.filter(pk=world.cycle.pk).update(state="consolidated")
    answer = client.get(reverse("reporting:evidence-file", args=[pdf.pk]))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


def test_withdrawn_evidence_stays_with_its_reason_and_counts_no_more(world):
    row = add(world)
    assert queries.scoring_inputs(world.cycle).unit(world.unit.code).evidence == {"1.1": True}
    with pytest.raises(Refused, match="lý do"):
        actions.withdraw_evidence(actor=world.officer, evidence=row, reason="")
    row = actions.withdraw_evidence(actor=world.officer, evidence=row, reason="Nhầm tệp")
    assert queries.scoring_inputs(world.cycle).unit(world.unit.code).evidence == {}
    with pytest.raises(Refused, match="đã rút"):
        actions.withdraw_evidence(actor=world.officer, evidence=row, reason="x")
    with pytest.raises(Refused, match="đã rút"):
        actions.review_evidence(actor=world.secretary, evidence=row, review="accepted", reason="")


def test_secretariat_reviews_with_reasons_but_never_the_own_unit(world):
    row = add(world)
    with pytest.raises(Refused, match="tổ thư ký"):
        actions.review_evidence(
            actor=world.officer and world.stranger, evidence=row, review="accepted", reason=""
        )
    with pytest.raises(Refused, match="lý do"):
        actions.review_evidence(actor=world.secretary, evidence=row, review="rejected", reason=" ")
    row = actions.review_evidence(actor=world.secretary, evidence=row, review="rejected", reason="Mờ")
    assert (row.review, row.reviewed_by) == ("rejected", world.secretary)
    own = Evidence.objects.get(pk=row.pk)
    own.unit = world.units[0]
    own.save()
    with pytest.raises(Refused, match="chính đơn vị mình"):
        actions.review_evidence(actor=world.secretary, evidence=own, review="accepted", reason="")


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ("running", True),
        ("self_scoring", True),
        ("verification", False),
        ("explanation", True),
        ("published", False),
    ],
)
def test_evidence_is_open_while_entering_and_while_explaining(world, state, allowed):
    Cycle.objects.filter(pk=world.cycle.pk).update(state=state)
    if allowed:
        assert add(world).pk
    else:
        with pytest.raises(Refused):
            add(world)


def test_criterion_outside_the_rulebook_is_not_found(world, officer):
    assert upload(officer, world, criterion="9.9").status_code == 404
    with pytest.raises(Refused):
        add(world, "9.9")


def test_list_names_what_is_missing(world, django_assert_num_queries):
    add(world, "1.2", covers="Kế hoạch")
    rulebook = rulebook_in_force(world.cycle)
    with django_assert_num_queries(1):
        rows = queries.evidence_by_criterion(world.cycle, world.unit, rulebook)
    assert {row.criterion.id: row.missing for row in rows if row.criterion.evidence.required} == {
        "1.1": ("Báo cáo",),
        "1.2": ("Kết luận",),
    }
    assert rows[1].checklist == [("Kế hoạch", True), ("Kết luận", False)]


@pytest.mark.parametrize(
    ("name", "media_type", "clean"),
    [
        ("báo cáo.pdf", files.PDF, "báo cáo.pdf"),
        ("C:\\Users\\a\\ảnh.JPG", files.JPEG, "ảnh.JPG"),
        ("a\r\nb: c.pdf", files.PDF, "ab c.pdf"),
        ("x.exe", files.PDF, "x.exe.pdf"),
        ("....", files.PNG, "tệp.png"),
        ("n" * 500 + ".xlsx", files.XLSX, "n" * 120 + ".xlsx"),
    ],
)
def test_names_of_files_are_made_harmless(name, media_type, clean):
    assert clean_file_name(name, media_type) == clean


def test_evidence_is_for_a_criterion_of_the_year(world):
    with pytest.raises(Refused, match="không có tiêu chí này"):
        add(world, criterion="9.9")
    assert not Evidence.objects.exists()
