"""Acts on articles: draft from a conference, edit, add and remove pictures, publish, correct, withdraw."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from thidua.web.conferences.models import Conference
from thidua.web.core import audit, clock, files
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.pictures import keep_picture
from thidua.web.news.drafting import drafted, published_result
from thidua.web.news.models import Article, ArticleCorrection, ArticlePhoto
from thidua.web.news.permissions import can_correct, can_draft, can_edit, can_publish, can_withdraw

State = Article.State


@dataclass(frozen=True)
class ArticleText:
    """What a person writes."""

    title: str
    lead: str
    body: str


@transaction.atomic
def draft_article(*, actor: Any, conference: Conference) -> Article:
    """The conference has a draft made of its own data and photos; nobody but the editors sees it."""
    can_draft(actor, conference).require()
    made = drafted(conference)
    article = Article.objects.create(
        cluster=conference.cycle.cluster, conference=conference, ranking=published_result(conference.cycle),
        title=made.title[:200], lead=made.lead[:500], body=made.body, facts=made.stored(), made_by=actor,
        made_at=clock.now(),
    )  # fmt: skip
    for photo in conference.photos.exclude(file=None).select_related("file"):
        content = files.path_of(photo.file.sha256).read_bytes() if photo.file else b""
        _keep(article, NewPhoto(content, photo.caption, photo.caption))
    audit.record("news.article.draft", actor=actor, of=article, **_where(article))
    return article


@transaction.atomic
def edit_article(*, actor: Any, article: Article, text: ArticleText, version: int) -> Article:
    """The draft says `text`. Raises `Conflict` when somebody else changed it after `version` was read."""
    row = _locked(article)
    can_edit(actor, row).require()
    _write(row, text, version)
    audit.record("news.article.edit", actor=actor, of=row, **_where(row))
    return row


def _write(row: Article, text: ArticleText, version: int) -> None:
    if row.version != version:
        raise Conflict(_("Người khác vừa sửa bài này."), mine=text.body, theirs=row.body)
    row.title, row.lead, row.body = text.title.strip(), text.lead.strip(), text.body.strip()
    if not (row.title and row.lead and row.body):
        raise Refused(_("Bài phải có tiêu đề, tóm tắt và nội dung."))
    row.version += 1
    row.save()


@dataclass(frozen=True)
class NewPhoto:
    """A picture with its caption and its description."""

    content: bytes
    alt: str
    caption: str


@transaction.atomic
def add_photo(*, actor: Any, article: Article, photo: NewPhoto) -> ArticlePhoto:
    """The draft has one picture more, cleaned of the camera's data and no larger than a screen."""
    row = _locked(article)
    can_edit(actor, row).require()
    made = _keep(row, photo)
    audit.record("news.photo.add", actor=actor, of=made, **_where(row))
    return made


def _keep(article: Article, photo: NewPhoto) -> ArticlePhoto:
    stored = keep_picture(photo.content)
    with Image.open(files.path_of(stored.sha256)) as picture:
        width, height = picture.size
    return ArticlePhoto.objects.create(
        article=article,
        file=stored,
        width=width,
        height=height,
        alt=photo.alt.strip(),
        caption=photo.caption.strip(),
    )


@transaction.atomic
def remove_photo(*, actor: Any, photo: ArticlePhoto) -> None:
    """The draft no longer has the picture."""
    row = _locked(photo.article)
    can_edit(actor, row).require()
    audit.record("news.photo.remove", actor=actor, of=photo, **_where(row))
    photo.delete()


@transaction.atomic
def publish_article(*, actor: Any, article: Article, embargo_until: dt.datetime | None = None) -> Article:
    """The public reads the article, from `embargo_until` on where it is given."""
    row = _locked(article)
    can_publish(actor, row).require()
    if row.conference and row.conference.is_rehearsal:
        raise Refused(_("Hội nghị diễn tập không có tin, bài."))
    row.state, row.embargo_until = State.PUBLISHED, embargo_until
    row.published_by, row.published_at, row.published_on = actor, clock.now(), clock.today()
    row.save()
    audit.record(
        "news.article.publish", actor=actor, of=row, **_where(row),
        embargo_until=embargo_until.isoformat() if embargo_until else "",
    )  # fmt: skip
    return row


@transaction.atomic
def correct_article(
    *, actor: Any, article: Article, text: ArticleText, version: int, note: str
) -> ArticleCorrection:
    """The published article says `text`; readers see the note with its day, and the old text is kept."""
    row = _locked(article)
    can_correct(actor, row).require()
    if not note.strip():
        raise Refused(_("Hãy ghi nội dung đính chính cho người đọc."))
    before = {"title": row.title, "lead": row.lead, "body": row.body}
    _write(row, text, version)
    if before == {"title": row.title, "lead": row.lead, "body": row.body}:
        raise Refused(_("Bài không có gì thay đổi."))
    made = ArticleCorrection.objects.create(
        article=row, note=note.strip(), before=before, corrected_by=actor, corrected_on=clock.today(),
        corrected_at=clock.now(),
    )  # fmt: skip
    audit.record("news.article.correct", actor=actor, of=row, **_where(row), reason=note.strip())
    return made


@transaction.atomic
def withdraw_article(*, actor: Any, article: Article, reason: str) -> Article:
    """The public no longer reads the article; the editors do, with the reason."""
    row = _locked(article)
    can_withdraw(actor, row).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do gỡ bài."))
    row.state, row.withdrawn_at, row.withdraw_reason = State.WITHDRAWN, clock.now(), reason.strip()
    row.save()
    audit.record("news.article.withdraw", actor=actor, of=row, **_where(row), reason=reason.strip())
    return row


def _locked(article: Article) -> Article:
    rows = Article.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("cluster", "conference").get(pk=article.pk)


def _where(row: Article) -> dict[str, Any]:
    return {"cluster_id": row.cluster_id, "unit_id": None}
