"""What the audit page calls the acts of agreements, their details and stored values."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.web.agreements.models import Agreement, Amendment, ClauseLight
from thidua.web.core import audit_names

ACTIONS = {
    "agreements.agreement.draft": _("Soạn giao ước"),
    "agreements.agreement.frame": _("Sửa phần chung của giao ước"),
    "agreements.agreement.consult": _("Đưa giao ước ra lấy ý kiến"),
    "agreements.agreement.take_back": _("Rút giao ước về dự thảo"),
    "agreements.agreement.withdraw": _("Bỏ bản giao ước"),
    "agreements.agreement.adopt": _("Ghi nhận giao ước được thông qua"),
    "agreements.agreement.open_signing": _("Đưa giao ước ra ký"),
    "agreements.agreement.signed": _("Giao ước được ký đủ"),
    "agreements.clause.add": _("Thêm điều khoản giao ước"),
    "agreements.clause.edit": _("Sửa điều khoản giao ước"),
    "agreements.clause.move": _("Đổi thứ tự điều khoản giao ước"),
    "agreements.clause.remove": _("Bỏ điều khoản giao ước"),
    "agreements.comment.add": _("Góp ý giao ước"),
    "agreements.comment.withdraw": _("Rút ý kiến về giao ước"),
    "agreements.amendment.propose": _("Đề nghị sửa giao ước"),
    "agreements.amendment.retract": _("Rút đề nghị sửa giao ước"),
    "agreements.amendment.decide": _("Quyết định đề nghị sửa giao ước"),
    "agreements.unit.reply": _("Trả lời thống nhất giao ước"),
    "agreements.light.set": _("Đặt đèn theo dõi điều khoản"),
}
WORDS = {
    "position": _("Vị trí điều khoản"),
    "clause": _("Nội dung cam kết"),
    "promised": pgettext_lazy("agreement", "Chỉ tiêu"),
    "owner": _("Đơn vị thực hiện"),
    "due_on": _("Thời hạn"),
    "clauses": _("Số điều khoản"),
    "edition": _("Lần ban hành quy chế"),
    "supplements": _("Bổ sung cho"),
    "comments_until": _("Hạn góp ý"),
    "comment": _("Ý kiến"),
    "decided": _("Kết quả"),
    "adopted_on": _("Ngày thông qua"),
    "adopted_how": _("Cách thông qua"),
    "adopted_text": _("Căn cứ thông qua"),
    "quarter": _("Quý"),
    "note": _("Ghi chú"),
    "signed_on": _("Ngày ký đủ"),
    "document": _("Văn bản"),
}

audit_names.register(
    "agreements",
    actions=ACTIONS,
    words=WORDS,
    choices=(Agreement.State, Agreement.How, Amendment.State, ClauseLight.Light),
)
