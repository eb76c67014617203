"""Certificates of units: who sees them, which may sign now."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from thidua.web.clusters.models import Assignment, Unit
from thidua.web.clusters.queries import standing_of, units_visible_to
from thidua.web.signatures.models import UnitCertificate

KEEPERS = (Assignment.Role.ADMINISTRATOR, Assignment.Role.LEADER)


def units_keeping_certificates(user: Any) -> list[int]:
    """Units whose certificates the person keeps."""
    standing = standing_of(user)
    return [pk for pk in standing.unit_roles if standing.has_role(pk, *KEEPERS)]


def certificates_visible_to(user: Any) -> QuerySet[UnitCertificate]:
    """Certificates of the units the person sees; a certificate is made to be shown."""
    rows = UnitCertificate.objects.filter(unit__in=units_visible_to(user))
    return rows.select_related("unit", "registered_by")


def certificates_for_signing(unit: Unit | int, at: dt.datetime) -> QuerySet[UnitCertificate]:
    """The unit's certificates that may sign at this moment, the latest first."""
    key = unit if isinstance(unit, int) else unit.pk
    return UnitCertificate.objects.filter(
        unit_id=key, revoked_at=None, valid_from__lte=at, valid_to__gte=at
    ).order_by("-registered_at", "-pk")
