"""Registration of the start pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "thidua.web.home"
    label = "home"
    verbose_name = "Trang chính"

    def ready(self) -> None:
        from thidua.web.core import help_topics, menu  # noqa: PLC0415 - app ready
        from thidua.web.core.queries import audit_scopes  # noqa: PLC0415 - app ready
        from thidua.web.home.queries import is_setting_up  # noqa: PLC0415 - app ready
        from thidua.web.home.queries.changes import SCOPES  # noqa: PLC0415 - app ready

        audit_scopes.extend(scope for scope in SCOPES if scope not in audit_scopes)
        start = menu.Entry(0, _("Trang chính"), "home:start", "home", lambda _user: True, "home:task-count")
        menu.register(start)
        menu.register(menu.Entry(5, _("Thiết lập"), "home:set-up-guide", "settings", is_setting_up))
        menu.register(menu.Entry(90, _("Nhật ký"), "core:audit", "log", lambda _user: True))
        Topic = help_topics.Topic  # noqa: N806 - a class
        help_topics.register(
            Topic(0, "start", _("Bắt đầu từ đâu"), _("Trang chính, menu, việc đến hạn của bạn.")), "home:"
        )
        help_topics.register(
            Topic(
                5,
                "reading",
                _("Đọc số liệu và trạng thái"),
                _("Thiếu khác không, số ước, số chính thức, màu và dấu."),
            ),
            *("core:look", "core:look-panel", "core:look-word", "core:look-paper"),
        )
        help_topics.register(
            Topic(90, "audit", _("Nhật ký thao tác"), _("Ai đã làm gì, lúc nào; vì sao không sửa được.")),
            "core:audit",
            "core:audit-entry",
        )
