"""Help about the demo."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(95, "demo", _("Dữ liệu minh họa"), _("Đăng nhập bằng ai, cái gì là thật, đổi ngày nghiệp vụ.")),
    "demo:",
)
