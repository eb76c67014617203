"""What the audit page calls the acts of the fund, their details and stored values."""

from django.utils.translation import gettext_lazy as _

from thidua.web.charity import models
from thidua.web.core import audit_names

ACTIONS = {
    "charity.campaign.open": _("Lập đợt đóng góp quỹ nhà tình nghĩa"),
    "charity.campaign.edit": _("Sửa đợt đóng góp dự kiến"),
    "charity.campaign.pledges": _("Ghi mức đóng góp dự kiến"),
    "charity.campaign.adopt": _("Thống nhất mức đóng góp"),
    "charity.pledge.amend": _("Điều chỉnh mức đóng góp"),
    "charity.contribution.record": _("Ghi đơn vị nộp tiền quỹ"),
    "charity.contribution.receipt": _("Thêm tệp chứng từ nộp tiền"),
    "charity.disbursement.record": _("Ghi trao tiền xây nhà"),
    "charity.transaction.reverse": _("Ghi đảo trong sổ quỹ"),
    "charity.house.add": _("Thêm nhà tình nghĩa"),
    "charity.house.edit": _("Sửa thông tin nhà tình nghĩa"),
    "charity.house.step": _("Ghi tiến độ xây nhà"),
    "charity.house.photo": _("Thêm ảnh căn nhà"),
    "charity.house.photo_withdraw": _("Gỡ ảnh căn nhà"),
    "charity.statement.publish": _("Công khai báo cáo quỹ"),
    "charity.statement.withdraw": _("Rút báo cáo quỹ đã công khai"),
    "charity.treasurer.appoint": _("Giao làm thủ quỹ"),
    "charity.treasurer.end": _("Thôi làm thủ quỹ"),
}
WORDS = {
    "number": _("Số ghi sổ"),
    "unit": _("Đơn vị"),
    "year": _("Năm"),
    "title": _("Tên"),
    "purpose": _("Mục đích"),
    "rule": _("Cách tính"),
    "base_vnd": _("Mức tính (đồng)"),
    "heads": _("Số người"),
    "amount_vnd": _("Số tiền (đồng)"),
    "extra_vnd": _("Trong đó ủng hộ thêm (đồng)"),
    "due_on": _("Hạn nộp"),
    "adopted_on": _("Ngày thống nhất"),
    "happened_on": _("Ngày phát sinh"),
    "resolution": _("Nội dung nghị quyết, kết luận"),
    "document_number": _("Số, ký hiệu"),
    "receipt_number": _("Số chứng từ"),
    "receiver": _("Bên nhận"),
    "minutes_number": _("Số biên bản bàn giao"),
    "reverses": _("Ghi đảo số"),
    "place": _("Địa điểm"),
    "beneficiary": _("Hộ được xây nhà"),
    "name_agreed": _("Chủ hộ đồng ý nêu tên"),
    "planned_cost_vnd": _("Kinh phí dự kiến (đồng)"),
    "stage": _("Bước"),
    "note": _("Ghi chú"),
    "as_of": _("Tính đến ngày"),
    "to_on": _("Đến ngày"),
    "file": _("Tệp"),
    "sha256": _("Mã nội dung"),
}
CHOICES = (models.Campaign.Rule, models.HouseStep.Stage, models.Contribution.Way)

audit_names.register("charity", actions=ACTIONS, words=WORDS, choices=CHOICES)
