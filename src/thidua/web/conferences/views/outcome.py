"""What happened: turns to speak, decisions, photos."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.conferences import actions, permissions, queries
from thidua.web.conferences.forms.rows import PhotoForm, ResolutionForm, SpeechForm
from thidua.web.conferences.models import Photo, Resolution, Speech
from thidua.web.conferences.views.finding import ask_to_remove, conference_of, head, marked, page_of
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.pictures import keep_picture, picture_response
from thidua.web.core.uploads import clean_file_name


@require_safe
def speeches(request: HttpRequest, conference: int) -> HttpResponse:
    """Who speaks, how long they may and how long they did."""
    found = conference_of(request, conference)
    rows = list(queries.speeches_visible_to(request.user).filter(conference=found))
    for row in rows:
        row.unit_name = row.unit.name_on(found.held_on) if row.unit else ""  # type: ignore[attr-defined]
    context = head(request, found, "speeches") | {
        "rows": rows,
        "allotted": sum(row.allotted_minutes or 0 for row in rows),
        "used": sum(row.used_minutes or 0 for row in rows),
    }
    return render(request, "conferences/speeches.html", context)


@require_http_methods(["GET", "POST"])
def speech_add(request: HttpRequest, conference: int) -> HttpResponse:
    """Put a speaker on the list."""
    found = conference_of(request, conference)
    permissions.can_run(request.user, found).require()
    speech = Speech(conference=found, allotted_minutes=found.speech_minutes)
    form = SpeechForm(request.POST or None, instance=speech)
    page = FormPage(
        _("Thêm lượt phát biểu"),
        _("Thêm"),
        reverse("conferences:speeches", args=[found.pk]),
        intro=_("Chỉ ghi ai phát biểu và thời lượng; không ghi lời phát biểu."),
    )
    return form_page(
        request, form, lambda: actions.add_speech(actor=request.user, speech=form.instance), page
    )


def _speech(request: HttpRequest, key: int) -> Speech:
    found: Speech = get_object_or_404(queries.speeches_visible_to(request.user), pk=key)
    marked(request, found.conference)
    permissions.can_run(request.user, found.conference).require()
    return found


@require_http_methods(["GET", "POST"])
def speech_edit(request: HttpRequest, speech: int) -> HttpResponse:
    """Write the minutes used, or mend a turn."""
    found = _speech(request, speech)
    form = SpeechForm(request.POST or None, instance=found)
    back = reverse("conferences:speeches", args=[found.conference_id])
    page = FormPage(_("Sửa lượt phát biểu"), _("Lưu"), back, done=_("Đã lưu."))
    return form_page(
        request, form, lambda: actions.change_speech(actor=request.user, speech=form.instance), page
    )


@require_http_methods(["GET", "POST"])
def speech_remove(request: HttpRequest, speech: int) -> HttpResponse:
    """Take a speaker off the list."""
    found = _speech(request, speech)
    back = reverse("conferences:speeches", args=[found.conference_id])
    name = found.speaker or str(found)
    return ask_to_remove(request, lambda: actions.remove_speech(actor=request.user, speech=found), name, back)


@require_http_methods(["GET", "POST"])
def resolution_add(request: HttpRequest, conference: int) -> HttpResponse:
    """Write down a matter to decide, or a decision."""
    found = conference_of(request, conference)
    permissions.can_run(request.user, found).require()
    form = ResolutionForm(request.POST or None, instance=Resolution(conference=found))
    page = FormPage(
        _("Ghi quyết định của hội nghị"),
        _("Ghi"),
        page_of(found, "resolutions"),
        intro=_("Nội dung chưa quyết định thì chỉ tổ thư ký thấy."),
    )
    return form_page(
        request, form, lambda: actions.add_resolution(actor=request.user, resolution=form.instance), page
    )


def _resolution(request: HttpRequest, key: int) -> Resolution:
    found: Resolution = get_object_or_404(queries.resolutions_visible_to(request.user), pk=key)
    marked(request, found.conference)
    permissions.can_run(request.user, found.conference).require()
    return found


@require_http_methods(["GET", "POST"])
def resolution_edit(request: HttpRequest, resolution: int) -> HttpResponse:
    """Write the decision, how it was taken and the counts."""
    found = _resolution(request, resolution)
    form = ResolutionForm(request.POST or None, instance=found)
    back = page_of(found.conference, "resolutions")
    page = FormPage(_("Sửa quyết định của hội nghị"), _("Lưu"), back, done=_("Đã lưu."))
    return form_page(
        request, form, lambda: actions.change_resolution(actor=request.user, resolution=form.instance), page
    )


@require_http_methods(["GET", "POST"])
def resolution_remove(request: HttpRequest, resolution: int) -> HttpResponse:
    """Take out a resolution written by mistake."""
    found = _resolution(request, resolution)
    return ask_to_remove(
        request,
        lambda: actions.remove_resolution(actor=request.user, resolution=found),
        found.wording[:80],
        page_of(found.conference, "resolutions"),
    )


@require_http_methods(["GET", "POST"])
def photo_add(request: HttpRequest, conference: int) -> HttpResponse:
    """Keep a photo with its caption."""
    found = conference_of(request, conference)
    permissions.can_run(request.user, found).require()
    form = PhotoForm(request.POST or None, request.FILES or None, instance=Photo(conference=found))

    def act() -> None:
        upload = form.cleaned_data["upload"]
        photo: Photo = form.instance
        photo.file = keep_picture(upload.read())
        photo.file_name = clean_file_name(upload.name, photo.file.media_type)
        actions.add_photo(actor=request.user, photo=photo)

    page = FormPage(_("Thêm ảnh hội nghị"), _("Thêm ảnh"), page_of(found, "photos"))
    return form_page(request, form, act, page)


def _photo(request: HttpRequest, key: int) -> Photo:
    found: Photo = get_object_or_404(queries.photos_visible_to(request.user), pk=key)
    marked(request, found.conference)
    return found


@require_http_methods(["GET", "POST"])
def photo_remove(request: HttpRequest, photo: int) -> HttpResponse:
    """Take a photo out."""
    found = _photo(request, photo)
    permissions.can_run(request.user, found.conference).require()
    back = page_of(found.conference, "photos")
    return ask_to_remove(
        request, lambda: actions.remove_photo(actor=request.user, photo=found), found.caption, back
    )


@require_safe
def photo_file(request: HttpRequest, photo: int) -> FileResponse:
    """The picture itself."""
    found = _photo(request, photo)
    if found.file is None:
        raise Http404
    return picture_response(request, found.file, found.file_name)
