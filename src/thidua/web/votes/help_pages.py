"""Help about votes: preparing and running one, and voting."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(
        56,
        "votes",
        _("Biểu quyết"),
        _("Quy tắc, danh sách, mở, lấy ý kiến, đóng, công bố, hủy; ai đọc được gì và khi nào."),
    ),
    "votes:",
)
