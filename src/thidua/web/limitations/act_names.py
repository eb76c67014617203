"""What the audit page calls the acts of limitations, their details and stored values."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core import audit_names
from thidua.web.limitations.models import Limitation

ACTIONS = {
    "limitations.limitation.record": _("Ghi tồn tại, hạn chế"),
    "limitations.limitation.edit": _("Sửa tồn tại, hạn chế"),
    "limitations.limitation.move": _("Đổi trạng thái khắc phục"),
    "limitations.limitation.withdraw": _("Rút tồn tại, hạn chế ghi nhầm"),
    "limitations.list.carry": _("Chuyển tồn tại, hạn chế sang năm sau"),
}
WORDS = {
    "unit": _("Đơn vị"),
    "section": _("Nội dung thi đua"),
    "limitation": _("Tồn tại, hạn chế"),
    "cause": _("Nguyên nhân"),
    "remedy": _("Biện pháp khắc phục"),
    "in_charge": _("Phụ trách"),
    "remedy_due_on": _("Hạn khắc phục"),
    "remedy_state": _("Trạng thái"),
    "recorded_from": _("Ghi nhận từ"),
    "evidence": _("Minh chứng"),
    "carried": _("Số mục chuyển"),
}

audit_names.register(
    "limitations", actions=ACTIONS, words=WORDS, choices=(Limitation.State, Limitation.Origin)
)
