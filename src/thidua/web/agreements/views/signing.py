"""Put an adopted agreement to its members to sign."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.web.agreements import actions, permissions, queries
from thidua.web.agreements.forms.signing import SigningForm
from thidua.web.agreements.views import words
from thidua.web.agreements.views.drafting import url_of
from thidua.web.agreements.views.reading import found_agreement
from thidua.web.core import clock
from thidua.web.core.form_page import FormPage, form_page


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, agreement: int) -> HttpResponse:
    """Freeze it to a document with a signature field for every member."""
    row = found_agreement(request, agreement)
    permissions.can_open_signing(request.user, row).require()
    leaders = queries.leaders_of(row)
    form = SigningForm(
        request.POST or None,
        units=[
            (unit, words.unit_name(row, unit), leaders.get(unit.pk, "")) for unit in queries.units_of(row)
        ],
        initial={"day": clock.today()},
    )
    page = FormPage(
        title=_("Đưa giao ước ra ký"), button=_("In và đưa ra ký"), back=url_of(row),
        done=_("Giao ước đã vào sổ văn bản; các đơn vị ký được từ bây giờ, thứ tự tùy ý."),
        intro=_("Giao ước được in thành PDF/A (theo khai báo), mỗi đơn vị một ô ký. Từ đó nội dung tệp không đổi."),
    )  # fmt: skip
    return form_page(
        request,
        form,
        lambda: _open(request, row.pk, form),
        page,
    )


def _open(request: HttpRequest, key: int, form: SigningForm) -> None:
    actions.open_signing(
        actor=request.user,
        agreement=found_agreement(request, key),
        day=form.cleaned_data["day"],
        signings=form.signings(),
    )
