"""Help about scoring."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(
        40, "scoring", _("Tự chấm, thẩm định, giải trình"), _("Phiếu chấm điểm đi từ cán bộ đến tổ thư ký.")
    ),
    "scoring:",
)
register(
    Topic(50, "ranking", _("Bảng điểm, xếp hạng, công bố"), _("Vì sao có điểm ấy; công bố; xếp hạng lại.")),
    *(
        f"scoring:{name}"
        for name in (
            "board-now", "board", "criterion", "ranking-now", "ranking", "frozen", "tie", "gate", "grade", "again",
            "snapshot", "recheck", "paper-scores", "paper-ranking",
        )
    ),
)  # fmt: skip
