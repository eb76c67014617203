"""The secretary's control page: what the hall's screen shows, who speaks, votes, and who may show the screen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.web.conferences import actions, hall, permissions, queries
from thidua.web.conferences.forms.screen import GreetingForm, HoldVoteForm, ScreenLinkForm
from thidua.web.conferences.models import Conference, ConferenceVote, Screen, ScreenLink
from thidua.web.conferences.views.finding import conference_of, head
from thidua.web.core import clock, live
from thidua.web.core.access import YES, Access, no
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.votes import permissions as voting
from thidua.web.votes.models import Vote

State = Vote.State


def _run(request: HttpRequest, number: int) -> Conference:
    found = conference_of(request, number)
    permissions.can_run(request.user, found).require()
    return found


def _back(found: Conference | int, anchor: str = "") -> HttpResponse:
    number = found if isinstance(found, int) else found.pk
    return redirect(reverse("conferences:control", args=[number]) + (f"#{anchor}" if anchor else ""))


def _context(request: HttpRequest, found: Conference) -> dict[str, Any]:
    screen = hall.screen_of(found)
    items = list(found.items.order_by("position", "pk"))
    speeches = list(found.speeches.select_related("unit", "item").order_by("position", "pk"))
    for speech in speeches:
        speech.unit_name = speech.unit.name_on(found.held_on) if speech.unit else ""  # type: ignore[attr-defined]
        speech.can_start = _may_show(speech.item)  # type: ignore[attr-defined]
    return head(request, found, "control") | {
        "screen": screen,
        "parts": Screen.Shows.choices,
        "items": [(item, _may_show(item)) for item in items],
        "speeches": speeches,
        "coming": hall.next_speech(found, screen),
        "since": int(screen.speech_since.timestamp() * 1000) if screen.speech_since else None,
        "until": int(ends.timestamp() * 1000) if (ends := screen.speech_ends()) else None,
        "votes": [_vote_row(request, link) for link in _links(found)],
        "presence": queries.presence(found),
        "screen_links": list(found.screen_links.filter(revoked_at=None, expires_at__gt=clock.now())),
        "yes": YES,
    }


def _may_show(item: Any) -> Access:
    return YES if hall.is_open_to_hall(item) else no(_("Nội dung đang giấu nên không đưa lên màn hình."))


def _links(found: Conference) -> list[ConferenceVote]:
    return list(
        found.votes.select_related("conference__cycle", "vote__cluster", "item").exclude(
            vote__state=State.ANNULLED
        )
    )


def _vote_row(request: HttpRequest, link: ConferenceVote) -> dict[str, Any]:
    """The vote with the acts that its state allows, each as (name of the address, label, access)."""
    vote, user = link.vote, request.user
    here = permissions.can_run_vote(user, link)
    steps = {
        State.DRAFT: [("vote-open", _("Mở cho các đơn vị có mặt"), here and voting.can_edit(user, vote))],
        State.OPEN: [("vote-close", _("Đóng biểu quyết"), here and voting.can_close(user, vote))],
        State.CLOSED: [("vote-announce", _("Công bố kết quả"), voting.can_decide(user, vote))],
        State.DECIDED: [("vote-write", _("Ghi vào quyết định của hội nghị"), YES)],
    }
    acts = steps.get(State(vote.state), [])
    if vote.state != State.DRAFT:
        acts = [*acts, ("vote-show", _("Đưa lên màn hình"), _may_show(link.item))]
    return {"link": link, "vote": vote, "acts": acts}


@require_safe
def control(request: HttpRequest, conference: int) -> HttpResponse:
    """The page from which the hall's screen is driven."""
    found = _run(request, conference)
    return live.may_listen(request, render(request, "conferences/control.html", _context(request, found)))


@require_safe
def control_now(request: HttpRequest, conference: int) -> HttpResponse:
    """The same, as an open page asks for it again."""
    found = _run(request, conference)
    seen = live.version(found.cycle.cluster_id)
    response = render(request, "conferences/_control.html", _context(request, found))
    return live.told(request, response, found.cycle.cluster_id, seen)


@require_POST
def show(request: HttpRequest, conference: int, shows: str) -> HttpResponse:
    """Put another part on the screen."""
    found = _run(request, conference)
    if shows in Screen.Shows.values:
        actions.show_on_screen(actor=request.user, conference=found, shows=shows)
    return _back(found)


@require_POST
def item_start(request: HttpRequest, conference: int, item: int) -> HttpResponse:
    """Come to this item of the programme; 0: the present one has ended."""
    found = _run(request, conference)
    row = get_object_or_404(found.items, pk=item) if item else None
    actions.start_item(actor=request.user, conference=found, item=row)
    return _back(found, "items")


