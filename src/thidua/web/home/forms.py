"""The form of the first set-up."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from thidua.web.core import set_up


class FirstAdminForm(forms.Form):
    """The code from the terminal, and the site's administrator with a password typed twice."""

    code = forms.CharField(
        label=_("Mã thiết lập"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("In trong cửa sổ dòng lệnh, nơi hệ thống được khởi động."),
    )
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.SlugField(
        label=_("Tên đăng nhập"), max_length=60, help_text=_("Chữ không dấu, số, gạch nối.")
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Từ 10 ký tự."),
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_code(self) -> str:
        """The code printed last."""
        code: str = self.cleaned_data["code"]
        if not set_up.matches(code):
            raise forms.ValidationError(_("Mã không đúng. Mỗi lần khởi động hệ thống in một mã mới."))
        return code

    def clean_password(self) -> str:
        """The password meets the site's rules."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, object]:
        """Both entries agree."""
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("password") != cleaned.get("again"):
            self.add_error("again", _("Hai lần nhập không giống nhau."))
        return cleaned
