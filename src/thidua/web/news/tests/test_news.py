"""Drafting, publishing, correcting; what the public reads and what it can never tell."""

import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from PIL import Image
from tests.worlds import ROLES, small_world

from thidua.web.conferences.models import Conference, Delegate
from thidua.web.conferences.tests.factories import add_conferences
from thidua.web.core import clock
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.invariants import check_all
from thidua.web.news import actions, queries
from thidua.web.news.drafting import provenance
from thidua.web.news.markup import html
from thidua.web.news.models import Article

TEXT = actions.ArticleText("Tiêu đề mật", "Tóm tắt", "Một đoạn")


@pytest.fixture
def w(db, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    w = add_conferences(small_world())
    Conference.objects.filter(pk=w.conference.pk).update(state="held")
    w.conference.refresh_from_db()
    w.article = actions.draft_article(actor=w.secretary, conference=w.conference)
    return w


def jpeg():
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera of somebody"
    Image.new("RGB", (1200, 800), (200, 30, 30)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def plain(response):
    """The page without its form's token, which is drawn anew each time."""
    return re.sub(r'"[A-Za-z0-9]{64}"', '""', response.content.decode())


def add_photo(w):
    photo = actions.NewPhoto(jpeg(), "Hội trường", "Toàn cảnh")
    return actions.add_photo(actor=w.secretary, article=w.article, photo=photo)


def publish(w, **more):
    w.article = actions.publish_article(actor=w.secretary, article=w.article, **more)
    return w.article


def get(client, name, *args, **headers):
    return client.get(reverse(f"news:{name}", args=args), headers=headers)


def public_pages(client):
    return [get(client, name).content.decode() for name in ("index", "feed", "sitemap")]


def test_a_draft_tells_the_conference_and_names_no_delegate(w):
    Delegate.objects.create(conference=w.conference, name="Khách Quý", posts="Bí thư", token="g" * 24)
    made = actions.draft_article(actor=w.secretary, conference=w.conference)
    assert made.title == w.conference.title
    assert "đồng chí Khách Quý, Bí thư" in made.body
    names = w.conference.delegates.exclude(unit=None).values_list("name", flat=True)
    assert names
    assert [name for name in names if name and name in made.body] == []
    assert {fact["key"] for fact in made.facts} >= {"title", "cluster", "held_on", "place", "host", "members"}


def test_hidden_items_and_undecided_resolutions_stay_out(w):
    assert w.hidden_resolution.wording
    assert w.hidden_resolution.wording.lower() not in w.article.body.lower()


def test_a_rehearsal_and_a_coming_conference_have_no_article(w):
    Conference.objects.filter(pk=w.conference.pk).update(is_rehearsal=True)
    w.conference.refresh_from_db()
    with pytest.raises(Refused, match="diễn tập"):
        actions.draft_article(actor=w.secretary, conference=w.conference)
    with pytest.raises(Refused, match="diễn tập"):
        publish(w)
    with pytest.raises(Refused, match="chưa họp"):
        actions.draft_article(actor=w.secretary, conference=w.draft_conference)


def test_an_article_of_a_conference_turned_rehearsal_is_gone(w, client):
    key = publish(w).key
    assert get(client, "article", key).status_code == 200
    Conference.objects.filter(pk=w.conference.pk).update(is_rehearsal=True)
    assert get(client, "article", key).status_code == 404
    assert check_all()["news.of_its_own_cluster"] != []


def test_the_editor_sees_what_changed_since(w):
    Conference.objects.filter(pk=w.conference.pk).update(place="Nơi khác")
    w.conference.refresh_from_db()
    rows = {row.source + row.text: row for row in provenance(w.article.facts, w.conference)}
    changed = [(row.state, row.now) for row in rows.values() if row.state != "same"]
    assert changed == [("changed", "Nơi khác")]


def test_only_the_secretariat_writes(w):
    for role in set(ROLES) - {"secretary"}:
        actor = getattr(w, role)
        with pytest.raises(Refused, match="tổ thư ký"):
            actions.edit_article(actor=actor, article=w.article, text=TEXT, version=1)
        with pytest.raises(Refused, match="tổ thư ký"):
            actions.publish_article(actor=actor, article=w.article)
        with pytest.raises(Refused, match="tổ thư ký"):
            actions.withdraw_article(actor=actor, article=w.article, reason="x")
        with pytest.raises(Refused, match="tổ thư ký"):
            actions.correct_article(actor=actor, article=w.article, text=TEXT, version=1, note="x")


def hidden(w, how):
    """The article in one of the states that the public must not learn of."""
    article = actions.edit_article(actor=w.secretary, article=w.article, text=TEXT, version=1)
    add_photo(w)
    if how == "embargo":
        publish(w, embargo_until=clock.now() + dt.timedelta(hours=1))
    if how == "withdrawn":
        publish(w)
        actions.withdraw_article(actor=w.secretary, article=w.article, reason="Sai")
    return article


@pytest.mark.parametrize("how", ["draft", "embargo", "withdrawn"])
def test_what_is_not_out_answers_as_what_never_was(w, client, how):
    before = public_pages(client)
    article = hidden(w, how)
    photo = article.photos.last()
    assert public_pages(client) == before
    never_was = "n" * len(article.key)  # the page of an error repeats its own address
    never, shown = get(client, "article", never_was), get(client, "article", article.key)
    assert (shown.status_code, dict(shown.headers)) == (404, dict(never.headers))
    assert plain(shown).replace(article.key, never_was) == plain(never)
    assert get(client, "photo", article.key, photo.pk).status_code == 404
    client.force_login(w.officer)
    assert get(client, "article", article.key).status_code == 404
    assert b"b\xc3\xad m\xe1\xba\xadt" not in client.get(reverse("home:search"), {"q": "Tiêu đề mật"}).content
    for name in ("edit-page", "edit", "publish"):
        assert get(client, name, article.pk).status_code == 404
    assert get(client, "photo-file", photo.pk).status_code == 404


def test_the_same_queries_whether_hidden_or_never_there(w, client, django_assert_num_queries):
    key = hidden(w, "draft").key
    for asked in (key, "never-was"):
        with django_assert_num_queries(2):
            get(client, "article", asked)


def test_an_embargo_ends_by_itself(w, client, monkeypatch):
    publish(w, embargo_until=clock.now() + dt.timedelta(hours=1))
    assert queries.articles_out().count() == 0
    later = clock.now() + dt.timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert get(client, "article", w.article.key).status_code == 200


def test_strangers_read_an_article_with_its_picture_and_preview(w, client):
    photo = w.article.photos.get()  # the conference's own, taken along by the draft
    added = add_photo(w)
    key = publish(w).key
    answer = get(client, "article", key)
    page = answer.content.decode()
    assert f'<meta property="og:title" content="{w.article.title}">' in page
    address = reverse("news:photo", args=[key, photo.pk])
    assert f'<meta property="og:image" content="http://testserver{address}?w=960">' in page
    address = reverse("news:photo", args=[key, added.pk])
    assert 'alt="Hội trường"' in page
    assert ("style=" in page, "csrf" in page, page.count("<script")) == (False, False, 1)  # the theme alone
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    again = client.get(reverse("news:article", args=[key]), headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    small = b"".join(client.get(address, {"w": "480"}).streaming_content)
    with Image.open(io.BytesIO(small)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((480, 320), {})
    assert [w.article.title in text for text in public_pages(client)] == [True, True, False]
    assert f"/news/{key}/" in public_pages(client)[2]


def test_a_correction_is_visible_and_keeps_the_old_text(w, client):
    publish(w)
    with pytest.raises(Refused, match="đính chính"):
        actions.edit_article(actor=w.secretary, article=w.article, text=TEXT, version=w.article.version)
    with pytest.raises(Refused, match="người đọc"):
        actions.correct_article(actor=w.secretary, article=w.article, text=TEXT, version=1, note=" ")
    with pytest.raises(Conflict):
        actions.correct_article(actor=w.secretary, article=w.article, text=TEXT, version=9, note="Sửa")
    old = w.article.body
    made = actions.correct_article(
        actor=w.secretary, article=w.article, text=TEXT, version=w.article.version, note="Sửa <b>số</b> liệu"
    )
    assert made.before["body"] == old
    page = get(client, "article", w.article.key).content.decode()
    assert ("Sửa &lt;b&gt;số&lt;/b&gt; liệu" in page, "Tiêu đề mật" in page, old in page) == (
        True,
        True,
        False,
    )


def test_the_format_is_small_and_escapes_everything():
    text = "## <i>A</i>\n\n- b & c\n- <img src=x onerror=y>\n\n> d\n\n[e](javascript:f)"
    assert html(text) == (
        "<h2>&lt;i&gt;A&lt;/i&gt;</h2>\n<ul><li>b &amp; c</li><li>&lt;img src=x onerror=y&gt;</li></ul>\n"
        "<blockquote><p>d</p></blockquote>\n<p>[e](javascript:f)</p>"
    )


def test_related_articles_are_those_that_are_out(w, client):
    publish(w)
    other = actions.draft_article(actor=w.secretary, conference=w.conference)
    assert queries.related(w.article) == []
    actions.publish_article(actor=w.secretary, article=other)
    assert queries.related(w.article) == [other]


def test_the_desk_drafts_edits_and_publishes(w, client):
    client.force_login(w.secretary)
    client.post(reverse("news:draft", args=[w.conference.pk]))
    article = Article.objects.order_by("-pk").first()
    given = {"title": "Tên mới", "lead": "Tóm tắt", "body": "Nội dung", "version": article.version}
    assert client.post(reverse("news:edit", args=[article.pk]), given).status_code == 302
    assert "không đổi" in get(client, "edit-page", article.pk).content.decode()
    assert client.post(reverse("news:publish", args=[article.pk]), {}).status_code == 200
    assert client.post(reverse("news:publish", args=[article.pk]), {"was_read": "on"}).status_code == 302
    client.logout()
    assert "Tên mới" in get(client, "article", article.key).content.decode()


def test_roles_at_the_desk(w, client):
    expected = dict.fromkeys(ROLES, 404) | {"secretary": 200}
    for name in ("edit-page", "edit", "publish", "photo-add"):
        found = {}
        for role in ROLES:
            client.force_login(getattr(w, role))
            found[role] = get(client, name, w.article.pk).status_code
        assert found == expected, name