@require_POST
def speech_start(request: HttpRequest, conference: int, speech: int) -> HttpResponse:
    """Give this speaker the floor; 0: the next on the list."""
    found = _run(request, conference)
    if speech:
        row = get_object_or_404(found.speeches, pk=speech)
        actions.start_speech(actor=request.user, conference=found, speech=row)
    else:
        actions.next_speech(actor=request.user, conference=found)
    return _back(found, "speeches")


@require_POST
def speech_end(request: HttpRequest, conference: int) -> HttpResponse:
    """The speaker has ended."""
    found = _run(request, conference)
    actions.end_speech(actor=request.user, conference=found)
    return _back(found, "speeches")


@require_http_methods(["GET", "POST"])
def greeting(request: HttpRequest, conference: int) -> HttpResponse:
    """What stands on the screen at the welcome and in breaks."""
    found = _run(request, conference)
    form = GreetingForm(request.POST or None, instance=hall.screen_of(found))
    page = FormPage(
        _("Lời chào trên màn hình"),
        _("Lưu"),
        reverse("conferences:control", args=[found.pk]),
        done=_("Đã lưu."),
        intro=_("Hiện cùng tên hội nghị khi đón đại biểu và khi giải lao."),
    )
    return form_page(
        request,
        form,
        lambda: actions.greet_on_screen(actor=request.user, conference=found, **form.cleaned_data),
        page,
    )


@require_http_methods(["GET", "POST"])
def screen_link_add(request: HttpRequest, conference: int) -> HttpResponse:
    """Make a link for a computer of the hall, and show it once."""
    found = _run(request, conference)
    form = ScreenLinkForm(request.POST or None)

    def act() -> HttpResponse:
        link, key = actions.make_screen_link(
            actor=request.user, conference=found, name=form.cleaned_data["name"]
        )
        address = request.build_absolute_uri(reverse("conferences:screen", args=[found.pk])) + f"#{key}"
        context = head(request, found, "control") | {"link": link, "address": address}
        response = render(request, "conferences/screen_link.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response

    page = FormPage(
        _("Tạo đường dẫn cho máy ở hội trường"),
        _("Tạo đường dẫn"),
        reverse("conferences:control", args=[found.pk]),
        intro=_(
            "Máy có đường dẫn hiện được màn hình lớn mà không cần đăng nhập, và chỉ hiện màn hình lớn. "
            "Đường dẫn dùng được 7 ngày; thu hồi được bất cứ lúc nào."
        ),
    )
    return form_page(request, form, act, page)


@require_POST
def screen_link_revoke(request: HttpRequest, link: int) -> HttpResponse:
    """Take a link back."""
    seen = queries.conferences_visible_to(request.user).values("pk")
    row = get_object_or_404(
        ScreenLink.objects.select_related("conference__cycle").filter(conference__in=seen), pk=link
    )
    actions.revoke_screen_link(actor=request.user, link=row)
    return _back(row.conference_id, "links")


@require_http_methods(["GET", "POST"])
def vote_hold(request: HttpRequest, conference: int) -> HttpResponse:
    """Take a vote prepared by the cluster into the conference."""
    found = _run(request, conference)
    form = HoldVoteForm(request.POST or None, conference=found)
    page = FormPage(
        _("Đưa cuộc biểu quyết vào hội nghị"),
        _("Đưa vào"),
        reverse("conferences:control", args=[found.pk]) + "#votes",
        intro=_("Cuộc biểu quyết được soạn trước ở mục Biểu quyết; ở đây chỉ chọn."),
    )
    return form_page(
        request,
        form,
        lambda: actions.hold_vote(actor=request.user, conference=found, **form.cleaned_data),
        page,
    )


ACTS = {
    "open": actions.open_vote,
    "close": actions.close_vote,
    "announce": actions.announce_vote,
    "show": actions.show_vote,
    "write": actions.write_resolutions,
}


@require_POST
def vote_act(request: HttpRequest, link: int, act: str) -> HttpResponse:
    """Open, close, announce, show a vote of the conference, or write its result down."""
    seen = queries.conferences_visible_to(request.user).values("pk")
    rows = ConferenceVote.objects.select_related("conference__cycle", "vote__cluster", "item")
    row = get_object_or_404(rows.filter(conference__in=seen), pk=link)
    get_act = ACTS[act]
    get_act(actor=request.user, link=row)
    return _back(row.conference_id, "votes")
