"""Named statements that must always hold; `thidua web check-data` and every journey test run them."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.web.core import audit, files
from thidua.web.core.models import StoredFile

Check = Callable[[], Iterator[str]]
_CHECKS: dict[str, Check] = {}
_TITLES: dict[str, Any] = {}


def invariant(name: str, title: Any = "") -> Callable[[Check], Check]:
    """Register a check under `name`; it yields one Vietnamese sentence per violation. `title` is shown."""

    def register(check: Check) -> Check:
        if name in _CHECKS:
            raise ValueError(f"two invariants are named {name}")
        _CHECKS[name] = check
        _TITLES[name] = title or name
        return check

    return register


def names() -> list[str]:
    """Names of all invariants, in the order they are run."""
    return sorted(_CHECKS)


def title_of(name: str) -> str:
    """What the invariant states, in words for a screen."""
    return str(_TITLES[name])


def check_all() -> dict[str, list[str]]:
    """Run every invariant; maps its name to its violations (empty when it holds)."""
    return {name: list(check()) for name, check in sorted(_CHECKS.items())}


@invariant("core.audit_chain", _("Nhật ký thao tác nối liền, không dòng nào bị sửa hoặc bỏ"))
def audit_chain() -> Iterator[str]:
    """The audit entries form one unbroken hash chain."""
    yield from audit.broken_links()


@invariant("core.stored_files", _("Mọi tệp còn nguyên trên đĩa, đúng nội dung đã nộp"))
def stored_files() -> Iterator[str]:
    """Every stored file is on disk with the content its name promises."""
    for stored in StoredFile.objects.iterator():
        problem: Any = files.problem_with(stored)
        if problem:
            yield str(problem)
