"""What the audit page calls the acts of secret ballots, their details and stored values."""

from django.utils.translation import gettext_lazy as _

from thidua.web.ballots.models import BallotComplaint, SecretBallot
from thidua.web.core import audit_names

ACTIONS = {
    "ballots.ballot.prepare": _("Chuẩn bị phiếu mã và khóa"),
    "ballots.ballot.open": _("Mở bỏ phiếu kín"),
    "ballots.register.tick": _("Ghi người đã nhận phiếu mã"),
    "ballots.slip.withdraw": _("Thu hồi phiếu mã"),
    "ballots.ballot.close": _("Đóng bỏ phiếu kín"),
    "ballots.complaint.record": _("Ghi khiếu nại về phiếu"),
    "ballots.complaint.judge": _("Quyết định khiếu nại về phiếu"),
    "ballots.ballot.count": _("Mở phiếu kín"),
}
WORDS = {
    "slips": _("Số phiếu mã"),
    "tellers": _("Số mảnh khóa"),
    "need": _("Số mảnh đủ để mở"),
    "prepared_here": _("In từ máy chủ"),
    "again": _("Làm lại"),
    "is_rehearsal": _("Diễn tập"),
    "opening_digest": _("Mã niêm phong lúc mở"),
    "closing_digest": _("Mã niêm phong lúc đóng"),
    "warnings": _("Cảnh báo"),
    "understood": _("Đã đọc cảnh báo"),
    "took_slip": _("Đã nhận phiếu mã"),
    "cleared": _("Ghi lại là chưa nhận"),
    "receipts": _("Số biên nhận"),
    "receipt": _("Số biên nhận"),
    "about": _("Nội dung khiếu nại"),
    "numbers": _("Số phiếu"),
}

audit_names.register(
    "ballots", actions=ACTIONS, words=WORDS, choices=(SecretBallot.State, BallotComplaint.Decision)
)
