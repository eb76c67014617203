"""Invitations: each with its own code, which names nobody; one file for print; units take their own."""

import io

import pytest
from django.urls import reverse
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

from thidua.documents import Picture
from thidua.web.conferences import documents
from thidua.web.conferences.qr import qr_png


def pages(content):
    return PdfFileReader(io.BytesIO(content)).root["/Pages"]["/Count"]


def test_the_code_is_the_token_behind_a_fragment_and_names_nobody(world):
    world.delegate.conference.chairs = "Nguyễn Văn A, Trưởng ban\nTrần Thị B"
    form = documents.profile_of(world.conference)
    paper = documents.invitation(world.delegate, form, "https://thidua.example/invitation/")
    (picture,) = [block for block in paper.body if isinstance(block, Picture)]
    assert picture.data == qr_png(f"https://thidua.example/invitation/#{world.delegate.token}")
    assert Image.open(io.BytesIO(picture.data)).format == "PNG"
    assert "Nguyễn Văn A, Trưởng ban; Trần Thị B" in str(paper.body)


@pytest.mark.parametrize(
    ("role", "query", "count"),
    [("secretary", "", 3), ("secretary", "?unit=0", 1), ("officer", "", 1), ("neighbour", "", 1)],
)
def test_one_file_holds_what_the_person_may_print(client, world, role, query, count):
    client.force_login(getattr(world, role))
    response = client.get(reverse("conferences:invitations", args=[world.conference.pk]) + query)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")
    assert pages(response.content) == count


def test_a_unit_asks_for_anothers_in_vain(client, world):
    client.force_login(world.officer)
    address = reverse("conferences:invitations", args=[world.conference.pk])
    assert client.get(f"{address}?unit={world.b.pk}").status_code == 403
    assert (
        "Người của Bình"
        not in client.get(reverse("conferences:papers", args=[world.conference.pk])).content.decode()
    )


def test_the_minutes_name_who_chaired_and_who_wrote(client, world):
    world.conference.chairs, world.conference.secretaries = "Nguyễn Văn A, Trưởng ban", "Lê C"
    world.conference.save()
    assert world.conference.chair_list == [("Nguyễn Văn A", "Trưởng ban")]
    world.delegate.attendance = "present"
    world.delegate.save()
    paper = documents.minutes(world.conference, documents.profile_of(world.conference))
    assert all(name in str(paper.body) for name in ("Nguyễn Văn A", "Lê C"))


def test_a_delegations_minutes_are_filled_in_for_a_new_speech(client, world):
    world.conference.speech_minutes = 7
    world.conference.save()
    client.force_login(world.secretary)
    page = client.get(reverse("conferences:speech-add", args=[world.conference.pk]))
    assert page.context["form"]["allotted_minutes"].value() == 7
