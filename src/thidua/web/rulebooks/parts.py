"""What a rulebook says beside its tree, part by part: where each part stands, and pure changes to it."""

from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.rules import Rulebook
from thidua.rules.vocabulary import (
    AwardRule,
    Gate,
    GradeClass,
    OrderKey,
    Quota,
    RankingRule,
    Rounding,
    ScorerColumn,
    Scorers,
    Slot,
    TimelineStep,
    TotalPolicy,
    ValuePolicy,
    slots_of,
)


@dataclass(frozen=True)
class Part:
    """A part with its place in the rulebook and the model class of the whole, or of each of its rows.

    `only` are the fields of `make` that belong to it; none named: all. `new` is what to call a further row.
    """

    slug: str
    title: Promise
    place: tuple[str, ...]
    make: type
    new: Promise | None = None
    only: tuple[str, ...] = ()
    hint: Promise | str = ""

    @property
    def has_rows(self) -> bool:
        """True for a list of rows."""
        return self.new is not None

    @property
    def slots(self) -> tuple[Slot, ...]:
        """What a person fills in."""
        return tuple(s for s in slots_of(self.make) if not self.only or s.field in self.only)

    def held(self, rulebook: Rulebook) -> Any:
        """The part as the rulebook holds it: an object, or a tuple of rows."""
        return reduce(getattr, self.place, rulebook)

    def put(self, rulebook: Rulebook, new: Any) -> Rulebook:
        """The rulebook with `new` in place of the part."""
        changed: Rulebook = _put(rulebook, self.place, new)
        return changed

    def covers(self, path: str) -> bool:
        """True for the path of something in this part: `gates[2].when`, `ranking.ties`, `scale.max`."""
        if self.only:
            return any(within(path, ".".join((*self.place, s.key))) for s in self.slots)
        return within(path, ".".join(self.place))

    def row_path(self, number: int) -> str:
        """The path of a row."""
        return f"{'.'.join(self.place)}[{number}]"


def within(path: str, outer: str) -> bool:
    """True for the path of a thing and of everything in it.

    >>> within("gates[1].when", "gates[1]"), within("gates[10]", "gates[1]"), within("values", "value")
    (True, False, False)
    """
    return path == outer or path.startswith((f"{outer}.", f"{outer}["))


def _put(thing: Any, place: tuple[str, ...], new: Any) -> Any:
    if not place:
        return new
    return replace(thing, **{place[0]: _put(getattr(thing, place[0]), place[1:], new)})


def _of_the_whole() -> tuple[str, ...]:
    """The fields of a rulebook itself: a key that is added to the format is among them."""
    elsewhere = {"rows", "items", "thing"}
    found = [s.field for s in slots_of(Rulebook) if s.holds not in elsewhere or s.field == "source"]
    return tuple(name for name in found if name != "class_fallback")


PARTS = (
    Part("general", _("Tên, hiệu lực, căn cứ, thang điểm"), (), Rulebook, only=_of_the_whole()),
    Part("rounding", _("Làm tròn"), ("rounding",), Rounding),
    Part("values", _("Khi thiếu số liệu, không áp dụng, không giao"), ("values",), ValuePolicy),
    Part("total", _("Tổng điểm"), ("total",), TotalPolicy),
    Part("columns", _("Các cột điểm"), ("scorers", "columns"), ScorerColumn, _("Thêm cột điểm"),
         hint=_("Theo thứ tự chấm: tự chấm trước, thẩm định sau.")),
    Part("combine", _("Khi có nhiều cột điểm"), ("scorers",), Scorers, only=("combine",)),
    Part("gates", _("Điều kiện loại và khống chế"), ("gates",), Gate, _("Thêm điều kiện")),
    Part("classes", pgettext_lazy("parts", "Xếp loại"), ("classes",), GradeClass, _("Thêm mức xếp loại"),
         hint=_("Xếp từ mức cao nhất xuống mức thấp nhất.")),
    Part("fallback", _("Đủ điểm mà thiếu điều kiện của mức"), (), Rulebook, only=("class_fallback",)),
    Part("quotas", _("Giới hạn số lượng"), ("quotas",), Quota, _("Thêm giới hạn")),
    Part("ranking", _("Xếp hạng theo"), ("ranking", "by"), OrderKey, _("Thêm căn cứ xếp hạng")),
    Part("ties", _("Khi bằng nhau"), ("ranking", "ties"), OrderKey, _("Thêm lần xét"),
         hint=_("Xét lần lượt từ trên xuống, cho đến khi hết bằng nhau.")),
    Part("unranked", _("Mức không xếp hạng"), ("ranking",), RankingRule, only=("leave_out",)),
    Part("awards", _("Đề nghị khen thưởng"), ("awards",), AwardRule, _("Thêm danh hiệu, hình thức khen")),
    Part("timeline", _("Lịch thực hiện"), ("timeline",), TimelineStep, _("Thêm việc")),
)  # fmt: skip
BY_SLUG = {part.slug: part for part in PARTS}


def part_at(path: str) -> Part | None:
    """The part that a path of the file is in; None for the tree, the inputs, the whole."""
    return next((part for part in PARTS if part.covers(path)), None)


def put_row(rulebook: Rulebook, part: Part, number: int | None, new: Any) -> Rulebook:
    """`new` in place of the row `number`, or after the others."""
    rows = part.held(rulebook)
    if number is None:
        return part.put(rulebook, (*rows, new))
    return part.put(rulebook, (*rows[:number], new, *rows[number + 1 :]))


def remove_row(rulebook: Rulebook, part: Part, number: int) -> Rulebook:
    """The rulebook without the row; what still names it is the loader's to refuse."""
    rows = part.held(rulebook)
    return part.put(rulebook, (*rows[:number], *rows[number + 1 :]))


def move_row(rulebook: Rulebook, part: Part, number: int, by: int) -> Rulebook:
    """The rulebook with the row one place up (-1) or down (1); at the edge it stays."""
    rows = list(part.held(rulebook))
    if 0 <= number < len(rows) and 0 <= number + by < len(rows):
        rows[number], rows[number + by] = rows[number + by], rows[number]
    return part.put(rulebook, tuple(rows))
