"""The papers of the conference of 18 December 2020, issued from the register that day.

Numbers, signers and what a clerk wrote into the open places are made up; every page carries the word MINH HỌA. What
the public report states comes from the rows in which it was entered once.
"""

import datetime as dt

from django.utils.translation import override

from thidua.documents import Paper, gaps, profile_for, with_gaps_filled
from thidua.web.accounts.models import User
from thidua.web.clusters import documents, paper_sources
from thidua.web.clusters.actions import NewDocument, draft_document, issue_document
from thidua.web.clusters.models import Cluster, OfficialDocument
from thidua.web.core import clock
from thidua.web.scoring.models import Ranking

DAY = dt.date(2020, 12, 18)
BEFORE = dt.date(2020, 12, 10)
MADE_UP = "(minh họa)"
WRITTEN = {
    "họ tên, chức vụ": f"người đại diện {MADE_UP}",
    "kết quả nổi bật": f"Các đơn vị thực hiện theo kế hoạch {MADE_UP}",
    "công tác chỉ đạo, tổ chức phong trào thi đua trong kỳ": f"Cụm theo dõi phong trào thi đua trong năm {MADE_UP}",
    "đề xuất, kiến nghị": f"Chưa có đề xuất, kiến nghị {MADE_UP}",
    "phương hướng, nhiệm vụ khác": f"Tiếp tục thực hiện các nội dung thi đua của cụm {MADE_UP}",
    "giờ": f"08 giờ 00 {MADE_UP}",
    "giờ, ngày": f"11 giờ 30 ngày 18/12/2020 {MADE_UP}",
}
"""What stands in the open places."""
PAPERS = (
    ("conferences.invitation", BEFORE),
    ("conferences.programme", BEFORE),
    ("scoring.ranking", DAY),
    ("scoring.table", DAY),
    ("scoring.year_report", DAY),
    ("charity.handover", DAY),
    ("conferences.minutes", DAY),
    ("conferences.conclusions", DAY),
)
"""The day's papers in the order in which they went out."""


def issue_papers(cluster: Cluster, people: dict[str, User]) -> None:
    """Draft, write on and issue each paper of the day; the business date ends where it was."""
    today = clock.today()
    secretary = User.objects.get(pk=people["thuky1"].pk)
    with override("vi"):
        for name, day in PAPERS:
            _issue(cluster, secretary, name, day)
            clock.set_today(today)


def _issue(cluster: Cluster, secretary: User, name: str, day: dt.date) -> OfficialDocument:
    source = paper_sources.source(name)
    if source is None:
        raise LookupError(name)
    subject = next(s for s in source.subjects(secretary, cluster) if _is_of_the_day(name, s))
    clock.set_today(day)
    form = profile_for("party", day)
    paper = written_on(source.paper(subject.row, form))
    new = NewDocument(
        kind=source.kind,
        profile=form.id,
        subject=(paper.subject or f"{source.label}: {subject.label}")[:300],
        family=form.family,
        issuer=source.issuer,
        cycle=subject.cycle,
        unit=subject.unit,
        facts=documents.kept(paper, source.id, profile_chosen=False),
        about=subject.key,
    )
    made = draft_document(actor=None, cluster=cluster, new=new)
    return issue_document(actor=None, document=made, issued_on=day, render=documents.render_on(made, day))


def _is_of_the_day(name: str, subject: paper_sources.Subject) -> bool:
    if name == "charity.handover":
        return bool(subject.row.transaction.happened_on == DAY)
    if name in {"scoring.ranking", "scoring.table"}:
        return (
            isinstance(subject.row, Ranking) and subject.cycle.year == DAY.year and subject.row.made_on <= DAY
        )
    return subject.cycle.year == DAY.year


def written_on(paper: Paper) -> Paper:
    """The paper with its open places filled."""
    known = [(n, place.hint.partition(":")[0]) for n, place in enumerate(gaps(paper))]
    places = {n: WRITTEN[hint] for n, hint in known if hint in WRITTEN}
    return with_gaps_filled(paper, places)
