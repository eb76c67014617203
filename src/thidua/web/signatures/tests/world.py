"""The small world with a paper to sign: a round of units A and B, whose test certificates lie here."""

import datetime as dt
from functools import cache

from tests.worlds import Role, person, small_world

from thidua.documents import Issuer, Paper, SignatureRoom, Text, pdf, profile_for
from thidua.documents.signing import Authority, make_authority
from thidua.web.core import clock
from thidua.web.signatures import actions, trust
from thidua.web.signatures.models import UnitCertificate
from thidua.web.signatures.ways.server_file import ServerFile

PASSPHRASE = "mat-khau-khoa"


@cache
def authority(name: str = "main") -> Authority:
    """A test authority; another name gives another one."""
    return make_authority(["AAA", "BBB", "CCC"], at=clock.now(), passphrase=PASSPHRASE)


@cache
def paper() -> bytes:
    """A paper of ours, as PDF."""
    block = Text("Các đơn vị thống nhất ký kết Giao ước thi đua năm 2021.")
    issuer = Issuer("state", "Hội đồng", "Cụm một", "CM", "Hà Nội")
    made = Paper("agreement", issuer, (block,), subject="năm 2021", numbered=False)
    return pdf(made, profile_for("state", dt.date(2021, 1, 5)))


def seats(w):
    """Rooms for both units on the first page."""
    return [
        actions.Seat(w.a, "Nguyễn Văn An", "Trưởng ban", SignatureRoom(1, (60, 60, 260, 130))),
        actions.Seat(w.b, "Trần Thị Bình", "", SignatureRoom(1, (300, 60, 500, 130))),
    ]


def open_round(w, about="paper:1", **more):
    """The secretary opens a round."""
    usual = {"title": "Giao ước thi đua năm 2021", "about": about, "pdf": paper(), "seats": seats(w)}
    return actions.open_round(actor=w.secretary, cluster=w.cluster, to_sign=actions.ToSign(**(usual | more)))


def signing_world(*, rounds=True):
    """Units with certificates, leaders of both, an open round."""
    w = small_world()
    made = authority()
    trust.add_test_root(made.root, made.crls, "thidua")
    w.leader_b = person("b-lanhdao", w.b, Role.LEADER)
    actions.register_test_certificates(units=[w.a, w.b, w.c], p12s=made.units, passphrase=PASSPHRASE)
    w.cert_a, w.cert_b, w.cert_c = (UnitCertificate.objects.get(unit=u) for u in (w.a, w.b, w.c))
    if rounds:
        w.round = open_round(w)
        w.sign_a, w.sign_b = w.round.signers.all()
    return w


def sign_here(signer, certificate, actor, passphrase=PASSPHRASE):
    """A leader signs with the key file on the server."""
    return actions.sign(actor=actor, signer=signer, way=ServerFile(certificate, passphrase))
