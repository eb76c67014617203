"""What the screens share: finding rows the person may see, the path, keeping a paper."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.web.charity import queries
from thidua.web.charity.models import Campaign, CharityHouse
from thidua.web.clusters.models import Cluster
from thidua.web.clusters.queries import clusters_visible_to
from thidua.web.core import files
from thidua.web.core.access import Refused
from thidua.web.core.models import StoredFile
from thidua.web.core.uploads import clean_file_name, store_upload

Trail = list[tuple[str, str]]


def cluster_of(request: HttpRequest, cluster: int) -> Cluster:
    """The cluster, or 404 when the person does not see it."""
    return get_object_or_404(clusters_visible_to(request.user).select_related("charity_fund"), pk=cluster)


def campaign_of(request: HttpRequest, campaign: int) -> Campaign:
    """The campaign, or 404 when the person does not see it."""
    return get_object_or_404(queries.campaigns_visible_to(request.user), pk=campaign)


def house_of(request: HttpRequest, house: int) -> CharityHouse:
    """The house, or 404 when the person does not see it."""
    return get_object_or_404(queries.houses_visible_to(request.user), pk=house)


def fund_trail(cluster_id: int, *more: tuple[str, str]) -> Trail:
    """The path from the fund down."""
    return [(_("Quỹ nhà tình nghĩa"), reverse("charity:fund", args=[cluster_id])), *more]


def campaign_trail(campaign: Campaign, *more: tuple[str, str]) -> Trail:
    """The path from the fund over the campaign down."""
    here = (campaign.title, reverse("charity:campaign", args=[campaign.pk]))
    return fund_trail(campaign.fund.cluster_id, here, *more)


def stored(
    upload: Any, kinds: tuple[str, ...] = (files.PDF, files.PNG, files.JPEG)
) -> tuple[StoredFile, str]:
    """Keep an uploaded paper; (its record, a harmless name). Raises `Refused` for another kind of file."""
    kept = store_upload(upload)
    if kept.media_type not in kinds:
        raise Refused(_("Chỉ nhận PDF hoặc ảnh JPEG, PNG."))
    return kept, clean_file_name(upload.name, kept.media_type)
