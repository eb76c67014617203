"""One measured figure, its bar, and how it is printed."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A value with its unit; `bar` is what it must reach (`at_most` or `at_least`), None for information."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    at_most: bool = True
    note: str = ""

    @property
    def good(self) -> bool:
        """True unless the bar is missed."""
        if self.bar is None:
            return True
        return self.value <= self.bar if self.at_most else self.value >= self.bar

    def line(self) -> str:
        """`name value unit`, then the bar with its mark, then what else is worth knowing."""
        text = f"{self.name} {self.value:.4g} {self.unit}"
        if self.bar is not None:
            text += f"  (bar {'≤' if self.at_most else '≥'} {self.bar:g}) {'✓' if self.good else '✗'}"
        return text + (f"  {self.note}" if self.note else "")


def processor_ms(work: Callable[[], object]) -> float:
    """Processor milliseconds of one call; waiting for a busy machine does not count."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def median_ms(work: Callable[[], object], times: int) -> float:
    """The median of several calls, after one that does not count."""
    work()
    return statistics.median(processor_ms(work) for _ in range(times))


def load_average() -> str:
    """How busy the machine is, to be read beside absolute figures."""
    return f"load {os.getloadavg()[0]:.1f}"
