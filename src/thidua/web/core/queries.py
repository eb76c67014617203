"""Which audit entries a person may read. Features widen the circle through `audit_scopes`."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from thidua.web.core import audit_names
from thidua.web.core.models import AuditEntry

audit_scopes: list[Callable[[Any], Q]] = []
"""Functions user -> Q: entries this person may read beside the own ones (clusters add theirs)."""


confidential_acts: set[str] = set()
"""Beginnings of acts that tell figures or points: running the site does not open them."""


def audit_entries_visible_to(user: Any) -> QuerySet[AuditEntry]:
    """Own acts, and what the person's roles open; a site administrator reads all but figures and points."""
    entries = AuditEntry.objects.order_by("-pk")
    scope = Q(actor_id=user.pk)
    for widen in audit_scopes:
        scope |= widen(user)
    if user.is_site_admin:
        told = Q()
        for act in confidential_acts:
            told &= ~Q(action__startswith=act)
        scope |= told
    return entries.filter(scope)


def matching(entries: QuerySet[AuditEntry], wanted: dict[str, Any]) -> QuerySet[AuditEntry]:
    """Entries that fit a filled filter; only what the page shows is searched."""
    if wanted.get("q"):
        text = wanted["q"]
        entries = entries.filter(
            Q(action__in=audit_names.actions_named_like(text)) | Q(object_name__icontains=text)
        )
    if wanted.get("actor"):
        entries = entries.filter(actor_name__icontains=wanted["actor"])
    if wanted.get("from_on"):
        entries = entries.filter(at__date__gte=wanted["from_on"])
    if wanted.get("to_on"):
        entries = entries.filter(at__date__lte=wanted["to_on"])
    if wanted.get("object"):
        kind, _colon, key = wanted["object"].partition(":")
        entries = entries.filter(object_type=kind, object_id=key)
    return entries
