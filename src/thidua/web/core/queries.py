"""Which audit entries a person may read. Features widen the circle through `audit_scopes`."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from thidua.web.core.models import AuditEntry

audit_scopes: list[Callable[[Any], Q]] = []
"""Functions user -> Q: entries this person may read beside the own ones (clusters add theirs)."""


def audit_entries_visible_to(user: Any) -> QuerySet[AuditEntry]:
    """Own acts, and what the person's roles open; everything for a site administrator."""
    entries = AuditEntry.objects.order_by("-pk")
    if user.is_site_admin:
        return entries
    scope = Q(actor_id=user.pk)
    for widen in audit_scopes:
        scope |= widen(user)
    return entries.filter(scope)


def matching(entries: QuerySet[AuditEntry], text: str) -> QuerySet[AuditEntry]:
    """Entries whose shown words contain `text`; only columns the page shows are searched."""
    return entries.filter(
        Q(actor_name__icontains=text) | Q(action__icontains=text) | Q(object_name__icontains=text)
    )
