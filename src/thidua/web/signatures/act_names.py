"""What the audit page calls the acts of signing, their details and stored values."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core import audit_names
from thidua.web.signatures import models

ACTIONS = {
    "signatures.round.open": _("Mở đợt ký số"),
    "signatures.round.cancel": _("Hủy đợt ký số"),
    "signatures.paper.sign": _("Ký số văn bản"),
    "signatures.session.start": _("Chuẩn bị ký số bằng thiết bị, phần mềm ngoài"),
    "signatures.certificate.register": _("Đăng ký chứng thư số của đơn vị"),
    "signatures.certificate.revoke": _("Ngừng dùng chứng thư số"),
}
WORDS = {
    "unit": _("Đơn vị"),
    "units": _("Các đơn vị ký"),
    "way": _("Cách ký"),
    "kind": _("Cách giữ khóa"),
    "holder": _("Tên trong chứng thư"),
    "issuer": _("Nơi cấp"),
    "certificate": _("Chứng thư"),
    "valid_to": _("Hiệu lực đến"),
    "signed": _("Số đơn vị đã ký"),
    "left": _("Số đơn vị chưa ký"),
    "fingerprint": _("Mã băm chứng thư"),
    "sha256": _("Mã nội dung"),
}
CHOICES = (models.RoundSigner.Way, models.UnitCertificate.Kind, models.SigningRound.State)

audit_names.register("signatures", actions=ACTIONS, words=WORDS, choices=CHOICES)
