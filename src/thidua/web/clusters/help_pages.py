"""Help about the year and its steps."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(10, "year", _("Năm thi đua và các bước"), _("Bước nào khóa gì, ai chuyển bước, cần xong việc gì.")),
    "clusters:",
)
