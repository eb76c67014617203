"""What the audit page calls the acts on the choice of next year's head, their details and stored values."""

from django.utils.translation import gettext_lazy as _

from thidua.web.clusters.models import HeadTerm
from thidua.web.core import audit_names
from thidua.web.elections.models import HeadChoice

ACTIONS = {
    "elections.choice.draft": _("Lập phương án cụm trưởng năm sau"),
    "elections.choice.plan_seats": _("Chọn tổ thư ký năm sau"),
    "elections.choice.adopt": _("Thông qua cụm trưởng năm sau"),
    "elections.choice.take_back": _("Rút lại lựa chọn cụm trưởng năm sau"),
}
WORDS = {
    "selection": _("Cách chọn"),
    "head": _("Cụm trưởng"),
    "deputy": _("Cụm phó"),
    "basis": _("Căn cứ"),
    "rights_from": _("Ngày bàn giao quyền"),
    "joining": _("Vào tổ thư ký"),
    "leaving": _("Thôi tổ thư ký"),
    "next_year": _("Năm sau"),
    "kept": _("Giữ lại vì đã có người làm"),
    "carried": _("Số mục chuyển"),
    "limitations": _("Tồn tại, hạn chế"),
    "rulebook": _("Dự thảo quy chế"),
    "year": _("Năm"),
}

audit_names.register(
    "elections", actions=ACTIONS, words=WORDS, choices=(HeadChoice.State, HeadTerm.Selection)
)
