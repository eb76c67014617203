"""The demo's limitations: stated at the conference of 18 December 2020, in our own words.

Stated: what was found wanting in the cluster and in Bắc Kạn. Causes, remedies, who is in charge, due dates
and every change of state are made up and say so.
"""

import datetime as dt
from dataclasses import dataclass

from thidua.web.accounts.models import User
from thidua.web.clusters.models import Cycle, Unit
from thidua.web.core import clock
from thidua.web.limitations.actions import (
    NewLimitation,
    carry_over,
    move_limitation,
    record_limitation,
)
from thidua.web.limitations.models import Limitation

MADE_UP = "(minh họa)"
STATED_ON = dt.date(2020, 12, 18)
Origin, S = Limitation.Origin, Limitation.State


@dataclass(frozen=True)
class Stated:
    """One limitation that the conference named; `moves` are the made-up changes of state of 2021."""

    content: str
    text: str
    cause: str
    remedy: str
    owner: str
    due_on: dt.date
    unit: str = ""
    moves: tuple[tuple[dt.date, str, str], ...] = ()


STATED = (
    Stated(
        "2",
        "Tham mưu sắp xếp tổ chức bộ máy, tinh giản biên chế ở một số nơi còn chậm, chưa quyết liệt",
        "Một số đề án chờ hướng dẫn và thiếu lộ trình cụ thể",
        "Giao chỉ tiêu, lộ trình tinh giản cho từng đơn vị và kiểm điểm hằng quý",
        "Ban Tổ chức các tỉnh ủy trong cụm",
        dt.date(2021, 12, 31),
        moves=((dt.date(2021, 6, 30), S.FIXING, "Các đơn vị đã giao lộ trình, kiểm điểm hai quý"),),
    ),
    Stated(
        "4",
        "Tỷ lệ tổ chức đảng và đảng viên trong doanh nghiệp ngoài nhà nước còn thấp",
        "Doanh nghiệp nhỏ, lao động hay biến động",
        "Rà soát doanh nghiệp đủ điều kiện, phân công cấp ủy phụ trách",
        "Ban Tổ chức các tỉnh ủy trong cụm",
        dt.date(2022, 6, 30),
    ),
    Stated(
        "4",
        "Kết nạp đảng viên ở thôn, bản chưa đạt chỉ tiêu đề ra",
        "Thanh niên đi làm xa, nguồn kết nạp ít",
        "Mở lớp nhận thức về Đảng tại cụm xã, giao chỉ tiêu cho từng chi bộ",
        "Ban Tổ chức các tỉnh ủy trong cụm",
        dt.date(2021, 11, 30),
        moves=((dt.date(2021, 7, 15), S.FIXING, "Đã giao chỉ tiêu đến từng chi bộ"),),
    ),
    Stated(
        "4",
        "Vẫn còn thôn, bản «trắng» đảng viên",
        "Địa bàn chia cắt, dân cư phân tán",
        "Phân công đảng viên nơi khác sinh hoạt, tạo nguồn tại chỗ cho từng thôn, bản",
        "Ban Tổ chức các tỉnh ủy trong cụm",
        dt.date(2022, 12, 31),
        moves=((dt.date(2021, 9, 30), S.FIXING, "Số thôn, bản trắng đảng viên đã giảm so với đầu năm"),),
    ),
    Stated(
        "3",
        "Đánh giá cán bộ chủ yếu còn định tính, chưa lượng hóa",
        "Chưa có bộ tiêu chí kèm điểm số",
        "Ban hành tiêu chí đánh giá có sản phẩm và điểm số",
        "Ban Tổ chức Tỉnh ủy Bắc Kạn",
        dt.date(2021, 12, 31),
        unit="BKA",
        moves=((dt.date(2021, 8, 20), S.FIXING, "Đã lấy ý kiến dự thảo bộ tiêu chí"),),
    ),
    Stated(
        "3",
        "Công tác cán bộ có lúc, có nơi còn e dè, nể nang",
        "Tự phê bình và phê bình chưa thường xuyên",
        "Lấy phiếu góp ý và công khai kết quả trong cấp ủy",
        "Ban Tổ chức Tỉnh ủy Bắc Kạn",
        dt.date(2021, 12, 31),
        unit="BKA",
    ),
    Stated(
        "4",
        "Một số tổ chức cơ sở đảng còn yếu, chưa xử lý được tình huống phức tạp nảy sinh",
        "Cấp ủy viên mới, ít kinh nghiệm",
        "Cử cấp ủy viên cấp trên về dự sinh hoạt, bồi dưỡng bí thư chi bộ",
        "Ban Tổ chức Tỉnh ủy Bắc Kạn",
        dt.date(2021, 6, 30),
        unit="BKA",
        moves=((dt.date(2021, 1, 15), S.FIXED, "Các tổ chức yếu kém đã được củng cố, cấp trên công nhận"),),
    ),
)
CARRIED_ON = dt.date(2021, 1, 20)
OWN_REPORT = ("DBI", "Số liệu của một số đảng bộ trực thuộc gửi chậm", "Chưa thống nhất mẫu báo cáo")
"""What a unit of the open year admits in its own report; made up."""


def add_limitations(old: Cycle, new: Cycle, units: dict[str, Unit], people: dict[str, User]) -> None:
    """Record what the conference stated, carry what is open into the next year, and what became of it."""
    secretary = people["thuky1"]
    clock.set_today(STATED_ON)
    rows = [(record(secretary, old, s, units), s) for s in STATED]
    for row, s in rows:
        _move(secretary, row, [m for m in s.moves if m[0] < CARRIED_ON])
    clock.set_today(CARRIED_ON)
    carried = {row.carried_from_id: row for row in carry_over(actor=secretary, source=old, target=new)}
    for row, s in rows:
        if row.pk in carried:
            _move(secretary, carried[row.pk], [m for m in s.moves if m[0] >= CARRIED_ON])
    code, text, cause = OWN_REPORT
    clock.set_today(dt.date(2021, 11, 22))
    admitted = NewLimitation(
        text=f"{text} {MADE_UP}", cause=f"{cause} {MADE_UP}", owner="Văn phòng Ban", origin=Origin.REPORT,
        unit=units[code], content="6", due_on=dt.date(2021, 12, 1),
    )  # fmt: skip
    record_limitation(actor=people[f"{code.lower()}-canbo"], cycle=new, new=admitted)


def record(actor: User, cycle: Cycle, stated: Stated, units: dict[str, Unit]) -> Limitation:
    """One stated limitation as the secretariat records it."""
    new = NewLimitation(
        text=stated.text,
        cause=f"{stated.cause} {MADE_UP}",
        remedy=f"{stated.remedy} {MADE_UP}",
        owner=stated.owner,
        origin=Origin.CONFERENCE,
        unit=units[stated.unit] if stated.unit else None,
        content=stated.content,
        due_on=stated.due_on,
    )
    return record_limitation(actor=actor, cycle=cycle, new=new)


def _move(actor: User, row: Limitation, moves: list[tuple[dt.date, str, str]]) -> None:
    for day, state, reason in moves:
        clock.set_today(day)
        move_limitation(actor=actor, limitation=row, to=state, reason=f"{reason} {MADE_UP}")
