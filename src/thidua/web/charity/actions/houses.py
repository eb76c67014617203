"""Acts on houses: add, edit, tell the progress, photos."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.web.charity.models import Campaign, CharityHouse, HousePhoto, HouseStep
from thidua.web.charity.permissions import can_add_house, can_keep_house, can_withdraw_photo
from thidua.web.clusters.models import Unit
from thidua.web.core import audit, clock
from thidua.web.core.access import Conflict, Refused
from thidua.web.core.pictures import keep_picture


@dataclass(frozen=True)
class HouseFacts:
    """What is told of a house."""

    unit: Unit
    title: str
    place: str
    beneficiary: str
    beneficiary_name: str
    name_agreed: bool
    planned_cost_vnd: int


def _facts(house: CharityHouse) -> dict[str, Any]:
    """What the audit keeps: whether a name stands there, not the name, which may have to go."""
    names = ("title", "place", "beneficiary", "name_agreed", "planned_cost_vnd")
    return {"unit": str(house.unit), **{name: getattr(house, name) for name in names}}


def _require_agreed(facts: HouseFacts) -> None:
    if facts.beneficiary_name.strip() and not facts.name_agreed:
        raise Refused(_("Chỉ ghi tên chủ hộ khi chủ hộ đồng ý nêu tên."))


def _locked(house: CharityHouse) -> CharityHouse:
    rows = CharityHouse.objects.select_related("campaign__fund", "unit")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=house.pk)


def _record(action: str, actor: Any, house: CharityHouse, **detail: Any) -> None:
    cluster = house.campaign.fund.cluster_id
    audit.record(action, actor=actor, of=house, cluster_id=cluster, unit_id=house.unit_id, **detail)


@transaction.atomic
def add_house(*, actor: Any, campaign: Campaign, facts: HouseFacts) -> CharityHouse:
    """Add a house to the year's campaign. Raises `Refused` for a name nobody agreed to."""
    locked = (
        Campaign.objects.select_for_update(no_key=True, of=("self",))
        .select_related("fund")
        .get(pk=campaign.pk)
    )
    can_add_house(actor, locked).require()
    _require_agreed(facts)
    house = CharityHouse.objects.create(campaign=locked, **vars(facts))
    _record("charity.house.add", actor, house, after=_facts(house))
    return house


@transaction.atomic
def edit_house(*, actor: Any, house: CharityHouse, facts: HouseFacts, version: int) -> CharityHouse:
    """Change what is told of the house; `Conflict` when somebody changed it meanwhile."""
    row = _locked(house)
    can_keep_house(actor, row).require()
    _require_agreed(facts)
    if row.version != version:
        raise Conflict(_("Người khác vừa sửa căn nhà này."), mine=facts.title, theirs=row.title)
    before = _facts(row)
    for name, value in vars(facts).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    _record("charity.house.edit", actor, row, before=before, after=_facts(row))
    return row


@transaction.atomic
def record_step(
    *, actor: Any, house: CharityHouse, stage: str, happened_on: dt.date, note: str = ""
) -> HouseStep:
    """Tell how far the house is. Raises `Refused` for a day to come."""
    row = _locked(house)
    can_keep_house(actor, row).require()
    if happened_on > clock.today():
        raise Refused(_("Ngày phát sinh không được sau hôm nay."))
    step = HouseStep.objects.create(
        house=row,
        stage=HouseStep.Stage(stage),
        happened_on=happened_on,
        note=note.strip(),
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    _record("charity.house.step", actor, row, stage=step.stage, happened_on=happened_on, note=step.note)
    return step


@dataclass(frozen=True)
class NewPhoto:
    """A photo as it was sent, with what is said under it."""

    content: bytes
    caption: str
    taken_on: dt.date | None = None
    may_be_published: bool = False


@transaction.atomic
def add_photo(*, actor: Any, house: CharityHouse, photo: NewPhoto) -> HousePhoto:
    """Keep a photo with its caption, without the camera's hidden data. `Refused` when it is no JPEG or PNG."""
    row = _locked(house)
    can_keep_house(actor, row).require()
    made = write_photo(row, photo, actor)
    _record("charity.house.photo", actor, row, title=made.caption, sha256=made.file.sha256)
    return made


def write_photo(house: CharityHouse, photo: NewPhoto, actor: Any) -> HousePhoto:
    """The photo's row, as part of an act that writes its own audit line."""
    if not photo.caption.strip():
        raise Refused(_("Hãy ghi chú thích cho ảnh."))
    return HousePhoto.objects.create(
        house=house,
        file=keep_picture(photo.content),
        caption=photo.caption.strip(),
        taken_on=photo.taken_on,
        may_be_published=photo.may_be_published,
        added_by=actor,
        added_at=clock.now(),
    )


@transaction.atomic
def withdraw_photo(*, actor: Any, photo: HousePhoto, reason: str) -> HousePhoto:
    """Take a photo down with a reason; publications that show it stop showing it."""
    rows = HousePhoto.objects.select_related("house__campaign__fund", "house__unit", "file")
    row = rows.select_for_update(no_key=True, of=("self",)).get(pk=photo.pk)
    can_withdraw_photo(actor, row).require()
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do gỡ ảnh."))
    row.withdrawn_at, row.withdraw_reason = clock.now(), reason.strip()
    row.save(update_fields=["withdrawn_at", "withdraw_reason"])
    _record("charity.house.photo_withdraw", actor, row.house, title=row.caption, reason=reason.strip())
    return row
