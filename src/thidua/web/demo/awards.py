"""The demo's recommendations for 2020, made on the provisional ranking; votes, minutes and texts are made up."""

import datetime as dt

from thidua.web.accounts.models import User
from thidua.web.awards import actions
from thidua.web.clusters.models import Cycle
from thidua.web.core import clock

MADE_UP = "(minh họa)"
CONFERENCE, SENT_ON = dt.date(2020, 12, 18), dt.date(2020, 12, 21)
RULE = "vks-20/sector_flag"
VOTES = ((14, 0, 0), (13, 0, 1), (12, 1, 1))
TEXT = actions.AchievementText(
    features=f"Ban làm công tác tham mưu về tổ chức xây dựng Đảng của tỉnh {MADE_UP}.",
    measures=f"Giao chỉ tiêu cho từng phòng, kiểm điểm hằng tháng {MADE_UP}.",
    results=f"Hoàn thành các nội dung thi đua đã đăng ký với cụm {MADE_UP}.",
    signer="",
)


def recommend(cycle: Cycle, people: dict[str, User]) -> None:
    """The list is made, voted on at the conference, decided and sent."""
    secretary = people["thuky1"]
    found = actions.make_list(actor=secretary, cycle=cycle)
    clock.set_today(CONFERENCE)
    rows = list(found.recommendations.select_related("unit").order_by("pk"))
    awards = {row.award for row in rows}
    actions.set_thresholds(actor=secretary, award_list=found, thresholds=dict.fromkeys(awards, RULE))
    for row, (yes, no, abstain) in zip(rows, VOTES, strict=False):
        counts = actions.Counts(yes, no, abstain, f"Biên bản kiểm phiếu ngày 18/12/2020 {MADE_UP}")
        actions.record_vote(actor=secretary, recommendation=row, counts=counts)
    for report in found.achievements.select_related("unit"):
        leader = people[f"{report.unit.code.lower()}-lanhdao"]
        text = actions.AchievementText(TEXT.features, TEXT.measures, TEXT.results, leader.full_name)
        actions.write_achievements(actor=leader, report=report, text=text, version=1, done=True)
    actions.decide_list(actor=secretary, award_list=found)
    clock.set_today(SENT_ON)
    actions.send_list(
        actor=secretary, award_list=found, to="Ban Tổ chức Trung ương (minh họa)", issued_on=SENT_ON
    )
