"""Who a request's session belongs to, and when it belongs to nobody any more."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from thidua.web.accounts.models import User
from thidua.web.core import clock

pytestmark = pytest.mark.django_db
PASSWORD = "mot-mat-khau-dai"


@pytest.fixture
def signed_in(client):
    user = User.objects.create(username="nam", full_name="Triệu Văn Nam")
    user.set_password(PASSWORD)
    user.save()
    client.post(reverse("account_login"), {"login": "nam", "password": PASSWORD})
    assert opens(client)
    return user


def opens(client):
    """True when the site knows the person; else it leads to the sign-in page."""
    answer = client.get(reverse("accounts:profile"))
    assert answer.status_code == 200 or answer["Location"].startswith(reverse("account_login"))
    return answer.status_code == 200


def test_session_ends_at_its_time(signed_in, client):
    Session.objects.update(expire_date=clock.now() - dt.timedelta(seconds=1))
    assert not opens(client)


def test_session_of_somebody_else_opens_nothing(signed_in, client):
    client.cookies["sessionid"] = "0" * 32
    assert not opens(client)


def test_person_who_may_not_sign_in_any_more_is_out_at_once(signed_in, client):
    User.objects.update(is_active=False)
    assert not opens(client)


def test_new_password_ends_the_old_session(signed_in, client):
    signed_in.set_password("mot-mat-khau-khac")
    signed_in.save()
    assert not opens(client)
