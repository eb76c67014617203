"""The public statement of the fund: anybody reads what stands, and nothing else ever."""

import datetime as dt

import pytest
from django.urls import reverse

from thidua.web.charity import actions
from thidua.web.charity.tests import world


@pytest.fixture
def w(db, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return world.fund_world()


def page(client, w, year=2021):
    return client.get(reverse("news:fund", args=[w.cluster.pk, year]))


def publish(w):
    return actions.publish_statement(actor=w.secretary, campaign=w.campaign, as_of=dt.date(2021, 6, 1))


def test_a_stranger_reads_the_statement_that_stands_and_its_photos(w, client):
    hidden = actions.NewPhoto(world.png(), "Ảnh riêng")
    actions.add_photo(actor=w.secretary, house=w.house, photo=hidden)
    shown = actions.NewPhoto(world.png(), "Ảnh chung", may_be_published=True)
    shown = actions.add_photo(actor=w.secretary, house=w.house, photo=shown)
    assert page(client, w).status_code == 404
    assert "Quỹ nhà tình nghĩa" not in client.get(reverse("news:index")).content.decode()
    first = publish(w)
    answer = page(client, w)
    text = answer.content.decode()
    assert (answer.status_code, first.digest in text, "20.000.000" in text) == (200, True, True)
    assert ("Ảnh chung" in text, "Ảnh riêng" in text) == (True, False)
    assert (
        reverse("news:fund", args=[w.cluster.pk, 2021]) in client.get(reverse("news:index")).content.decode()
    )
    photo = reverse("news:fund-photo", args=[w.cluster.pk, 2021, shown.file.sha256])
    picture = client.get(photo)
    assert (picture.status_code, b"".join(picture.streaming_content)[1:4]) == (200, b"PNG")
    actions.withdraw_photo(actor=w.secretary, photo=shown, reason="Đổi ý")
    assert client.get(photo).status_code == 404


def test_a_withdrawn_statement_answers_like_one_that_never_was(w, client):
    never = plain_404(page(client, w, 2019))
    row = publish(w)
    actions.withdraw_statement(actor=w.secretary, statement=row, reason="Sai")
    assert plain_404(page(client, w)) == never
    assert row.content["title"] not in client.get(reverse("news:index")).content.decode()


def plain_404(answer):
    assert answer.status_code == 404
    return len(answer.content) > 0, answer.headers.get("ETag")
