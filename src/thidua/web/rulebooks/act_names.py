"""What the audit page calls the acts of rulebooks, their details and stored values."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.web.core import audit_names
from thidua.web.rulebooks.models import RulebookEdition

ACTIONS = {
    "rulebooks.rulebook.start": _("Lập quy chế"),
    "rulebooks.edition.start": _("Lập dự thảo quy chế"),
    "rulebooks.edition.save": _("Sửa dự thảo quy chế"),
    "rulebooks.edition.restore": _("Khôi phục bản cũ của dự thảo"),
    "rulebooks.edition.consult": _("Đưa dự thảo ra lấy ý kiến"),
    "rulebooks.edition.take_back": _("Rút dự thảo về sửa tiếp"),
    "rulebooks.edition.withdraw": _("Bỏ dự thảo"),
    "rulebooks.edition.adopt": _("Ban hành quy chế"),
    "rulebooks.edition.apply": _("Áp dụng quy chế cho năm"),
    "rulebooks.target.set": _("Giao chỉ tiêu"),
}
WORDS = {
    "title": _("Tên"),
    "year": _("Năm"),
    "digest": _("Dấu nội dung"),
    "based_on": _("Soạn từ"),
    "version": _("Bản"),
    "note": _("Việc đã làm"),
    "resolution": _("Căn cứ ban hành"),
    "adopted_on": pgettext_lazy("edition", "Ngày ban hành"),
    "accepted": _("Phát hiện được chấp nhận"),
    "finding": _("Mã và vị trí"),
    "sentence": _("Nội dung"),
    "accepted_by": _("Người chấp nhận"),
    "source": _("Căn cứ"),
}

audit_names.register("rulebooks", actions=ACTIONS, words=WORDS, choices=(RulebookEdition.State,))
