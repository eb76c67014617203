"""Acts on drafts: start one, save its text, bring an older text back, put up for comment, give up."""

import unicodedata
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.rules import parse_rulebook
from thidua.web.clusters.models import Cluster
from thidua.web.core import audit, clock
from thidua.web.core.access import Conflict
from thidua.web.rulebooks.models import EditionVersion, Rulebook, RulebookEdition
from thidua.web.rulebooks.permissions import can_consult, can_draft, can_edit, can_take_back, can_withdraw

State = RulebookEdition.State


def clean_text(text: str) -> str:
    """The text as it is kept: composed letters (NFC), plain line ends."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n")


def locked(edition: RulebookEdition) -> RulebookEdition:
    """The edition's row, locked for this transaction and read anew."""
    rows = RulebookEdition.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("rulebook__cluster").get(pk=edition.pk)


@transaction.atomic
def start_rulebook(*, actor: Any, cluster: Cluster, title: str, year: int, text: str) -> RulebookEdition:
    """Start a rulebook of the cluster with a first draft holding `text`.

    Raises `RulebookInvalid` when the text is not a rulebook.
    """
    can_draft(actor, cluster).require()
    rulebook = Rulebook.objects.create(cluster=cluster, title=title)
    edition = _first_version(actor, rulebook, year, text)
    audit.record(
        "rulebooks.rulebook.start",
        actor=actor,
        of=edition,
        cluster_id=cluster.pk,
        title=title,
        year=year,
        digest=edition.digest,
    )
    return edition


@transaction.atomic
def start_edition(
    *, actor: Any, rulebook: Rulebook, year: int, text: str, based_on: RulebookEdition | None = None
) -> RulebookEdition:
    """Start a new draft of the rulebook with `text`. Raises `RulebookInvalid` as above."""
    kept = Rulebook.objects.select_for_update(no_key=True).get(pk=rulebook.pk)
    can_draft(actor, kept.cluster_id).require()
    edition = _first_version(actor, kept, year, text, based_on)
    audit.record(
        "rulebooks.edition.start",
        actor=actor,
        of=edition,
        cluster_id=kept.cluster_id,
        year=year,
        based_on=based_on,
        digest=edition.digest,
    )
    return edition


def write_draft_after(edition: RulebookEdition, *, year: int, actor: Any) -> RulebookEdition:
    """A draft for `year` with the edition's text, without an audit line of its own: for an act that opens a year."""
    kept = Rulebook.objects.select_for_update(no_key=True).get(pk=edition.rulebook_id)
    return _first_version(actor, kept, year, edition.text, edition)


def drop_untouched_draft(key: int) -> bool:
    """The draft is gone when nobody has written in it; False when somebody has, or it is no draft any more.

    For the act that takes back the opening of a year and tells it.
    """
    row = RulebookEdition.objects.select_for_update(no_key=True).filter(pk=key).first()
    if row is None or row.state != State.DRAFT or row.version > 1:
        return row is None
    row.versions.all().delete()
    row.delete()
    return True


def _first_version(
    actor: Any, rulebook: Rulebook, year: int, text: str, based_on: RulebookEdition | None = None
) -> RulebookEdition:
    text = clean_text(text)
    digest = parse_rulebook(text).digest
    last = rulebook.editions.aggregate(last=Max("number"))["last"] or 0
    edition = RulebookEdition.objects.create(
        rulebook=rulebook,
        number=last + 1,
        year=year,
        text=text,
        digest=digest,
        based_on=based_on,
        updated_by=actor,
    )
    _keep_version(edition, actor, _("Lập dự thảo"))
    return edition


def _keep_version(edition: RulebookEdition, actor: Any, note: str) -> None:
    EditionVersion.objects.create(
        edition=edition,
        version=edition.version,
        text=edition.text,
        digest=edition.digest,
        note=note[:300],
        author=actor,
        saved_at=clock.now(),
    )


@transaction.atomic
def save_edition(
    *, actor: Any, edition: RulebookEdition, text: str, version: int, note: str
) -> RulebookEdition:
    """Make `text` the next version of the draft; `note` says what was changed, for the history.

    Raises `RulebookInvalid` when the text is not a rulebook, `Conflict` with both texts when somebody
    else saved since `version`. A text equal to the present one changes nothing.
    """
    text = clean_text(text)
    row = _writable(edition, actor, version, mine=text)
    if row.text == text:
        return row
    return _written(row, actor, text, note, act="rulebooks.edition.save")


@transaction.atomic
def restore_version(
    *, actor: Any, edition: RulebookEdition, old: EditionVersion, version: int
) -> RulebookEdition:
    """Bring the text of an older version back, as a new version. Raises as `save_edition`."""
    row = _writable(edition, actor, version, mine=old.text)
    note = _("Khôi phục bản %(version)d") % {"version": old.version}
    return _written(row, actor, old.text, note, act="rulebooks.edition.restore")


def _writable(edition: RulebookEdition, actor: Any, version: int, *, mine: str) -> RulebookEdition:
    row = locked(edition)
    can_edit(actor, row).require()
    if row.version != version:
        raise Conflict(
            _("Dự thảo này vừa được %(name)s lưu bản %(version)d; bản của bạn dựa trên bản %(mine)d.")
            % {"name": row.updated_by or "–", "version": row.version, "mine": version},
            mine=mine,
            theirs=row.text,
        )
    return row


def _written(row: RulebookEdition, actor: Any, text: str, note: str, *, act: str) -> RulebookEdition:
    before = row.digest
    row.text, row.digest = text, parse_rulebook(text).digest
    row.version, row.updated_by = row.version + 1, actor
    row.save(update_fields=["text", "digest", "version", "updated_by", "updated_at"])
    _keep_version(row, actor, note)
    audit.record(
        act,
        actor=actor,
        of=row,
        cluster_id=row.rulebook.cluster_id,
        before=before,
        after=row.digest,
        version=row.version,
        note=note,
    )
    return row


@transaction.atomic
def consult_edition(*, actor: Any, edition: RulebookEdition) -> RulebookEdition:
    """Put the draft up for comment: members read it, its text rests."""
    row = locked(edition)
    can_consult(actor, row).require()
    return _moved(row, actor, State.CONSULTATION, "rulebooks.edition.consult")


@transaction.atomic
def take_back_edition(*, actor: Any, edition: RulebookEdition) -> RulebookEdition:
    """Take the draft back from comment: the secretariat edits it further, members no longer read it."""
    row = locked(edition)
    can_take_back(actor, row).require()
    return _moved(row, actor, State.DRAFT, "rulebooks.edition.take_back")


@transaction.atomic
def withdraw_edition(*, actor: Any, edition: RulebookEdition) -> RulebookEdition:
    """Give the draft up; it stays readable to the secretariat and can be copied."""
    row = locked(edition)
    can_withdraw(actor, row).require()
    return _moved(row, actor, State.WITHDRAWN, "rulebooks.edition.withdraw")


def _moved(row: RulebookEdition, actor: Any, state: str, act: str) -> RulebookEdition:
    before, row.state, row.updated_by = row.state, state, actor
    row.save(update_fields=["state", "updated_by", "updated_at"])
    audit.record(act, actor=actor, of=row, cluster_id=row.rulebook.cluster_id, before=before, after=state)
    return row
