"""Acts on what happened: turns to speak, resolutions, photos."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.web.conferences.actions.recording import changed, locked, note, told
from thidua.web.conferences.models import Photo, Resolution, Speech
from thidua.web.conferences.permissions import can_run
from thidua.web.core import files
from thidua.web.core.access import Refused

SPEECH = ("item", "unit", "speaker", "allotted_minutes", "used_minutes")
SPEECH_TOLD = ("item", "unit", "allotted_minutes", "used_minutes")
RESOLUTION = ("item", "wording", "decision", "method", "votes_for", "votes_against", "votes_abstaining")
PICTURES = {files.PNG, files.JPEG}


def _next(rows: Any) -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def add_speech(*, actor: Any, speech: Speech) -> Speech:
    """Put a speaker at the end of the list; what is said is not kept."""
    conference = locked(speech.conference)
    can_run(actor, conference).require()
    speech.position = _next(conference.speeches)
    speech.save()
    note(
        "conferences.speech.add",
        actor=actor,
        of=speech,
        conference=conference,
        items=(speech.item,),
        after=told(speech, SPEECH_TOLD),
    )
    return speech


@transaction.atomic
def change_speech(*, actor: Any, speech: Speech) -> Speech:
    """Write who speaks on what, and how many minutes were allotted and used."""
    conference = locked(speech.conference)
    can_run(actor, conference).require()
    old = Speech.objects.select_related("item", "unit").get(pk=speech.pk)
    speech.save(update_fields=SPEECH)
    note(
        "conferences.speech.change",
        actor=actor,
        of=speech,
        conference=conference,
        items=(old.item, speech.item),
        **changed(old, speech, SPEECH_TOLD),
    )
    return speech


@transaction.atomic
def remove_speech(*, actor: Any, speech: Speech) -> None:
    """Take a speaker off the list."""
    conference = locked(speech.conference)
    can_run(actor, conference).require()
    row = Speech.objects.select_related("item", "unit").get(pk=speech.pk)
    note(
        "conferences.speech.remove",
        actor=actor,
        of=row,
        conference=conference,
        items=(row.item,),
        before=told(row, SPEECH_TOLD),
    )
    row.delete()


@transaction.atomic
def add_resolution(*, actor: Any, resolution: Resolution) -> Resolution:
    """Write down what the conference is to decide, or has decided."""
    conference = locked(resolution.conference)
    can_run(actor, conference).require()
    resolution.position = _next(conference.resolutions)
    resolution.save()
    note(
        "conferences.resolution.add",
        actor=actor,
        of=conference,
        conference=conference,
        items=(resolution.item,),
        after=told(resolution, RESOLUTION),
    )
    return resolution


@transaction.atomic
def change_resolution(*, actor: Any, resolution: Resolution) -> Resolution:
    """Write the text, the decision, how it was taken and the counts."""
    conference = locked(resolution.conference)
    can_run(actor, conference).require()
    old = Resolution.objects.select_related("item").get(pk=resolution.pk)
    resolution.save(update_fields=RESOLUTION)
    note(
        "conferences.resolution.change",
        actor=actor,
        of=conference,
        conference=conference,
        items=(old.item, resolution.item),
        **changed(old, resolution, RESOLUTION),
    )
    return resolution


@transaction.atomic
def remove_resolution(*, actor: Any, resolution: Resolution) -> None:
    """Take a resolution out that was written by mistake."""
    conference = locked(resolution.conference)
    can_run(actor, conference).require()
    row = Resolution.objects.select_related("item").get(pk=resolution.pk)
    note(
        "conferences.resolution.remove",
        actor=actor,
        of=conference,
        conference=conference,
        items=(row.item,),
        before=told(row, RESOLUTION),
    )
    row.delete()


@transaction.atomic
def add_photo(*, actor: Any, photo: Photo) -> Photo:
    """Keep a photo with its caption; only pictures are taken."""
    conference = locked(photo.conference)
    can_run(actor, conference).require()
    if photo.file is not None and photo.file.media_type not in PICTURES:
        raise Refused(_("Tệp này không phải ảnh PNG hoặc JPEG."))
    photo.save()
    sha256 = photo.file.sha256 if photo.file else ""
    note(
        "conferences.photo.add",
        actor=actor,
        of=photo,
        conference=conference,
        caption=photo.caption,
        sha256=sha256,
    )
    return photo


@transaction.atomic
def remove_photo(*, actor: Any, photo: Photo) -> None:
    """Take a photo with its caption out."""
    conference = locked(photo.conference)
    can_run(actor, conference).require()
    note("conferences.photo.remove", actor=actor, of=photo, conference=conference, caption=photo.caption)
    Photo.objects.filter(pk=photo.pk).delete()
