"""The page of printed papers offers what can be printed, and says of the rest what is missing."""

from django.urls import reverse


def test_a_paper_that_lacks_something_says_what_and_leads_nowhere(client, world):
    client.force_login(world.secretary)
    page = client.get(reverse("conferences:papers", args=[world.conference.pk]))
    told = {kind: access.reason for kind, _name, access in page.context["rows"] if not access}
    assert told == {
        "minutes": "Chưa điểm danh nên chưa viết được số đơn vị có mặt.",
        "conclusions": "Chưa điểm danh nên chưa viết được số đơn vị có mặt.",
    }
    for kind, _name, access in page.context["rows"]:
        address = reverse("conferences:print", args=[world.conference.pk, kind, "pdf"])
        assert (address in page.content.decode()) == bool(access), kind
        assert client.get(address).status_code == (200 if access else 403), kind
