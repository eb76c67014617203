"""Help about figures, evidence and counts, and about periods and comparison."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(
        20,
        "reporting",
        _("Nhập số liệu"),
        _("Bảng nhập, dán từ Excel, lưu tự động, hai người cùng sửa, lịch sử."),
    ),
    "reporting:",
)
register(
    Topic(22, "evidence", _("Minh chứng"), _("Tải tệp, ghi số văn bản, rút, xem xét; tài liệu mật.")),
    *(f"reporting:evidence{more}" for more in ("", "-add", "-file", "-withdraw", "-review")),
)
register(
    Topic(
        24,
        "periods",
        _("Kỳ báo cáo và đối chiếu"),
        _("Việc của tổ thư ký: đặt kỳ, gia hạn, đối chiếu các đơn vị, đính chính."),
    ),
    *(
        f"reporting:{name}"
        for name in (
            "periods", "period-add", "period-edit", "period-remove", "period-extend", "periods-copy",
            "comparison", "comparison-csv", "correct", "assign",
        )
    ),
)  # fmt: skip
