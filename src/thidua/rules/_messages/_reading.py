"""Sentences for what is wrong with the text of a rulebook and with data: (vi, en, mend vi, mend en)."""

READING: dict[str, tuple[str, str, str, str]] = {
    "too_large": (
        "Tệp lớn hơn {limit} byte.", "The file is larger than {limit} bytes.",
        "Tách bảng điểm thành nhiều tệp.", "Split the rulebook into several files."),
    "not_utf8": (
        "Tệp không dùng bảng mã UTF-8.", "The file is not UTF-8.",
        "Lưu lại tệp dạng UTF-8.", "Save the file as UTF-8."),
    "is_workbook": (
        "Đây là tệp Excel hoặc tệp nén, không phải quy chế dạng YAML.",
        "This is a workbook or archive, not a rulebook in YAML.",
        "Nhập bảng Excel ở trang «Nhập từ tệp», rồi tải bản YAML về.",
        "Import the workbook on the site, then download it as YAML."),
    "not_a_rulebook": (
        "Tệp trống, hoặc không phải một quy chế: không có các khóa như title, inputs, items.",
        "The file is empty or no rulebook: it has no keys such as title, inputs, items.",
        "Kiểm tra xem có chọn nhầm tệp không.", "See whether this is the right file."),
    "not_yaml": (
        "Tệp không đúng cú pháp YAML ({reason}).", "The file is not valid YAML ({reason}).",
        "Xem lại dấu cách đầu dòng, dấu hai chấm và dấu ngoặc ở dòng này.",
        "Look at the indentation, colons and brackets of this line."),
    "several_documents": (
        "Tệp chứa nhiều tài liệu (dòng ---).", "The file holds several documents (a line ---).",
        "Mỗi tệp chỉ để một bảng điểm.", "Keep one rulebook in a file."),
    "more_problems": (
        "Tệp còn lỗi nữa; ở đây chỉ kể {limit} lỗi đầu.", "The file has more problems; the first {limit} are told.",
        "Sửa các lỗi này rồi đọc lại tệp.", "Mend these, then read the file again."),
    "alias": (
        "Không được dùng tham chiếu *{name}.", "The alias *{name} may not be used.",
        "Chép lại nội dung thay cho tham chiếu.", "Write the content out instead."),
    "yaml_tag": (
        "Không được dùng thẻ kiểu “{tag}”.", "The tag {tag} may not be used.", "Bỏ thẻ này.", "Remove the tag."),
    "duplicate_key": (
        "Khóa “{key}” có hai lần ở cùng một chỗ.", "The key “{key}” stands twice in one place.",
        "Giữ lại một trong hai.", "Keep one of the two."),
    "key_not_text": (
        "Khóa phải là chữ.", "A key must be a text.", "Viết khóa là một từ.", "Write the key as a word."),
    "too_deep": (
        "Lồng nhau quá {limit} tầng.", "Nested more than {limit} levels deep.",
        "Bớt tầng lồng nhau.", "Use fewer levels."),
    "unknown_key": (
        "Không có khóa “{key}”.{near}", "There is no key “{key}”.{near}",
        "Dùng một trong các khóa: {known}.", "Use one of: {known}."),
    "missing_key": (
        "Thiếu “{key}”.", "“{key}” is missing.", "Ghi thêm “{key}”.", "Add “{key}”."),
    "wrong_type": (
        "Giá trị {value} phải là {wanted}.", "The value {value} must be {wanted}.",
        "Sửa lại; chữ viết giống số thì đặt trong dấu ngoặc kép, như \"1.2\".",
        "Mend it; put a text that looks like a number in quotation marks, like \"1.2\"."),
    "not_one_of": (
        "“{value}” không dùng được ở đây.", "“{value}” cannot stand here.",
        "Dùng một trong: {allowed}.", "Use one of: {allowed}."),
    "decimal_comma": (
        "“{value}”: số thập phân trong tệp viết bằng dấu chấm, không viết dấu phẩy.",
        "“{value}”: decimals in the file are written with a point, not a comma.",
        "Viết 0.25 thay cho 0,25; giữa các số trong min(a, b) để một dấu cách sau dấu phẩy.",
        "Write 0.25 instead of 0,25; between numbers in min(a, b) keep a space after the comma."),
    "not_a_number": (
        "“{value}” không phải là số.", "“{value}” is not a number.",
        "Viết 0.25, 85% hoặc 1/3; nhiều nhất 18 chữ số.", "Write 0.25, 85% or 1/3; at most 18 digits."),
    "not_a_date": (
        "“{value}” không phải là ngày.", "“{value}” is not a day.",
        "Viết năm-tháng-ngày, như 2025-11-20.", "Write year-month-day, like 2025-11-20."),
    "bad_identifier": (
        "“{value}” không dùng làm mã được.", "“{value}” cannot be an identifier.",
        "Mã gồm chữ thường không dấu, số và dấu gạch dưới; số thứ tự của mục không có dấu cách.",
        "Use lower-case ASCII words joined by _; an item's number holds no space."),
    "out_of_range": (
        "Số này nằm ngoài giới hạn cho phép.", "The number is outside its limits.",
        "Nhập số trong giới hạn (thường phải lớn hơn 0).", "Use a number within the limits (usually above 0)."),
    "text_empty": (
        "Không được để trống.", "This may not be empty.", "Ghi nội dung, hoặc bỏ khóa này.", "Fill it, or remove the key."),
    "text_too_long": (
        "Chữ ở đây dài quá {limit} ký tự.", "The text is longer than {limit} characters.",
        "Rút gọn lại.", "Make it shorter."),
    "too_few": (
        "Ở đây cần ít nhất {limit} mục.", "At least {limit} needed here.", "Ghi thêm.", "Add what is missing."),
    "too_many": (
        "Ở đây ghi nhiều nhất {limit} mục.", "At most {limit} allowed here.", "Rút gọn lại.", "Make it shorter."),
    "both_given": (
        "Không ghi cùng lúc “{one}” và “{other}”.", "“{one}” and “{other}” may not stand together.",
        "Giữ lại một trong hai.", "Keep one of the two."),
    "one_of_two": (
        "Phải ghi đúng một trong hai: “{one}” hoặc “{other}”.", "Exactly one of “{one}” and “{other}” is needed.",
        "Giữ lại một trong hai.", "Keep one of the two."),
    "expression_invalid": (
        "Không hiểu biểu thức “{value}”: {reason} (ký tự thứ {column}).",
        "The expression “{value}” is not understood: {reason} (character {column}).",
        "Viết như: done >= 95% * tasks and not late.", "Write like: done >= 95% * tasks and not late."),
    "expression_type": (
        "Chỗ này cần {wanted}, nhưng biểu thức cho {found}.", "This place needs {wanted}, the expression gives {found}.",
        "Sửa biểu thức, hoặc chọn chỉ tiêu đúng loại.", "Mend the expression or choose an input of that kind."),
    "not_alike": (
        "Không so sánh được {one} với {other}.", "{one} and {other} cannot be compared.",
        "So sánh số với số, lựa chọn với mã lựa chọn trong dấu ngoặc kép.",
        "Compare numbers with numbers, a choice with the id of a choice in quotation marks."),
    "unknown_input": (
        "Không có chỉ tiêu “{name}” trong phần số liệu.", "There is no input “{name}”.",
        "Khai báo chỉ tiêu này trong inputs, hoặc sửa tên.", "Declare it in inputs, or mend the name."),
    "unknown_item": (
        "Không có mục “{name}”.", "There is no item “{name}”.",
        "Dùng số thứ tự của một mục có trong bảng.", "Use the id of an item of the table."),
    "unknown_class": (
        "Không có mức xếp loại “{name}”.", "There is no class “{name}”.",
        "Dùng một trong: {known}.", "Use one of: {known}."),
    "no_classes": (
        "Không có mức xếp loại “{name}”: bảng chưa có mức nào.", "There is no class “{name}”: the table has no classes.",
        "Thêm các mức xếp loại (classes), hoặc bỏ chỗ dùng mức này.", "Add the classes, or remove what names this one."),
    "unknown_choice": (
        "Chỉ tiêu “{input}” không có lựa chọn “{name}”.", "The input “{input}” has no choice “{name}”.",
        "Dùng một trong: {known}.", "Use one of: {known}."),
    "result_not_here": (
        "“{name}” là kết quả chấm điểm, không dùng được ở đây.",
        "“{name}” is a result of scoring and cannot be used here.",
        "Chỉ dùng ở điều kiện loại, mức xếp loại, xếp hạng, “when” của giới hạn số lượng; units chỉ ở “max” của giới hạn.",
        "Use it in gates, classes, ranking (but zero_count), “when” of quotas and awards; units only in their “max”."),
    "limit_reads_a_unit": (
        "Giới hạn là một con số chung, không đọc được số liệu “{name}” của riêng từng đơn vị.",
        "A limit is one number for all and cannot read each unit's own “{name}”.",
        "Dùng units, units(\"HTT\"), hoặc tính trên cả cụm như sum_of({name}).",
        "Use units, units(\"HTT\"), or the group as in sum_of({name})."),
    "nested_group": (
        "Không lồng phép tính trên cả cụm vào nhau.", "A calculation over the group may not hold another.",
        "Tách thành hai chỉ tiêu.", "Use two inputs."),
    "part_needs_ratio": (
        "“{name}.{part}” chỉ có ở chỉ tiêu loại tỷ lệ (ratio).", "“{name}.{part}” exists for ratio inputs only.",
        "Bỏ “.{part}”, hoặc đổi loại chỉ tiêu thành ratio.", "Remove “.{part}” or make the input a ratio."),
    "part_needs_number": (
        "Chỉ tiêu “{name}” không phải là số nên không có “{part}”.", "The input “{name}” is no number and has no “{part}”.",
        "Bỏ “{part}”.", "Remove “{part}”."),
    "ratio_needs_ends": (
        "Cách tính theo tỷ lệ cần cả tử số và mẫu số, hoặc một chỉ tiêu.",
        "A ratio needs both `of` and `over`, or one `input`.",
        "Ghi of và over; hoặc chỉ ghi input (kèm target nếu so với mức giao).",
        "Write of and over; or input alone (with target if it is measured against one)."),
    "duplicate_id": (
        "Mã “{id}” dùng hai lần.", "The id “{id}” is used twice.",
        "Mỗi mục một mã; nếu văn bản in trùng số, thêm hậu tố và ghi số in vào `number`.",
        "Give each its own id; where the text repeats a number, add a suffix and write what is printed as `number`."),
    "reserved_word": (
        "“{id}” là từ dành riêng của ngôn ngữ biểu thức.", "“{id}” is a reserved word.",
        "Đặt mã khác.", "Choose another id."),
    "limits_crossed": (
        "Giới hạn dưới {low} lớn hơn giới hạn trên {high}.", "The lower limit {low} is above the upper limit {high}.",
        "Đổi chỗ hai giới hạn.", "Swap the limits."),
    "choices_and_kind": (
        "Chỉ tiêu “{id}”: loại choice phải có danh sách lựa chọn, loại khác thì không.",
        "Input “{id}”: a choice needs its list of choices, other kinds have none.",
        "Thêm choices, hoặc đổi loại chỉ tiêu.", "Add choices, or change the kind."),
    "kind_below_top": (
        "Mục {id}: điểm thưởng, điểm trừ chỉ khai báo ở mục cấp cao nhất.",
        "Item {id}: bonus and deduction are declared at the top level only.",
        "Chuyển mục này lên cấp cao nhất.", "Move the item to the top level."),
    "order_incomplete": (
        "total.order phải có đủ bonus, deduction, clamp, mỗi từ một lần.",
        "total.order must name bonus, deduction and clamp once each.",
        "Ghi lại thứ tự ba bước.", "Write the order of the three steps."),
    "dates_crossed": (
        "Ngày kết thúc trước ngày bắt đầu.", "The end lies before the beginning.",
        "Sửa lại ngày.", "Mend the dates."),
}  # fmt: skip

