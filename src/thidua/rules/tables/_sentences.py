"""Every problem of files and cells in Vietnamese and English; the place of a problem in words."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from thidua.rules._errors import Problem
from thidua.rules._messages import message, types_text
from thidua.rules._wording import number_text

CELL = re.compile(r'sheet "(?P<sheet>.*)"(?:, cell (?P<cell>[A-Z]+\d+))?')
LINE = re.compile(r"line (?P<line>\d+), column (?P<column>\d+)")
MOST_SHOWN = 200

FILE = {
    "not_there": (
        "Không mở được tệp {name}: không có tệp này, hoặc không có quyền đọc.",
        "The file {name} cannot be opened: it is not there, or may not be read.",
    ),
    "too_large": ("Tệp lớn hơn {most} MB.", "The file is larger than {most} MB."),
    "empty": ("Tệp rỗng.", "The file is empty."),
    "unknown_form": (
        "Không đọc được loại tệp “{form}”. Các loại đọc được: {known}.",
        'Files of the kind "{form}" are not read. Known kinds: {known}.',
    ),
    "not_utf8": (
        "Tệp không dùng bảng mã UTF-8 (có thể là TCVN3, VNI). Hãy lưu lại dạng “CSV UTF-8”.",
        'The file is not UTF-8. Save it again as "CSV UTF-8".',
    ),
    "not_json": (
        "Tệp không phải JSON hợp lệ: sai ở dòng {line}, cột {column}.",
        "The file is not valid JSON: line {line}, column {column} cannot be read.",
    ),
    "json_key_twice": (
        "Khóa “{key}” có hai lần trong cùng một khối của tệp JSON.",
        'The key "{key}" stands twice in one object of the JSON file.',
    ),
    "json_too_deep": ("Tệp JSON lồng quá nhiều cấp.", "The JSON file is nested too deeply."),
    "json_long_number": (
        "Tệp JSON có số dài quá mức đọc được.",
        "The JSON file holds a number that is too long to be read.",
    ),
    "not_data": (
        "Tệp ghi là dữ liệu thidua-data/1 nhưng không đúng dạng đó. Hãy lấy lại tệp gốc.",
        "The file says thidua-data/1 but has not its form. Use the file as it was written.",
    ),
    "not_csv": (
        "Không đọc được dòng {line} như CSV: dấu ngoặc kép chưa đóng hoặc đặt sai chỗ, hoặc có ký tự lạ.",
        "Line {line} cannot be read as CSV: quotation marks are not closed or misplaced, or it holds a strange character.",
    ),
    "long_cell": (
        "Dòng {line}, cột {column}: ô dài quá {most} ký tự.",
        "Line {line}, column {column}: the cell is longer than {most} characters.",
    ),
    "encrypted_or_old": (
        "Tệp có mật khẩu hoặc là Excel đời cũ (.xls). Hãy bỏ mật khẩu và lưu lại dạng .xlsx.",
        "The file has a password or is an old .xls. Remove the password and save it as .xlsx.",
    ),
    "not_xlsx": ("Tệp không phải bảng tính .xlsx.", "The file is not an .xlsx workbook."),
    "broken": (
        "Tệp bị hỏng, chưa tải hết hoặc không đúng loại. Hãy mở tệp bằng phần mềm đã tạo ra nó, lưu lại rồi gửi lại.",
        "The file is damaged, incomplete or of another kind. Open it where it was made, save it and send it again.",
    ),
    "macros": (
        "Tệp có macro nên không được nhận. Hãy lưu lại dạng .xlsx thường.",
        "The file carries macros and is refused. Save it as a plain .xlsx.",
    ),
    "external_links": (
        "Tệp có liên kết tới tệp khác nên không được nhận. Trong Excel: Dữ liệu → Sửa liên kết → Ngắt liên kết.",
        "The file links to other files and is refused. In Excel: Data → Edit Links → Break Link.",
    ),
    "embedded_objects": (
        "Tệp có đối tượng nhúng nên không được nhận. Hãy xóa đối tượng nhúng rồi lưu lại.",
        "The file has embedded objects and is refused. Remove them and save again.",
    ),
    "bad_path": ("Tệp chứa tên phần không an toàn ({part}).", "The file holds an unsafe part name ({part})."),
    "xml_entities": (
        "Tệp chứa khai báo XML không được phép ({part}).",
        "The file holds a forbidden XML declaration ({part}).",
    ),
    "zip_bomb": ("Tệp khi mở ra lớn hơn {most} MB.", "The file unpacks to more than {most} MB."),
    "too_many_parts": ("Tệp có quá nhiều phần ({count}).", "The file has too many parts ({count})."),
    "too_many_sheets": (
        "Tệp có {count} trang, tối đa {most}.",
        "The file has {count} sheets; at most {most} are read.",
    ),
    "too_many_units": ("Tệp có hơn {most} đơn vị.", "The file holds more than {most} units."),
    "too_many_cells": ("Tệp có hơn {most} ô.", "The file has more than {most} cells."),
    "too_much_text": ("Chữ trong tệp dài hơn {most} MB.", "The file holds more than {most} MB of text."),
    "too_far": (
        "Bảng kéo tới dòng {row}, cột {column}; tối đa {rows} dòng, {columns} cột. Hãy xóa các dòng, cột thừa.",
        "The table reaches row {row}, column {column}; at most {rows} rows and {columns} columns are read.",
    ),
    "too_slow": (
        "Đọc tệp quá {seconds} giây nên đã dừng.",
        "Reading took more than {seconds} seconds and was stopped.",
    ),
    "reader_died": (
        "Không đọc được tệp: tệp bị hỏng hoặc cần quá nhiều bộ nhớ. Hãy mở bằng Excel, lưu lại rồi gửi lại.",
        "The file could not be read: it is damaged or needs too much memory. Save it again in Excel.",
    ),
    "no_cells": ("Bảng tính không có số liệu.", "The workbook holds no cells."),
    "other_template_version": (
        "Biểu mẫu thuộc phiên bản khác ({version}; cần {wanted}). Hãy tải biểu mẫu mới.",
        "The template has another version ({version}; wanted {wanted}).",
    ),
    "other_rulebook": (
        "Biểu mẫu này của quy chế khác hoặc bản khác: “{theirs}”. Quy chế đang dùng: “{ours}”.",
        'The template belongs to another rulebook or edition: "{theirs}". In use: "{ours}".',
    ),
    "no_rulebook_table": (
        "Không tìm thấy bảng điểm: cần một dòng tiêu đề có cột “Nội dung” và cột “Điểm tối đa”.",
        'No table of points was found: a header row with "Nội dung" and "Điểm tối đa" is wanted.',
    ),
    "unknown_output": (
        "Không ghi được loại tệp “{form}”. Các loại ghi được: {known}.",
        'Files of the kind "{form}" are not written. Known kinds: {known}.',
    ),
    "exists": (
        "Tệp {name} đã có; thêm --force để ghi đè.",
        "The file {name} exists; add --force to replace it.",
    ),
    "not_written": (
        "Không ghi được tệp {name}: thư mục không có hoặc không cho ghi, hoặc đĩa đã đầy.",
        "The file {name} cannot be written: its folder is not there or may not be written to, or the disk is full.",
    ),
    "sheets_lost": (
        "Biểu mẫu chỉ còn {found}/{wanted} trang đơn vị. Hãy gửi tệp đủ trang.",
        "Only {found} of {wanted} unit sheets are left in the template.",
    ),
}
CELLS = {
    "no_units": ("Bảng không có đơn vị nào.", "The table holds no unit."),
    "no_units_list": ("Thiếu danh sách “units:”.", 'The list "units:" is missing.'),
    "not_a_block": ("Cần một khối “khóa: giá trị”.", 'A block of "key: value" is wanted here.'),
    "plain_wanted": (
        "“{key}” cần chữ hoặc số nguyên; nếu là mã như 1.10 thì viết trong dấu ngoặc kép.",
        '"{key}" wants a text or a whole number; put a code like 1.10 in quotation marks.',
    ),
    "unknown_key": ("Không có khóa “{key}”.", 'There is no key "{key}".'),
    "unknown_value": ("Quy chế không có chỉ tiêu “{key}”.", 'The rulebook has no input "{key}".'),
    "unknown_mark": ("Quy chế không có tiêu chí “{key}”.", 'The rulebook has no criterion "{key}".'),
    "unknown_evidence": ("Quy chế không có tiêu chí “{key}”.", 'The rulebook has no criterion "{key}".'),
    "unknown_waived": ("Quy chế không có điều kiện “{key}”.", 'The rulebook has no gate "{key}".'),
    "unknown_mark_column": ("Quy chế không có cột điểm “{key}”.", 'The rulebook has no mark column "{key}".'),
    "no_code": ("Thiếu mã đơn vị.", "The unit's code is missing."),
    "long_code": ("Mã đơn vị dài quá {most} ký tự.", "The unit's code is longer than {most} characters."),
    "no_code_column": (
        "Dòng đầu không có cột “Mã đơn vị” (code): có thể nhầm tệp. Dòng 1 phải là tên các cột.",
        'The first row has no column "code": perhaps another file. Row 1 must name the columns.',
    ),
    "unknown_unit": ("Đơn vị “{unit}” không thuộc danh sách này.", 'The unit "{unit}" is not in this list.'),
    "value_twice": ("Số liệu này đã có ở {first}.", "This value stands already at {first}."),
    "column_twice": ("Cột “{name}” có hai lần.", 'The column "{name}" stands twice.'),
    "unknown_column": ("Không rõ cột “{name}”.{near}", 'Unknown column "{name}".{near}'),
    "unknown_input": ("Không có chỉ tiêu “{name}”.{near}", 'There is no input "{name}".{near}'),
    "cell_without_header": ("Ô có số liệu nhưng cột không có tên.", "The cell's column has no heading."),
    "formula_cell": (
        "Ô là công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại rồi gửi lại.",
        "The cell is a formula without a stored result. Open the file in Excel and save it.",
    ),
    "error_cell": (
        "Ô đang báo lỗi của Excel (như #DIV/0!).",
        "The cell shows an Excel error (like #DIV/0!).",
    ),
    "not_a_number": ("“{said}” không phải là số.", '"{said}" is not a number.'),
    "date_for_number": (
        "Ô cần số nhưng đang là ngày {said} (Excel có thể đã tự đổi). Hãy đặt ô về dạng số và gõ lại.",
        "A number is wanted but the cell is the date {said}; Excel may have changed it.",
    ),
    "unsure_number": (
        "“{said}” có thể là {one} hoặc {other}. Hãy viết rõ: {one} hay {other}.",
        '"{said}" may be {one} or {other} (Vietnamese writing). Write it unmistakably.',
    ),
    "percent_for_count": (
        "“{said}”: ô này cần số lượng, không phải phần trăm.",
        '"{said}": a count is wanted, not a percentage.',
    ),
    "float_noise": (
        "Số lẻ do máy tính ({said}) được hiểu là {understood}.",
        "The machine's {said} was understood as {understood}.",
    ),
    "english_number": (
        "“{said}” viết kiểu tiếng Anh, được hiểu là {understood}.",
        '"{said}" is written the English way and was understood as {understood}.',
    ),
    "share_wanted": (
        "Chỉ tiêu giao của “{name}” phải là tỷ lệ, ví dụ 95 %; đang được hiểu là {understood}.",
        'The target of "{name}" must be a share such as 95 %; it was understood as {understood}.',
    ),
    "state_and_value": (
        "“{name}” vừa có số liệu vừa ghi là không có.",
        '"{name}" has both a value and a reason for none.',
    ),
    "of_for_plain": (
        "“{name}” không phải chỉ tiêu tỷ lệ nên không có mẫu số.",
        '"{name}" is no ratio and takes no denominator.',
    ),
    "ratio_needs_both": (
        "“{name}” cần cả tử số ({top}) và mẫu số ({bottom}).",
        '"{name}" needs both counts: {top} and {bottom}.',
    ),
    "choice_for_number": ("“{name}” cần số, không phải lựa chọn.", '"{name}" wants a number, not a choice.'),
    "not_yes_no": ("“{said}” không phải Có hoặc Không.", '"{said}" is neither yes nor no.'),
    "not_a_date": (
        "“{said}” không phải ngày (viết ngày/tháng/năm).",
        '"{said}" is not a date (day/month/year).',
    ),
    "not_certainty": (
        "“{said}” không phải Chính thức, Ước, Chưa có, Không áp dụng hay Không được giao.",
        '"{said}" is neither final nor estimate nor a known state.',
    ),
    "sheet_changed": (
        "Trang này không còn đúng đơn vị (“{unit}”).",
        'The sheet is no longer a unit\'s of this file ("{unit}").',
    ),
    "rows_lost": (
        "Trang thiếu {count} dòng của biểu mẫu.",
        "The sheet has lost {count} rows of the template.",
    ),
    "stray_row": (
        "Ô {cell} nằm ở dòng chèn thêm, không thuộc biểu mẫu.",
        "Cell {cell} stands in a row that is not of the template.",
    ),
    "other_sheets": (
        "Chỉ đọc trang “{used}”; các trang khác không đọc: {others}.",
        'Only the sheet "{used}" was read, not: {others}.',
    ),
    "rule_unknown": (
        "Chưa hiểu cách chấm “{said}”: tạm để người chấm cho điểm trực tiếp.",
        'The way of scoring "{said}" is not known: the criterion is judged by hand for now.',
    ),
    "rule_absent": (
        "“{name}” chưa ghi cách chấm: tạm để người chấm cho điểm trực tiếp.",
        '"{name}" names no way of scoring: it is judged by hand for now.',
    ),
    "bad_parameter": (
        "Không hiểu tham số “{said}”. Mỗi dòng viết “tên: giá trị”; các tên: {known}.",
        'The parameter "{said}" is not understood. Write "name: value"; names: {known}.',
    ),
    "missing": ("Thiếu “{name}”.", '"{name}" is missing.'),
    "not_one_of": (
        "“{name}”: “{said}” không dùng được. Hãy chọn một trong: {known}.",
        '"{name}": "{said}" cannot be used. Choose one of: {known}.',
    ),
    "wrong_type": ("“{name}” phải là {wanted}.", '"{name}" must be {wanted}.'),
    "unknown_setting": ("Không có quy định nào tên “{key}”.{near}", 'There is no setting "{key}".{near}'),
    "cell_syntax": (
        "Không đọc được “{said}”. Xem lại ngoặc, dấu hai chấm và dấu phẩy, ví dụ {{Từ: 90, Điểm: 5}}.",
        '"{said}" cannot be read. Look at its brackets, colons and commas, as in {{Từ: 90, Điểm: 5}}.',
    ),
    "parameter_syntax": (
        "“{name}”: không đọc được “{said}”. Xem lại ngoặc, dấu hai chấm và dấu phẩy; ví dụ ở trang “Hướng dẫn”.",
        '"{name}": "{said}" cannot be read. Look at its brackets, colons and commas; the sheet "Hướng dẫn" has examples.',
    ),
    "parameter_twice": ("“{name}” có hai lần trong ô này.", '"{name}" stands twice in this cell.'),
    "braces_wanted": (
        "Không đọc được “{said}”: ô này cần dạng {{tên: giá trị}}, hoặc để trống.",
        '"{said}" cannot be read: this cell wants {{name: value}}, or nothing.',
    ),
    "brackets_wanted": (
        "Không đọc được “{said}”: ô này cần dạng [một, hai, …], hoặc để trống.",
        '"{said}" cannot be read: this cell wants [one, two, …], or nothing.',
    ),
    "comma_in_formula": (
        "“{said}”: trong công thức, số thập phân viết bằng dấu chấm (0.25); sau dấu phẩy giữa hai số để một dấu cách.",
        '"{said}": in a formula decimals are written with a point (0.25); keep a space after a comma between numbers.',
    ),
    "both_given": (
        "Không ghi cùng lúc “{one}” và “{other}”.",
        '"{one}" and "{other}" may not stand together.',
    ),
    "one_of_two": (
        "Phải ghi đúng một trong hai: “{one}” hoặc “{other}”.",
        'Exactly one of "{one}" and "{other}" is needed.',
    ),
    "choices_and_kind": (
        "“Các lựa chọn” phải có khi “Loại số liệu” là Lựa chọn, và để trống với loại khác.",
        '"Các lựa chọn" must be filled where the kind is Lựa chọn, and empty for any other.',
    ),
    "order_incomplete": (
        "Thứ tự các bước cuối phải có đủ bonus (thưởng), deduction (trừ), clamp (khống chế), mỗi bước một lần.",
        "The order of the last steps must name bonus, deduction and clamp once each.",
    ),
    "ratio_needs_ends": (
        "Cách chấm “Theo tỷ lệ” cần cả “Đã đạt” và “Trên tổng số”, hoặc một “Chỉ tiêu”.",
        'A ratio needs both "Đã đạt" and "Trên tổng số", or one "Chỉ tiêu".',
    ),
    "too_large": ("Bảng điểm quá lớn.", "The table of points is too large."),
    "kind_of_leaf": (
        "“{name}” chỉ ghi ở mục nhóm (mục có các mục con), ở cấp cao nhất.",
        '"{name}" is written at a section (an item with items below it) of the top level only.',
    ),
    "no_items": ("Dưới dòng tiêu đề chưa có mục nào.", "No item stands below the header."),
    "number_changed": (
        "Số TT “{said}” đã có ở trên; mục này được đánh số “{own}”.",
        'The number "{said}" is taken above; this item was numbered "{own}".',
    ),
    "guessed_kind": ("Mục này được hiểu là {name}.", "The section was understood as: {name}."),
    "input_made": ("Đã tạo chỉ tiêu “{name}” ({kind}).", 'The input "{name}" was made ({kind}).'),
    "unknown_parent": ("Không có mục “{key}” ở trên.", 'There is no section "{key}" above.'),
    "template_units": ("Biểu mẫu cần từ 1 đến {most} đơn vị.", "A template takes 1 to {most} units."),
}
SENTENCES = {f"file.{k}": v for k, v in FILE.items()} | {f"table.{k}": v for k, v in CELLS.items()}


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence(problem: Problem, language: str = "vi") -> str:
    """Any problem in a sentence: of files and cells as here, all others as `thidua.rules.message`."""
    both = SENTENCES.get(problem.code)
    if both is None:
        return message(problem, language)
    return both[language != "vi"].format_map(_Facts(_shown(problem.values, language)))


def _short(value: Any) -> Any:
    """What a person wrote, cut where it runs on; lists of known words stay whole."""
    long = isinstance(value, str) and len(value) > MOST_SHOWN and ", " not in value[:MOST_SHOWN]
    return f"{value[:MOST_SHOWN]}..." if long else value


def _shown(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    shown = {
        k: number_text(Fraction(v)) if isinstance(v, Fraction | int) else _short(v) for k, v in values.items()
    }
    if "wanted" in values:
        shown["wanted"] = types_text(values["wanted"], language)
    if "near" in shown:
        words = "Có phải “{}” không?" if language == "vi" else 'Did you mean "{}"?'
        shown["near"] = f" {words.format(shown['near'])}" if shown["near"] else ""
    if "first" in shown:
        shown["first"] = place_text(shown["first"], language)
    return shown


def place_text(path: str, language: str = "vi") -> str:
    """A problem's path in words: `sheet "A", cell D14` -> `trang “A”, ô D14`."""
    if language != "vi":
        return path
    if found := CELL.fullmatch(path):
        cell = f", ô {found['cell']}" if found["cell"] else ""
        return f"trang “{found['sheet']}”{cell}"
    if found := LINE.fullmatch(path):
        return f"dòng {found['line']}, cột {found['column']}"
    return path
