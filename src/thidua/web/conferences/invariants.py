"""What must always hold in conferences; each yields one sentence per violation."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from thidua.web.conferences.models import Conference, Delegate
from thidua.web.core import files
from thidua.web.core.invariants import invariant

PICTURES = (files.PNG, files.JPEG)


@invariant("conferences.items_in_order", _("Chương trình hội nghị được đánh số liền nhau từ 1"))
def items_in_order() -> Iterator[str]:
    """Positions of a programme are 1, 2, 3 … without gap or double."""
    for row in Conference.objects.prefetch_related("items"):
        places = sorted(item.position for item in row.items.all())
        if places != list(range(1, len(places) + 1)):
            yield f"Hội nghị «{row}» ({row.held_on:%d/%m/%Y}): thứ tự nội dung không liền nhau"


@invariant("conferences.one_leader", _("Mỗi đơn vị có nhiều nhất một trưởng đoàn ở một hội nghị"))
def one_leader() -> Iterator[str]:
    """No unit has two leaders of its delegation at one conference."""
    seen: set[tuple[int, int]] = set()
    for row in (
        Delegate.objects.filter(is_leader=True).exclude(unit=None).select_related("conference", "unit")
    ):
        key = (row.conference_id, row.unit_id or 0)
        if key in seen:
            yield f"Hội nghị «{row.conference}»: {row.unit} có hai trưởng đoàn"
        seen.add(key)


@invariant("conferences.photos_are_pictures", _("Mọi tệp ảnh hội nghị đúng là ảnh"))
def photos_are_pictures() -> Iterator[str]:
    """Every stored photo holds a picture."""
    for row in Conference.objects.prefetch_related("photos__file"):
        for photo in row.photos.all():
            if photo.file and photo.file.media_type not in PICTURES:
                yield f"Hội nghị «{row}»: tệp của ảnh «{photo}» không phải ảnh"