DATA: dict[str, tuple[str, str, str, str]] = {
    "data.unit_twice": (
        "Đơn vị {unit} có hai lần.", "The unit {unit} occurs twice.",
        "Giữ lại một dòng.", "Keep one row."),
    "data.unknown_class": (
        "Quy chế không có mức xếp loại “{class}” đã quyết định cho {unit}.",
        "The rulebook has no class “{class}” as decided for {unit}.",
        "Dùng một trong các mức: {known}.", "Use one of: {known}."),
    "data.name_too_long": (
        "Tên dài quá {limit} ký tự.", "The name is longer than {limit} characters.", "Rút gọn tên.", "Shorten the name."),
    "data.text_too_long": (
        "Chữ trong ô dài quá {limit} ký tự.", "The text in this cell is longer than {limit} characters.",
        "Rút gọn, hoặc để thành minh chứng.", "Shorten it, or hand it in as evidence."),
    "data.unknown_input": (
        "Bảng điểm không có chỉ tiêu “{input}”.", "The rulebook has no input “{input}”.",
        "Bỏ số liệu này, hoặc sửa mã.", "Remove the value or mend its code."),
    "data.unknown_criterion": (
        "Bảng điểm không có tiêu chí “{criterion}”.", "The rulebook has no criterion “{criterion}”.",
        "Sửa số thứ tự của tiêu chí.", "Mend the number of the criterion."),
    "data.unknown_column": (
        "Bảng điểm không có cột điểm “{column}”.", "The rulebook has no column of marks “{column}”.",
        "Dùng một cột có trong bảng điểm.", "Use a column of the rulebook."),
    "data.mark_outside": (
        "Điểm {points} nằm ngoài khoảng {low}–{high}.", "The mark {points} is outside {low}–{high}.",
        "Cho điểm trong khoảng này.", "Give a mark within it."),
    "data.mark_off_grid": (
        "Điểm {points} không theo bước {step}.", "The mark {points} is not on the grid of {step}.",
        "Cho điểm theo bước {step}.", "Use steps of {step}."),
    "data.value_and_state": (
        "“{name}”: vừa có giá trị vừa ghi là không có.", "“{name}”: both a value and a reason for having none.",
        "Giữ lại một trong hai.", "Keep one of the two."),
    "data.unknown_choice": (
        "“{name}” không có lựa chọn “{choice}”.", "“{name}” has no choice “{choice}”.",
        "Chọn một trong: {known}.", "Choose one of: {known}."),
    "data.no_number": (
        "“{name}” cần một số.", "“{name}” needs a number.", "Nhập số.", "Enter a number."),
    "data.no_denominator": (
        "“{name}” cần cả mẫu số.", "“{name}” needs its denominator.", "Nhập mẫu số.", "Enter the denominator."),
    "data.not_yes_no": (
        "“{name}” chỉ nhận có hoặc không.", "“{name}” is yes or no.", "Chọn có hoặc không.", "Choose yes or no."),
    "data.outside_limits": (
        "“{name}”: {value} nằm ngoài giới hạn {low}–{high}.", "“{name}”: {value} is outside {low}–{high}.",
        "Kiểm tra lại số và đơn vị tính.", "Check the number and its unit."),
    "data.too_many_decimals": (
        "“{name}”: {value} có quá {places} chữ số thập phân.", "“{name}”: {value} has more than {places} decimals.",
        "Làm tròn số theo quy định của chỉ tiêu.", "Round the number as the input says."),
}  # fmt: skip
