"""What the audit page calls the acts of recommendations, their details and stored values."""

from django.utils.translation import gettext_lazy as _

from thidua.web.awards.models import AwardList
from thidua.web.core import audit_names

ACTIONS = {
    "awards.list.make": _("Lập danh sách đề nghị khen thưởng"),
    "awards.list.follow": _("Lập lại danh sách đề nghị theo bảng xếp hạng mới"),
    "awards.list.thresholds": _("Chọn quy tắc bỏ phiếu về khen thưởng"),
    "awards.list.decide": _("Chốt danh sách đề nghị khen thưởng"),
    "awards.list.reopen": _("Mở lại danh sách đề nghị khen thưởng"),
    "awards.list.send": _("Gửi đề nghị khen thưởng"),
    "awards.recommendation.add": _("Bổ sung đơn vị vào danh sách đề nghị"),
    "awards.recommendation.remove": _("Đưa đơn vị ra khỏi danh sách đề nghị"),
    "awards.recommendation.vote": _("Ghi kết quả bỏ phiếu đề nghị khen thưởng"),
    "awards.unit.disqualify": _("Ghi nhận không xét khen thưởng"),
    "awards.unit.lift": _("Thôi áp dụng không xét khen thưởng"),
    "awards.achievement.write": _("Viết báo cáo thành tích"),
}
WORDS = {
    "ranking": _("Bảng xếp hạng"),
    "recommendations": _("Đề nghị"),
    "recommended": _("Số đề nghị"),
    "added": _("Đưa vào"),
    "removed": _("Đưa ra"),
    "base": _("Số phiếu làm căn cứ"),
    "needed": _("Số phiếu cần đạt"),
    "basis": _("Căn cứ"),
    "evidence": _("Minh chứng"),
    "document": _("Văn bản"),
    "to": _("Nơi nhận"),
    "completed": _("Đã hoàn thành"),
}

audit_names.register("awards", actions=ACTIONS, words=WORDS, choices=(AwardList.State,))
