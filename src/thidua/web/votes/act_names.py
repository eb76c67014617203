"""What the audit page calls the acts on votes, their details and stored values."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core import audit_names
from thidua.web.votes import models

ACTIONS = {
    "votes.vote.draft": _("Soạn cuộc biểu quyết"),
    "votes.vote.change": _("Sửa dự thảo cuộc biểu quyết"),
    "votes.vote.discard": _("Bỏ dự thảo cuộc biểu quyết"),
    "votes.vote.open": _("Mở biểu quyết"),
    "votes.vote.close": _("Đóng biểu quyết"),
    "votes.vote.count": _("Ghi số phiếu"),
    "votes.vote.decide": _("Công bố kết quả biểu quyết"),
    "votes.vote.annul": _("Hủy cuộc biểu quyết"),
    "votes.vote.next_round": _("Lập vòng biểu quyết sau"),
    "votes.vote.apply": _("Áp dụng kết quả biểu quyết"),
    "votes.ballot.cast": _("Đã tham gia biểu quyết"),
    "votes.ballot.recast": _("Đã biểu quyết lại"),
    "votes.rehearsal.discard": _("Xóa các cuộc biểu quyết diễn tập"),
}
WORDS = {
    "title": _("Tên"),
    "rule": _("Quy tắc biểu quyết"),
    "rule_settings": _("Cụm đặt thêm"),
    "way": _("Cách biểu quyết"),
    "taking": _("Cách lấy ý kiến"),
    "questions": _("Câu hỏi"),
    "about": _("Về việc"),
    "is_rehearsal": _("Diễn tập"),
    "electorate": _("Số người được biểu quyết"),
    "counted_from": _("Nguồn số phiếu"),
    "counts": _("Số phiếu"),
    "sha256": _("Mã nội dung"),
    "round": _("Vòng"),
    "voter": _("Đơn vị, người biểu quyết"),
    "given": _("Cách ghi"),
    "discarded": _("Số cuộc đã xóa"),
    "members": _("Thành viên"),
    "entitled": _("Được biểu quyết"),
    "present": _("Có mặt"),
    "written": _("Gửi phiếu bằng văn bản"),
    "result": _("Kết quả"),
    "chosen": _("Được chọn"),
    "decided_by": _("Người quyết định"),
    "decision_basis": _("Căn cứ, lý do"),
}
RESULTS = [
    ("passed", _("Thông qua")),
    ("rejected", _("Không thông qua")),
    ("filled", _("Đã chọn đủ")),
    ("unfilled", _("Chưa chọn đủ")),
    ("ranked", _("Đã xếp thứ tự")),
    ("void", _("Không đủ số dự, không có giá trị")),
    ("hands", _("Giơ tay")),
    ("named", _("Phiếu của từng đơn vị")),
    ("board", _("Bảng phiếu kín đã mở")),
]


class Results:
    """Results of a question and sources of a count, as stored."""

    choices = RESULTS


CHOICES = (Results, models.Vote.Way, models.Vote.Taking, models.Vote.State, models.NamedBallot.Given)

audit_names.register("votes", actions=ACTIONS, words=WORDS, choices=CHOICES)
