"""Search finds without tone marks, and only what the person may see anyway."""

import pytest
from django.urls import reverse

from thidua.web.accounts.models import User
from thidua.web.clusters.models import Cycle, UnitName
from thidua.web.core import clock
from thidua.web.home.queries import search
from thidua.web.home.queries.search import folded
from thidua.web.reporting.models import Evidence
from thidua.web.reporting.tests import factories


@pytest.fixture
def world(db):
    w = factories.make_cluster()
    UnitName.objects.filter(unit=w.unit).update(
        short_name="Điện Biên", full_name="Ban Tổ chức Tỉnh ủy Điện Biên"
    )
    for unit, title in ((w.unit, "Đề án của đơn vị mình"), (w.other, "Đề án bí mật của đơn vị bạn")):
        Evidence.objects.create(
            cycle=w.cycle, unit=unit, criterion="1.1", title=title, document_number="7-ĐA", added_at=clock.now()
        )  # fmt: skip
    return w


def found(user, text):
    fresh = User.objects.get(pk=user.pk)
    return {group.title: [hit.name for hit in group.hits] for group in search(fresh, text)}


@pytest.mark.parametrize(
    ("text", "plain"), [("Điện Biên", "dien bien"), ("ĐẢNG  viên", "dang vien"), ("Dien", "dien"), (" ", "")]
)
def test_words_are_compared_without_marks(text, plain):
    assert folded(text) == plain


def test_each_kind_is_found_without_tone_marks(world):
    assert found(world.officer, "dien bien")["Đơn vị"] == ["Điện Biên"]
    assert found(world.officer, "nam 2021")["Năm thi đua"] == ["Năm 2021"]
    assert found(world.officer, "ket nap")["Tiêu chí"] == ["1.1. Kết nạp"]
    assert found(world.officer, "7-da")["Minh chứng"] == ["Đề án của đơn vị mình"]
    assert found(world.officer, world.officer.username)["Người"] == [str(world.officer)]
    assert found(world.officer, "nhat ky")["Trợ giúp"]
    assert found(world.officer, "") == {}


def test_criteria_are_found_after_the_year_was_published(world):
    world.cycle.state = "published"
    world.cycle.save()
    assert found(world.officer, "ket nap")["Tiêu chí"] == ["1.1. Kết nạp"]


def test_another_units_evidence_and_people_are_neither_found_nor_counted(world, client):
    assert found(world.secretary, "bi mat") == {"Minh chứng": ["Đề án bí mật của đơn vị bạn"]}
    assert found(world.officer, "bi mat") == {}
    client.force_login(world.officer)
    page = client.get(reverse("home:search"), {"q": "de an bi mat"})
    assert page.context["count"] == 0
    page = client.get(reverse("home:search"), {"q": "de an"})
    titles = [
        hit.name for group in page.context["found"] for hit in group.hits if group.title == "Minh chứng"
    ]
    assert titles == ["Đề án của đơn vị mình"]
    assert "bí mật" not in page.content.decode()
    assert found(world.officer, world.stranger.username) == {}
    assert found(world.central, world.stranger.username) == {}


def test_published_years_are_found_by_everyone(world):
    Cycle.objects.filter(pk=world.cycle.pk).update(state=Cycle.State.PUBLISHED)
    assert found(world.officer, "bi mat") == {"Minh chứng": ["Đề án bí mật của đơn vị bạn"]}


def test_a_person_without_a_role_finds_help_alone(world):
    nobody = factories.UserFactory()
    assert set(found(nobody, "n")) == {"Trợ giúp"}
