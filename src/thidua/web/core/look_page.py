"""The page that shows every component of the look, for whoever builds or checks screens; site admins only.

What it shows is sample text, marked as such on the page; none of it is data.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.core import charts, typed_word
from thidua.web.core.access import YES, no

UNITS = ("Lào Cai", "Yên Bái", "Thái Nguyên", "Điện Biên", "Lai Châu")


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=gettext_lazy("Tên"), max_length=80, help_text=gettext_lazy("Tên gọi trong danh sách.")
    )
    count = forms.IntegerField(label=gettext_lazy("Số lượng"), min_value=0)
    day = forms.DateField(label=gettext_lazy("Ngày"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), choices=[("a", gettext_lazy("Ước")), ("b", gettext_lazy("Chính thức"))]
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Cách tính"),
        widget=forms.RadioSelect,
        choices=[("a", gettext_lazy("Theo tỷ lệ")), ("b", gettext_lazy("Theo bậc"))],
    )
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = forms.FileField(label=gettext_lazy("Minh chứng"), required=False)
    sure = forms.BooleanField(label=gettext_lazy("Tôi đã kiểm tra"))


def _only_site_admins(request: HttpRequest) -> None:
    if not getattr(request.user, "is_site_admin", False):
        no(_("Trang này dành cho quản trị hệ thống.")).require()


def _charts() -> dict[str, Any]:
    values = [Decimal(v) for v in ("98.5", "97.25", "96", "91.75", "88")]
    rows = list(zip(UNITS, values, strict=True))
    mine = UNITS[3]
    return {
        "bars": charts.bars(
            [charts.Bar(n, v, mark=n == mine) for n, v in rows], title=_("Điểm theo đơn vị"), maximum=100
        ),
        "stacks": charts.stacked_bars(
            [charts.Stack(n, [v / 2, v / 4, v / 4], mark=n == mine) for n, v in rows],
            [_("Nội dung I"), _("Nội dung II"), _("Nội dung III")],
            title=_("Điểm theo nội dung"),
            maximum=100,
        ),
        "shift": charts.rank_shift(
            [charts.Shift(n, i + 1, (i + 2) % 5 + 1, n == mine) for i, n in enumerate(UNITS[:4])],
            before="2020",
            after="2021",
            title=_("Thay đổi thứ hạng"),
        ),
        "spark": charts.sparkline([80, 84, None, 88, 91], title=_("Điểm năm năm")),
        "ring": charts.ring(21, 28, title=_("Đã nhập 21 trên 28 mục"), kind="good"),
        "heat": charts.heat_table(
            [("Lào Cai", [(5, 5), (3, 6), (0, 4), (0, 0)]), ("Điện Biên", [(5, 5), (6, 6), (1, 4), (2, 2)])],
            ["I", "II", "III", "IV"],
            title=_("Mức độ đầy đủ"),
            corner=_("Đơn vị"),
        ),
        "chart_rows": rows,
    }


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Every component; the form is checked but nothing is kept."""
    _only_site_admins(request)
    form = SampleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("Dữ liệu hợp lệ. Đây là trang mẫu nên không lưu gì."))
        return redirect("core:look")
    values = {
        "form": form,
        "trail": _trail(),
        "yes": YES,
        "refused": no(_("Chưa đến bước Thẩm định.")),
        "page": Paginator(range(100), 10).get_page(request.GET.get("page")),
        "kinds": ("good", "warn", "bad", "info"),
        **_charts(),
    }
    return render(request, "core/look.html", values)


def _trail() -> Iterable[tuple[str, str]]:
    return [(_("Trang chính"), reverse("home:start")), (_("Giao diện"), "")]


@require_safe
def panel(request: HttpRequest) -> HttpResponse:
    """What a drawer shows."""
    _only_site_admins(request)
    return render(request, "core/look_panel.html")


@require_http_methods(["GET", "POST"])
def word(request: HttpRequest) -> HttpResponse:
    """The question that wants a typed word."""
    _only_site_admins(request)
    form = typed_word.TypedWordForm(request.POST or None, word="CÔNG BỐ")
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("Đã gõ đúng. Đây là trang mẫu nên không có gì xảy ra."))
        return redirect("core:look")
    question = typed_word.Question(
        title=_("Công bố bảng xếp hạng?"),
        button=_("Công bố"),
        back=reverse("core:look"),
        consequences=[_("Mọi người xem được bảng xếp hạng."), _("Không rút lại được.")],
    )
    return typed_word.ask(request, form, question)


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """A paper of some pages, to see repeated table headers and signature blocks in print."""
    _only_site_admins(request)
    rows = [(i, UNITS[i % 5], Decimal(100) - i) for i in range(1, 61)]
    return render(request, "core/look_paper.html", {"rows": rows, "signers": [_("Người lập"), _("Lãnh đạo")]})
