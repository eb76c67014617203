"""How each choice of the rulebook format is offered in a form; one without words here takes the engine's."""

from django.utils.translation import gettext_lazy as _

from thidua.rules.vocabulary import choice_word, say
from thidua.web.core.written import language

WORDS = {
    "status": {
        "official": _("Bảng chính thức của cụm"),
        "transcribed": _("Chép lại từ văn bản của nơi khác"),
        "illustrative": _("Minh họa, không phải bảng chính thức"),
    },
    "completeness": {"complete": _("Đầy đủ"), "frame": _("Mới có khung, chưa đủ cách tính")},
    "rounding": {
        "half_up": _("Từ nửa trở lên thì làm tròn lên"),
        "half_even": _("Nửa thì về số chẵn"),
        "down": _("Bỏ phần lẻ"),
        "up": _("Luôn làm tròn lên"),
    },
    "at": {
        "criterion": _("Từng tiêu chí"),
        "section": _("Từng mục"),
        "total": _("Tổng điểm"),
    },
    "caps": {
        "before_rounding": _("Khống chế trước, làm tròn sau"),
        "after_rounding": _("Làm tròn trước, khống chế sau"),
    },
    "missing": {
        "wait": _("Chờ, tạm tính 0 và báo chưa đủ"),
        "zero": _("Quy chế nói rõ: không báo cáo thì 0 điểm"),
    },
    "not_applicable": {
        "rescale": _("Tính lại theo tỷ lệ phần còn lại"),
        "full": _("Được điểm tối đa"),
        "split": _("Chia đều điểm cho các mục còn lại"),
        "not_scored": _("Không tính điểm"),
    },
    "estimates": {
        "allowed": _("Được dùng để chấm điểm"),
        "not_allowed": _("Không được dùng để chấm điểm"),
    },
    "combine": {
        "last": _("Lấy cột có điểm sau cùng"),
        "mean": _("Lấy trung bình các cột"),
        "median": _("Lấy trung vị các cột"),
        "sum": _("Cộng các cột"),
        "weighted": _("Lấy trung bình có hệ số"),
    },
    "effect": {
        "disqualified": _("Không xét thi đua"),
        "zero": _("Tổng điểm bằng 0"),
        "note": _("Chỉ ghi chú để xem xét"),
        "class": _("Xếp loại %(name)s"),
        "class_at_most": _("Xếp cao nhất ở loại %(name)s"),
    },
    "class_fallback": {
        "": _("Văn bản không nói (tính như xếp xuống loại liền dưới)"),
        "next_lower": _("Xếp xuống loại liền dưới, có ghi chú"),
        "decision": _("Chờ quyết định"),
    },
    "excess": {
        "next_class": _("Xếp xuống loại liền dưới"),
        "decision": _("Chờ quyết định"),
    },
    "order": {
        "desc": _("Cao hơn xếp trước"),
        "asc": _("Thấp hơn xếp trước"),
        "bonus": _("cộng điểm thưởng"),
        "deduction": _("trừ điểm trừ"),
        "clamp": _("giới hạn trong khung tổng điểm"),
    },
    "decided_by": {"ballot": _("Bỏ phiếu"), "decision": _("Quyết định")},
    "silent_on": {
        "rounding": _("Cách làm tròn"),
        "total.ceiling": _("Tổng điểm có được vượt thang điểm không"),
        "class_fallback": _("Đủ điểm mà thiếu điều kiện thì xếp loại nào"),
        "classes": _("Các mức xếp loại"),
        "quotas.of": _("Giới hạn số lượng tính trên số đơn vị nào"),
        "quotas.rounding": _("Làm tròn số lượng giới hạn"),
        "values.missing": _("Thiếu số liệu thì tính thế nào"),
        "values.not_applicable": _("Không áp dụng thì tính thế nào"),
        "values.not_assigned": _("Không giao thì tính thế nào"),
        "ranking.ties": _("Thứ tự xét khi bằng điểm"),
        "partial": _("Làm được một phần thì tính thế nào"),
    },
}
SAME = {"mode": "rounding", "not_assigned": "not_applicable"}


def choice_label(field: str, word: str) -> str:
    """The words for a choice of a field.

    >>> choice_label("caps", "nothing_of_ours")
    'nothing_of_ours'
    """
    own = WORDS.get(SAME.get(field, field), {}).get(word)
    if own is not None:
        return str(own)
    text = choice_word(word)
    return text if text == word else say(language(), text)


def choices_of(field: str, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every choice of a field with its words."""
    return [(word, choice_label(field, word)) for word in words]
