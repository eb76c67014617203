"""Acts on official documents: draft, issue with the next number, withdraw; where runs of numbers begin."""

import datetime as dt
import io
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.clusters import numbering
from thidua.web.clusters.documents import Render
from thidua.web.clusters.models import Cluster, Cycle, NumberSeries, OfficialDocument, PartyTerm, Unit
from thidua.web.clusters.models.papers import Family, Issuer
from thidua.web.clusters.permissions import can_draft_documents, can_issue_document, can_withdraw_document
from thidua.web.core import audit, clock, files
from thidua.web.core.access import Refused
from thidua.web.core.written import day_text

State = OfficialDocument.State


@dataclass(frozen=True)
class NewDocument:
    """What a draft is made of; `facts` is plain JSON, `about` names what it speaks of (`conference:12`)."""

    kind: str
    profile: str
    subject: str
    family: str = Family.PARTY
    issuer: str = Issuer.CLUSTER
    cycle: Cycle | None = None
    unit: Unit | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    about: str = ""


@transaction.atomic
def draft_document(*, actor: Any, cluster: Cluster, new: NewDocument) -> OfficialDocument:
    """Keep the facts of a document that is not out yet; it has no number. `actor` None: the system."""
    if actor:
        can_draft_documents(actor, cluster).require()
    if new.cycle and new.cycle.cluster_id != cluster.pk:
        raise Refused(_("Năm này của cụm khác."))
    document = OfficialDocument.objects.create(
        cluster=cluster, made_by=actor, made_at=clock.now(), **vars(new)
    )
    audit.record("clusters.document.draft", actor=actor, of=document, **_where(document))
    return document


@transaction.atomic
def redraft_document(
    *, actor: Any, document: OfficialDocument, subject: str, facts: dict[str, Any], **form: str
) -> OfficialDocument:
    """The draft says something else from now on, or in another `form`: profile, family, issuer.

    Refused once it was issued, and when somebody else changed it since it was read.
    """
    locked = _locked(document)
    can_issue_document(actor, locked).require()
    _require_unchanged(locked, document)
    before, locked.subject, locked.facts = locked.subject, subject, facts
    for name in ("profile", "family", "issuer"):
        setattr(locked, name, form.get(name) or getattr(locked, name))
    locked.save(update_fields=["subject", "facts", "profile", "family", "issuer"])
    audit.record(
        "clusters.document.redraft", actor=actor, of=locked, **_where(locked), before=before, after=subject
    )
    return locked


@transaction.atomic
def issue_document(
    *, actor: Any, document: OfficialDocument, issued_on: dt.date, render: Render, term: str = ""
) -> OfficialDocument:
    """Give the draft the next number of its run, print it under that number, and freeze it.

    Number, files and state are one transaction: when `render` fails nothing was numbered, and two who
    issue at once wait for each other, so that a run has no gap and no double. `term` names the Party
    term where the cluster's own began on another day. Raises `Refused` for a day after today or before
    the day of the run's last document.
    """
    locked = _locked(document)
    if actor:
        can_issue_document(actor, locked).require()
    if locked.state != State.DRAFT:
        raise Refused(_("Văn bản này không còn là dự thảo."))
    if issued_on > clock.today():
        raise Refused(_("Ngày ban hành không được sau ngày hôm nay."))
    _require_unchanged(locked, document)
    series = _next_number(locked, issued_on, term)
    printed = render(series.last if series else None)
    locked.state, locked.issued_on, locked.symbol = State.ISSUED, issued_on, printed.symbol
    locked.series, locked.number = series, series.last if series else None
    locked.profile = printed.profile or locked.profile
    locked.docx = _stored(printed.docx, files.DOCX)
    locked.pdf = _stored(printed.pdf, files.PDF)
    locked.issued_by, locked.issued_at = actor, clock.now()
    locked.save()
    audit.record(
        "clusters.document.issue",
        actor=actor,
        of=locked,
        **_where(locked),
        number=locked.number,
        issued_on=issued_on,
    )
    return locked


def _next_number(document: OfficialDocument, issued_on: dt.date, term: str) -> NumberSeries | None:
    """The document's run, locked, with `last` moved on by one; None for a kind without number."""
    code = numbering.type_code(document.kind, document.family)
    if not code:
        return None
    key = numbering.series_key(document.family, issued_on, _terms(document.cluster))
    if term and document.family == Family.PARTY:
        key = term
    named: dict[str, Any] = {
        "cluster_id": document.cluster_id, "issuer": document.issuer, "family": document.family,
        "type_code": code, "key": key,
    }  # fmt: skip
    NumberSeries.objects.get_or_create(**named)
    series = NumberSeries.objects.select_for_update(no_key=True).get(**named)
    newest = series.documents.order_by("-number").first()
    if newest and newest.issued_on and issued_on < newest.issued_on:
        raise Refused(
            _("Số %(symbol)s đã ban hành ngày %(day)s; văn bản mang số sau không ghi ngày trước ngày đó.")
            % {"symbol": newest.symbol, "day": day_text(newest.issued_on)}
        )
    series.last += 1
    series.save(update_fields=["last"])
    return series


