"""Refusals, conflicts, faults and ended sessions: plain words on a page, a toast for live requests."""

import logging
import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.test import Client
from django.urls import include, path

from thidua.web.core.access import Conflict, Refused

LIVE = {"HX-Request": "true", "HX-Current-URL": "http://testserver/units/?page=2"}


def refuse(_request):
    raise Refused("Chưa đến bước này.")


def collide(_request):
    raise Conflict("Có người vừa sửa ô này.", mine="5", theirs="7")


def break_down(_request):
    raise RuntimeError("bí mật của máy chủ")


urlpatterns = [
    path("", include(settings.ROOT_URLCONF)),
    path("refuse/", refuse),
    path("collide/", collide),
    path("break/", break_down),
]
handler500 = "thidua.web.core.error_pages.fault"
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def person(client):
    user = get_user_model().objects.create(username="canbo", full_name="Cán Bộ")
    client.force_login(user)
    client.raise_request_exception = False
    return client


def test_a_refusal_is_a_page_with_its_reason(person):
    response = person.get("/refuse/")
    assert response.status_code == 403
    assert "Chưa đến bước này." in response.content.decode()


def test_a_conflict_shows_both_versions(person):
    response = person.get("/collide/")
    text = response.content.decode()
    assert response.status_code == 409
    assert "<dd>5</dd>" in text
    assert "<dd>7</dd>" in text


@pytest.mark.parametrize(("route", "status"), [("/refuse/", 403), ("/collide/", 409), ("/break/", 500)])
def test_a_live_request_gets_a_toast_and_the_page_stays(person, route, status):
    response = person.get(route, headers=LIVE)
    assert response.status_code == status
    assert response.headers["HX-Retarget"] == "#toasts"
    assert response.headers["HX-Reswap"] == "beforeend"
    assert "<html" not in response.content.decode()


def test_a_fault_shows_a_number_that_the_log_holds_and_nothing_else(person, caplog):
    with caplog.at_level(logging.ERROR, logger="thidua.faults"):
        response = person.get("/break/")
    text = response.content.decode()
    number = re.search(r'class="secret-code">([0-9A-F]{8})<', text)[1]
    [record] = [r for r in caplog.records if r.name == "thidua.faults"]
    assert response.status_code == 500
    assert number in record.getMessage()
    assert "bí mật của máy chủ" in str(record.exc_info[1])
    assert "bí mật" not in text


def test_an_unknown_address_is_a_page_of_ours(person):
    response = person.get("/khong-co/")
    assert response.status_code == 404
    assert "Không có trang này" in response.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "429"])
def test_every_other_error_has_its_page(name, rf):
    request = rf.get("/")
    request.resolver_match = None
    text = render_to_string(f"{name}.html", request=request)
    assert "<h1>" in text
    assert 'href="/help/start/"' in text


def test_a_stale_form_is_explained_in_plain_words():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "Trang đã mở quá lâu" in response.content.decode()


def test_a_live_request_without_a_session_goes_to_sign_in_as_a_whole_page(client):
    response = client.get("/units/3/people/", headers=LIVE)
    assert response.status_code == 401
    assert response.headers["HX-Redirect"] == "/login/?next=/units/%3Fpage%3D2"


def test_an_address_of_another_site_is_not_where_sign_in_returns_to(client):
    response = client.get("/units/", headers=LIVE | {"HX-Current-URL": "https://evil.example/x"})
    assert response.headers["HX-Redirect"] == "/login/?next=/x"


@pytest.mark.parametrize(
    ("cookie", "browser", "language"), [(None, "en", "vi"), ("en", "vi", "en"), ("zz", "en", "vi")]
)
def test_the_language_is_the_persons_choice_never_the_browsers(client, cookie, browser, language):
    get_user_model().objects.create(username="canbo", full_name="Cán Bộ")
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get("/login/", headers={"Accept-Language": browser})
    assert f'<html lang="{language}"' in response.content.decode()
    assert response.headers["Content-Language"] == language
