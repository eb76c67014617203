"""Named statements that must always hold; `thidua web check-data` and every journey test run them."""

from collections.abc import Callable, Iterator
from typing import Any

from thidua.web.core import audit, files
from thidua.web.core.models import StoredFile

Check = Callable[[], Iterator[str]]
_CHECKS: dict[str, Check] = {}


def invariant(name: str) -> Callable[[Check], Check]:
    """Register a check under `name`; it yields one Vietnamese sentence per violation."""

    def register(check: Check) -> Check:
        if name in _CHECKS:
            raise ValueError(f"two invariants are named {name}")
        _CHECKS[name] = check
        return check

    return register


def check_all() -> dict[str, list[str]]:
    """Run every invariant; maps its name to its violations (empty when it holds)."""
    return {name: list(check()) for name, check in sorted(_CHECKS.items())}


@invariant("core.audit_chain")
def audit_chain() -> Iterator[str]:
    """The audit entries form one unbroken hash chain."""
    yield from audit.broken_links()


@invariant("core.stored_files")
def stored_files() -> Iterator[str]:
    """Every stored file is on disk with the content its name promises."""
    for stored in StoredFile.objects.iterator():
        problem: Any = files.problem_with(stored)
        if problem:
            yield str(problem)
