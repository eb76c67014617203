"""Rounds of signing: the only doors to their rows, how far one is, what waits for a person."""

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from thidua.web.clusters.models import Assignment
from thidua.web.clusters.queries import in_seen_clusters, standing_of
from thidua.web.core import clock, files
from thidua.web.core.models import StoredFile
from thidua.web.signatures.models import RoundSigner, SigningRound, SigningSession
from thidua.web.signatures.tokens import digest_of

State = SigningRound.State


class Progress(NamedTuple):
    """How many of all units have signed."""

    signed: int
    all: int


def rounds_visible_to(user: Any) -> QuerySet[SigningRound]:
    """Rounds of the clusters the person sees."""
    rows = SigningRound.objects.filter(in_seen_clusters(user, "cluster_id"))
    return rows.select_related("cluster", "current", "original")


def with_progress(rows: QuerySet[SigningRound]) -> QuerySet[SigningRound]:
    """Rounds with `signed` of `all` beside them."""
    return rows.annotate(
        all=Count("signers"), signed=Count("signers", filter=Q(signers__state=RoundSigner.State.SIGNED))
    )


def signers_visible_to(user: Any) -> QuerySet[RoundSigner]:
    """Units' places in rounds of the clusters the person sees."""
    rows = RoundSigner.objects.filter(in_seen_clusters(user, "round__cluster_id"))
    return rows.select_related("round__cluster", "round__current", "round__original", "unit", "certificate")


def awaiting_signature_of(user: Any) -> QuerySet[RoundSigner]:
    """Places that wait for the signature of a unit whose leader the person is today."""
    roles = standing_of(user).unit_roles
    led = [pk for pk, held in roles.items() if Assignment.Role.LEADER in held]
    rows = RoundSigner.objects.filter(
        unit_id__in=led, state=RoundSigner.State.WAITING, round__state=State.OPEN
    )
    return rows.select_related("round__cluster").order_by("round__opened_at", "order")


def round_about(about: str) -> SigningRound | None:
    """The round about a thing (`agreement:12`) that stands: open or finished; None when there is none."""
    return SigningRound.objects.filter(about=about).exclude(state=State.CANCELLED).first()


def progress(row: SigningRound) -> Progress:
    """How many units signed, of how many."""
    states = list(row.signers.values_list("state", flat=True))
    return Progress(states.count(RoundSigner.State.SIGNED), len(states))


def round_by_code(code: str) -> SigningRound | None:
    """The round whose code is printed on the paper, however it was typed."""
    asked = "".join(c for c in code.upper() if c.isalnum())
    return SigningRound.objects.select_related("cluster", "current").filter(code=asked).first()


def round_of_file(sha256: str) -> SigningRound | None:
    """The round of which a file with this digest is, or was after some signature, the paper."""
    rows = SigningRound.objects.select_related("cluster", "current")
    named = Q(original__sha256=sha256) | Q(signers__file__sha256=sha256)
    return rows.filter(named).order_by("-pk").first()


def fields_received(row: SigningRound) -> dict[str, dt.datetime]:
    """When this system took in the signature of each field."""
    rows = row.signers.filter(state=RoundSigner.State.SIGNED)
    return {name: at for name, at in rows.values_list("field_name", "signed_at") if at is not None}


def bytes_of(stored: StoredFile) -> bytes:
    """The file's content."""
    return files.path_of(stored.sha256).read_bytes()


def open_session(token: str) -> SigningSession | None:
    """The session of this token while it is open and in time."""
    rows = SigningSession.objects.select_related(
        "signer__round__current", "signer__round__original", "base", "certificate", "opened_by"
    )
    return rows.filter(token_digest=digest_of(token), closed_at=None, expires_at__gt=clock.now()).first()
