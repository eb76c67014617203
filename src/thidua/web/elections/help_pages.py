"""Help about the choice of next year's head."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(
        58,
        "next-head",
        _("Chọn cụm trưởng năm sau và bàn giao"),
        _("Luân phiên, bầu hay chỉ định; ai thông qua; những gì đổi theo; rút lại đến ngày nào."),
    ),
    "elections:",
)
