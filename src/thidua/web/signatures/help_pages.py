"""Help about signing, certificates, and checking a signed paper."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(
        40,
        "signing",
        _("Ký số văn bản"),
        _("Ba cách ký, tiến độ ký, chứng thư số, hủy đợt ký."),
    ),
    "signatures:",
)
register(
    Topic(
        41,
        "verify",
        _("Kiểm tra văn bản đã ký số"),
        _("Ai ký, khi nào, còn nguyên vẹn và đáng tin không; không cần đăng nhập."),
    ),
    "signatures:verify",
    "signatures:verify-code",
)
