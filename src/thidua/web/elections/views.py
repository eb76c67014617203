"""Who leads the cluster next year: the turn, the choice, what adopting it changes, taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.clusters.models import Cycle
from thidua.web.clusters.permissions import can_request_cluster_role
from thidua.web.clusters.queries import cycles_visible_to, head_terms_of, named_terms
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.elections import actions, balloting, permissions, queries
from thidua.web.elections.forms import ChoiceForm, SeatsForm, TakeBackForm, VoteForm
from thidua.web.elections.models import HeadChoice
from thidua.web.votes.models import Vote
from thidua.web.votes.queries import votes_visible_to

State = HeadChoice.State


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The year under way of the person's cluster, else the latest."""
    cycles = cycles_visible_to(request.user).order_by("-year")
    cycle = cycles.filter(state__in=Cycle.UNDER_WAY).first() or cycles.first()
    if cycle is None:
        return render(request, "elections/no_year.html")
    return redirect("elections:year", cycle.pk)


@require_safe
def year_page(request: HttpRequest, cycle: int) -> HttpResponse:
    """Whose turn it is, who stands chosen, and who led before."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    choices = list(queries.choices_visible_to(request.user).filter(cycle=found))
    choice = next((one for one in choices if one.state != State.TAKEN_BACK), None)
    day = choice.rights_from if choice else queries.usual_day(found)
    context = {
        "cycle": found,
        "next_year": found.year + 1,
        "choice": choice,
        "choices": [one for one in choices if one.state == State.TAKEN_BACK],
        "head_name": choice.head.name_on(day) if choice else "",
        "deputy_name": choice.deputy.name_on(day) if choice and choice.deputy else "",
        "changes": queries.consequences(choice) if choice and choice.state == State.DRAFT else None,
        "known": queries.candidates(found, day),
        "terms": named_terms(head_terms_of(found.cluster), clock.today()),
        "years": cycles_visible_to(request.user).filter(cluster_id=found.cluster_id).order_by("-year"),
        "votes": votes_visible_to(request.user).filter(
            about=f"{balloting.PREFIX}:{found.pk}", is_rehearsal=False
        ),
        "can_prepare": permissions.can_prepare_vote(request.user, found),
        "can_draft": permissions.can_draft_choice(request.user, found),
        "sees_plan": can_request_cluster_role(request.user, found.cluster),
        "can_adopt": permissions.can_adopt_choice(request.user, choice) if choice else None,
        "can_take_back": permissions.can_take_back_choice(request.user, choice) if choice else None,
    }
    return render(request, "elections/year.html", context)


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, cycle: int) -> HttpResponse:
    """Write down who shall be head and deputy next year."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    permissions.can_draft_choice(request.user, found).require()
    standing = HeadChoice.objects.filter(cycle=found, state=State.DRAFT).first()
    day = standing.rights_from if standing else queries.usual_day(found)
    names = ("selection", "head", "deputy", "basis", "rights_from")
    initial = {name: getattr(standing, name) for name in names} if standing else {"rights_from": day}
    form = ChoiceForm(request.POST or None, known=queries.candidates(found, day), initial=initial)

    def act() -> HttpResponse:
        choice = actions.draft_choice(actor=request.user, cycle=found, wanted=form.wanted)
        return redirect("elections:people", choice.pk)

    page = FormPage(
        title=_("Chọn cụm trưởng, cụm phó năm %(year)d") % {"year": found.year + 1},
        button=_("Lưu và chọn tổ thư ký"),
        back=reverse("elections:year", args=[found.pk]),
        intro=_("Đây mới là phương án; người thứ hai thông qua thì mới có hiệu lực."),
    )
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, cycle: int) -> HttpResponse:
    """Prepare the vote on head and deputy of the next year."""
    found = get_object_or_404(cycles_visible_to(request.user), pk=cycle)
    permissions.can_prepare_vote(request.user, found).require()
    form = VoteForm(request.POST or None, initial={"way": Vote.Way.SECRET})
    page = FormPage(
        title=_("Bầu cụm trưởng, cụm phó năm %(year)d") % {"year": found.year + 1},
        button=_("Lập cuộc bầu"),
        back=reverse("elections:year", args=[found.pk]),
        intro=_(
            "Các đơn vị được giới thiệu có sẵn trong phiếu. Quy tắc và cách lấy ý kiến sửa được trước khi mở; "
            "kết quả công bố xong thì lập thành phương án."
        ),
    )

    def act() -> HttpResponse:
        made = balloting.prepare_vote(actor=request.user, cycle=found, way=form.cleaned_data["way"])
        return redirect("votes:vote", made.pk)

    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, choice: int) -> HttpResponse:
    """Who joins the secretariat and who leaves it."""
    found = get_object_or_404(queries.choices_visible_to(request.user), pk=choice)
    permissions.can_draft_choice(request.user, found.cycle).require()
    form = SeatsForm(request.POST if request.method == "POST" else None, choice=found)

    def act() -> None:
        actions.plan_seats(actor=request.user, choice=found, joining=form.joiners(), leaving=form.leavers())

    page = FormPage(
        title=_("Tổ thư ký năm %(year)d") % {"year": found.next_year},
        button=_("Lưu tổ thư ký"),
        back=reverse("elections:year", args=[found.cycle_id]),
        done=_("Đã lưu phương án. Người thứ hai thông qua thì có hiệu lực."),
        intro=_("Người không được đánh dấu ở hai danh sách giữ nguyên như hiện nay."),
    )
    return form_page(request, form, act, page)


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, choice: int) -> HttpResponse:
    """Show everything that follows, then adopt."""
    found = get_object_or_404(queries.choices_visible_to(request.user), pk=choice)
    permissions.can_adopt_choice(request.user, found).require()
    against = queries.problems(found)
    if request.method == "POST" and not against:
        try:
            actions.adopt_choice(actor=request.user, choice=found)
        except Refused as refusal:
            against = [refusal.reason]
        else:
            text = _("Đã thông qua. Năm %(year)d đã mở; quyền bàn giao ngày đã định.")
            messages.success(request, text % {"year": found.next_year})
            return redirect("elections:year", found.cycle_id)
    day = found.rights_from
    context = {
        "choice": found,
        "head_name": found.head.name_on(day),
        "deputy_name": found.deputy.name_on(day) if found.deputy else "",
        "changes": queries.consequences(found),
        "against": against,
    }
    return render(request, "elections/adopt.html", context)


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, choice: int) -> HttpResponse:
    """Take the choice back, with a reason."""
    found = get_object_or_404(queries.choices_visible_to(request.user), pk=choice)
    permissions.can_take_back_choice(request.user, found).require()
    form = TakeBackForm(request.POST or None)
    page = FormPage(
        title=_("Rút lại lựa chọn cụm trưởng năm %(year)d") % {"year": found.next_year},
        button=_("Rút lại"),
        back=reverse("elections:year", args=[found.cycle_id]),
        done=_("Đã rút lại. Nhiệm kỳ và quyền trở về như trước."),
        intro=_(
            "Nhiệm kỳ, quyền trở về như trước. Năm sau, dự thảo quy chế và tồn tại chuyển sang "
            "được bỏ nếu chưa ai làm gì trên đó; phần đã có người làm thì giữ lại."
        ),
    )
    return form_page(
        request,
        form,
        lambda: actions.take_back_choice(
            actor=request.user, choice=found, reason=form.cleaned_data["reason"]
        ),
        page,
    )
