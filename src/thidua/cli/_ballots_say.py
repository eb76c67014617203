"""Messages of `thidua ballots`, Vietnamese and English; sentences about ballots are in `thidua.ballots`."""

WORDS = {
    "no_library": (
        "Lệnh này cần thư viện PyNaCl: cài thidua[ballots].",
        "This command needs the library PyNaCl: install thidua[ballots].",
    ),
    "no_json": ("Tệp {name} không phải JSON.", "The file {name} is not JSON."),
    "no_folder": ("Không ghi được thư mục {name}: {detail}.", "The folder {name} cannot be written: {detail}."),
    "stage_closed": (
        "Đã đóng, chưa mở phiếu: đang chờ khiếu nại.",
        "Closed and not opened: complaints may be made.",
    ),
    "stage_opened": ("Đã mở phiếu.", "Opened."),
    "numbers": (
        """\
Thành viên {members}, được biểu quyết {entitled}.
Phiếu mã: in {slips}, thu hồi {withdrawn}, phát {handed_out}; phiếu thu về {cast}, chưa bỏ {unused}, hủy {annulled}.""",
        """\
Members {members}, entitled {entitled}.
Slips: printed {slips}, withdrawn {withdrawn}, handed out {handed_out};
ballots cast {cast}, not used {unused}, annulled {annulled}.""",
    ),
    "counted": ("hợp lệ {valid}, trắng {blank}, không hợp lệ {invalid}", "valid {valid}, blank {blank}, invalid {invalid}"),
    "yes": ("Tán thành", "Yes"),
    "no": ("Không tán thành", "No"),
    "abstain": ("Không có ý kiến", "Abstain"),
    "holds": (
        "Làm lại từ đầu: mọi phiếu và kết quả trùng khớp.",
        "Done again from the start: every ballot and the result agree.",
    ),
    "deviations": ("Số chỗ sai: {n}.", "Deviations: {n}."),
    "digests": (
        """\
Mã niêm phong lúc mở:  {opening}
Mã niêm phong lúc đóng: {closing}
Hãy so với mã đã đọc trước hội nghị và ghi trong biên bản.""",
        """\
Digest at opening: {opening}
Digest at closing: {closing}
Compare with what was read out and stands in the minutes.""",
    ),
    "your_vote": ("Phiếu {receipt} đã chọn: {marks}", "Ballot {receipt} says: {marks}"),
    "blank": ("trắng", "blank"),
    "spoilt": ("không hợp lệ", "invalid"),
    "prepared": (
        """\
Đã ghi vào {name}:
  cong-khai.json      gửi lên hệ thống
  phieu-ma.txt        BÍ MẬT: in, gấp kín, trộn đều, rồi xóa
  manh-khoa-*.txt     BÍ MẬT: mỗi người kiểm phiếu giữ một tệp, rồi xóa""",
        """\
Written to {name}:
  cong-khai.json      upload it
  phieu-ma.txt        SECRET: print, fold, shuffle, then delete
  manh-khoa-*.txt     SECRET: one for each teller, then delete""",
    ),
    "printed": (
        "phieu-ma.pdf: BÍ MẬT, phiếu mã có QR và mảnh khóa để in; in xong thì xóa.",
        "phieu-ma.pdf: SECRET, slips with QR codes and shares to print; delete it afterwards.",
    ),
    "no_printer": (
        "In PDF cần thêm: pip install thidua[documents]. Bỏ --address để chỉ ghi tệp chữ.",
        "Printing needs: pip install thidua[documents]. Leave --address out to write text files only.",
    ),
    "share_head": (
        "Mảnh khóa {at}/{of} của cuộc bỏ phiếu {ballot}; cần {need} mảnh để mở. Không cho ai xem trước giờ mở phiếu.",
        "Share {at} of {of} for the ballot {ballot}; {need} open it. Show it to nobody before the opening.",
    ),
    "slip_head": ("Mã bỏ phiếu {code}    Biên nhận {receipt}", "Voting code {code}    Receipt {receipt}"),
    "share_ask": ("Mảnh khóa thứ {at} (không hiện khi gõ): ", "Share {at} (not shown while typed): "),
    "opened": ("Đã mở phiếu và ghi {name}.", "Opened the ballots and wrote {name}."),
}  # fmt: skip


def say(key: str, lang: str, **values: object) -> str:
    """A message of `thidua ballots`."""
    return WORDS[key][lang != "vi"].format(**values)
