"""Help about agreements."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(
        25,
        "agreements",
        _("Giao ước thi đua"),
        _("Soạn từ quy chế, lấy ý kiến, sửa đổi, thông qua, ký, theo dõi từng điều khoản."),
    ),
    "agreements:",
    "scoring:follow",
)
