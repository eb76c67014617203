"""Every fact that the public report of 18 December 2020 states can be read in the papers issued that day."""

import pytest
from tests.documents.read_back import pdf_text, squeezed

from thidua.web.clusters import documents
from thidua.web.clusters.models import OfficialDocument
from thidua.web.core import files
from thidua.web.core.invariants import check_all
from thidua.web.demo import actions
from thidua.web.demo.documents import PAPERS

pytestmark = pytest.mark.django_db  # the database is made for tests that say so

STATED = {
    "the cluster": "Cụm Thi đua số 1 ngành tổ chức xây dựng Đảng",
    "14 members": "14/14 đơn vị thành viên",
    "the host of 2020": "Ban Tổ chức Tỉnh ủy Bắc Kạn",
    "the head of 2021": "Ban Tổ chức Tỉnh ủy Lai Châu làm cụm trưởng năm 2021",
    "the conference": "hội nghị tổng kết công tác thi đua năm 2020, triển khai nhiệm vụ năm 2021",
    "the day": "ngày 18 tháng 12 năm 2020",
    "the place": "thành phố Bắc Kạn",
    "the guest of honour": "Hoàng Duy Chinh",
    "the guest's first post": "Bí thư Tỉnh ủy Bắc Kạn",
    "the guest's second post": "Trưởng đoàn đại biểu Quốc hội khóa XIV tỉnh Bắc Kạn",
    "the agreement": "ký Giao ước thi đua",
    "the money agreed": "thống nhất kinh phí hỗ trợ làm nhà tình nghĩa năm 2021",
    "the money handed over": "bàn giao kinh phí làm nhà tình nghĩa năm 2021",
    "congresses": "đại hội đảng bộ các cấp",
    "the directive on congresses": "Chỉ thị 35-CT/TW",
    "streamlining": "Tinh giản biên chế, sắp xếp tổ chức bộ máy",
    "the resolution on streamlining": "Nghị quyết 39-NQ/TW",
    "cadre work": "Đổi mới công tác cán bộ, quản lý cán bộ",
    "grassroots": "Củng cố tổ chức cơ sở đảng",
    "internal protection": "bảo vệ chính trị nội bộ",
    "communication": "Tuyên truyền",
    "streamlining is slow": "sắp xếp tổ chức bộ máy, tinh giản biên chế ở một số nơi còn chậm, chưa quyết liệt",
    "the private sector": "đảng viên trong doanh nghiệp ngoài nhà nước còn thấp",
    "admissions in villages": "Kết nạp đảng viên ở thôn, bản chưa đạt chỉ tiêu",
    "blank villages": "thôn, bản «trắng» đảng viên",
    "qualification in communes": "100% cán bộ, công chức cấp xã",
    "share of members": "11% dân số",
    "organisations": "trên 70% tổ chức cơ sở đảng",
    "members": "Trên 80% đảng viên",
    "examining cadres": "sát hạch mới trước khi bổ nhiệm cán bộ lãnh đạo, quản lý",
    "hesitant": "e dè, nể nang",
    "not quantified": "chủ yếu còn định tính, chưa lượng hóa",
    "weak organisations": "tổ chức cơ sở đảng còn yếu, chưa xử lý được tình huống phức tạp",
}


@pytest.fixture(scope="module")
def issued(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo's papers as issued: kind -> text of its PDF."""
    from django.db import transaction
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(FILES_ROOT=folder), transaction.atomic():
        actions.build()
        rows = list(
            OfficialDocument.objects.filter(state="issued", issued_on__year=2020, facts__has_key="source")
        )
        bytes_of = {
            row.kind: files.path_of(row.pdf.sha256).read_bytes() for row in rows if row.facts.get("paper")
        }
        again = {row.kind: documents.print_as(row, "pdf") for row in rows if row.facts.get("paper")}
        found = check_all()
        broken = found["clusters.numbers_without_gaps"] + found["clusters.issued_documents_keep_their_files"]
        transaction.set_rollback(True)
    assert (again, broken) == (bytes_of, [])
    assert {row.facts["paper"]["watermark"] for row in rows if row.facts.get("paper")} == {"MINH HỌA"}
    for kind, content in bytes_of.items():
        (folder / f"{kind}.pdf").write_bytes(content)
    return {kind: " ".join(pdf_text(folder / f"{kind}.pdf")) for kind in bytes_of}


def test_the_papers_of_the_day_are_issued(issued):
    early = {"invitation", "programme"}
    held = {"ranking_list", "score_table", "year_report", "handover_minutes", "minutes", "conclusions"}
    assert set(issued) == early | held
    assert len(PAPERS) == len(issued)


@pytest.mark.parametrize("fact", STATED)
def test_each_stated_fact_is_in_a_paper(issued, fact):
    whole = squeezed(" ".join(issued.values())).lower()
    assert squeezed(STATED[fact]).lower() in whole
