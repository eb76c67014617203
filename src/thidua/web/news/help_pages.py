"""Help about articles."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(65, "news", _("Tin, bài"), _("Soạn từ dữ liệu hội nghị, đăng, hẹn giờ, đính chính, gỡ.")), "news:"
)
