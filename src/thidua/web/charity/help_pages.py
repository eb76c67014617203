"""Help about the fund for charity houses, and about its ledger."""

from django.utils.translation import gettext_lazy as _

from thidua.web.core.help_topics import Topic, register

register(
    Topic(
        60,
        "charity",
        _("Quỹ nhà tình nghĩa"),
        _("Mức đóng góp, nộp tiền, nhắc nộp, nhà và ảnh, trao tiền, công khai."),
    ),
    "charity:",
)
register(
    Topic(62, "charity-ledger", _("Sổ quỹ"), _("Bút toán, ghi đảo, ghi sổ muộn, bảng kê không đổi về sau.")),
    *(f"charity:{name}" for name in ("ledger", "transaction", "reverse", "statement", "unit")),
)
