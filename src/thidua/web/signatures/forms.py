"""What a leader, a unit's administrator or a stranger types and sends."""

import base64
import binascii
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.web.signatures.models import CODE_LENGTH, UnitCertificate

MOST = 20
LONGEST_VALUE = 2048
PDF = forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf"})
PASSPHRASE = {"autocomplete": "off"}


def _limited(upload: Any, most: int) -> Any:
    if upload.size > most * 1024 * 1024:
        raise forms.ValidationError(_("Tệp lớn hơn %(most)d MB.") % {"most": most})
    return upload


class CertificateChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # not subscriptable at run time
    """One of the unit's certificates that may sign now."""

    def label_from_instance(self, obj: Any) -> str:
        """Whose, by whom, until when; a test certificate says so."""
        until = f"{obj.valid_to:%d/%m/%Y}"
        text = _("%(holder)s – nơi cấp %(issuer)s, đến %(until)s") % {
            "holder": obj.holder, "issuer": obj.issuer, "until": until,
        }  # fmt: skip
        return f"{_('THỬ NGHIỆM')}: {text}" if obj.is_test else text


class _OwnCertificateForm(forms.Form):
    certificate = CertificateChoice(
        label=gettext_lazy("Chứng thư"), queryset=UnitCertificate.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, certificates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["certificate"]
        field.queryset = certificates  # type: ignore[attr-defined] # a model choice


class ServerForm(_OwnCertificateForm):
    """Sign with a key file on the server."""

    passphrase = forms.CharField(
        label=gettext_lazy("Mật khẩu của tệp chứng thư"),
        widget=forms.PasswordInput(attrs=PASSPHRASE),
        strip=False,
        help_text=gettext_lazy("Chỉ dùng để mở khóa lần ký này, không lưu lại."),
    )


class DeviceForm(_OwnCertificateForm):
    """Choose the certificate whose key signs elsewhere."""


class ValueForm(forms.Form):
    """The signature value that a signing device gave."""

    value = forms.CharField(
        label=gettext_lazy("Giá trị chữ ký (base64)"),
        max_length=LONGEST_VALUE,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_value(self) -> bytes:
        """The value's bytes."""
        try:
            return base64.b64decode("".join(self.cleaned_data["value"].split()), validate=True)
        except (ValueError, binascii.Error) as error:
            raise forms.ValidationError(_("Không phải base64. Hãy chép lại toàn bộ giá trị.")) from error


class SignedFileForm(forms.Form):
    """A paper that was signed elsewhere."""

    file = forms.FileField(label=gettext_lazy("Tệp PDF đã ký"), widget=PDF)

    def clean_file(self) -> Any:
        """Not larger than a paper can be."""
        return _limited(self.cleaned_data["file"], MOST)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class CertificateForm(forms.Form):
    """Register a certificate whose key is on the unit's own device."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Khóa bí mật ở đâu"),
        choices=[(k.value, k.label) for k in (UnitCertificate.Kind.TOKEN, UnitCertificate.Kind.EXTERNAL)],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp chứng thư"),
        help_text=gettext_lazy(
            "Tệp .pem, .crt hoặc .cer; không chứa khóa bí mật. Nên gồm cả chứng thư của nơi cấp."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".pem,.crt,.cer"}),
    )

    def clean_file(self) -> bytes:
        """The chain's bytes; a private key is not taken."""
        content: bytes = _limited(self.cleaned_data["file"], 1).read()
        if b"PRIVATE KEY" in content:
            raise forms.ValidationError(
                _("Tệp này có khóa bí mật. Không gửi khóa lên đây; hãy xuất riêng chứng thư.")
            )
        return content


class KeyFileForm(forms.Form):
    """Keep a locked key file on the server."""

    file = forms.FileField(
        label=gettext_lazy("Tệp chứng thư có khóa (.p12, .pfx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".p12,.pfx"}),
    )
    passphrase = forms.CharField(
        label=gettext_lazy("Mật khẩu của tệp"),
        widget=forms.PasswordInput(attrs=PASSPHRASE),
        strip=False,
        help_text=gettext_lazy("Để kiểm tra tệp; không lưu. Mỗi lần ký, lãnh đạo đơn vị gõ lại."),
    )

    def clean_file(self) -> bytes:
        """The file's bytes."""
        content: bytes = _limited(self.cleaned_data["file"], 1).read()
        return content


class VerifyForm(SignedFileForm):
    """Any PDF, to be checked."""

    file = forms.FileField(
        label=gettext_lazy("Tệp PDF cần kiểm tra"),
        widget=PDF,
        help_text=gettext_lazy("Tối đa 20 MB. Tệp chỉ được đọc để kiểm tra, không lưu lại."),
    )


class CodeForm(forms.Form):
    """The code printed on a paper."""

    code = forms.CharField(
        label=gettext_lazy("Mã tra cứu in trên văn bản"),
        max_length=CODE_LENGTH * 2,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
