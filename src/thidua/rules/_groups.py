"""What numpy works out over the groups of a block: count, sum, extremes and competition rank."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
TABLE_LIMIT = 64  # members of a group up to which ranks come from comparing each with each


class Groups:
    """The groups of a block of rows: whole, each in one run of rows."""

    def __init__(self, sizes: Ints) -> None:
        self.sizes = sizes
        self.starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        self.rows = int(sizes.sum())
        self.number = np.repeat(np.arange(len(sizes)), sizes)
        self.size = int(sizes[0]) if len(sizes) and bool((sizes == sizes[0]).all()) else 0

    def _full(self, value: Any, kind: Any = np.int64) -> NDArray[Any]:
        """A constant as a column."""
        return (
            np.broadcast_to(np.asarray(value, kind), self.rows) if np.ndim(value) == 0 else np.asarray(value)
        )

    def _spread(self, per_group: NDArray[Any], out: NDArray[Any]) -> None:
        out[...] = np.repeat(per_group, self.sizes)

    def count(self, ok: Any, out: NDArray[Any]) -> None:
        """How many members take part."""
        self._spread(np.add.reduceat(self._full(ok, bool), self.starts, dtype=np.int64), out)

    def sum(self, part: Any, out: NDArray[Any]) -> None:
        """The sum over the members."""
        self._spread(np.add.reduceat(self._full(part), self.starts, dtype=np.int64), out)

    def max(self, n: Any, ok: Any, out: NDArray[Any]) -> None:
        """The largest of those that take part; any number within the proved interval for none."""
        n = self._full(n)
        some = np.where(ok, n, np.iinfo(n.dtype).min)
        best = np.maximum.reduceat(some, self.starts)
        none = ~np.logical_or.reduceat(self._full(ok, bool), self.starts)
        self._spread(np.where(none, n[self.starts], best), out)

    def min(self, n: Any, ok: Any, out: NDArray[Any]) -> None:
        """The smallest of those that take part; any number within the proved interval for none."""
        n = self._full(n)
        some = np.where(ok, n, np.iinfo(n.dtype).max)
        best = np.minimum.reduceat(some, self.starts)
        none = ~np.logical_or.reduceat(self._full(ok, bool), self.starts)
        self._spread(np.where(none, n[self.starts], best), out)

    def rank(self, n: Any, ok: Any, out: NDArray[Any]) -> None:
        """1 + how many of those that take part are larger."""
        n, ok = self._full(n), self._full(ok, bool)
        if 0 < self.size <= TABLE_LIMIT:
            self._rank_by_table(n, ok, out)
        else:
            self._rank_by_key(n, ok, out)

    def _rank_by_table(self, n: NDArray[Any], ok: NDArray[Any], out: NDArray[Any]) -> None:
        """Each compared with each; groups lie along the last axis, so that the machine does many at once.

        Values are moved to 1, 2, … and held as narrow as they then allow; 0 stands aside.
        """
        low, high = int(n.min()), int(n.max())
        kind = next(k for k in ("i2", "i4", "i8") if high - low < np.iinfo(k).max)
        own = np.empty((self.size, len(self.sizes)), kind)
        np.subtract(n.reshape(-1, self.size).T, low - 1, out=own, casting="unsafe")
        part = own * ok.reshape(-1, self.size).T
        larger = np.empty(own.shape, bool)
        found = np.ones(own.shape, np.int8)
        for place in range(self.size):
            np.greater(part[place], own, out=larger)
            np.add(found, larger.view(np.int8), out=found)
        out.reshape(-1, self.size)[...] = found.T

    def _rank_by_key(self, n: NDArray[Any], ok: NDArray[Any], out: NDArray[Any]) -> None:
        """Group and value packed in one sorted key; smaller keys of the same group are larger values."""
        _values, dense = np.unique(n, return_inverse=True)
        span = len(_values)
        key = self.number * span + (span - 1 - dense)
        taking_part = np.sort(key[ok])
        first = np.searchsorted(taking_part, self.number * span)
        out[...] = 1 + np.searchsorted(taking_part, key) - first

    def rank_ratio(self, n: Any, d: Any, ok: Any, out: NDArray[Any]) -> None:
        """The rank of n ÷ d."""
        n, d, ok = self._full(n), self._full(d), self._full(ok, bool)
        found = np.ones(self.rows, np.int64)
        for place in range(int(self.sizes.max())):
            there = place < self.sizes
            rows = np.where(there, self.starts + place, self.starts)
            other, below = (np.repeat(x[rows], self.sizes) for x in (n, d))
            counts = np.repeat(there & ok[rows], self.sizes)
            found += counts & (other * d > n * below)
        out[...] = found

    def _extreme_ratio(self, n: Any, d: Any, ok: Any, sign: int) -> tuple[Ints, Ints]:
        n, d, ok = self._full(n), self._full(d), self._full(ok, bool)
        best, below = n[self.starts], d[self.starts]
        some = ok[self.starts]
        for place in range(1, int(self.sizes.max())):
            there = place < self.sizes
            rows = np.where(there, self.starts + place, self.starts)
            better = there & ok[rows] & (~some | (sign * (n[rows] * below - best * d[rows]) > 0))
            best, below = np.where(better, n[rows], best), np.where(better, d[rows], below)
            some = some | (there & ok[rows])
        return best, below

    def max_ratio(self, n: Any, d: Any, ok: Any, out: NDArray[Any]) -> None:
        """The numerator of the largest n ÷ d."""
        self._spread(self._extreme_ratio(n, d, ok, 1)[0], out)

    def max_ratio_d(self, n: Any, d: Any, ok: Any, out: NDArray[Any]) -> None:
        """The denominator of the largest n ÷ d."""
        self._spread(self._extreme_ratio(n, d, ok, 1)[1], out)

    def min_ratio(self, n: Any, d: Any, ok: Any, out: NDArray[Any]) -> None:
        """The numerator of the smallest n ÷ d."""
        self._spread(self._extreme_ratio(n, d, ok, -1)[0], out)

    def min_ratio_d(self, n: Any, d: Any, ok: Any, out: NDArray[Any]) -> None:
        """The denominator of the smallest n ÷ d."""
        self._spread(self._extreme_ratio(n, d, ok, -1)[1], out)
