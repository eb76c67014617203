"""What the public report of 18 December 2020 states, as the day's people write it down; each is written once.

`PEN` holds what is typed on the day. What stood in the product before (the cluster, its members, the six
contents, the figures of the host) is in `BEFORE`. `READ` is how each fact must read in papers and article.
"""

from collections import Counter

PEN = {
    "place": "thành phố Bắc Kạn",
    "guest": "Hoàng Duy Chinh",
    "posts": "Bí thư Tỉnh ủy Bắc Kạn\nTrưởng đoàn đại biểu Quốc hội khóa XIV tỉnh Bắc Kạn",
    "signed": "thông qua và ký Giao ước thi đua",
    "agreed": "thống nhất kinh phí hỗ trợ làm nhà tình nghĩa",
    "handed": "bàn giao kinh phí làm nhà tình nghĩa năm 2021",
    "streamlining_slow": "Tham mưu sắp xếp tổ chức bộ máy, tinh giản biên chế ở một số nơi còn chậm, chưa quyết liệt",
    "private_sector": "Tỷ lệ tổ chức đảng và đảng viên trong doanh nghiệp ngoài nhà nước còn thấp",
    "village_admissions": "Kết nạp đảng viên ở thôn, bản chưa đạt chỉ tiêu đề ra",
    "blank_villages": "Vẫn còn thôn, bản «trắng» đảng viên",
    "qualitative": "Đánh giá cán bộ chủ yếu còn định tính, chưa lượng hóa",
    "hesitant": "Công tác cán bộ có lúc, có nơi còn e dè, nể nang",
    "weak_organisations": "Một số tổ chức cơ sở đảng còn yếu, chưa xử lý được tình huống phức tạp nảy sinh",
    "photo_view": "Toàn cảnh hội nghị",
    "photo_signing": "Thông qua và ký kết Giao ước thi đua",
}
COMMON = {
    "streamlining_slow": "2. ", "private_sector": "4. ", "village_admissions": "4. ", "blank_villages": "4. ",
}  # fmt: skip
"""Limitations of the whole cluster, each with the content it belongs to."""
OF_HOST = {"qualitative": "3. ", "hesitant": "3. ", "weak_organisations": "4. "}
ITEMS = (
    "Báo cáo tổng kết năm 2020",
    "Tham luận",
    "Giới thiệu cụm trưởng",
    "Giao ước",
    "Nhà tình nghĩa",
    "Khen thưởng",
)

EVERYWHERE = {
    "the cluster": "Cụm Thi đua số 1 ngành tổ chức xây dựng Đảng",
    "the host of 2020": "Ban Tổ chức Tỉnh ủy Bắc Kạn",
    "the conference": "hội nghị tổng kết công tác thi đua năm 2020, triển khai nhiệm vụ năm 2021",
    "the day": "ngày 18 tháng 12 năm 2020",
    "the place": PEN["place"],
    "the guest": PEN["guest"],
    "the guest's first post": "Bí thư Tỉnh ủy Bắc Kạn",
    "the guest's second post": "Trưởng đoàn đại biểu Quốc hội khóa XIV tỉnh Bắc Kạn",
    "the agreement": PEN["signed"],
    "the head of 2021": "bầu cụm trưởng năm 2021: Lai Châu",
    "the money agreed": PEN["agreed"],
    "the money handed over": PEN["handed"],
    "congresses": "đại hội đảng bộ các cấp",
    "streamlining": "Tinh giản biên chế, sắp xếp tổ chức bộ máy",
    "cadre work": "Đổi mới công tác cán bộ, quản lý cán bộ",
    "grassroots": "Củng cố tổ chức cơ sở đảng",
    "internal protection": "bảo vệ chính trị nội bộ",
    "communication": "Tuyên truyền",
    **{key: PEN[key] for key in (*COMMON, *OF_HOST)},
    "qualification in communes": "100% cán bộ, công chức cấp xã",
    "share of members": "11% dân số",
    "organisations": "trên 70% tổ chức cơ sở đảng",
    "members": "trên 80% đảng viên",
    "examining cadres": "cách sát hạch mới trước khi bổ nhiệm cán bộ lãnh đạo, quản lý",
}
"""What both the papers and the article say."""
ONLY_PAPERS = {
    "14 members": "14/14 đơn vị thành viên",
    "the directive on congresses": "Chỉ thị 35-CT/TW",
    "the resolution on streamlining": "Nghị quyết 39-NQ/TW",
}
ONLY_ARTICLE = {
    "14 members": "14 đơn vị thành viên",
    "the head": "Lai Châu là đơn vị cụm trưởng năm 2021",
    "all signed": "14/14 đơn vị đã ký",
    "photo": PEN["photo_view"],
    "second photo": PEN["photo_signing"],
}


class Pen:
    """Writes a stated fact into a field, and remembers how often it did."""

    def __init__(self):
        self.strokes = Counter()

    def write(self, field, key):
        self.strokes[key] += 1
        field.fill(PEN[key])
