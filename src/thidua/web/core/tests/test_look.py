"""The look: forms drawn with no class in code, buttons that say why not, marks, where-am-I, menus."""

from unicodedata import normalize

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.template import Context, Template
from django.test import RequestFactory

from thidua.web.core import marks, typed_word, where
from thidua.web.core.access import YES, no


class Sample(forms.Form):
    name = forms.CharField(label="Tên", help_text="Gợi ý")
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Chắc chắn")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def draw(source, **values):
    return Template(source).render(Context(values))


def test_a_field_is_tied_to_its_hint_and_its_error():
    form = Sample({"kind": "a", "sure": "on"})
    html = str(form["name"].as_field_group())
    assert 'class="form-control"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_checks_and_radios_carry_their_own_class():
    form = Sample()
    assert 'class="form-check-input"' in str(form["sure"])
    assert 'class="form-check-input"' in str(form["kind"])
    assert "<legend" in str(form["kind"].as_field_group())
    assert "class" not in str(form["hidden"])


def test_a_failed_form_begins_with_links_to_what_is_wrong():
    html = str(Sample({"kind": "a"}))
    assert html.index("error-summary") < html.index("form-control")
    assert '<a href="#id_name">Tên</a>' in html
    assert '<a href="#id_sure">Chắc chắn</a>' in html
    assert '<a href="#id_kind">' not in html


def test_a_placeholder_that_repeats_the_label_is_left_out():
    class Repeats(forms.Form):
        code = forms.CharField(label="Mã", widget=forms.TextInput(attrs={"placeholder": "Mã"}))

    assert "placeholder" not in str(Repeats()["code"])


def test_an_allowed_act_posts_and_a_refused_one_says_why():
    allowed = draw("{% act 'Nộp' access '/x/' %}", access=YES, csrf_token="t")
    refused = draw("{% act 'Nộp' access '/x/' %}", access=no("Chưa đến <bước>."), csrf_token="t")
    assert '<form class="act" method="post" action="/x/">' in allowed
    assert "<form" not in refused
    assert 'aria-disabled="true"' in refused
    assert refused.count("Chưa đến &lt;bước&gt;.") == 2


def test_a_refused_link_leads_nowhere():
    assert "href" not in draw("{% go 'Sửa' access '/x/' opens='drawer' %}", access=no("Không."))
    assert 'href="/x/" data-drawer' in draw("{% go 'Sửa' access '/x/' opens='drawer' %}", access=YES)


def test_the_four_kinds_of_nothing_look_and_sound_different():
    drawn = [marks.mark_html(kind) for kind in marks.MARKS]
    assert len({(str(m.sign), str(m.name)) for m in marks.MARKS.values()}) == len(drawn) == 4
    assert all("visually-hidden" in html for html in drawn)


@pytest.mark.parametrize("typed", ["CÔNG BỐ", "công bố", " Công  bố ", normalize("NFD", "CÔNG BỐ")])
def test_the_typed_word_is_taken_in_any_case_and_spelling_of_accents(typed):
    assert typed_word.TypedWordForm({"typed": typed}, word="CÔNG BỐ").is_valid()


@pytest.mark.parametrize("typed", ["", "CONG BO", "CÔNG", "CÔNG BỐ!"])
def test_another_word_is_refused(typed):
    assert not typed_word.TypedWordForm({"typed": typed}, word="CÔNG BỐ").is_valid()


def test_the_first_provider_that_knows_says_where_we_are(monkeypatch):
    here = where.Where("Cụm 1", "2021")
    monkeypatch.setattr(where, "_PROVIDERS", [lambda _request: None, lambda _request: here])
    assert where.where_am_i(RequestFactory().get("/")) == here


@pytest.mark.django_db
@pytest.mark.parametrize("route", ["/look/", "/look/panel/", "/look/word/", "/look/paper/"])
def test_only_a_site_administrator_sees_the_look_page(client, route):
    people = {
        admin: get_user_model().objects.create(username=f"n{admin:d}", full_name="N", is_site_admin=admin)
        for admin in (True, False)
    }
    client.force_login(people[True])
    assert client.get(route).status_code == 200
    client.force_login(people[False])
    assert client.get(route).status_code == 403


@pytest.mark.django_db
def test_a_panel_is_a_page_or_a_fragment(client):
    client.force_login(get_user_model().objects.create(username="n", full_name="N", is_site_admin=True))
    page = client.get("/look/panel/").content.decode()
    fragment = client.get("/look/panel/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" in page
    assert "<html" not in fragment
    assert "<h2" in fragment
