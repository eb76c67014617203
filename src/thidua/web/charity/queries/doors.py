"""The only doors to rows: every member of the cluster reads the fund; drafts are the secretariat's."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from thidua.web.charity.models import (
    Campaign,
    CharityHouse,
    Contribution,
    Disbursement,
    Fund,
    HousePhoto,
    LedgerTransaction,
    Pledge,
    PublishedStatement,
    Treasurer,
)
from thidua.web.clusters.models import in_force
from thidua.web.clusters.queries import in_seen_clusters, standing_of


def _adopted_or_overseen(user: Any, path: str = "") -> Q:
    """Campaigns everybody reads, and drafts of the clusters the person oversees."""
    adopted = Q(**{f"{path}state": Campaign.State.ADOPTED})
    overseen = Q(**{f"{path}fund__cluster_id__in": standing_of(user).overseen_clusters})
    return (adopted | overseen) & in_seen_clusters(user, f"{path}fund__cluster_id")


def sees_drafts(user: Any, cluster_id: int) -> bool:
    """True for those who prepare or watch the cluster."""
    return cluster_id in standing_of(user).overseen_clusters


def campaigns_visible_to(user: Any) -> QuerySet[Campaign]:
    """Campaigns of the clusters the person sees; drafts only for their secretariat and central department."""
    return Campaign.objects.filter(_adopted_or_overseen(user)).select_related("fund__cluster")


def pledges_visible_to(user: Any) -> QuerySet[Pledge]:
    """Pledges of campaigns the person sees."""
    rows = Pledge.objects.filter(_adopted_or_overseen(user, "campaign__"))
    return rows.select_related("campaign__fund__cluster", "unit")


def contributions_visible_to(user: Any) -> QuerySet[Contribution]:
    """Payments in campaigns the person sees."""
    rows = Contribution.objects.filter(in_seen_clusters(user, "pledge__campaign__fund__cluster_id"))
    return rows.select_related("pledge__campaign__fund__cluster", "transaction", "receipt")


def transactions_visible_to(user: Any) -> QuerySet[LedgerTransaction]:
    """What is booked in the funds of the clusters the person sees."""
    rows = LedgerTransaction.objects.filter(in_seen_clusters(user, "fund__cluster_id"))
    return rows.select_related("fund__cluster", "campaign", "booked_by", "reverses", "reversed_by")


def houses_visible_to(user: Any) -> QuerySet[CharityHouse]:
    """Houses of campaigns the person sees."""
    rows = CharityHouse.objects.filter(_adopted_or_overseen(user, "campaign__"))
    return rows.select_related("campaign__fund__cluster", "unit")


def photos_visible_to(user: Any) -> QuerySet[HousePhoto]:
    """Photos that stand, of houses the person sees."""
    rows = HousePhoto.objects.filter(_adopted_or_overseen(user, "house__campaign__"), withdrawn_at=None)
    return rows.select_related("house__campaign__fund__cluster", "house__unit", "file")


def disbursements_visible_to(user: Any) -> QuerySet[Disbursement]:
    """Hand-overs in the clusters the person sees."""
    rows = Disbursement.objects.filter(in_seen_clusters(user, "house__campaign__fund__cluster_id"))
    return rows.select_related("house__campaign__fund__cluster", "transaction", "minutes", "photo")


def published_visible_to(user: Any) -> QuerySet[PublishedStatement]:
    """Published statements of campaigns the person sees."""
    rows = PublishedStatement.objects.filter(_adopted_or_overseen(user, "campaign__"))
    return rows.select_related("campaign__fund__cluster", "published_by")


def treasurers_of(fund: Fund, day: dt.date) -> QuerySet[Treasurer]:
    """Who keeps the fund's money on `day`."""
    return fund.treasurers.filter(in_force(day)).select_related("user")


def funds_kept_by(user: Any, day: dt.date) -> frozenset[int]:
    """Ids of the funds whose treasurer the person is on `day`; asked once per request."""
    kept: frozenset[int] | None = getattr(user, "_funds_kept", None)
    if kept is None:
        rows = Treasurer.objects.filter(in_force(day), user_id=user.pk).values_list("fund_id", flat=True)
        kept = user._funds_kept = frozenset(rows)  # noqa: SLF001 - our own cache
    return kept
