"""The help page of conferences."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(
        58, "conferences", _("Hội nghị của cụm"), _("Chương trình, tài liệu, đại biểu, quyết định, giấy tờ.")
    ),
    "conferences:",
)
