"""Messages of the command line in the reader's language."""

import os
import sys

from thidua.rules import Problem
from thidua.rules.tables import place_text, sentence

WORDS = {
    "error": ("lỗi", "error"),
    "warning": ("cảnh báo", "warning"),
    "note": ("lưu ý", "note"),
    "line": ("dòng {line}", "line {line}"),
    "fine": ("Không có lỗi.", "No findings."),
    "count": ("{errors} lỗi, {warnings} cảnh báo, {notes} lưu ý.", "{errors} errors, {warnings} warnings, {notes} notes."),
    "written": ("Đã ghi {name}.", "Wrote {name}."),
    "no_unit": ("Không có đơn vị {unit}. Các đơn vị: {known}.", "There is no unit {unit}. Units: {known}."),
    "no_group": ("Không có nhóm {group}. Các nhóm: {known}.", "There is no group {group}. Groups: {known}."),
    "no_rulebook": (
        "Không có tệp hay quy chế mẫu {name}. Xem các quy chế mẫu: thidua rules list",
        "There is no file or shipped rulebook {name}. See: thidua rules list",
    ),
    "incomplete": (
        "Kết quả tạm thời: còn số liệu chưa có hoặc cần quyết định.",
        "Provisional: some values are missing or need a decision.",
    ),
    "out_is_in": (
        "{name} là tệp đang đọc; hãy ghi kết quả ra tệp khác.",
        "{name} is the file being read; write the result to another one.",
    ),
    "no_ranking": (
        "Tệp {name} không phải bảng xếp hạng tải về từ Thi đua.",
        "The file {name} is not a ranking downloaded from Thi đua.",
    ),
    "holds": (
        "Tính lại từ đầu: kết quả trùng khớp từng chữ số.",
        "Computed anew: the result is the same to the last digit.",
    ),
    "edition_differs": (
        "Lời văn quy chế trong tệp không đúng với mã của nó.",
        "The rulebook's text is not what its digest names.",
    ),
    "digest_differs": (
        "Nội dung tệp không đúng với mã kiểm tra: tệp đã bị sửa.",
        "The content is not what the digest names: the file was changed.",
    ),
    "units_differ": (
        "Tính lại ra kết quả khác ở: {units}.",
        "Computed anew, these differ: {units}.",
    ),
    "digest": ("Mã kiểm tra: {digest}", "Digest: {digest}"),
    "same": ("Hai quy chế giống nhau.", "The two rulebooks are the same."),
    "not_reported": ("Chỉ tiêu mới chưa có số liệu: {names}.", "New inputs without data: {names}."),
    "head_id": ("MÃ", "ID"),
    "head_status": ("LOẠI", "STATUS"),
    "head_title": ("TÊN", "TITLE"),
    "official": ("chính thức", "official"),
    "transcribed": ("chép lại", "transcribed"),
    "illustrative": ("minh họa", "illustrative"),
    "total": ("Tổng điểm {points}", "Total {points}"),
    "place": ("hạng {place}", "place {place}"),
    "no_place_yet": ("chưa có hạng", "no place yet"),
    "source": ("Căn cứ: {source}", "Source: {source}"),
    "estimate": (" (ước)", " (estimate)"),
    "evidence_there": ("Minh chứng (đã có): {names}", "Evidence (there): {names}"),
    "evidence_missing": ("Minh chứng (chưa có): {names}", "Evidence (missing): {names}"),
    "gain": ("{what} (tổng thêm {points} điểm)", "{what} (total gains {points})"),
    "state_undefined": ("cần quyết định", "needs a decision"),
    "state_missing": ("chưa có số liệu", "not reported"),
    "state_not_applicable": ("không áp dụng", "not applicable"),
    "state_not_assigned": ("không được giao", "not assigned"),
    "rehearsal_code": ("Mã", "Code"),
    "rehearsal_unit": ("Đơn vị", "Unit"),
    "rehearsal_old_place": ("Hạng cũ", "Old place"),
    "rehearsal_new_place": ("Hạng mới", "New place"),
    "rehearsal_up_down": ("Lên/xuống", "Up/down"),
    "rehearsal_old_total": ("Điểm cũ", "Old total"),
    "rehearsal_new_total": ("Điểm mới", "New total"),
    "rehearsal_movers": ("Do tiêu chí (so với trung bình cụm)", "By criteria (against the group's mean)"),
    "nobody_moves": ("Không đơn vị nào đổi thứ hạng.", "No unit changes its place."),
}  # fmt: skip


def language(chosen: str | None) -> str:
    """`--lang`, else the language of LC_ALL or LANG when it is English, else Vietnamese."""
    if chosen:
        return chosen
    told = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if told.lower().startswith("en") else "vi"


def say(key: str, lang: str, **values: object) -> str:
    """A message of the command line."""
    return WORDS[key][lang != "vi"].format(**values)


def told(problem: Problem, lang: str) -> str:
    """One problem: how bad, where, what, and what to do."""
    place = place_text(problem.path, lang)
    if problem.line is not None and not problem.path.startswith("line "):
        line = say("line", lang, line=problem.line)
        place = f"{line} ({place})" if place else line
    what, head = sentence(problem, lang), say(problem.severity, lang)
    if place and problem.code.startswith("lint."):  # its sentence most often names the item already
        return f"{head}: {what} ({place})"
    return f"{head}: {place}: {what}" if place else f"{head}: {what}"


def complain(text: str) -> None:
    """A line on standard error."""
    print(text, file=sys.stderr)
