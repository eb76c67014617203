"""Tags of the look: buttons that say why they cannot be pressed, marks, icons, steps."""

from typing import Any

from django import template
from django.utils.crypto import get_random_string
from django.utils.safestring import SafeString

from thidua.web.core.access import YES, Access
from thidua.web.core.marks import MARKS, Mark, mark_html

register = template.Library()


def _button(label: str, access: Access, url: str, **more: Any) -> dict[str, Any]:
    return {
        "label": label,
        "allowed": bool(access),
        "reason": access.reason,
        "url": url,
        "why_id": get_random_string(8),
    } | more


@register.inclusion_tag("core/tags/act.html", takes_context=True)
def act(
    context: dict[str, Any], label: str, access: Access, url: str, kind: str = "outline-primary"
) -> dict[str, Any]:
    """A button that POSTs to `url`; when refused, a disabled one with the reason beside it.

    `kind` is Bootstrap's (`primary`, `outline-primary`, `danger`, `quiet`). For an irreversible act use
    `go` to a page made with `typed_word.ask`.
    """
    return _button(label, access, url, kind=kind, csrf_token=context.get("csrf_token"))


@register.inclusion_tag("core/tags/go.html")
def go(
    label: str, access: Access, url: str, kind: str = "outline-primary", opens: str = ""
) -> dict[str, Any]:
    """A link that looks like a button; `opens` is `drawer` or `dialog` to show its page over this one."""
    return _button(label, access, url, kind=kind, opens=opens)


@register.inclusion_tag("core/tags/submit.html")
def submit(
    label: str, access: Access = YES, kind: str = "primary", name: str = "", value: str = ""
) -> dict[str, Any]:
    """The button of a form; when refused, a disabled one with the reason."""
    return _button(label, access, "", kind=kind, name=name, value=value)


@register.simple_tag
def mark(kind: str) -> SafeString:
    """The mark of a kind of nothing: missing, zero, not-applicable, not-assigned."""
    return mark_html(kind)


@register.simple_tag
def all_marks() -> dict[str, Mark]:
    """The kinds of nothing with their words, for the legend."""
    return MARKS


@register.inclusion_tag("core/tags/meter.html")
def meter(value: Any, total: Any, label: str, kind: str = "") -> dict[str, Any]:
    """A progress bar `value` of `total` with its figures beside it."""
    return {"value": value, "total": total or 1, "label": label, "kind": kind, "real_total": total}
