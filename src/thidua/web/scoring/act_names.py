"""What the audit page calls the acts of scoring, their details and stored values."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core import audit_names
from thidua.web.scoring import models

ACTIONS = {
    "scoring.mark.self": _("Tự chấm một tiêu chí"),
    "scoring.mark.verify": _("Ghi điểm thẩm định"),
    "scoring.scoresheet.submit": _("Gửi phiếu cho lãnh đạo"),
    "scoring.scoresheet.recall": _("Rút phiếu về sửa"),
    "scoring.scoresheet.approve": _("Duyệt phiếu"),
    "scoring.scoresheet.return": _("Trả lại phiếu"),
    "scoring.scoresheet.reopen": _("Trả phiếu cho đơn vị tự chấm lại"),
    "scoring.scoresheet.miss": _("Ghi nhận đơn vị không tự chấm"),
    "scoring.scoresheet.zero": _("Ghi 0 điểm các tiêu chí còn thiếu"),
    "scoring.scoresheet.verify": _("Thẩm định xong phiếu"),
    "scoring.explanation.ask": _("Đề nghị giải trình"),
    "scoring.explanation.answer": _("Giải trình"),
    "scoring.explanation.conclude": _("Kết luận giải trình"),
    "scoring.tie.decide": _("Ghi thứ tự đơn vị bằng điểm"),
    "scoring.gate.decide": _("Ghi quyết định về điều kiện loại"),
    "scoring.grade.decide": _("Ghi quyết định về xếp loại"),
    "scoring.ranking.again": _("Xếp hạng lại"),
}
WORDS = {
    "criterion": _("Tiêu chí"),
    "criteria": _("Các tiêu chí"),
    "text": _("Nội dung hỏi"),
    "answer": _("Giải trình"),
    "conclusion": _("Kết luận"),
    "due_on": _("Hạn"),
    "basis": _("Căn cứ"),
    "gate": _("Điều kiện"),
    "waived": _("Không áp dụng"),
    "grade": _("Xếp loại"),
    "moved": _("Thay đổi"),
    "digest": _("Mã kiểm tra"),
    "ranking": _("Bảng xếp hạng lần"),
    "sheets": _("Số phiếu đã lập"),
    "evidence_accepted": _("Minh chứng được chấp nhận cùng phiếu"),
}
CHOICES = (models.Scoresheet.State, models.Stage, models.Ranking.Kind)

audit_names.register("scoring", actions=ACTIONS, words=WORDS, choices=CHOICES)
