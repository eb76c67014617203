"""The minutes of a vote as a paper: who could vote, what was counted, the arithmetic, what follows from it."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import override

from thidua.documents import (
    Bullets,
    Heading,
    Issuer,
    Paper,
    Profile,
    Signer,
    Table,
    Text,
    docx,
    gap,
    pdf,
    symbol,
)
from thidua.documents.papers.facts import Head
from thidua.web.clusters.actions import Printed
from thidua.web.clusters.queries import head_unit, names_known_on
from thidua.web.core import clock
from thidua.web.votes import joints, queries, results, wording
from thidua.web.votes.models import Vote

COMMISSION = re.compile(r"(Ban Tổ chức) ((Tỉnh ủy|Thành ủy) .+)")


def minutes(vote: Vote, number: int | None) -> Paper:
    """The paper. Everything in it is what the screen of the result shows."""
    with override("vi"):
        head = Head(
            _issuer(vote), number, clock.today() if number else None,
            (Signer("", "Thư ký", None), Signer("", "Chủ trì", None)), ("Các đơn vị thành viên",), _mark(vote),
        )  # fmt: skip
        subject = f"{vote.title}" + (f" (vòng {vote.round})" if vote.round > 1 else "")
        return head.paper("tally_minutes", subject, tuple(_body(vote)), numbered=number is not None)


def _mark(vote: Vote) -> str:
    state = clock.site_state()
    return "DIỄN TẬP" if vote.is_rehearsal else "MINH HỌA" if state and state.is_demo else ""


def _issuer(vote: Vote) -> Issuer:
    """The cluster's head unit on the day of the vote, under its Party committee."""
    day = vote.opened_on or clock.today()
    unit = head_unit(vote.cluster, day)
    if unit is None:
        return Issuer("party", "", vote.cluster.name, "", gap("nơi họp"), vote.cluster.name)
    name = names_known_on(unit, day)[-1].full_name
    found = COMMISSION.fullmatch(name)
    place = unit.name_on(day)
    if not found:
        return Issuer("party", vote.cluster.name, name, unit.code, place, name)
    own, parent, committee = found.groups()
    return Issuer("party", parent, own, "BTCTU", place, f"{own} {committee}")


def _body(vote: Vote) -> Iterator[Text | Heading | Table | Bullets]:
    electorate = queries.electorate_of(vote)
    yield Text(
        f"{vote.cluster.name} {vote.get_way_display().lower()} ngày {vote.opened_on:%d/%m/%Y}, "
        f"cách lấy ý kiến: {_how(vote)}."
    )
    yield Heading(1, "Quy tắc biểu quyết")
    yield Text(f"{wording.rule_name(vote.rule)}.")
    rows = [f"{what}: {value}" for what, value, _assumed in wording.rule_sentences(vote.ruling)]
    yield Bullets((*(f"{row};" for row in rows[:-1]), f"{rows[-1]}."))
    yield Heading(1, "Thành phần biểu quyết")
    yield Text(
        f"Thành viên: {electorate.members}; được biểu quyết: {electorate.entitled}; "
        f"có mặt: {electorate.present}; gửi phiếu bằng văn bản: {electorate.written}."
    )
    accounts = joints.accounts_of(vote)
    if accounts:
        yield Heading(1, "Phiếu kín")
        yield Bullets(tuple(accounts))
    result = results.result(vote)
    if result is None:
        return
    if result["quorum"]:
        yield Text(result["quorum"])
    yield Heading(1, "Kết quả")
    for row in result["rows"]:
        yield from _question(row)
    for note in result["notes"]:
        yield Text(note)


def _how(vote: Vote) -> str:
    return "phiếu kín" if vote.way == Vote.Way.SECRET else vote.get_taking_display().lower()


def _question(row: dict[str, Any]) -> Iterator[Text | Heading | Table | Bullets]:
    tally, is_rank = row["tally"], row["question"].kind == "rank"
    yield Heading(2, row["question"].text)
    yield Text(
        f"Phiếu hợp lệ: {tally.valid}; phiếu trắng: {tally.blank}; phiếu không hợp lệ: {tally.invalid}."
        + (f" Không biểu quyết về chính mình: {tally.barred}." if tally.barred else "")
    )
    lines = tuple((str(n), one["name"], str(one["votes"])) for n, one in enumerate(row["counted"], 1))
    head = ("Số TT", "Phương án", "Tổng thứ bậc" if is_rank else "Số phiếu")
    yield Table(head, lines, (1, 7, 2), ("centre", "left", "centre"))
    for one in row["counted"]:
        if one["said"]:
            yield Text(one["said"] if row["question"].kind == "yes_no" else f"{one['name']}: {one['said']}")
    yield Text(f"Kết quả: {row['said']}")
    chosen = [one["name"] for one in row["counted"] if one["chosen"]]
    if chosen:
        yield Text(f"Được chọn: {', '.join(chosen)}.")
    if row["goes_on"]:
        yield Text(row["next"])
    if row["decision"]:
        named = ", ".join(row["decision"]["names"]) or "không chọn"
        yield Text(f"{row['decision']['decided_by']} quyết định: {named} ({row['decision']['note']}).")


def printed(vote: Vote, number: int | None, form: Profile) -> Printed:
    """The minutes under their number, as Word and PDF."""
    paper = minutes(vote, number)
    return Printed(symbol(paper.kind, paper.issuer, number, form), docx(paper, form), pdf(paper, form))
