"""The pages of choosing next year's head, as people use them; drafts are told to nobody else."""

import pytest
from django.urls import reverse

from thidua.web.elections.models import HeadChoice


def test_the_whole_way_from_the_list_of_turns_to_the_new_head(world, sign_in):
    here = reverse("elections:year", args=[world.year.pk])
    client = sign_in("secretary")
    page = client.get(here).content.decode()
    assert "Chưa chọn cụm trưởng năm sau" in page
    assert page.index("Bình") < page.index("Đang là cụm trưởng")
    form = {
        "selection": "election", "head": world.b.pk, "deputy": world.a.pk,
        "basis": "Biên bản kiểm phiếu", "rights_from": "01/01/2022",
    }  # fmt: skip
    answer = client.post(reverse("elections:draft", args=[world.year.pk]), form)
    choice = HeadChoice.objects.get()
    people = reverse("elections:people", args=[choice.pk])
    assert answer.headers["Location"] == people
    shown = client.get(people).content.decode()
    assert str(world.b_leader) in shown
    answer = client.post(people, {"joining": [world.b_leader.pk], "leaving": [world.right.pk]}, follow=True)
    assert "Chuyển 2 tồn tại, hạn chế chưa khắc phục xong." in answer.content.decode()
    adopt = reverse("elections:adopt", args=[choice.pk])
    assert client.post(adopt).status_code == 403
    second = sign_in("central")
    assert "Từ 01/01/2022: cụm trưởng là Bình, cụm phó là An." in " ".join(
        second.get(adopt).content.decode().split()
    )
    assert "Đã thông qua. Năm 2022 đã mở" in second.post(adopt, follow=True).content.decode()
    member = sign_in("neighbour").get(here).content.decode()
    assert ("Biên bản kiểm phiếu" in member, "Rút lại" in member) == (True, False)
    back = reverse("elections:take-back", args=[choice.pk])
    done = sign_in("secretary").post(back, {"reason": "Bầu lại"}, follow=True).content.decode()
    assert "Đã rút lại. Nhiệm kỳ và quyền trở về như trước." in done


@pytest.mark.parametrize("who", ["officer", "neighbour", "foreigner"])
def test_a_draft_is_told_to_nobody_else(world, draft, sign_in, who):
    choice = draft()
    client = sign_in(who)
    page = client.get(reverse("elections:year", args=[world.year.pk]))
    assert page.status_code == (404 if who == "foreigner" else 200)
    assert choice.basis not in page.content.decode()
    for name in ("people", "adopt", "take-back"):
        assert client.get(reverse(f"elections:{name}", args=[choice.pk])).status_code == 404
    assert choice.basis not in client.get(reverse("core:audit")).content.decode()


def test_without_any_year_the_page_says_when_it_begins(world, sign_in):
    assert "Chưa có năm thi đua nào" in sign_in("foreigner").get(reverse("elections:start")).content.decode()


def test_the_page_asks_the_same_number_of_queries_however_many_units(
    world, draft, sign_in, django_assert_max_num_queries
):
    draft()
    client = sign_in("secretary")
    with django_assert_max_num_queries(45):
        client.get(reverse("elections:year", args=[world.year.pk]))
