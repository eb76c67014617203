"""Registration of accounts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "thidua.web.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        from thidua.web.accounts import help_pages, receivers  # noqa: F401, PLC0415 - app ready
        from thidua.web.core import audit_names  # noqa: PLC0415 - app ready

        audit_names.register(
            "accounts",
            actions={
                "accounts.user.create": _("Lập tài khoản"),
                "accounts.site_admin.create": _("Lập quản trị hệ thống đầu tiên"),
                "accounts.site_admin.add": _("Thêm quản trị hệ thống"),
                "accounts.user.lock": _("Khóa đăng nhập"),
                "accounts.user.unlock": _("Mở khóa đăng nhập"),
                "accounts.code.issue": _("Cấp mã dùng một lần"),
                "accounts.code.use": _("Dùng mã để đặt mật khẩu"),
                "accounts.password.change": _("Đổi mật khẩu"),
            },
            words={
                "username": _("Tên đăng nhập"),
                "clears_second_factor": _("Xóa lớp bảo vệ thứ hai"),
                "second_factor_removed": _("Đã xóa lớp bảo vệ thứ hai"),
            },
        )
