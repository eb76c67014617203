"""Own account, and the page that a printed one-time code opens."""

from allauth.account.views import login as allauth_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.accounts import actions
from thidua.web.accounts.forms import UseCodeForm
from thidua.web.core import set_up


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in; on a site without anybody go to its first set-up instead."""
    if request.method == "GET" and set_up.is_open():
        return redirect(settings.SET_UP_URL)
    answer: HttpResponseBase = allauth_login(request)
    return answer


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """My name, password and second factor."""
    return render(request, "accounts/profile.html")


@login_not_required
@require_http_methods(["GET", "POST"])
def use_code(request: HttpRequest) -> HttpResponse:
    """Set a new password with a printed one-time code."""
    form = UseCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="use_code", key=form.cleaned_data["username"].lower()):
            form.add_error(None, _("Thử quá nhiều lần. Hãy đợi một giờ hoặc hỏi quản trị của đơn vị."))
            return render(request, "accounts/use_code.html", {"form": form}, status=429)
        used = actions.use_one_time_code(
            username=form.cleaned_data["username"],
            code=form.cleaned_data["code"],
            password=form.cleaned_data["password"],
        )
        if used:
            messages.success(request, _("Đã đặt mật khẩu mới. Mời đăng nhập."))
            return redirect("account_login")
        form.add_error("code", _("Mã không đúng, đã dùng hoặc đã hết hạn. Hãy xin mã mới."))
    return render(request, "accounts/use_code.html", {"form": form})
