"""What the audit page calls the acts of conferences, their details and stored values."""

from types import SimpleNamespace

from django.utils.translation import gettext_lazy as _

from thidua.web.conferences import models
from thidua.web.core import audit_names

ACTIONS = {
    "conferences.conference.add": _("Lập hội nghị"),
    "conferences.conference.change": _("Sửa thông tin hội nghị"),
    "conferences.conference.move": _("Chuyển trạng thái hội nghị"),
    "conferences.item.add": _("Thêm nội dung chương trình"),
    "conferences.item.change": _("Sửa nội dung chương trình"),
    "conferences.item.show": _("Cho các đơn vị thấy nội dung"),
    "conferences.item.hide": _("Giấu nội dung với các đơn vị"),
    "conferences.item.move": _("Đổi thứ tự nội dung"),
    "conferences.item.remove": _("Bỏ nội dung khỏi chương trình"),
    "conferences.paper.add": _("Thêm tài liệu hội nghị"),
    "conferences.paper.remove": _("Gỡ tài liệu hội nghị"),
    "conferences.delegate.add": _("Ghi đại biểu"),
    "conferences.delegate.change": _("Sửa thông tin đại biểu"),
    "conferences.delegate.remove": _("Bỏ đại biểu khỏi danh sách"),
    "conferences.delegate.attend": _("Điểm danh đại biểu"),
    "conferences.delegate.erase": _("Xóa tên đại biểu hết hạn giữ"),
    "conferences.speech.add": _("Ghi lượt phát biểu"),
    "conferences.speech.change": _("Sửa lượt phát biểu"),
    "conferences.speech.remove": _("Bỏ lượt phát biểu"),
    "conferences.resolution.add": _("Ghi quyết định của hội nghị"),
    "conferences.resolution.change": _("Sửa quyết định của hội nghị"),
    "conferences.resolution.remove": _("Bỏ quyết định ghi nhầm"),
    "conferences.photo.add": _("Thêm ảnh hội nghị"),
    "conferences.photo.remove": _("Gỡ ảnh hội nghị"),
    "conferences.hidden.act": _("Việc trên nội dung đang giấu"),
}
WORDS = {
    "act": _("Việc"),
    "kind": _("Loại"),
    "title": _("Tên"),
    "held_on": _("Ngày họp"),
    "starts_at": _("Giờ bắt đầu"),
    "ends_at": _("Giờ kết thúc"),
    "place": _("Địa điểm"),
    "host_unit": _("Đơn vị chủ trì"),
    "quorum": _("Số đơn vị tối thiểu"),
    "names_kept_until": _("Giữ tên đến"),
    "is_rehearsal": _("Diễn tập"),
    "is_shown": _("Cho các đơn vị thấy"),
    "minutes": _("Số phút dự kiến"),
    "speaker": _("Người trình bày"),
    "direction": _("Chiều"),
    "item": _("Nội dung"),
    "paper": _("Tài liệu"),
    "papers": _("Tài liệu"),
    "sha256": _("Mã kiểm tra tệp"),
    "unit": _("Đơn vị"),
    "delegate": _("Đại biểu"),
    "count": _("Số lượng"),
    "allotted_minutes": _("Số phút được phát biểu"),
    "used_minutes": _("Số phút đã phát biểu"),
    "wording": _("Nội dung quyết định"),
    "decision": _("Kết quả"),
    "method": _("Cách quyết định"),
    "votes_for": _("Tán thành"),
    "votes_against": _("Không tán thành"),
    "votes_abstaining": _("Không biểu quyết"),
    "caption": _("Chú thích"),
}
CHOICES = (
    models.Conference.Kind,
    models.Conference.State,
    models.Delegate.Attendance,
    models.Resolution.Decision,
    models.Resolution.Method,
    SimpleNamespace(choices=list(ACTIONS.items())),
)

audit_names.register(
    "conferences",
    actions=ACTIONS,
    words={key: word for key, word in WORDS.items() if key not in audit_names.WORDS},
    choices=CHOICES,
)
