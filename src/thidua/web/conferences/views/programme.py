"""The programme: items, their order and whether units see them, their papers."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.web.conferences import actions, permissions, queries
from thidua.web.conferences.forms.rows import ItemForm, PaperForm
from thidua.web.conferences.models import AgendaItem, AgendaPaper
from thidua.web.conferences.views.finding import ask_to_remove, conference_of, item_of, marked, page_of
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.uploads import clean_file_name, file_response, store_upload


@require_http_methods(["GET", "POST"])
def item_add(request: HttpRequest, conference: int) -> HttpResponse:
    """Put an item at the end of the programme."""
    found = conference_of(request, conference)
    permissions.can_plan(request.user, found).require()
    form = ItemForm(request.POST or None, instance=AgendaItem(conference=found))
    page = FormPage(_("Thêm nội dung chương trình"), _("Thêm"), page_of(found, "programme"))
    return form_page(request, form, lambda: actions.add_item(actor=request.user, item=form.instance), page)


@require_http_methods(["GET", "POST"])
def item_edit(request: HttpRequest, item: int) -> HttpResponse:
    """Change an item's title, minutes and speaker."""
    found = item_of(request, item)
    permissions.can_plan(request.user, found.conference).require()
    form = ItemForm(request.POST or None, instance=found)
    back = page_of(found.conference, "programme")
    page = FormPage(_("Sửa nội dung chương trình"), _("Lưu"), back, done=_("Đã lưu."))
    return form_page(request, form, lambda: actions.change_item(actor=request.user, item=form.instance), page)


@require_http_methods(["GET", "POST"])
def item_remove(request: HttpRequest, item: int) -> HttpResponse:
    """Take an item out of the programme."""
    found = item_of(request, item)
    permissions.can_plan(request.user, found.conference).require()
    return ask_to_remove(
        request,
        lambda: actions.remove_item(actor=request.user, item=found),
        found.title,
        page_of(found.conference, "programme"),
        _("Tài liệu kèm theo nội dung này cũng được gỡ."),
    )


@require_POST
def item_show(request: HttpRequest, item: int, shown: int) -> HttpResponse:
    """Let the units see the item (1), or hide it (0)."""
    found = item_of(request, item)
    actions.show_item(actor=request.user, item=found, shown=bool(shown))
    return redirect(page_of(found.conference, "programme"))


@require_POST
def item_move(request: HttpRequest, item: int, up: int) -> HttpResponse:
    """Move the item one place up (1) or down (0)."""
    found = item_of(request, item)
    actions.move_item(actor=request.user, item=found, up=bool(up))
    return redirect(page_of(found.conference, "programme"))


@require_http_methods(["GET", "POST"])
def paper_add(request: HttpRequest, item: int) -> HttpResponse:
    """Hand out a file with an item."""
    found = item_of(request, item)
    permissions.can_run(request.user, found.conference).require()
    form = PaperForm(request.POST or None, request.FILES or None)

    def act() -> None:
        upload = form.cleaned_data["upload"]
        stored = store_upload(upload)
        actions.add_paper(
            actor=request.user,
            item=found,
            title=form.cleaned_data["title"],
            file=stored,
            file_name=clean_file_name(upload.name, stored.media_type),
        )

    title = _("Thêm tài liệu cho «%(item)s»") % {"item": found.title}
    intro = (
        _("Các đơn vị của cụm tải được tài liệu này khi hội nghị đã thông báo.")
        if found.is_shown
        else _("Nội dung đang giấu: chỉ tổ thư ký tải được tài liệu này.")
    )
    page = FormPage(title, _("Thêm tài liệu"), page_of(found.conference, "programme"), intro=intro)
    return form_page(request, form, act, page)


def _paper(request: HttpRequest, key: int) -> AgendaPaper:
    found: AgendaPaper = get_object_or_404(queries.papers_visible_to(request.user), pk=key)
    marked(request, found.item.conference)
    return found


@require_http_methods(["GET", "POST"])
def paper_remove(request: HttpRequest, paper: int) -> HttpResponse:
    """Take a paper back."""
    found = _paper(request, paper)
    permissions.can_run(request.user, found.item.conference).require()
    return ask_to_remove(
        request,
        lambda: actions.remove_paper(actor=request.user, paper=found),
        found.title,
        page_of(found.item.conference, "programme"),
    )


@require_safe
def paper_file(request: HttpRequest, paper: int) -> FileResponse:
    """The paper itself."""
    found = _paper(request, paper)
    return file_response(found.file, found.file_name)
