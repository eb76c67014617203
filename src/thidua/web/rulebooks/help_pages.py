"""Help about rulebooks: reading one, drafting and adopting, comparing and rehearsing."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(
        20,
        "rulebook",
        _("Đọc quy chế chấm điểm"),
        _("Bảng điểm, cách tính, số liệu, chỉ tiêu giao, kiểm tra."),
    ),
    "rulebooks:",
)
register(
    Topic(
        21,
        "rulebook-drafting",
        _("Soạn và ban hành quy chế"),
        _("Lập dự thảo, sửa trên màn hình, nhập từ Excel, lấy ý kiến, ban hành."),
    ),
    *(
        f"rulebooks:{name}"
        for name in (
            "new", "import", "accept-import", "blank-table", "copy", "versions", "version", "restore", "consult",
            "take-back", "withdraw", "adopt", "apply", "edit", "parts", "edit-part", "add-row",
            "edit-row", "delete-row", "order-rows", "edit-text", "expression", "add-item", "add-item-in", "delete-item",
            "edit-item", "add-input", "edit-input", "delete-input",
        )
    ),
)  # fmt: skip
register(
    Topic(
        22,
        "rulebook-rehearsal",
        _("So sánh và diễn tập quy chế"),
        _("Hai bản khác nhau chỗ nào; chạy thử trên số liệu cũ thì ai đổi hạng."),
    ),
    "rulebooks:compare",
    "rulebooks:rehearse",
)
