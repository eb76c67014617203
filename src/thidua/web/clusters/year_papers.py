"""Papers of a year that need no more than its calendar: letters, a notice, a decision."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.documents import Paper, Profile, Table, gap
from thidua.documents.papers import Decision, Letter
from thidua.documents.text import short_date
from thidua.web.clusters import year
from thidua.web.clusters.documents import full_name, head_for, heading_unit
from thidua.web.clusters.models import Cluster, Cycle, OfficialDocument
from thidua.web.clusters.paper_sources import PaperSource, Subject, register
from thidua.web.clusters.queries import cycle_day, cycle_units
from thidua.web.core import clock
from thidua.web.core.access import Refused

Kind = OfficialDocument.Kind


def years_of(_user: Any, cluster: Cluster) -> Iterator[Subject]:
    """The cluster's years, newest first."""
    for cycle in cluster.cycles.order_by("-year"):
        yield Subject(f"cycle:{cycle.pk}", f"{cluster}, {_('năm')} {cycle.year}", cycle, cycle)


def _members(cycle: Cycle) -> tuple[str, ...]:
    day = cycle_day(cycle)
    return tuple(full_name(unit, day) for unit in cycle_units(cycle))


def letter(cycle: Cycle, form: Profile) -> Paper:
    """A letter to all members whose matter and text a person writes."""
    unit = heading_unit(cycle)
    return Letter(
        head_for(unit, form, clock.today()),
        gap("trích yếu"),
        _members(cycle),
        (f"{gap('nội dung công văn')}.",),
        closing=f"{gap('đề nghị, thời hạn thực hiện')}.",
    ).paper()


def calendar_letter(cycle: Cycle, form: Profile) -> Paper:
    """A letter that tells the members what is due when. Raises `Refused` while the year has no dates."""
    steps = [step for step in cycle.steps.all() if not step.skipped and step.state in year.UNIT_STEPS]
    if not steps:
        raise Refused(_("Năm này chưa đặt lịch các bước."))
    rows = tuple(
        (str(n), step.get_state_display(), short_date(step.starts_on), short_date(step.due_on))
        for n, step in enumerate(steps, 1)
    )
    unit, day = heading_unit(cycle), cycle_day(cycle)
    table = Table(
        ("Số TT", "Công việc", "Từ ngày", "Hạn"), rows, (1, 5, 2, 2), ("centre", "left", "centre", "centre")
    )
    return Letter(
        head_for(unit, form, clock.today()),
        f"thực hiện các bước chấm điểm thi đua năm {cycle.year}",
        _members(cycle),
        (
            (
                f"Thực hiện chương trình công tác năm {cycle.year} của {cycle.cluster.name}, {full_name(unit, day)} "
                "(đơn vị cụm trưởng) đề nghị các đơn vị thành viên thực hiện các công việc sau đúng thời hạn:"
            ),
        ),
        (table,),
        "Quá thời hạn nêu trên, đơn vị chưa gửi thì cụm xem xét theo quy chế. Trong quá trình thực hiện, nếu có vướng mắc, "
        "đề nghị các đơn vị phản ánh về đơn vị cụm trưởng.",
    ).paper()


def decision(cycle: Cycle, form: Profile) -> Paper:
    """A decision whose matter, bases and articles a person writes."""
    unit, day = heading_unit(cycle), clock.today()
    return Decision(
        head_for(unit, form, day),
        gap("về việc gì"),
        full_name(unit, day),
        (gap("quy định về chức năng, nhiệm vụ"), f"Xét đề nghị của {gap('đơn vị, cá nhân đề nghị')}"),
        (
            gap("nội dung quyết định"),
            "Quyết định này có hiệu lực kể từ ngày ký",
            f"Các đơn vị thành viên {cycle.cluster.name} chịu trách nhiệm thi hành quyết định này",
        ),
    ).paper()


register(
    PaperSource(
        "clusters.calendar_letter",
        Kind.LETTER,
        gettext_lazy("Công văn về thời hạn các bước trong năm"),
        gettext_lazy("Ghi sẵn công việc và thời hạn theo lịch của năm."),
        years_of,
        calendar_letter,
        order=12,
    ),
    PaperSource(
        "clusters.letter",
        Kind.LETTER,
        gettext_lazy("Công văn (tự viết nội dung)"),
        gettext_lazy("Ghi sẵn nơi gửi là các đơn vị thành viên; nội dung do người soạn viết."),
        years_of,
        letter,
        order=90,
    ),
    PaperSource(
        "clusters.decision",
        Kind.DECISION,
        gettext_lazy("Quyết định (tự viết nội dung)"),
        gettext_lazy("Ghi sẵn phần đầu, hiệu lực và trách nhiệm thi hành; nội dung do người soạn viết."),
        years_of,
        decision,
        order=91,
    ),
)
