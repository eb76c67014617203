"""Notes on a unit's class and place: a code with facts, and its sentence in Vietnamese or English."""

from thidua.rules._result import Note

NOTES = {
    "class.no_band": (
        "Tổng điểm {total} không thuộc mức xếp loại nào; cần quyết định.",
        "The total of {total} lies in no class; a decision is needed.",
    ),
    "class.several_bands": (
        "Tổng điểm {total} thuộc nhiều mức ({classes}); cần quyết định.",
        "The total of {total} lies in several classes ({classes}); a decision is needed.",
    ),
    "class.needs": (
        "Đủ điểm nhưng chưa đạt điều kiện của «{class}»: {needs}.",
        "Enough points, but these conditions of «{class}» are not met: {needs}.",
    ),
    "class.needs_unknown": (
        "Chưa đủ số liệu để xét điều kiện của «{class}»: {needs}.",
        "Figures are missing for these conditions of «{class}»: {needs}.",
    ),
    "class.no_fallback": (
        "Quy chế không nói xếp xuống mức nào; cần quyết định.",
        "The rulebook names no lower class; a decision is needed.",
    ),
    "class.none_left": (
        "Không mức nào có đủ điều kiện; cần quyết định.",
        "The conditions of no class are met; a decision is needed.",
    ),
    "class.decided": (
        "Xếp «{class}» theo quyết định của cấp có thẩm quyền.",
        "Class «{class}» by decision of the authority.",
    ),
    "class.gate": ("{gate}: xếp «{class}».", "{gate}: class «{class}»."),
    "class.gate_at_most": ("{gate}: cao nhất là «{class}».", "{gate}: «{class}» at most."),
    "quota.beyond_share": (
        "Vượt tỷ lệ được xếp loại ({share} × {base} = {exact}, lấy {allowed}).",
        "Beyond the share allowed in the class ({share} × {base} = {exact}, taken as {allowed}).",
    ),
    "quota.beyond_max": (
        "Vượt số đơn vị được xếp loại (không quá {allowed} đơn vị).",
        "Beyond the number of units allowed in the class (at most {allowed}).",
    ),
    "quota.level_share": (
        "Bằng nhau ở ranh giới tỷ lệ, cần quyết định ({share} × {base} = {exact}, lấy {allowed}).",
        "Level at the edge of the share, a decision is needed ({share} × {base} = {exact}, taken as {allowed}).",
    ),
    "quota.level_max": (
        "Bằng nhau ở ranh giới số lượng, cần quyết định (không quá {allowed} đơn vị).",
        "Level at the edge of the number allowed, a decision is needed (at most {allowed}).",
    ),
    "quota.raisable_share": (
        ("Vượt {share} × {base} = {exact}, lấy {allowed}; "
         "đến {raised} ({raised_exact}, lấy {most}) do cấp có thẩm quyền quyết định."),
        ("Beyond {share} × {base} = {exact}, taken as {allowed}; "
         "up to {raised} ({raised_exact}, taken as {most}) the competent authority decides."),
    ),
    "quota.beyond_worked": (
        "Vượt số đơn vị được xếp loại (tính ra {exact}, lấy {allowed}).",
        "Beyond the number of units allowed in the class (worked out as {exact}, taken as {allowed}).",
    ),
    "quota.level_worked": (
        "Bằng nhau ở ranh giới số lượng, cần quyết định (tính ra {exact}, lấy {allowed}).",
        "Level at the edge of the number allowed, a decision is needed (worked out as {exact}, taken as {allowed}).",
    ),
    "quota.untold": (
        "Chưa tính được giới hạn số lượng, cần quyết định.",
        "The number allowed in the class cannot be worked out, a decision is needed.",
    ),
    "quota.group_unknown": (
        "Chưa đủ số liệu để biết giới hạn số lượng có áp dụng cho đơn vị này không.",
        "Figures are missing to tell whether the limit on the class is for this unit.",
    ),
    "award.level": (
        "Bằng nhau ở ranh giới số lượng đề nghị «{award}» (nhiều nhất {limit} đơn vị), cần quyết định.",
        "Level at the edge of the number recommended for «{award}» (at most {limit} units), a decision is needed.",
    ),
    "place.disqualified": ("Không xét thi đua.", "Not considered."),
    "place.class": ("Loại «{class}» không xếp hạng.", "Class «{class}» takes no place."),
    "place.no_figures": ("Chưa có số liệu để xếp hạng.", "There are no figures to rank by."),
    "place.ballot": ("Chờ bỏ phiếu.", "A ballot is awaited."),
    "place.decision": ("Chờ quyết định.", "A decision is awaited."),
}  # fmt: skip
TIE_RULES = {"ballot": ("bỏ phiếu", "a ballot"), "decision": ("quyết định", "a decision")}


def note_text(note: Note, language: str = "vi") -> str:
    """The note in one sentence."""
    return NOTES[note.code][language != "vi"].format_map(dict(note.facts))


def tie_rule_name(decided_by: str, language: str = "vi") -> str:
    """The name of the rule that set units apart: the rulebook's own, or what a nameless one is called."""
    return TIE_RULES[decided_by][language != "vi"] if decided_by in TIE_RULES else decided_by
