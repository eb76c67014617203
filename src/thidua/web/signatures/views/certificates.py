"""Certificates of units: the list, registering, keeping a key file, stopping."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.web.clusters.models import Unit
from thidua.web.clusters.queries import units_visible_to
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page
from thidua.web.signatures import actions, key_files, permissions, queries, trust
from thidua.web.signatures.forms import CertificateForm, KeyFileForm, ReasonForm
from thidua.web.signatures.models import UnitCertificate
from thidua.web.signatures.views.rounds import trail_of


@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """The certificates of every unit the person sees, own units first; what this site trusts."""
    own, now = queries.units_keeping_certificates(request.user), clock.now()
    rows = list(queries.certificates_visible_to(request.user).order_by("unit__order", "-registered_at"))
    units = list(units_visible_to(request.user).filter(pk__in=own))
    context = {
        "units": [(u, permissions.can_keep_certificates(request.user, u)) for u in units],
        "rows": [
            (
                row,
                _state(row, now),
                key_files.is_kept(row),
                permissions.can_revoke_certificate(request.user, row),
            )
            for row in rows
        ],
        "roots": trust.roots(),
        "unreadable": trust.unreadable() if getattr(request.user, "is_site_admin", False) else [],
        "trail": trail_of((_("Chứng thư số"), "")),
    }
    return render(request, "signatures/certificates.html", context)


def _state(row: UnitCertificate, now: object) -> tuple[str, str]:
    if row.revoked_at:
        return _("đã ngừng dùng"), "state-bad"
    if row.valid_to <= now:  # type: ignore[operator] # both are moments
        return _("đã hết hạn"), "state-bad"
    return (_("thử nghiệm"), "state-warn") if row.is_test else (_("dùng được"), "state-good")


def _unit(request: HttpRequest, pk: int) -> Unit:
    found = get_object_or_404(units_visible_to(request.user), pk=pk)
    permissions.can_keep_certificates(request.user, found).require()
    return found


@require_http_methods(["GET", "POST"])
def certificate_add(request: HttpRequest, unit: int) -> HttpResponse:
    """Register a certificate whose key is on the unit's device."""
    found = _unit(request, unit)
    form = CertificateForm(request.POST or None, request.FILES or None)
    page = FormPage(
        _("Đăng ký chứng thư của %(unit)s") % {"unit": found},
        _("Đăng ký"),
        reverse("signatures:certificates"),
        done=_("Đã đăng ký chứng thư."),
        intro=_("Chữ ký của đơn vị chỉ được nhận khi do một chứng thư đã đăng ký ở đây tạo ra."),
    )
    return form_page(
        request,
        form,
        lambda: actions.register_certificate(
            actor=request.user, unit=found, kind=form.cleaned_data["kind"], chain=form.cleaned_data["file"]
        ),
        page,
    )


@require_http_methods(["GET", "POST"])
def key_file_add(request: HttpRequest, unit: int) -> HttpResponse:
    """Keep a locked key file of the unit on the server."""
    found = _unit(request, unit)
    form = KeyFileForm(request.POST or None, request.FILES or None)
    page = FormPage(
        _("Đưa tệp chứng thư có khóa của %(unit)s lên máy chủ") % {"unit": found},
        _("Đưa lên"),
        reverse("signatures:certificates"),
        done=_("Đã nhận tệp chứng thư; tệp vẫn khóa bằng mật khẩu của nó."),
        intro=_(
            "Nên dùng thiết bị ký của đơn vị. Chỉ đưa khóa lên máy chủ khi cơ quan cho phép: ai chiếm được cả máy chủ "
            "và mật khẩu sẽ ký thay được đơn vị."
        ),
    )
    return form_page(
        request,
        form,
        lambda: actions.register_key_file(
            actor=request.user,
            unit=found,
            p12=form.cleaned_data["file"],
            passphrase=form.cleaned_data["passphrase"],
        ),
        page,
    )


@require_http_methods(["GET", "POST"])
def certificate_revoke(request: HttpRequest, certificate: int) -> HttpResponse:
    """Put a certificate out of use."""
    row = get_object_or_404(queries.certificates_visible_to(request.user), pk=certificate)
    permissions.can_revoke_certificate(request.user, row).require()
    form = ReasonForm(request.POST or None)
    page = FormPage(
        _("Ngừng dùng chứng thư"),
        _("Ngừng dùng"),
        reverse("signatures:certificates"),
        done=_("Đã ngừng dùng chứng thư."),
        intro=_(
            "Chữ ký đã có không mất. Tệp khóa trên máy chủ (nếu có) bị xóa. Nếu khóa bị lộ, còn phải báo nơi cấp thu hồi "
            "chứng thư."
        ),
    )
    return form_page(
        request,
        form,
        lambda: actions.revoke_certificate(
            actor=request.user, certificate=row, reason=form.cleaned_data["reason"]
        ),
        page,
    )
