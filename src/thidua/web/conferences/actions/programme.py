"""Acts on the programme: items, their order, whether units see them, their papers."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.web.conferences.actions.recording import changed, locked, note, told
from thidua.web.conferences.models import AgendaItem, AgendaPaper, Conference
from thidua.web.conferences.permissions import can_plan, can_run
from thidua.web.core import clock
from thidua.web.core.access import Refused
from thidua.web.core.models import StoredFile

FIELDS = ("title", "minutes", "speaker")


def _item(item: AgendaItem) -> AgendaItem:
    return AgendaItem.objects.get(pk=item.pk)


@transaction.atomic
def add_item(*, actor: Any, item: AgendaItem) -> AgendaItem:
    """Put a new item at the end of the programme, shown or hidden."""
    conference = locked(item.conference)
    can_plan(actor, conference).require()
    item.position = (conference.items.aggregate(last=Max("position"))["last"] or 0) + 1
    item.save()
    note(
        "conferences.item.add",
        actor=actor,
        of=item,
        conference=conference,
        items=(item,),
        after=told(item, (*FIELDS, "is_shown")),
    )
    return item


@transaction.atomic
def change_item(*, actor: Any, item: AgendaItem) -> AgendaItem:
    """Write the item's title, minutes and speaker; whether it is shown is an act of its own."""
    conference = locked(item.conference)
    can_plan(actor, conference).require()
    old = _item(item)
    item.save(update_fields=FIELDS)
    note(
        "conferences.item.change",
        actor=actor,
        of=item,
        conference=conference,
        items=(old,),
        **changed(old, item, FIELDS),
    )
    return item


@transaction.atomic
def show_item(*, actor: Any, item: AgendaItem, shown: bool) -> AgendaItem:
    """Let the units see the item with its papers, or hide it again."""
    conference = locked(item.conference)
    can_plan(actor, conference).require()
    row = _item(item)
    row.is_shown = shown
    row.save(update_fields=["is_shown"])
    note(
        "conferences.item.show" if shown else "conferences.item.hide",
        actor=actor,
        of=row,
        conference=conference,
        items=(row,),
    )
    return row


@transaction.atomic
def move_item(*, actor: Any, item: AgendaItem, up: bool) -> AgendaItem:
    """Change places with the item before (or after); nothing happens at the ends."""
    conference = locked(item.conference)
    can_plan(actor, conference).require()
    rows = list(conference.items.order_by("position", "pk"))
    here = next(n for n, row in enumerate(rows) if row.pk == item.pk)
    there = here - 1 if up else here + 1
    row = rows[here]
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for position, moved in enumerate(rows, start=1):
            moved.position = position
        AgendaItem.objects.bulk_update(rows, ["position"])
        note(
            "conferences.item.move",
            actor=actor,
            of=row,
            conference=conference,
            items=(row,),
            direction=_("lên") if up else _("xuống"),
        )
    return row


@transaction.atomic
def remove_item(*, actor: Any, item: AgendaItem) -> None:
    """Take an item with its papers out of the programme; refused when something was said or decided on it."""
    conference = locked(item.conference)
    can_plan(actor, conference).require()
    row = _item(item)
    if row.speeches.exists() or row.resolutions.exists():
        raise Refused(_("Nội dung này đã có lượt phát biểu hoặc quyết định; hãy gỡ những phần đó trước."))
    note(
        "conferences.item.remove",
        actor=actor,
        of=row,
        conference=conference,
        items=(row,),
        before=told(row, FIELDS) | {"papers": [paper.title for paper in row.papers.all()]},
    )
    row.delete()
    for position, left in enumerate(conference.items.order_by("position", "pk"), start=1):
        AgendaItem.objects.filter(pk=left.pk).update(position=position)


@transaction.atomic
def add_paper(*, actor: Any, item: AgendaItem, title: str, file: StoredFile, file_name: str) -> AgendaPaper:
    """Hand out a paper with the item; who sees the item may download it."""
    conference = locked(item.conference)
    can_run(actor, conference).require()
    row = AgendaPaper.objects.create(
        item=item,
        title=title or file_name,
        file=file,
        file_name=file_name,
        added_by=actor,
        added_at=clock.now(),
    )
    note(
        "conferences.paper.add",
        actor=actor,
        of=row,
        conference=conference,
        items=(_item(item),),
        item=item.title,
        paper=row.title,
        sha256=file.sha256,
    )
    return row


@transaction.atomic
def remove_paper(*, actor: Any, paper: AgendaPaper) -> None:
    """Take a paper back; the content itself stays on disk."""
    conference: Conference = locked(paper.item.conference)
    can_run(actor, conference).require()
    row = AgendaPaper.objects.select_related("item", "file").get(pk=paper.pk)
    note(
        "conferences.paper.remove",
        actor=actor,
        of=row,
        conference=conference,
        items=(row.item,),
        item=row.item.title,
        paper=row.title,
        sha256=row.file.sha256,
    )
    row.delete()
