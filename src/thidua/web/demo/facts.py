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
PASSWORD = "thidua-demo-2021"  # noqa: S105 - printed on start; a demo site only
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
NOT_REPORTED = {
    "DBI": frozenset({"theory_done", "survey_informed", "initiatives", "weaknesses_fixed"}),
    "LSO": frozenset(
        {"payroll_cut", "admissions", "commune_qualified", "theory_done", "skill_done", "villages_blank"}
    ),
}
"""Figures that units have not reported in the open year."""
NO_EVIDENCE = {
    "DBI": frozenset({"3.1", "6.2"}),
    "LSO": frozenset({"1.1", "2.1", "3.1", "4.3", "6.1", "6.2"}),
    "HGI": frozenset({"7.1"}),
}
"""Criteria without evidence in the open year."""
DOUBTFUL = "HBI"
"""The unit whose figures of the open year are too good."""
SHEETS = {"DBI": "draft", "LSO": "draft", "HGI": "draft", "HBI": "submitted", "CBA": "submitted"}
"""How far sheets of the open year are; the others are approved."""
EXTENDED = {"DBI": "Đơn vị chịu ảnh hưởng mưa lũ, chờ số liệu của hai huyện (minh họa)"}
"""Units that were given longer to self-score, and why."""


def calendar_of(year: int) -> dict[str, tuple[dt.date, dt.date]]:
    """Begin and deadline of the year's steps; cross-scoring is not used."""
    day = dt.date
    return {
        "draft": (day(year, 1, 2), day(year, 1, 14)),
        "agreed": (day(year, 1, 15), day(year, 1, 31)),
        "running": (day(year, 2, 1), day(year, 11, 14)),
        "self_scoring": (day(year, 11, 15), day(year, 12, 5)),
        "verification": (day(year, 12, 6), day(year, 12, 10)),
        "explanation": (day(year, 12, 11), day(year, 12, 13)),
        "reverification": (day(year, 12, 14), day(year, 12, 15)),
        "consolidated": (day(year, 12, 16), day(year, 12, 16)),
        "conference": (day(year, 12, 18), day(year, 12, 18)),
        "published": (day(year, 12, 25), day(year, 12, 31)),
        "archived": (day(year + 1, 1, 15), day(year + 1, 1, 31)),
    }
