"""A person gets a printed code, sets a password, signs in, is locked; the invariants hold after."""

import pytest

from thidua.web.accounts import actions
from thidua.web.accounts.models import User
from thidua.web.core.invariants import check_all


@pytest.fixture
def admin(db):
    return User.objects.create(username="quantri", full_name="Quản trị", is_site_admin=True)


def test_a_printed_code_opens_the_account_once(client, admin):
    officer = actions.create_user(actor=admin, username="canbo", full_name="Nguyễn Thị Hường")
    code = actions.issue_one_time_code(actor=admin, user=officer)
    entry = {
        "username": "canbo",
        "code": code.lower(),
        "password": "mot-mat-khau-dai",
        "again": "mot-mat-khau-dai",
    }
    assert client.post("/code/", entry).headers["Location"] == "/login/"
    assert "đã dùng" in client.post("/code/", entry).content.decode()
    signed_in = client.post("/login/", {"login": "CANBO", "password": "mot-mat-khau-dai"})
    assert signed_in.headers["Location"] == "/"
    assert "Nguyễn Thị Hường" in client.get("/").content.decode()
    actions.set_locked(actor=admin, user=officer, locked=True, reason="Nghỉ hưu")
    assert client.get("/").headers["Location"].startswith("/login/")
    assert {name: found for name, found in check_all().items() if found} == {}
