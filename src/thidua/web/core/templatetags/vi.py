"""Numbers, points and dates in templates, written by `core.written`."""

import datetime as dt
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from thidua.web.core import clock
from thidua.web.core.written import day_text, number_text, unbroken

register = template.Library()


@register.filter
def so(value: Any, digits: int | None = None) -> str:
    """Template filter of `number_text`: {{ total|so:2 }}."""
    return number_text(value, digits)


@register.filter
def ngay(value: dt.date | dt.datetime | None) -> str:
    """dd/mm/yyyy, empty for nothing."""
    return day_text(value)


@register.filter
def luc(value: dt.datetime | None) -> str:
    """A moment as `clock.moment_text` writes it."""
    return clock.moment_text(value)


@register.filter
def lien(value: Any) -> str:
    """A sentence whose numbers stay on one line with their per cent sign."""
    return unbroken(str(value))


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, hidden from screen readers: the words beside it speak."""
    return mark_safe(  # noqa: S308 - names come from templates and the menu only
        f'<svg class="icon" aria-hidden="true"><use href="/static/core/icons.svg#{name}"/></svg>'
    )
