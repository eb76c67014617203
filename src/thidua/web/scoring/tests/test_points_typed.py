"""Points as people type them, and as nobody should."""

import pytest
from django.urls import reverse

from thidua.web.clusters.actions import move_cycle
from thidua.web.clusters.models import Cycle
from thidua.web.scoring.forms import SelfMarkForm
from thidua.web.scoring.models import Mark
from thidua.web.scoring.tests.test_year import approved
from thidua.web.scoring.tests.world import scoring_world


def read(text):
    form = SelfMarkForm({"criterion": "1.2", "points": text, "version": "0"})
    return str(form.cleaned_data["points"]) if form.is_valid() else form.errors["points"][0]


@pytest.mark.parametrize(
    ("text", "points"),
    [("7,25", "7.25"), ("1.000", "1000"), (" 9 ", "9"), ("-1,5", "-1.5"), ("0", "0"), ("", "None")],
)
def test_points_are_read_as_an_office_writes_them(text, points):
    assert read(text) == points


@pytest.mark.parametrize(
    "text", ["1e999999999", "1E5", "NaN", "Infinity", "٣", "1_000", "9,5,1", "7..5", "+", "chín"]
)
def test_what_is_no_number_is_refused(text):
    assert read(text) == f"«{text}» không phải là số. Ví dụ đúng: 1.234,5."


@pytest.mark.parametrize("text", ["1000000", "0,0005", "trên 5", "70 %"])
def test_what_is_no_number_of_points_is_refused(text):
    assert read(text) == f"«{text}» không phải là số điểm."


def test_a_decimal_point_is_refused_with_the_comma():
    assert read("7.25") == "«7.25» chưa rõ. Phần thập phân dùng dấu phẩy: 7,25."


@pytest.mark.parametrize("version", ["-1", "x", "9" * 5000, "99999999999999999999"])
def test_a_wrong_version_is_answered_and_saves_nothing(db, client, version):
    w = scoring_world()
    client.force_login(w.officer)
    sent = {"criterion": "1.2", "points": "9", "version": version}
    answer = client.post(
        reverse("scoring:self-mark", args=[w.sheet.pk]), sent, headers={"accept": "application/json"}
    )
    assert answer.status_code in {409, 422}
    assert not Mark.objects.exists()


@pytest.fixture
def w(db):
    return scoring_world()


def test_verified_points_outside_the_criterion_are_told_at_their_field(client, w):
    approved(w)
    move_cycle(actor=w.secretary, cycle=w.year, to=Cycle.State.VERIFICATION)
    client.force_login(w.secretary)
    sent = {"v-points": "99", "v-reason": "Đối chiếu báo cáo quý", "v-version": "0"}
    answer = client.post(reverse("scoring:verify-mark", args=[w.other_sheet.pk, "1.2"]), sent)
    shown = answer.content.decode()
    assert (answer.status_code, "Điểm 99 nằm ngoài khoảng 0 đến 10." in shown) == (422, True)
    assert "Đối chiếu báo cáo quý" in shown
