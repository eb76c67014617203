"""Second factor where the site asks for it, own password first, and when somebody was last here."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator

from thidua.web.accounts.models import User
from thidua.web.accounts.queries import LAST_VISIT
from thidua.web.core import clock
from thidua.web.core.models import AuditEntry


@pytest.mark.parametrize("who", ["secretary", "central", "site_admin"])
def test_with_the_setting_such_a_person_only_reaches_the_set_up(world, sign_in, settings, who):
    settings.REQUIRE_MFA = True
    client = sign_in(who)
    assert client.get("/").headers["Location"] == "/me/second-factor/"
    assert client.get("/audit/").headers["Location"] == "/me/second-factor/"
    assert client.get("/me/").status_code == 200
    assert client.get("/me/second-factor/").status_code == 200
    assert client.post("/logout/").headers["Location"] == "/"


@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_with_a_second_factor_everything_opens(world, sign_in, settings, kind):
    settings.REQUIRE_MFA = True
    Authenticator.objects.create(user=world.secretary, type=kind, data={})
    assert sign_in("secretary").get("/").status_code == 200


def test_recovery_codes_alone_do_not_count(world, sign_in, settings):
    settings.REQUIRE_MFA = True
    Authenticator.objects.create(
        user=world.secretary, type=Authenticator.Type.RECOVERY_CODES, data={"seed": ""}
    )
    assert sign_in("secretary").get("/").status_code == 302


def test_officers_and_sites_without_the_setting_are_not_asked(world, sign_in, settings):
    settings.REQUIRE_MFA = True
    assert sign_in("officer").get("/").status_code == 200
    settings.REQUIRE_MFA = False
    assert sign_in("secretary").get("/").status_code == 200


def test_a_password_given_by_others_is_changed_first(world, sign_in):
    world.officer.set_password("mat-khau-cu-2021")
    world.officer.must_change_password = True
    world.officer.save()
    client = sign_in("officer")
    assert client.get("/").headers["Location"] == "/me/password/"
    new = {
        "oldpassword": "mat-khau-cu-2021", "password1": "mat-khau-moi-2021", "password2": "mat-khau-moi-2021",
    }  # fmt: skip
    client.post("/me/password/", new)
    assert not User.objects.get(pk=world.officer.pk).must_change_password
    assert client.get("/").status_code == 200
    assert AuditEntry.objects.filter(action="accounts.password.change").count() == 1


def test_last_seen_is_written_at_most_every_five_minutes(world, sign_in):
    client = sign_in("officer")
    first = User.objects.get(pk=world.officer.pk).last_seen_at
    assert first is None
    client.get("/")
    seen = User.objects.get(pk=world.officer.pk).last_seen_at
    client.get("/")
    assert User.objects.get(pk=world.officer.pk).last_seen_at == seen
    earlier = clock.now() - dt.timedelta(minutes=6)
    User.objects.filter(pk=world.officer.pk).update(last_seen_at=earlier)
    client.get("/")
    assert User.objects.get(pk=world.officer.pk).last_seen_at > earlier


def test_the_visit_before_is_remembered_through_this_one(world, sign_in):
    before = clock.now() - dt.timedelta(days=3)
    User.objects.filter(pk=world.officer.pk).update(last_seen_at=before)
    world.officer.refresh_from_db()
    client = sign_in("officer")
    client.get("/")
    client.get("/")
    assert client.session[LAST_VISIT] == before.isoformat()


def test_a_live_request_takes_the_whole_window_to_the_second_factor(world, client, settings):
    """A part of a page that got the whole page of the second factor asked for it again without end."""
    settings.REQUIRE_MFA = True
    client.force_login(world.secretary)
    live = {"HX-Request": "true"}
    assert client.get("/tasks/count/", headers=live).status_code == 200
    answer = client.get("/search/", headers=live)
    assert (answer.status_code, answer.headers["HX-Redirect"], answer.content) == (
        401,
        "/me/second-factor/",
        b"",
    )
