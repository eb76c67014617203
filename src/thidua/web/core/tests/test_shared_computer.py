"""One computer, several colleagues."""

import unicodedata

import pytest
from django.contrib.auth import get_user_model

from thidua.web.core.typed_word import TypedWordForm


@pytest.fixture
def signed_in(client, db):
    client.force_login(get_user_model().objects.create(username="canbo", full_name="Cán bộ"))
    return client


def test_pages_are_kept_by_nobody_in_between(signed_in):
    assert signed_in.get("/").headers["Cache-Control"] == "private, no-cache"


def test_signing_out_empties_what_the_browser_kept(signed_in):
    assert "Clear-Site-Data" not in signed_in.get("/").headers
    assert signed_in.post("/logout/").headers["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize("typed", ["CÔNG BỐ", "công  bố", unicodedata.normalize("NFD", " Công Bố ")])
def test_a_typed_word_is_handed_on_as_the_act_asks_for_it(typed):
    form = TypedWordForm({"typed": typed}, word="CÔNG BỐ")
    assert form.is_valid()
    assert form.cleaned_data["typed"] == "CÔNG BỐ"
