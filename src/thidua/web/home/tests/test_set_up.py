"""From an empty site to its first year: the code from the terminal, then every step of the guide."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from thidua.web.accounts.models import User
from thidua.web.clusters import actions
from thidua.web.clusters.models import Cluster, ClusterRole, Cycle
from thidua.web.core import set_up
from thidua.web.core.invariants import check_all
from thidua.web.core.models import SiteState
from thidua.web.home.queries import set_up_steps

PASSWORD = "mot-mat-khau-dai"


def entry(code, /, **change):
    return {
        "code": code, "full_name": "Trần Thị An", "username": "An-Admin", "password": PASSWORD,
        "again": PASSWORD,
    } | change  # fmt: skip


@pytest.fixture
def code(db):
    return set_up.new_code()


def test_only_a_digest_of_the_code_is_kept_and_a_new_one_voids_the_old(code):
    assert code not in str(list(SiteState.objects.values()))
    assert set_up.matches(code.lower().replace("-", " "))
    again = set_up.new_code()
    assert not set_up.matches(code)
    assert set_up.matches(again)


def test_an_empty_site_sends_to_its_set_up(client, code):
    assert client.get("/").headers["Location"] == "/login/?next=/"
    assert client.get("/login/").headers["Location"] == "/set-up/"
    assert client.get("/set-up/").status_code == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "AAAA-BBBB-CCCC-DDDD"}, "code"), ({"again": "khac-mat-khau"}, "again"),
        ({"password": "ngan", "again": "ngan"}, "password"), ({"username": "có dấu"}, "username"),
    ],
)  # fmt: skip
def test_mistakes_are_told_at_their_field_and_nobody_is_made(client, code, change, field):
    page = client.post("/set-up/", entry(code, **change))
    assert list(page.context["form"].errors) == [field]
    assert User.objects.count() == 0


def test_once_somebody_exists_the_page_is_gone(client, code):
    client.post("/set-up/", entry(code))
    client.logout()
    assert client.get("/set-up/").status_code == 404
    assert client.post("/set-up/", entry(code, username="ke-thu-hai")).status_code == 404
    assert set_up.new_code() is None
    assert User.objects.count() == 1


def test_guessing_the_code_is_slowed(client, code):
    codes = [client.post("/set-up/", entry("AAAA")).status_code for _i in range(21)]
    assert codes == [200] * 20 + [429]


def test_only_the_site_administrator_sees_the_guide(client, code):
    client.force_login(User.objects.create(username="ai-do", full_name="Ai đó"))
    assert client.get("/set-up/guide/").status_code == 403


def test_the_guide_leads_from_nothing_to_a_year(client, code):
    assert client.post("/set-up/", entry(code)).headers["Location"] == "/set-up/guide/"
    admin = User.objects.get(username="an-admin")
    assert [step.done for step in set_up_steps()] == [False] * 7
    follow(client, {"name": "Cụm một", "kind": "cluster", "sector": ""})
    lines = "aaa; An; Ban Tổ chức Tỉnh ủy An\nBBB\tBình\tBan Tổ chức Tỉnh ủy Bình\tĐông Bắc"
    follow(client, {"from_on": "01/01/2020", "lines": lines})
    cluster = Cluster.objects.get()
    a, b = (m.unit for m in cluster.memberships.order_by("unit__code"))
    head = {"unit": a.pk, "role": "head", "selection": "election", "from_on": "01/01/2020"}
    follow(client, head)
    slips = follow(client, {f"name_{a.pk}": "Lò Văn An", f"name_{b.pk}": "Ma Thị Bình"})
    assert [(u.code, len(c)) for u, _p, c in slips.context["slips"]] == [("AAA", 14), ("BBB", 14)]
    person = User.objects.get(username="aaa-quantri")
    actions.give_role(
        actor=admin, unit=a, person=person, role="leader", days=(cluster.memberships.first().from_on, None)
    )
    follow(client, {"user": person.pk, "role": "secretariat", "unit": b.pk, "from_on": "01/01/2020"})
    assert [step.done for step in set_up_steps()] == [True] * 4 + [False] * 3
    leader = User.objects.get(username="bbb-quantri")
    actions.give_role(actor=admin, unit=a, person=leader, role="leader", days=(a.names.get().from_on, None))
    actions.approve_cluster_role(actor=leader, right=ClusterRole.objects.get())
    page = client.get(coming())
    form = page.context["form"]
    dates = {name: form[name].value() for name in form.fields}
    typed = {k: v.strftime("%d/%m/%Y") if hasattr(v, "strftime") else v for k, v in dates.items() if v}
    client.post(coming(), typed)
    assert Cycle.objects.get().state == "draft"
    assert [step.done for step in set_up_steps()] == [True] * 6 + [False]
    assert client.get(coming()).status_code == 200
    assert {name: found for name, found in check_all().items() if found} == {}


def coming():
    return next(step.url for step in set_up_steps() if not step.done)


def follow(client, typed):
    """Open the page of the step that comes next and fill it in."""
    address = coming()
    assert client.get(address).status_code == 200
    answer = client.post(address, typed)
    assert answer.status_code in {200, 302}
    return answer


def test_start_on_an_empty_site_prints_the_address_and_the_code(db, settings, tmp_path, capsys, monkeypatch):
    settings.HOME = tmp_path
    from thidua.web.core.management.commands.start import Command

    monkeypatch.setattr(Command, "serve", lambda *_args: None)
    call_command("start", port=18431)
    said = capsys.readouterr().out
    assert "http://127.0.0.1:18431/set-up/" in said
    printed = re.search(r"Set-up code: (\S+)", said)[1]
    assert set_up.matches(printed)
    User.objects.create(username="co-nguoi", full_name="Có người")
    call_command("start", port=18431)
    assert "Set-up" not in capsys.readouterr().out


def test_the_menu_shows_the_guide_until_a_year_is_open(client, code):
    client.post("/set-up/", entry(code))
    assert reverse("home:set-up-guide") in client.get("/me/").content.decode()
