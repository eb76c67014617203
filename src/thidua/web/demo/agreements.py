"""The demo's agreements: that of 2020 and that of 2021, both signed by all; a supplement out for comment.

Stated by the public report: the agreement was adopted and signed at the conference of 18 December 2020, and
the six matters of emulation. Targets, comments, proposals, lights and who signed are made up and say so;
the signatures are real ones with test certificates.
"""

import datetime as dt
import random
from dataclasses import dataclass

from thidua.documents.signing import make_authority
from thidua.web.accounts.models import User
from thidua.web.agreements import actions
from thidua.web.agreements.documents import Signing
from thidua.web.agreements.models import Agreement, Amendment, Clause, ClauseLight
from thidua.web.agreements.queries import standing_clauses, units_of
from thidua.web.clusters.models import Cluster, Cycle, Unit
from thidua.web.conferences.models import Conference
from thidua.web.core import clock
from thidua.web.demo import facts
from thidua.web.signatures import trust
from thidua.web.signatures.actions import register_test_certificates, sign
from thidua.web.signatures.models import UnitCertificate
from thidua.web.signatures.test_authority import TestAuthority
from thidua.web.signatures.ways.server_file import ServerFile

MADE_UP = "(minh họa)"
VIETNAM = dt.timezone(dt.timedelta(hours=7))
SEED = 20201218
KEYS_FROM = dt.datetime(2020, 1, 2, 8, tzinfo=VIETNAM)
ADOPTED_AT = "Hội nghị tổng kết công tác thi đua năm 2020, thành phố Bắc Kạn"
LIGHTS = ((ClauseLight.Light.GREEN, 7), (ClauseLight.Light.YELLOW, 2), (ClauseLight.Light.RED, 1))
NOTES = {
    ClauseLight.Light.GREEN: "Đúng kế hoạch quý",
    ClauseLight.Light.YELLOW: "Chậm so với kế hoạch, đã giao đơn vị trực thuộc bù trong quý sau",
    ClauseLight.Light.RED: "Vướng ở cơ sở, chưa có cách gỡ",
}


@dataclass(frozen=True)
class Made:
    """What one year's agreement goes through, and when."""

    drafted: dt.date
    adopted: dt.date
    how: str
    text: str
    place: str
    occasion: str
    about: str = ""


def add_agreements(cluster: Cluster, people: dict[str, User]) -> None:
    """Both signed agreements with their lights, then the supplement."""
    years = {cycle.year: cycle for cycle in cluster.cycles.all()}
    held = Conference.objects.get(cycle=years[2020], held_on=dt.date(2020, 12, 18))
    keys = _keys(years[2020])
    first = Made(
        dt.date(2020, 1, 3), dt.date(2020, 1, 14), "writing", f"Ý kiến bằng văn bản của 14 đơn vị {MADE_UP}",
        "thành phố Bắc Kạn", f"hội nghị giao ban đầu năm của cụm {MADE_UP}",
    )  # fmt: skip
    second = Made(
        dt.date(2020, 12, 2), dt.date(2020, 12, 18), "consensus", ADOPTED_AT, held.place,
        "Hội nghị tổng kết công tác thi đua năm 2020, triển khai nhiệm vụ năm 2021", f"conference:{held.pk}",
    )  # fmt: skip
    for year, made in ((2020, first), (2021, second)):
        row = _signed(years[year], made, people, keys)
        _lights(row, 4 if year < facts.OPEN_YEAR else 3, people)
    _supplement(years[2021], people)
    clock.set_today(facts.BUSINESS_DATE)
    # The keys of 2020 ran out with 2021 by the real clock; whoever tries the demo signs with these.
    TestAuthority.make(units_of(row), passphrase=facts.PASSWORD)


