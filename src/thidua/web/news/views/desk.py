"""The desk: drafts and published articles of the person's clusters, drafting, editing, publishing, correcting."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.conferences.models import Conference
from thidua.web.conferences.queries import conferences_visible_to
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.pictures import picture_response
from thidua.web.news import actions, permissions, queries
from thidua.web.news.drafting import provenance
from thidua.web.news.forms import ArticleForm, CorrectionForm, PhotoForm, PublishForm, ReasonForm
from thidua.web.news.models import Article, ArticlePhoto
from thidua.web.news.views.public import shown

LOOK = {"draft": "", "published": "state-good", "withdrawn": "state-bad"}
SAYS = {"same": "", "changed": "state-warn", "gone": "state-bad", "new": "state-info"}


def _article(request: HttpRequest, article: int) -> Article:
    return get_object_or_404(queries.articles_kept_by(request.user), pk=article)


def _url(row: Article) -> str:
    return reverse("news:edit-page", args=[row.pk])


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Articles to work on, and held conferences from which one can be drafted."""
    rows = [(row, LOOK[row.state], queries.is_out(row)) for row in queries.articles_kept_by(request.user)]
    held = conferences_visible_to(request.user).filter(state=Conference.State.HELD, is_rehearsal=False)
    conferences = [c for c in held if permissions.can_draft(request.user, c)]
    return render(request, "news/desk.html", {"rows": rows, "conferences": conferences})


@require_http_methods(["POST"])
def draft(request: HttpRequest, conference: int) -> HttpResponse:
    """Have an article drafted from the conference."""
    found = get_object_or_404(conferences_visible_to(request.user), pk=conference)
    return redirect(_url(actions.draft_article(actor=request.user, conference=found)))


@require_safe
def edit_page(request: HttpRequest, article: int) -> HttpResponse:
    """One article at the desk: preview, where every fact came from, what changed since, what can be done."""
    row = _article(request, article)
    facts = [(fact, SAYS[fact.state]) for fact in provenance(row.facts, row.conference)]
    context = shown(request, row) | {
        "row": row,
        "look": LOOK[row.state],
        "is_out": queries.is_out(row),
        "facts": facts,
        "changed": sum(fact.state != "same" for fact, _look in facts),
        "can_edit": permissions.can_edit(request.user, row),
        "can_publish": permissions.can_publish(request.user, row),
        "can_correct": permissions.can_correct(request.user, row),
        "can_withdraw": permissions.can_withdraw(request.user, row),
        "trail": [(_("Tin, bài"), reverse("news:desk")), (row.title[:60], "")],
    }
    return render(request, "news/edit_page.html", context)


def _initial(row: Article) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("title", "lead", "body", "version")}


def _text(given: dict[str, Any]) -> actions.ArticleText:
    return actions.ArticleText(given["title"], given["lead"], given["body"])


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, article: int) -> HttpResponse:
    """Edit the draft's text."""
    row = _article(request, article)
    permissions.can_edit(request.user, row).require()
    form = ArticleForm(request.POST or None, initial=_initial(row))
    page = FormPage(_("Sửa tin, bài"), _("Lưu"), _url(row), done=_("Đã lưu."))
    return form_page(
        request, form,
        lambda: actions.edit_article(
            actor=request.user, article=row, text=_text(form.cleaned_data), version=form.cleaned_data["version"]
        ),
        page,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, article: int) -> HttpResponse:
    """Publish the draft, at once or from a moment on."""
    row = _article(request, article)
    permissions.can_publish(request.user, row).require()
    form = PublishForm(request.POST or None)
    page = FormPage(
        _("Đăng bài"), _("Đăng bài"), _url(row), done=_("Đã đăng bài."),
        intro=_("Bài đã đăng ai cũng đọc được, không cần đăng nhập; sửa sau khi đăng phải đính chính."),
    )  # fmt: skip
    return form_page(
        request, form,
        lambda: actions.publish_article(
            actor=request.user, article=row, embargo_until=form.cleaned_data["embargo_until"]
        ),
        page,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, article: int) -> HttpResponse:
    """Correct a published article, visibly."""
    row = _article(request, article)
    permissions.can_correct(request.user, row).require()
    form = CorrectionForm(request.POST or None, initial=_initial(row))
    page = FormPage(_("Đính chính bài đã đăng"), _("Đính chính"), _url(row), done=_("Đã đính chính."))

    def act() -> Any:
        given = form.cleaned_data
        actions.correct_article(
            actor=request.user, article=row, text=_text(given), version=given["version"], note=given["note"]
        )

    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, article: int) -> HttpResponse:
    """Take a published article back."""
    row = _article(request, article)
    permissions.can_withdraw(request.user, row).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        _("Gỡ bài"), _("Gỡ bài"), _url(row), done=_("Đã gỡ bài."),
        intro=_("Bài không còn trên trang công khai; tổ thư ký vẫn đọc được cùng lý do."),
    )  # fmt: skip
    return form_page(
        request, form,
        lambda: actions.withdraw_article(actor=request.user, article=row, reason=form.cleaned_data["reason"]), page,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def photo_add(request: HttpRequest, article: int) -> HttpResponse:
    """Add a picture to the draft."""
    row = _article(request, article)
    permissions.can_edit(request.user, row).require()
    form = PhotoForm(request.POST or None, request.FILES or None)

    def act() -> Any:
        given = form.cleaned_data
        photo = actions.NewPhoto(given["upload"].read(), given["alt"], given["caption"])
        actions.add_photo(actor=request.user, article=row, photo=photo)

    page = FormPage(_("Thêm ảnh"), _("Thêm ảnh"), _url(row), done=_("Đã thêm ảnh."))
    return form_page(request, form, act, page)


def _photo(request: HttpRequest, photo: int) -> ArticlePhoto:
    rows = ArticlePhoto.objects.filter(article__in=queries.articles_kept_by(request.user))
    return get_object_or_404(rows.select_related("article", "file"), pk=photo)


@require_http_methods(["POST"])
def photo_remove(request: HttpRequest, photo: int) -> HttpResponse:
    """Take a picture off the draft."""
    row = _photo(request, photo)
    actions.remove_photo(actor=request.user, photo=row)
    return redirect(_url(row.article))


@require_safe
def photo_file(request: HttpRequest, photo: int) -> FileResponse:
    """A picture as the editors see it, published or not."""
    row = _photo(request, photo)
    return picture_response(request, row.file, f"anh-{row.pk}")
