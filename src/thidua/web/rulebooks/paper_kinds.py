"""The regulation, the year's plan and the decision that promulgates, from the rulebook in force."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.documents import Paper, Profile, gap
from thidua.documents.papers import (
    Decision,
    Plan,
    PlanPart,
    Regulation,
    RegulationArticle,
    RegulationChapter,
    Step,
)
from thidua.documents.text import number_text, padded, short_date
from thidua.rules import Criterion, Rulebook, Section
from thidua.web.clusters import year
from thidua.web.clusters.documents import full_name, head_for, heading_unit
from thidua.web.clusters.models import Cluster, Cycle, OfficialDocument
from thidua.web.clusters.paper_sources import PaperSource, Subject, register
from thidua.web.clusters.queries import cycle_units
from thidua.web.clusters.year_papers import years_of
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.rulebooks.queries import rulebook_in_force

Kind = OfficialDocument.Kind
UNITS = "Các đơn vị thành viên"


def ruled_years(user: Any, cluster: Cluster) -> Iterator[Subject]:
    """Years that have a rulebook in force."""
    return (found for found in years_of(user, cluster) if rulebook_in_force(found.cycle))


def _rules(cycle: Cycle) -> Rulebook:
    rulebook = rulebook_in_force(cycle)
    if rulebook is None:
        raise Refused(_("Năm này chưa có quy chế có hiệu lực."))
    return rulebook


def _about(cycle: Cycle) -> str:
    return f"tổ chức và hoạt động của {cycle.cluster.name} năm {cycle.year}"


def _criteria(item: Section | Criterion) -> Iterator[Criterion]:
    if isinstance(item, Section):
        for child in item.items:
            yield from _criteria(child)
    else:
        yield item


def _article(item: Section | Criterion) -> RegulationArticle:
    most = f" (tối đa {number_text(item.max)} điểm)" if item.max is not None else ""
    clauses = tuple(f"{c.name}: tối đa {number_text(c.max)} điểm" for c in _criteria(item))
    return RegulationArticle(f"{item.name}{most}", clauses)


def regulation(cycle: Cycle, form: Profile) -> Paper:
    """The regulation: scope, matters with their points, scoring and classes, carrying out."""
    rulebook, unit, day = _rules(cycle), heading_unit(cycle), clock.today()
    cluster = cycle.cluster.name
    scale = f" theo thang {number_text(rulebook.scale_max)} điểm" if rulebook.scale_max else ""
    scoring = [
        RegulationArticle(
            "Chấm điểm",
            (
                f"Các đơn vị tự chấm điểm{scale}, kèm minh chứng; lãnh đạo đơn vị duyệt trước khi gửi",
                "Tổ thư ký thẩm định; điểm nào thay đổi phải ghi lý do và đơn vị được giải trình",
                "Không ai thẩm định phiếu của chính đơn vị mình",
            ),
        )
    ]
    if rulebook.classes:
        names = tuple(f"Mức {n}: {grade.name}" for n, grade in enumerate(rulebook.classes, 1))
        scoring.append(RegulationArticle("Xếp loại", names))
    if rulebook.gates:
        scoring.append(
            RegulationArticle("Trường hợp không xét hoặc hạ mức", tuple(gate.name for gate in rulebook.gates))
        )
    return Regulation(
        head_for(unit, form, day),
        _about(cycle),
        (
            RegulationChapter(
                "Quy định chung",
                (
                    RegulationArticle("Phạm vi, đối tượng", (
                        f"Quy chế này quy định nội dung, cách chấm điểm và xếp hạng thi đua của {cluster}",
                        f"Cụm gồm {padded(len(cycle_units(cycle)))} đơn vị thành viên, bình đẳng với nhau",
                        "Đơn vị cụm trưởng điều hành trong năm được giao",
                    )),
                    RegulationArticle("Nguyên tắc", (
                        "Công khai, công bằng, đúng số liệu và minh chứng",
                        "Cụm đề nghị khen thưởng; việc khen thưởng do cấp có thẩm quyền quyết định",
                    )),
                ),
            ),
            RegulationChapter("Nội dung và thang điểm thi đua", tuple(_article(item) for item in rulebook.items)),
            RegulationChapter("Chấm điểm, xếp hạng", tuple(scoring)),
            RegulationChapter(
                "Tổ chức thực hiện",
                (
                    RegulationArticle("Trách nhiệm của các đơn vị", (gap("trách nhiệm của từng đơn vị"),)),
                    RegulationArticle("Hiệu lực", (f"Quy chế này áp dụng cho năm {cycle.year}",)),
                ),
            ),
        ),
    ).paper()  # fmt: skip


def plan(cycle: Cycle, form: Profile) -> Paper:
    """The year's plan: matters of emulation and the calendar of the steps."""
    rulebook, unit, day = _rules(cycle), heading_unit(cycle), clock.today()
    steps = tuple(
        Step(
            step.get_state_display(),
            UNITS if step.state in year.UNIT_STEPS else "Tổ thư ký",
            f"{short_date(step.starts_on)} – {short_date(step.due_on)}",
        )
        for step in cycle.steps.all()
        if not step.skipped
    )
    parts = tuple(
        PlanPart(item.name, tuple(criterion.name for criterion in _criteria(item))) for item in rulebook.items
    )
    return Plan(
        head_for(unit, form, day),
        f"hoạt động năm {cycle.year} của {cycle.cluster.name}",
        (
            "Đẩy mạnh phong trào thi đua, hoàn thành các nội dung đã thống nhất",
            "Mỗi nội dung có đơn vị thực hiện, thời hạn và kết quả kiểm tra được",
        ),
        parts,
        steps,
        ((full_name(unit, day), "điều hành chung, đôn đốc tiến độ"), (UNITS, "thực hiện, báo cáo đúng hạn")),
    ).paper()


def promulgation(cycle: Cycle, form: Profile) -> Paper:
    """The decision by which the regulation is put into force."""
    unit, day = heading_unit(cycle), clock.today()
    _rules(cycle)
    return Decision(
        head_for(unit, form, day),
        f"ban hành Quy chế {_about(cycle)}",
        full_name(unit, day),
        (
            gap("quy định về chức năng, nhiệm vụ"),
            f"Kết quả thống nhất của các đơn vị thành viên {cycle.cluster.name}",
        ),
        (
            f"Ban hành kèm theo quyết định này Quy chế {_about(cycle)}",
            "Quyết định này có hiệu lực kể từ ngày ký",
            f"{UNITS} {cycle.cluster.name} chịu trách nhiệm thi hành quyết định này",
        ),
    ).paper()


register(
    PaperSource(
        "rulebooks.plan",
        Kind.PLAN,
        gettext_lazy("Kế hoạch năm của cụm"),
        gettext_lazy("Nội dung thi đua theo quy chế, tiến độ theo lịch của năm."),
        ruled_years,
        plan,
        order=10,
    ),
    PaperSource(
        "rulebooks.regulation",
        Kind.REGULATION,
        gettext_lazy("Quy chế của cụm"),
        gettext_lazy("Nội dung, thang điểm, xếp loại theo quy chế có hiệu lực."),
        ruled_years,
        regulation,
        order=8,
    ),
    PaperSource(
        "rulebooks.promulgation",
        Kind.DECISION,
        gettext_lazy("Quyết định ban hành quy chế"),
        gettext_lazy("Căn cứ và các điều ghi sẵn."),
        ruled_years,
        promulgation,
        order=9,
    ),
)