def _keys(cycle: Cycle) -> dict[int, ServerFile]:
    """A test certificate for every member, with its key ready to sign."""
    units = {unit.code: unit for unit in units_of(Agreement(cycle=cycle))}
    names = {code: f"Ban Tổ chức {unit.name_on(KEYS_FROM.date())}" for code, unit in units.items()}
    made = make_authority(list(names.values()), at=KEYS_FROM, passphrase=facts.PASSWORD)
    trust.add_test_root(made.root, made.crls, f"{KEYS_FROM:%Y%m%d%H%M%S}")
    p12s = {code: made.units[name] for code, name in names.items()}
    rows: list[UnitCertificate] = register_test_certificates(
        units=list(units.values()), p12s=p12s, passphrase=facts.PASSWORD, now=KEYS_FROM
    )
    return {row.unit_id: ServerFile(row, facts.PASSWORD) for row in rows}


def _signed(cycle: Cycle, made: Made, people: dict[str, User], keys: dict[int, ServerFile]) -> Agreement:
    """The year's agreement from draft to the last signature; the year itself stays where the demo has it."""
    state, secretary = cycle.state, people["thuky1"]
    Cycle.objects.filter(pk=cycle.pk).update(state=Cycle.State.DRAFT)
    clock.set_today(made.drafted)
    row = actions.draft_agreement(actor=secretary, cycle=cycle)
    actions.set_frame(actor=secretary, agreement=row, place=made.place, occasion=made.occasion, duties="")
    actions.consult_on(actor=secretary, agreement=row, until=made.drafted + dt.timedelta(days=10))
    clock.set_today(made.drafted + dt.timedelta(days=5))
    if cycle.year == facts.OPEN_YEAR:
        _discussed(row, people)
    for unit in units_of(row):
        actions.reply(actor=_officer(people, unit), agreement=row, unit=unit)
    clock.set_today(made.adopted)
    adoption = actions.Adoption(made.adopted, made.how, made.text, made.about)
    actions.adopt_agreement(actor=secretary, agreement=row, adoption=adoption)
    signings = [
        Signing(unit, people[f"{unit.code.lower()}-lanhdao"].full_name, "Phó Trưởng ban")
        for unit in units_of(row)
    ]
    opened = dt.datetime.combine(made.adopted, dt.time(10, 30), VIETNAM)
    found = actions.open_signing(
        actor=secretary, agreement=row, day=made.adopted, signings=signings, now=opened
    )
    for number, signer in enumerate(found.signers.all(), start=1):
        at = opened + dt.timedelta(minutes=2 * number)
        sign(actor=None, signer=signer, way=keys[signer.unit_id], now=at)
    Cycle.objects.filter(pk=cycle.pk).update(state=state)
    return Agreement.objects.select_related("cycle__cluster").get(pk=row.pk)


def _officer(people: dict[str, User], unit: Unit) -> User:
    return people[f"{unit.code.lower()}-canbo"]


def _clause(row: Agreement, words: str) -> Clause:
    """The clause whose text has these words."""
    return next(clause for clause in standing_clauses(row) if words in clause.text)


def _propose(row: Agreement, people: dict[str, User], code: str, proposal: actions.Proposal) -> Amendment:
    unit = next(unit for unit in units_of(row) if unit.code == code)
    return actions.propose_amendment(
        actor=_officer(people, unit), agreement=row, unit=unit, proposal=proposal
    )


def _say(row: Agreement, people: dict[str, User], code: str, text: str, clause: Clause | None = None) -> None:
    unit = next(unit for unit in units_of(row) if unit.code == code)
    actions.comment(
        actor=_officer(people, unit), agreement=row, unit=unit, text=f"{text} {MADE_UP}", clause=clause
    )


