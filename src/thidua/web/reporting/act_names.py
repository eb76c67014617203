"""What the audit page calls the acts of reporting, their details and stored values."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.web.core import audit_names
from thidua.web.reporting import models

ACTIONS = {
    "reporting.value.save": _("Nhập số liệu"),
    "reporting.value.paste": _("Nhập nhiều số liệu một lần"),
    "reporting.value.restore": _("Lấy lại số liệu cũ"),
    "reporting.value.correct": _("Đính chính số liệu đã khóa"),
    "reporting.value.assign": _("Ghi giao, không giao chỉ tiêu"),
    "reporting.period.add": _("Thêm kỳ báo cáo"),
    "reporting.period.edit": _("Sửa kỳ báo cáo"),
    "reporting.period.copy": _("Chép kỳ báo cáo từ năm trước"),
    "reporting.period.remove": _("Xóa kỳ báo cáo"),
    "reporting.period.extend": _("Gia hạn kỳ báo cáo cho một đơn vị"),
    "reporting.evidence.add": _("Thêm minh chứng"),
    "reporting.evidence.withdraw": _("Rút minh chứng"),
    "reporting.evidence.review": _("Xem xét minh chứng"),
    "reporting.activity.add": _("Thêm hoạt động, tác phẩm"),
    "reporting.activity.edit": _("Sửa hoạt động, tác phẩm"),
    "reporting.activity.remove": _("Xóa hoạt động, tác phẩm"),
    "reporting.classification.save": _("Nhập số xếp loại"),
}
WORDS = {
    "indicator": pgettext_lazy("figures", "Chỉ tiêu"),
    "amount": _("Số liệu"),
    "denominator": _("Mẫu số"),
    "bound": _("Giới hạn"),
    "choice": _("Lựa chọn"),
    "certainty": _("Loại số"),
    "as_of": _("Tính đến ngày"),
    "source": _("Nguồn"),
    "note": _("Ghi chú"),
    "state": _("Tình trạng"),
    "starts_on": _("Từ ngày"),
    "ends_on": _("Đến ngày"),
    "due_on": _("Hạn báo cáo"),
    "feeds_scoring": _("Dùng để chấm điểm"),
    "criterion": _("Tiêu chí"),
    "title": _("Tên"),
    "file": _("Tệp"),
    "sha256": _("Mã nội dung"),
    "link": _("Đường dẫn"),
    "document_number": _("Số, ký hiệu"),
    "reuse_reason": _("Lý do dùng lại"),
    "count": _("Số lượng"),
    "held_on": _("Ngày"),
    "evidence": _("Minh chứng"),
    "excellent": _("Hoàn thành xuất sắc"),
    "good": _("Hoàn thành tốt"),
    "completed": _("Hoàn thành"),
    "not_completed": _("Không hoàn thành"),
    "not_rated": _("Chưa xếp loại"),
}
CHOICES = (
    models.ReportedValue.State,
    models.ReportedValue.Certainty,
    models.ReportedValue.Bound,
    models.Evidence.Review,
    models.Activity.Kind,
    models.ClassificationCount.Subject,
)

audit_names.register("reporting", actions=ACTIONS, words=WORDS, choices=CHOICES)
