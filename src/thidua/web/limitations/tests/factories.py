"""Limitations of the small world, recorded as people record them."""

import datetime as dt
import io

from thidua.web.core import files
from thidua.web.limitations.actions import NewLimitation, Proof, move_limitation, record_limitation

DUE = dt.date(2021, 11, 30)


def record(w, actor, text="Kết nạp đảng viên ở thôn, bản thấp", cycle=None, **more):
    """One limitation, recorded by `actor`."""
    given = {"cause": "Nguồn kết nạp ít", "owner": "Phòng Tổ chức cơ sở đảng", "origin": "report"} | more
    return record_limitation(actor=actor, cycle=cycle or w.year, new=NewLimitation(text=text, **given))


def of_the_cluster(w, **more):
    """Found at the conference, of the whole cluster."""
    return record(w, w.secretary, "Sắp xếp bộ máy có nơi chậm", origin="conference", **more)


def of_b(w, **more):
    """Admitted by unit B in its report."""
    return record(w, w.neighbour, "Hồ sơ của Bình còn thiếu", unit=w.b, due_on=DUE, **more)


def proof_of(w, row):
    """B says that it works on it and gives a file; the change that holds it."""
    stored = files.store(io.BytesIO(b"%PDF-1.4 proof"))
    move_limitation(
        actor=w.neighbour, limitation=row, to="fixing", reason="Đã có kế hoạch",
        proof=Proof("12-KH/BTC", stored, "ke-hoach.pdf"),
    )  # fmt: skip
    return row.changes.first()
