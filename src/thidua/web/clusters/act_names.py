"""What the audit page calls the acts of clusters, their details and stored values."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.web.clusters import models
from thidua.web.core import audit_names

ACTIONS = {
    "clusters.cluster.create": _("Lập cụm"),
    "clusters.cluster.edit": _("Sửa thông tin cụm"),
    "clusters.unit.add": _("Thêm đơn vị"),
    "clusters.unit.edit": _("Sửa thông tin đơn vị"),
    "clusters.member.add": _("Đưa đơn vị vào cụm"),
    "clusters.member.end": _("Đưa đơn vị ra khỏi cụm"),
    "clusters.head_term.add": _("Ghi nhiệm kỳ cụm trưởng, cụm phó"),
    "clusters.head_term.edit": _("Sửa nhiệm kỳ cụm trưởng, cụm phó"),
    "clusters.lineage.record": _("Ghi sự kiện đơn vị"),
    "clusters.lineage.withdraw": _("Rút sự kiện đơn vị"),
    "clusters.cycle.open": pgettext_lazy("act", "Mở năm thi đua"),
    "clusters.cycle.plan": _("Đặt lịch các bước của năm"),
    "clusters.cycle.move": _("Chuyển bước của năm"),
    "clusters.deadline.extend": _("Gia hạn cho một đơn vị"),
    "clusters.person.invite": _("Mời người vào đơn vị"),
    "clusters.person.invite_many": _("Mời quản trị của nhiều đơn vị"),
    "clusters.assignment.add": _("Phân công"),
    "clusters.assignment.replace": _("Thay người được phân công"),
    "clusters.assignment.end": _("Kết thúc phân công"),
    "clusters.assignment.deputise": _("Ủy quyền"),
    "clusters.role.request": _("Đề nghị cấp quyền trong cụm"),
    "clusters.role.approve": _("Duyệt quyền trong cụm"),
    "clusters.role.decline": _("Không duyệt quyền trong cụm"),
    "clusters.role.withdraw": _("Rút đề nghị cấp quyền"),
    "clusters.role.end": _("Kết thúc quyền trong cụm"),
    "clusters.document.draft": _("Soạn dự thảo văn bản"),
    "clusters.document.redraft": _("Sửa dự thảo văn bản"),
    "clusters.document.issue": _("Ban hành văn bản"),
    "clusters.document.withdraw": _("Thu hồi văn bản"),
    "clusters.number_series.start": _("Đặt số bắt đầu của sổ văn bản"),
    "clusters.party_term.set": _("Ghi ngày bắt đầu nhiệm kỳ"),
}
WORDS = {
    "name": _("Tên"),
    "kind": _("Loại"),
    "sector": _("Ngành"),
    "region": _("Vùng"),
    "order": _("Thứ tự"),
    "unit": _("Đơn vị"),
    "role": _("Vai trò"),
    "person": _("Người"),
    "from_on": _("Từ ngày"),
    "to_on": _("Đến ngày"),
    "step": _("Bước"),
    "steps": _("Các bước"),
    "legal_basis": _("Căn cứ"),
    "effective_on": _("Có hiệu lực từ"),
    "predecessors": _("Đơn vị trước"),
    "successors": _("Đơn vị kế tiếp"),
    "names": _("Tên mới"),
    "left": _("Ra khỏi cụm"),
    "joined": _("Vào cụm"),
    "number": _("Số"),
    "issued_on": _("Ngày ban hành"),
}
CHOICES = (
    models.Cycle.State,
    models.Unit.Kind,
    models.Cluster.Kind,
    models.HeadTerm.Role,
    models.Assignment.Role,
    models.ClusterRole.Role,
    models.LineageEvent.Kind,
    models.OfficialDocument.Kind,
    models.OfficialDocument.State,
)

audit_names.register("clusters", actions=ACTIONS, words=WORDS, choices=CHOICES)
