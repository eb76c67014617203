"""Forms of accounts."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class UseCodeForm(forms.Form):
    """User name, the printed code, a new password twice."""

    username = forms.CharField(label=_("Tên đăng nhập"), max_length=60)
    code = forms.CharField(label=_("Mã dùng một lần"), max_length=40)
    password = forms.CharField(label=_("Mật khẩu mới"), widget=NEW_PASSWORD, max_length=200)
    again = forms.CharField(label=_("Nhập lại mật khẩu"), widget=NEW_PASSWORD, max_length=200)

    def clean_password(self) -> str:
        """The new password meets the site's rules."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, object]:
        """Both entries agree."""
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("password") != cleaned.get("again"):
            self.add_error("again", _("Hai lần nhập không giống nhau."))
        return cleaned
