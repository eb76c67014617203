"""At the server's terminal: another site administrator, and a way back in."""

import re

import pytest
from django.core.management import CommandError, call_command

from thidua.web.accounts.actions import use_one_time_code
from thidua.web.accounts.models import OneTimeCode, User
from thidua.web.core.models import AuditEntry


def code_in(text):
    return re.search(r"One-time code: (\S+)", text)[1]


def test_another_administrator_signs_in_with_the_printed_code(db, capsys):
    call_command("create_admin", "quantri2", "Hà Minh Tâm")
    code = code_in(capsys.readouterr().out)
    assert use_one_time_code(username="quantri2", code=code, password="mot-mat-khau-dai")
    assert User.objects.get(username="quantri2").is_site_admin
    with pytest.raises(CommandError, match="đã có người dùng"):
        call_command("create_admin", "QUANTRI2", "Ai đó")


def test_a_way_back_in_is_audited_and_may_clear_the_second_factor(db, capsys):
    User.objects.create(username="quantri", full_name="Quản trị", is_site_admin=True)
    call_command("one_time_code", "quantri", "--clears-second-factor")
    assert use_one_time_code(
        username="quantri", code=code_in(capsys.readouterr().out), password="mot-mat-khau-dai"
    )
    assert OneTimeCode.objects.get().clears_second_factor
    issued = AuditEntry.objects.get(action="accounts.code.issue")
    assert (issued.actor_name, issued.detail["reason"]) == ("Hệ thống", "Cấp từ dòng lệnh của máy chủ")
    with pytest.raises(CommandError, match="No such user"):
        call_command("one_time_code", "khong-co")


def test_codes_are_tried_ten_times_an_hour(client, db):
    typed = {
        "username": "canbo", "code": "AAAA-AAAA-AAAA", "password": "mot-mat-khau-dai",
        "again": "mot-mat-khau-dai",
    }  # fmt: skip
    assert [client.post("/code/", typed).status_code for _i in range(11)] == [200] * 10 + [429]
