"""The conferences of the demo: that of 18 December 2020 as held, that of December 2021 as announced.

Stated by the public report of 2020: title, day, place, guest of honour with both posts, what was
resolved, two photos. The delegates of the units and everything of 2021 are made up and say so; the
hour, who chaired and what anybody said are not known and stay blank.
"""

import datetime as dt

from thidua.web.clusters.models import Cluster, Unit
from thidua.web.conferences.models import AgendaItem, Conference, Delegate, Photo, Resolution, new_token
from thidua.web.demo import facts

TITLE = "Hội nghị tổng kết công tác thi đua năm {}, triển khai nhiệm vụ năm {}"
GUEST = "Hoàng Duy Chinh"
GUEST_POSTS = (
    "Bí thư Tỉnh ủy Bắc Kạn",
    "Trưởng đoàn đại biểu Quốc hội khóa XIV tỉnh Bắc Kạn",
)
RESOLVED_2020 = (
    (
        "Thông qua và ký Giao ước thi đua",
        "thông qua và ký Giao ước thi đua",
    ),
    (
        "Bầu, giới thiệu cụm trưởng năm 2021",
        "bầu, giới thiệu Ban Tổ chức Tỉnh ủy Lai Châu làm cụm trưởng năm 2021",
    ),
    (
        "Kinh phí nhà tình nghĩa năm 2021",
        "thống nhất kinh phí hỗ trợ làm nhà tình nghĩa năm 2021",
    ),
    (
        "Bàn giao kinh phí nhà tình nghĩa năm 2021",
        "bàn giao kinh phí làm nhà tình nghĩa năm 2021",
    ),
)
PHOTOS_2020 = ("Toàn cảnh hội nghị", "Thông qua và ký kết Giao ước thi đua")
ITEMS_2021 = (
    ("Báo cáo tổng kết công tác thi đua năm 2021", 30, "Đại diện đơn vị cụm trưởng", True),
    ("Thảo luận", 60, "", True),
    ("Thông qua và ký Giao ước thi đua năm 2022", 30, "", True),
    ("Trao đổi trước về nhân sự giới thiệu cụm trưởng năm 2022", 15, "Tổ thư ký", False),
    ("Giới thiệu cụm trưởng năm 2022", 20, "", True),
)


def add_conferences(cluster: Cluster, units: dict[str, Unit]) -> None:
    """Both conferences with their programmes and people."""
    _held(cluster, units)
    _announced(cluster, units)


def _conference(cluster: Cluster, host: Unit, day: dt.date, place: str, state: str, note: str) -> Conference:
    return Conference.objects.create(
        cycle=cluster.cycles.get(year=day.year),
        title=TITLE.format(day.year, day.year + 1),
        held_on=day,
        place=place,
        host_unit=host,
        quorum=10,
        names_kept_until=day + dt.timedelta(days=365),
        state=state,
        note=note,
    )


def _delegates(conference: Conference, units: dict[str, Unit], attendance: str) -> None:
    members = [unit for unit in units.values() if unit.memberships.filter(cluster=conference.cycle.cluster)]
    Delegate.objects.bulk_create(
        Delegate(
            conference=conference,
            unit=unit,
            name=f"Trưởng đoàn {unit.name_on(facts.BUSINESS_DATE)} (minh họa)",
            posts="Trưởng ban",
            is_leader=True,
            attendance=attendance,
            token=new_token(),
        )
        for unit in members
    )


def _held(cluster: Cluster, units: dict[str, Unit]) -> None:
    found = _conference(
        cluster,
        units["BKA"],
        dt.date(2020, 12, 18),
        "thành phố Bắc Kạn",
        Conference.State.HELD,
        "Tên, ngày, nơi họp, khách mời và các quyết định theo bài đã đăng; đại biểu các đơn vị và số tối thiểu là minh họa.",
    )
    for position, (title, wording) in enumerate(RESOLVED_2020, start=1):
        item = AgendaItem.objects.create(conference=found, position=position, title=title)
        Resolution.objects.create(
            conference=found,
            item=item,
            position=position,
            wording=wording,
            decision=Resolution.Decision.ADOPTED,
        )
    Delegate.objects.create(
        conference=found,
        name=GUEST,
        posts="\n".join(GUEST_POSTS),
        attendance=Delegate.Attendance.PRESENT,
        token=new_token(),
    )
    _delegates(found, units, Delegate.Attendance.PRESENT)
    for caption in PHOTOS_2020:
        Photo.objects.create(
            conference=found, caption=caption, note="Bài đã đăng có ảnh này; bản minh họa không kèm ảnh."
        )


def _announced(cluster: Cluster, units: dict[str, Unit]) -> None:
    found = _conference(
        cluster,
        units["LCH"],
        dt.date(2021, 12, 24),
        "thành phố Lai Châu",
        Conference.State.ANNOUNCED,
        "Hội nghị này là dữ liệu minh họa.",
    )
    found.starts_at = dt.time(8, 0)
    found.save(update_fields=["starts_at"])
    for position, (title, minutes, speaker, shown) in enumerate(ITEMS_2021, start=1):
        AgendaItem.objects.create(
            conference=found,
            position=position,
            title=title,
            minutes=minutes,
            speaker=speaker,
            is_shown=shown,
        )
    _delegates(found, units, Delegate.Attendance.EXPECTED)