def _discussed(row: Agreement, people: dict[str, User]) -> None:
    """Comments and proposals of 2021, one accepted in other words, one declined; all made up."""
    admissions, transfer = _clause(row, "Kết nạp đảng viên"), _clause(row, "Giảm đầu mối")
    _say(row, people, "HGI", "Đề nghị nêu rõ kết nạp ở thôn, bản vì nguồn tại đây ít nhất", admissions)
    _say(row, people, "LCH", "Thống nhất với dự thảo")
    first = _propose(
        row, people, "HGI",
        actions.Proposal(
            kind="change", clause=admissions, why=f"Hạn chế năm 2020 nêu kết nạp ở thôn, bản chưa đạt {MADE_UP}",
            text="Kết nạp đảng viên, ưu tiên kết nạp ở thôn, bản và trong doanh nghiệp", target=admissions.target,
        ),
    )  # fmt: skip
    second = _propose(
        row, people, "SLA",
        actions.Proposal(kind="strike", clause=transfer, why=f"Đã sắp xếp xong từ năm trước {MADE_UP}"),
    )  # fmt: skip
    verdict = actions.Verdict(
        accept=True, why=f"Tiếp thu phần thôn, bản; doanh nghiệp đã có điều khoản riêng {MADE_UP}",
        text="Kết nạp đảng viên, ưu tiên kết nạp ở thôn, bản", target=admissions.target, version=admissions.version,
    )  # fmt: skip
    actions.decide_amendment(actor=people["thuky1"], amendment=first, verdict=verdict)
    declined = actions.Verdict(accept=False, why=f"Các đơn vị khác còn phải thực hiện {MADE_UP}")
    actions.decide_amendment(actor=people["thuky1"], amendment=second, verdict=declined)


def _lights(row: Agreement, quarters: int, people: dict[str, User]) -> None:
    """Made-up lights of every unit for the clauses that have a figure, quarter by quarter."""
    draw = random.Random(SEED + row.cycle.year)  # noqa: S311 - a demo's colours, not secrets
    colours, weights = [light for light, _weight in LIGHTS], [weight for _light, weight in LIGHTS]
    lights = []
    for clause in standing_clauses(row):
        for unit in units_of(row) if clause.indicator else ():
            for quarter in range(1, quarters + 1):
                light = draw.choices(colours, weights)[0]
                end = dt.date(row.cycle.year, 3 * quarter, 28)
                lights.append(
                    ClauseLight(
                        clause=clause, unit=unit, quarter=quarter, light=light, note=f"{NOTES[light]} {MADE_UP}",
                        set_by=_officer(people, unit), set_on=end, set_at=clock.now(),
                    )
                )  # fmt: skip
    ClauseLight.objects.bulk_create(lights)


def _supplement(cycle: Cycle, people: dict[str, User]) -> None:
    """A supplement to the agreement of 2021 that members are discussing on the demo's day."""
    secretary = people["thuky1"]
    clock.set_today(dt.date(2021, 12, 1))
    cycle.refresh_from_db()
    row = actions.draft_agreement(actor=secretary, cycle=cycle)
    reports = _clause(row, "Chế độ báo cáo")
    words = actions.ClauseWords(
        text="Chế độ báo cáo với cụm; đơn vị chịu ảnh hưởng mưa lũ gửi báo cáo năm chậm nhất ngày 12/12",
        content=reports.content, criterion=reports.criterion, indicator=reports.indicator, target=reports.target,
        due_on=dt.date(2021, 12, 12),
    )  # fmt: skip
    actions.edit_clause(actor=secretary, clause=reports, words=words, version=reports.version)
    actions.set_frame(
        actor=secretary, agreement=row, place="thành phố Lai Châu", occasion=f"hội nghị tổng kết năm 2021 {MADE_UP}",
        duties="",
    )  # fmt: skip
    actions.consult_on(actor=secretary, agreement=row, until=dt.date(2021, 12, 10))
    clock.set_today(dt.date(2021, 12, 3))
    reports.refresh_from_db()
    _say(row, people, "DBI", "Đơn vị đã gửi báo cáo chậm do mưa lũ, nhất trí bổ sung", reports)
    _propose(
        row, people, "CBA",
        actions.Proposal(
            kind="change", clause=reports, why=f"Cần nơi xác nhận để áp dụng như nhau {MADE_UP}", target=reports.target,
            text=f"{reports.text}, có xác nhận của tổ thư ký",
        ),
    )  # fmt: skip
    for unit in units_of(row)[:5]:
        actions.reply(actor=_officer(people, unit), agreement=row, unit=unit)
