"""Help about secret ballots."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(
        57,
        "secret-ballots",
        _("Bỏ phiếu kín"),
        _("In phiếu mã, mở, bốc phiếu, bỏ phiếu, khiếu nại, mở phiếu, đếm lại."),
    ),
    "ballots:",
)
