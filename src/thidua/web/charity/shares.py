"""What each unit is to contribute, by formula. Pure, whole đồng, nothing lost in rounding."""

from collections.abc import Sequence


def equal_shares(total: int, count: int) -> list[int]:
    """`total` in `count` shares that differ by at most one đồng and sum to it; the first ones carry the rest.

    >>> equal_shares(100, 3)
    [34, 33, 33]
    """
    if count <= 0:
        return []
    each, rest = divmod(total, count)
    return [each + (number < rest) for number in range(count)]


def per_head(rate: int, heads: Sequence[int]) -> list[int]:
    """`rate` for each person of each unit."""
    return [rate * number for number in heads]
