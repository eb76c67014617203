"""Do the printed maxima add up, and can they be reached?"""

from fractions import Fraction

from thidua.rules import _patterns as patterns
from thidua.rules._lint._book import Book, Found, defect
from thidua.rules._model import Section, full_points
from thidua.rules._patterns import Part

TOPIC = "maxima"
WHOLE = Fraction(1)


def _sum_of_items(section: Section) -> Fraction:
    return sum((full_points(i) * i.weight for i in section.items), Fraction(0))


@defect("sum_differs", "warning", TOPIC)
def sum_differs(book: Book) -> Found:
    """The items of a section do not add up to its printed maximum."""
    for section in book.sections:
        if section.max is None or section.combine != "sum" or not section.items:
            continue
        added = _sum_of_items(section)
        if book.rulebook.completeness == "frame" and added < section.max:
            continue  # items that are not known may make up the rest
        capped = book.kinds[section.id] != "base" and added > section.max  # a cap on bonuses is usual
        if added != section.max and not capped:
            yield (*book.places[section.id], "max"), {"item": section.id, "max": section.max, "sum": added}


@defect("scale_differs", "warning", TOPIC)
def scale_differs(book: Book) -> Found:
    """The printed maximum of the table is neither its base nor its base with the bonus."""
    scale, base, bonus = book.rulebook.scale_max, book.full("base"), book.full("bonus")
    envelope = book.rulebook.total.bonus_max
    bonus = bonus if envelope is None else min(bonus, envelope)
    if scale is not None and book.rulebook.items and scale not in {base, base + bonus}:
        yield ("scale", "max"), {"max": scale, "base": base, "bonus": bonus}


@defect("max_unreachable", "warning", TOPIC)
def max_unreachable(book: Book) -> Found:
    """Not even the best case of the rule earns the criterion's maximum."""
    for place, criterion, expr in book.rules:
        best = book.range(expr).high
        if best is not None and best < criterion.max:
            yield place, {"item": criterion.id, "max": criterion.max, "best": max(best, Fraction(0))}


@defect("points_over_max", "warning", TOPIC)
def points_over_max(book: Book) -> Found:
    """A row gives more points than the criterion may earn."""
    maxima = {place: c for place, c, _expr in book.rules}
    for one in book.placed:
        place = next((one.place[:n] for n in range(len(one.place)) if one.place[:n] in maxima), None)
        part = one.value
        if place is None or not isinstance(part, Part):
            continue
        criterion = maxima[place]
        if part.of(criterion.max) > criterion.max:
            yield one.place, {"item": criterion.id, "max": criterion.max, "points": part.of(criterion.max)}


@defect("rescale_constant", "warning", TOPIC)
def rescale_constant(book: Book) -> Found:
    """The text rescales to another number than the section's maximum."""
    for section in book.sections:
        printed, full = section.printed_rescale, full_points(section)
        if printed is not None and printed != full:
            place = (*book.places[section.id], "printed_rescale")
            yield place, {"item": section.id, "printed": printed, "max": full}


@defect("empty_section", "warning", TOPIC)
def empty_section(book: Book) -> Found:
    """A section has no items."""
    for section in book.sections:
        if not section.items:
            yield (*book.places[section.id], "items"), {"item": section.id}


@defect("sub_cap_useless", "warning", TOPIC)
def sub_cap_useless(book: Book) -> Found:
    """A conditional cap that is not below the maximum never takes anything."""
    for item in book.rulebook.item_by_id.values():
        for index, cap in enumerate(item.caps):
            if cap.max >= full_points(item):
                values = {"item": item.id, "cap": cap.max, "max": full_points(item)}
                yield (*book.places[item.id], "caps", index, "max"), values


@defect("weights_sum", "warning", TOPIC)
def weights_sum(book: Book) -> Found:
    """Weights below 1 of items in one list should add up to 1."""
    for place, items in book.siblings:
        weights = [i.weight for i in items]
        if len(weights) > 1 and all(0 < w < 1 for w in weights) and sum(weights) != 1:
            yield place, {"sum": sum(weights, Fraction(0)) * 100}


@defect("penalty_size", "warning", TOPIC)
def penalty_size(book: Book) -> Found:
    """A percentage penalty above 100 % or below 1 % is probably written in the wrong unit."""
    for criterion in book.rulebook.criteria:
        for index, penalty in enumerate(criterion.penalties):
            if penalty.percent_each > WHOLE or penalty.percent_each < WHOLE / 100 or penalty.cap > WHOLE:
                place = (*book.places[criterion.id], "penalties", index)
                yield place, {"item": criterion.id, "percent": penalty.percent_each * 100}


@defect("deduction_in_base", "warning", TOPIC)
def deduction_in_base(book: Book) -> Found:
    """A rule that adds up penalties stands where points are earned."""
    for place, criterion, _expr in book.rules:
        if isinstance(criterion.rule, patterns.PerEvent) and book.kinds[criterion.id] != "deduction":
            yield place, {"item": criterion.id}


@defect("bonus_uncapped", "warning", TOPIC)
def bonus_uncapped(book: Book) -> Found:
    """Nothing says how much the bonus may be in all."""
    for top in book.tops("bonus"):
        if top.max is None and book.rulebook.total.bonus_max is None:
            yield book.places[top.id], {"item": top.id, "max": full_points(top)}


@defect("deduction_uncapped", "note", TOPIC)
def deduction_uncapped(book: Book) -> Found:
    """Nothing says how much may be deducted in all."""
    for top in book.tops("deduction"):
        if top.max is None and book.rulebook.total.deduction_max is None:
            yield book.places[top.id], {"item": top.id, "max": full_points(top)}


@defect("total_over_scale", "warning", TOPIC)
def total_over_scale(book: Book) -> Found:
    """The bonus can lift the total above the scale and nothing says whether it may."""
    base, high = book.full("base"), book.total_range[1]
    scale = book.rulebook.scale_max if book.rulebook.scale_max is not None else base
    if book.rulebook.total.ceiling is None and book.tops("bonus") and high > scale:
        yield ("total",), {"high": high, "scale": scale}
