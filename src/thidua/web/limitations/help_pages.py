"""Help about limitations."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(
        45,
        "limitations",
        _("Tồn tại, hạn chế và khắc phục"),
        _("Ai ghi, ai đọc được, ba trạng thái, chuyển sang năm sau."),
    ),
    "limitations:",
)
