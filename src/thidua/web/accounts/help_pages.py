"""Help about signing in and protecting one's account."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

MFA_PAGES = (
    "index", "authenticate", "reauthenticate", "trust", "login_webauthn", "reauthenticate_webauthn",
    "activate_totp", "deactivate_totp", "view_recovery_codes", "download_recovery_codes", "generate_recovery_codes",
    "list_webauthn", "add_webauthn", "edit_webauthn", "remove_webauthn",
)  # fmt: skip

register(
    Topic(
        1, "sign-in", _("Đăng nhập và bảo vệ tài khoản"), _("Mã dùng một lần, mật khẩu, lớp bảo vệ thứ hai.")
    ),
    "accounts:",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    *(f"mfa_{name}" for name in MFA_PAGES),
)
