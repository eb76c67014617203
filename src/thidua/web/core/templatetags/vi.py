"""Numbers, points and dates as a Vietnamese office writes them; one formatter for screens."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
MINUS = "−"


def number_text(value: Any, digits: int | None = None) -> str:
    """`1234.5` -> `1.234,5`; fixed `digits` when given, else as many as the value has."""
    if value is None or value == "":
        return ""
    exact = Decimal(str(value))
    text = f"{abs(exact):,.{digits}f}" if digits is not None else f"{abs(exact.normalize()):,f}"
    text = text.replace(",", "\0").replace(".", ",").replace("\0", ".")
    return (MINUS if exact < 0 else "") + text


@register.filter
def so(value: Any, digits: int | None = None) -> str:
    """Template filter of `number_text`: {{ total|so:2 }}."""
    return number_text(value, digits)


@register.filter
def ngay(value: dt.date | dt.datetime | None) -> str:
    """dd/mm/yyyy, empty for nothing."""
    return value.strftime("%d/%m/%Y") if value else ""


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, hidden from screen readers: the words beside it speak."""
    return mark_safe(  # noqa: S308 - names come from templates and the menu only
        f'<svg class="icon" aria-hidden="true"><use href="/static/core/icons.svg#{name}"/></svg>'
    )
