"""Help about the year, clusters and units, people and rights."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(10, "year", _("Năm thi đua và các bước"), _("Bước nào khóa gì, ai chuyển bước, cần xong việc gì.")),
    "clusters:",
)
register(
    Topic(
        60,
        "units",
        _("Cụm, đơn vị và sự kiện đơn vị"),
        _("Thành viên, cụm trưởng, đổi tên, hợp nhất, chia tách."),
    ),
    *(
        f"clusters:{name}"
        for name in (
            "clusters", "cluster", "cluster-add", "cluster-edit", "units-paste", "member-add", "member-end",
            "term-add", "term-edit", "units", "unit", "unit-add", "unit-edit", "event", "event-kinds",
            "event-add",
        )
    ),
)  # fmt: skip
register(
    Topic(
        65,
        "people",
        _("Người của đơn vị và quyền trong cụm"),
        _("Mời, thay người, mã in ra giấy, ủy quyền, tổ thư ký."),
    ),
    *(
        f"clusters:{name}"
        for name in (
            "people", "person", "my-people", "person-invite", "role-give", "deputise", "code-issue",
            "second-factor-clear", "person-lock", "assignment-replace", "assignment-end", "administrators",
            "roles", "role-request", "role-approve", "role-decline", "role-end",
        )
    ),
)  # fmt: skip
register(
    Topic(
        67,
        "documents",
        _("Văn bản và sổ số"),
        _("Soạn từ dữ liệu, số cấp thế nào, ai đọc được, thu hồi ra sao."),
    ),
    *(
        f"clusters:{name}"
        for name in (
            "documents", "document", "document-file", "document-withdraw", "draft-kinds", "draft-new", "draft-edit",
            "draft-gaps", "draft-words", "draft-again", "draft-issue", "draft-preview", "number-series",
            "series-start", "term-start",
        )
    ),
)  # fmt: skip
