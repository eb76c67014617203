"""From adoption to fourteen signatures: the paper, the fields, the round, what counts when all signed."""

import datetime as dt
import io

import docx
import pytest

from thidua.web.agreements import actions, queries
from thidua.web.agreements.documents import Signing
from thidua.web.agreements.tests import factories as make
from thidua.web.clusters import year
from thidua.web.core import files
from thidua.web.core.access import Refused
from thidua.web.signatures.actions import cancel_round

DAY = dt.date(2021, 12, 6)


def signings(w):
    return [Signing(w.a, "Nguyễn Văn A", "Trưởng ban"), Signing(w.b, "Trần Thị B", "Trưởng ban")]


def opened(w, row=None):
    row = row or make.adopted(w)
    actions.open_signing(actor=w.secretary, agreement=row, day=DAY, signings=signings(w))
    row.refresh_from_db()
    return row


def test_the_agreement_goes_into_the_register_and_to_every_member(world):
    row = opened(world)
    found = queries.signing_round(row)
    assert (row.state, row.document.state, row.document.issued_on, row.document.number) == (
        "signing", "issued", DAY, None,
    )  # fmt: skip
    assert [(s.unit, s.signer_name, s.post) for s in found.signers.all()] == [
        (world.a, "Nguyễn Văn A", "Trưởng ban"), (world.b, "Trần Thị B", "Trưởng ban"),
    ]  # fmt: skip
    pdf = files.path_of(found.current.sha256).read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert year.unmet(world.year, "agreed")[0].startswith("«Giao ước")


def test_the_paper_says_the_last_day_as_the_screen_does(world):
    row = make.adopted(world)
    row.clauses.update(due_on=dt.date(2021, 11, 30))
    word = docx.Document(io.BytesIO(files.path_of(opened(world, row).document.docx.sha256).read_bytes()))
    said = [
        cell.text.replace("\u2060", "") for one in word.tables for line in one.rows for cell in line.cells
    ]
    found = [text for text in said if "30/11/2021" in text]
    assert found
    assert all(text.endswith("chậm nhất ngày 30/11/2021") for text in found)


def test_only_the_secretariat_puts_it_to_sign_and_only_once(world):
    row = make.adopted(world)
    with pytest.raises(Refused, match="tổ thư ký"):
        actions.open_signing(actor=world.leader, agreement=row, day=DAY, signings=signings(world))
    with pytest.raises(Refused, match="đúng một người ký"):
        actions.open_signing(actor=world.secretary, agreement=row, day=DAY, signings=signings(world)[:1])
    opened(world, row)
    with pytest.raises(Refused, match="đang ký"):
        opened(world, row)


def test_an_agreement_out_for_comment_is_not_signed(world):
    with pytest.raises(Refused, match="đã thông qua"):
        opened(world, make.consulted(world))


def test_a_cancelled_round_is_renewed_on_a_new_document(world):
    row = opened(world)
    first = row.document
    cancel_round(actor=world.secretary, signing_round=queries.signing_round(row), reason="Sai tên")
    assert queries.signing_round(row) is None
    row = opened(world, row)
    first.refresh_from_db()
    assert (first.state, row.document.state) == ("withdrawn", "issued")
    assert row.document != first


def test_when_all_have_signed_it_counts_and_a_supplement_replaces_it(world):
    row = opened(world)
    actions.note_signed(queries.signing_round(row))
    row.refresh_from_db()
    assert (row.state, row.signed_on) == ("signed", DAY)
    assert queries.agreement_in_force(world.year) == row
    assert not [text for text in year.unmet(world.year, "agreed") if "ký" in text]
    with pytest.raises(Refused, match="giao ước bổ sung"):
        actions.remove_clause(actor=world.secretary, clause=row.clauses.first())
    more = make.drafted(world)
    assert str(more) == "Giao ước thi đua bổ sung lần 1 năm 2021"
    assert [(c.continues.position, c.text) for c in more.clauses.all()] == [
        (c.position, c.text) for c in row.clauses.all()
    ]
    assert queries.agreement_in_force(world.year) == row


def test_lights_are_set_by_the_unit_or_the_secretariat_once_signed(world):
    row = opened(world)
    clause = row.clauses.first()

    def light(actor, **more):
        given = {"unit": world.b, "quarter": 1, "light": "green", "note": "Đạt 25 %"} | more
        return actions.set_light(actor=actor, clause=clause, **given)

    with pytest.raises(Refused, match="khi giao ước đã ký"):
        light(world.neighbour)
    actions.note_signed(queries.signing_round(row))
    assert light(world.neighbour).version == 1
    assert light(world.secretary, light="yellow", version=1).version == 2
    for wrong in ({"quarter": 5}, {"light": "blue"}, {"note": " "}):
        with pytest.raises(Refused):
            light(world.secretary, **({"quarter": 2} | wrong))
    with pytest.raises(Refused, match="không được phân công"):
        light(world.officer, quarter=2)
