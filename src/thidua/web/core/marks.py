"""Four kinds of "nothing" in a cell, told apart by word, border and texture, not by colour alone."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazystr
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Mark:
    """`sign` stands in the cell, `name` is what it means."""

    sign: Any
    name: Any
    explanation: Any


MARKS = {
    "missing": Mark(lazystr("?"), _("Chưa có số liệu"), _("Đơn vị phải nhập nhưng chưa nhập.")),
    "zero": Mark(lazystr("0"), _("Bằng không"), _("Đã nhập và kết quả là 0.")),
    "not-applicable": Mark(_("KAD"), _("Không áp dụng"), _("Tiêu chí không có ở đơn vị này (có lý do).")),
    "not-assigned": Mark(_("KG"), _("Không giao"), _("Năm nay không giao chỉ tiêu này cho đơn vị.")),
}


def mark_html(kind: str) -> SafeString:
    """The mark of one kind for a cell; its meaning is read out and shown on hover."""
    mark = MARKS[kind]
    return format_html(
        '<span class="nil nil-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span>',
        kind,
        mark.name,
        mark.sign,
        mark.name,
    )