def _stored(content: bytes, media_type: str) -> Any:
    stored = files.store(io.BytesIO(content))
    if stored.media_type != media_type:
        raise ValueError(f"a printed document is {stored.media_type}, not {media_type}")
    return stored


@transaction.atomic
def withdraw_document(*, actor: Any, document: OfficialDocument, reason: str) -> OfficialDocument:
    """The document no longer holds, and says why; its number stays taken, its files stay readable."""
    locked = _locked(document)
    can_withdraw_document(actor, locked).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do thu hồi."))
    before, locked.state = locked.state, State.WITHDRAWN
    locked.withdrawn_by, locked.withdrawn_at = actor, clock.now()
    locked.withdraw_reason = reason.strip()
    locked.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdraw_reason"])
    audit.record(
        "clusters.document.withdraw",
        actor=actor,
        of=locked,
        **_where(locked),
        before=before,
        after=locked.state,
        reason=reason.strip(),
    )
    return locked


@dataclass(frozen=True)
class Run:
    """Which run of numbers: whose, of which family and type, of which year or term."""

    issuer: str
    family: str
    type_code: str
    key: str


@transaction.atomic
def start_number_series(*, actor: Any, cluster: Cluster, run: Run, used_before: int) -> NumberSeries:
    """The run goes on after a number that the office gave before it kept the run here.

    Refused once a number of the run was given here: then the run is what it is.
    """
    locked = Cluster.objects.select_for_update(no_key=True).get(pk=cluster.pk)
    can_draft_documents(actor, locked).require()
    named = {"cluster": locked, **vars(run)}
    NumberSeries.objects.get_or_create(**named)
    series = NumberSeries.objects.select_for_update(no_key=True).get(**named)
    if series.documents.exists():
        raise Refused(_("Sổ này đã cấp số trong phần mềm nên không đặt lại số bắt đầu được nữa."))
    before, series.used_before, series.last = series.used_before, used_before, used_before
    series.save(update_fields=["used_before", "last"])
    audit.record(
        "clusters.number_series.start",
        actor=actor,
        of=series,
        cluster_id=locked.pk,
        before=before,
        after=used_before,
    )
    return series


@transaction.atomic
def set_party_term(*, actor: Any, cluster: Cluster, first_year: int, starts_on: dt.date) -> PartyTerm:
    """The Party term of that first year began on this day; Party documents are numbered anew from it.

    Refused when a Party document was already numbered between the day known so far and this one.
    """
    locked = Cluster.objects.select_for_update(no_key=True).get(pk=cluster.pk)
    can_draft_documents(actor, locked).require()
    known = _terms(locked).get(first_year, numbering.usual_start(first_year))
    between = OfficialDocument.objects.filter(
        cluster=locked,
        family=Family.PARTY,
        number__isnull=False,
        issued_on__gte=min(known, starts_on),
        issued_on__lt=max(known, starts_on),
    )
    if between.exists():
        raise Refused(
            _("Đã có văn bản của Đảng được cấp số trong khoảng ngày này; số đã cấp không đổi được.")
        )
    term, _new = PartyTerm.objects.update_or_create(
        cluster=locked, first_year=first_year, defaults={"starts_on": starts_on}
    )
    audit.record(
        "clusters.party_term.set", actor=actor, of=term, cluster_id=locked.pk, before=known, after=starts_on
    )
    return term


def _terms(cluster: Cluster) -> dict[int, dt.date]:
    return dict(cluster.party_terms.values_list("first_year", "starts_on"))


def _require_unchanged(locked: OfficialDocument, read: OfficialDocument) -> None:
    """What is written or issued is what the person read."""
    if (locked.facts, locked.subject) != (read.facts, read.subject):
        raise Refused(_("Dự thảo vừa được người khác sửa. Hãy mở lại trang để xem nội dung mới."))


def _locked(document: OfficialDocument) -> OfficialDocument:
    rows = OfficialDocument.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("cluster").get(pk=document.pk)


def _where(document: OfficialDocument) -> dict[str, Any]:
    """What every audit line of a document tells beside the act."""
    return {"cluster_id": document.cluster_id, "unit_id": document.unit_id, "kind": document.kind}
