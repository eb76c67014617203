"""Help about recommendations for awards."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(
        50,
        "awards",
        _("Đề nghị khen thưởng"),
        _("Danh sách lập từ bảng xếp hạng, điều kiện từng đơn vị, bỏ phiếu, tờ trình."),
    ),
    "awards:",
)
