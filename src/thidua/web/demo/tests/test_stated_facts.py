"""What the conference of 2020 stated is in the demo; what is made up around it says so."""

import pytest

from thidua.web.clusters.models import Cycle
from thidua.web.core.invariants import check_all
from thidua.web.demo import actions, figures
from thidua.web.limitations import queries
from thidua.web.limitations.models import Limitation, LimitationChange
from thidua.web.reporting.models import ClassificationCount, ReportedValue


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, built once for this module and taken away again."""
    from django.db import transaction
    from django.test import override_settings

    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(FILES_ROOT=files), transaction.atomic():
        actions.build()
        yield
        transaction.set_rollback(True)


def of_year(year):
    return queries.in_order(Limitation.objects.filter(cycle__year=year))


def test_the_limitations_of_2020_are_there_and_open_ones_were_carried(demo):
    stated = ("bộ máy", "doanh nghiệp ngoài nhà nước", "thôn, bản chưa đạt", "«trắng» đảng viên")
    common = [row.text for row in of_year(2020).filter(unit=None)]
    assert [sum(words in text for text in common) for words in stated] == [1, 1, 1, 1]
    assert queries.counts_by_state(of_year(2020)) == {"not_fixed": 6, "fixing": 0, "fixed": 1}
    assert queries.counts_by_state(of_year(2021)) == {"not_fixed": 3, "fixing": 4, "fixed": 0}
    assert [row.carried_from is not None for row in of_year(2021)].count(False) == 1
    found = check_all()
    assert found["limitations.carried_forward"] + found["limitations.states_have_a_history"] == []


def test_what_is_made_up_says_so(demo):
    for row in Limitation.objects.all():
        assert row.cause.endswith("(minh họa)")
        assert not row.remedy or row.remedy.endswith("(minh họa)")
    moved = LimitationChange.objects.filter(kind="moved")
    assert moved.exists()
    assert all(change.reason.endswith("(minh họa)") for change in moved)


def test_the_four_indicators_of_the_host_follow_from_their_counts(demo):
    cycle = Cycle.objects.get(year=figures.STATED_YEAR)
    values = {
        row.indicator: row
        for row in ReportedValue.objects.filter(
            period__cycle=cycle, period__feeds_scoring=True, unit__code=figures.STATED_UNIT
        )
    }
    qualified = values["commune_qualified"]
    assert qualified.amount == qualified.denominator
    assert (qualified.note[:17], values["members"].note[:36]) == (
        "Đã công bố: 100 %", "Đã công bố: đảng viên bằng 11 % dân ",
    )  # fmt: skip
    share = values["members"].amount * 100 / values["population"].amount
    assert round(share) == 11
    words = {"organisation": "hằng năm trên 70 % tổ chức cơ sở đảng", "member": "trên 80 % đảng viên"}
    for subject, over in (("organisation", 70), ("member", 80)):
        row = ClassificationCount.objects.get(cycle=cycle, unit__code=figures.STATED_UNIT, subject=subject)
        rated = row.excellent + row.good + row.completed + row.not_completed + row.not_rated
        assert (row.excellent + row.good) * 100 > over * rated
        assert (row.excellent + row.good) * 100 < (over + 5) * rated
        assert row.note.startswith(f"Đã công bố: {words[subject]} hoàn thành tốt")
        assert row.note.endswith("các số cụ thể là minh họa.")


STATED_IN_THE_ARTICLE = (
    "Cụm Thi đua số 1 ngành tổ chức xây dựng Đảng", "14 đơn vị thành viên", "ngày 18 tháng 12 năm 2020", "thành phố Bắc Kạn",
    "Hội nghị tổng kết công tác thi đua năm 2020, triển khai nhiệm vụ năm 2021", "Ban Tổ chức Tỉnh ủy Bắc Kạn",
    "Hoàng Duy Chinh", "Bí thư Tỉnh ủy Bắc Kạn", "Trưởng đoàn đại biểu Quốc hội khóa XIV tỉnh Bắc Kạn",
    "hông qua và ký Giao ước thi đua", "Lai Châu làm cụm trưởng năm 2021", "Lai Châu là đơn vị cụm trưởng năm 2021",
    "kinh phí hỗ trợ làm nhà tình nghĩa năm 2021", "àn giao kinh phí làm nhà tình nghĩa năm 2021",
    "bộ máy", "doanh nghiệp ngoài nhà nước", "thôn, bản chưa đạt chỉ tiêu", "«trắng» đảng viên",
    "100 % cán bộ, công chức cấp xã", "11 % dân số", "trên 70 % tổ chức", "rên 80 % đảng viên",
    "định tính, chưa lượng hóa", "e dè, nể nang", "tổ chức cơ sở đảng còn yếu", "sát hạch cán bộ",
    "Toàn cảnh hội nghị", "Thông qua và ký kết Giao ước thi đua",
)  # fmt: skip


def test_strangers_read_the_article_of_2020_with_every_stated_fact(demo, client):
    from thidua.web.news.queries import articles_out

    article = articles_out().get(conference__held_on="2020-12-18")
    page = client.get(f"/news/{article.key}/").content.decode().replace("\u00a0", " ")
    assert [text for text in STATED_IN_THE_ARTICLE if text not in page] == []
    contents = [fact["text"] for fact in article.facts if fact["key"].startswith("content.")]
    assert len(contents) == 6
    assert [text for text in contents if text not in article.body] == []
    assert "minh họa" in page
    assert "Trưởng đoàn Hà Giang" not in page


def test_what_the_cluster_recommended_in_2020_is_there(demo):
    from thidua.web.awards.models import AwardList, Recommendation

    found = AwardList.objects.get(cycle__year=2020)
    assert (found.state, found.ranking.kind, found.proposal.state) == ("sent", "provisional", "issued")
    rows = Recommendation.objects.filter(award_list=found)
    assert rows.exists()
    assert {row.decision for row in rows} == {"recommended"}
    assert all("minh họa" in row.minutes for row in rows)


def test_every_unit_can_sign_today(demo):
    from thidua.web.clusters.models import Unit
    from thidua.web.core import clock
    from thidua.web.signatures.queries import certificates_for_signing

    units = Unit.objects.filter(memberships__isnull=False)
    assert units.count() == 14
    assert [u.code for u in units if not certificates_for_signing(u, clock.now()).exists()] == []
