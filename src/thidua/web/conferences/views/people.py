"""Delegates and guests: the list, attendance by hand, and erasing names when their time is over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.web.conferences import actions, permissions, queries
from thidua.web.conferences.forms.rows import DelegateForm, EraseForm
from thidua.web.conferences.models import Conference, Delegate
from thidua.web.conferences.views.finding import ask_to_remove, conference_of, delegate_of, head
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.core.typed_word import Question, ask
from thidua.web.core.written import day_text


def _list(conference: Conference) -> str:
    return reverse("conferences:delegates", args=[conference.pk])


@require_safe
def delegates(request: HttpRequest, conference: int) -> HttpResponse:
    """Who is invited and who came; names as far as the person may read them, counts for everybody."""
    found = conference_of(request, conference)
    rows = list(queries.delegates_visible_to(request.user).filter(conference=found))
    for row in rows:
        row.unit_name = row.unit.name_on(found.held_on) if row.unit else _("Khách mời")  # type: ignore[attr-defined]
    context = head(request, found, "delegates") | {
        "rows": rows,
        "presence": queries.presence(found),
        "attendances": Delegate.Attendance.choices,
        "can_erase": permissions.can_erase_names(request.user, found),
    }
    return render(request, "conferences/delegates.html", context)


@require_POST
def attendance(request: HttpRequest, conference: int) -> HttpResponse:
    """Write down who came, for the whole list at once."""
    found = conference_of(request, conference)
    marks = {
        int(name[2:]): (value, request.POST.get(f"r-{name[2:]}", "")[:200])
        for name, value in request.POST.items()
        if name.startswith("a-") and name[2:].isdecimal() and value in Delegate.Attendance.values
    }
    count = actions.mark_attendance(actor=request.user, conference=found, marks=marks)
    said = ngettext("Đã ghi điểm danh %(n)d đại biểu.", "Đã ghi điểm danh %(n)d đại biểu.", count)
    messages.success(request, said % {"n": count})
    return redirect(_list(found))


@require_http_methods(["GET", "POST"])
def delegate_add(request: HttpRequest, conference: int) -> HttpResponse:
    """Name a delegate or a guest."""
    found = conference_of(request, conference)
    permissions.can_run(request.user, found).require()
    form = DelegateForm(request.POST or None, instance=Delegate(conference=found))
    until = {"day": day_text(found.names_kept_until)}
    page = FormPage(
        _("Thêm đại biểu"),
        _("Thêm"),
        _list(found),
        intro=_("Chỉ ghi họ tên, chức vụ để mời và điểm danh; tên được xóa sau ngày %(day)s.") % until,
    )
    return form_page(
        request, form, lambda: actions.add_delegate(actor=request.user, delegate=form.instance), page
    )


@require_http_methods(["GET", "POST"])
def delegate_edit(request: HttpRequest, delegate: int) -> HttpResponse:
    """Mend a delegate's unit, name and posts."""
    found = delegate_of(request, delegate)
    permissions.can_run(request.user, found.conference).require()
    form = DelegateForm(request.POST or None, instance=found)
    page = FormPage(_("Sửa đại biểu"), _("Lưu"), _list(found.conference), done=_("Đã lưu."))
    return form_page(
        request, form, lambda: actions.change_delegate(actor=request.user, delegate=form.instance), page
    )


@require_http_methods(["GET", "POST"])
def delegate_remove(request: HttpRequest, delegate: int) -> HttpResponse:
    """Take somebody off the list."""
    found = delegate_of(request, delegate)
    permissions.can_run(request.user, found.conference).require()
    return ask_to_remove(
        request,
        lambda: actions.remove_delegate(actor=request.user, delegate=found),
        found.name or str(found),
        _list(found.conference),
    )


@require_http_methods(["GET", "POST"])
def names_erase(request: HttpRequest, conference: int) -> HttpResponse:
    """Erase delegates' names after the day the page promised."""
    found = conference_of(request, conference)
    permissions.can_erase_names(request.user, found).require()
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.erase_names(actor=request.user, conference=found)
        return redirect(_list(found))
    question = Question(
        title=_("Xóa tên đại biểu các đơn vị"),
        button=_("Xóa tên"),
        back=_list(found),
        consequences=[
            _("Họ tên, chức vụ của đại biểu các đơn vị bị xóa, không lấy lại được."),
            _("Số liệu điểm danh theo đơn vị và khách mời còn lại."),
        ],
    )
    return ask(request, form, question)
