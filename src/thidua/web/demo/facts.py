"""What the demo stands on: the cluster of the conference of 18 December 2020 in Bắc Kạn.

Stated in the public report of that conference: the cluster's name, that it has 14 members, Bắc Kạn
as host of 2020 and Lai Châu as head of 2021, the six emulation contents, the limitations, the four
indicators of Bắc Kạn. Assumed, and shown as such: which 14 provinces they are, heads before 2021,
every person, every other figure and every point. The mergers of 1 July 2025 are those of Resolution
202/2025/QH15 of 12 June 2025.
"""

import datetime as dt
from dataclasses import dataclass

CLUSTER = "Cụm Thi đua số 1 ngành tổ chức xây dựng Đảng"
SECTOR = "Tổ chức xây dựng Đảng"
BUSINESS_DATE = dt.date(2021, 12, 6)
SINCE = dt.date(2010, 1, 1)
MERGER_DECIDED, MERGER_EFFECTIVE = dt.date(2025, 6, 12), dt.date(2025, 7, 1)
MERGER_BASIS = "Nghị quyết số 202/2025/QH15 ngày 12/6/2025 của Quốc hội"


@dataclass(frozen=True)
class Province:
    """One member: `merged_into` is the code of the unit it went into on 1 July 2025."""

    code: str
    name: str
    region: str
    merged_into: str | None = None


PROVINCES = (
    Province("HGI", "Hà Giang", "Đông Bắc", "TQU"),
    Province("CBA", "Cao Bằng", "Đông Bắc"),
    Province("BKA", "Bắc Kạn", "Đông Bắc", "TNG"),
    Province("TQU", "Tuyên Quang", "Đông Bắc"),
    Province("LCA", "Lào Cai", "Tây Bắc"),
    Province("YBA", "Yên Bái", "Tây Bắc", "LCA"),
    Province("TNG", "Thái Nguyên", "Đông Bắc"),
    Province("LSO", "Lạng Sơn", "Đông Bắc"),
    Province("BGI", "Bắc Giang", "Đông Bắc", "BNI"),
    Province("PTH", "Phú Thọ", "Đông Bắc"),
    Province("DBI", "Điện Biên", "Tây Bắc"),
    Province("LCH", "Lai Châu", "Tây Bắc"),
    Province("SLA", "Sơn La", "Tây Bắc"),
    Province("HBI", "Hòa Bình", "Tây Bắc", "PTH"),
)
OUTSIDE = (
    Province("BNI", "Bắc Ninh", "Đồng bằng sông Hồng"),
    Province("VPH", "Vĩnh Phúc", "Đồng bằng sông Hồng", "PTH"),
)
OPEN_YEAR = 2021
HEADS = {2018: ("SLA", "HBI"), 2019: ("HBI", "BKA"), 2020: ("BKA", "LCH"), 2021: ("LCH", "DBI")}
CENTRAL = ("VDP1", "Vụ Địa phương I", "Vụ Địa phương I, Ban Tổ chức Trung ương")
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Hoàng",
    "Lò",
    "Vàng",
    "Nông",
    "Triệu",
    "Hà",
    "Giàng",
    "Bùi",
    "Đinh",
    "Lý",
    "Ma",
    "Vi",
    "Sùng",
    "Phạm",
    "Quàng",
]
MIDDLE = ("Văn", "Thị", "Đức", "Thu", "Minh", "Ngọc", "Quốc", "Thanh")
GIVEN = [
    "An",
    "Bình",
    "Chung",
    "Dung",
    "Giang",
    "Hà",
    "Hạnh",
    "Hòa",
    "Huệ",
    "Khánh",
    "Lan",
    "Lâm",
    "Mai",
    "Nam",
    "Phương",
    "Quân",
    "Sơn",
    "Tâm",
    "Thảo",
    "Xuân",
]
