"""SQL written by hand for what every page or every saved figure asks, read as the ORM would read it.

Building such a query with the ORM takes several times the processor time of running it. Values are always
parameters, named; a list (of at least one element) is written `IN (%(name)s)`.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


def rows(model: type[Row], where: str, params: Mapping[str, Any], *, lock: bool = False) -> list[Row]:
    """The rows of `model` for which `where` holds; with `lock`, kept from other writers until the act ends.

    SQLite has no such lock: there an act is alone from its first statement (see `database_from_url`).
    """
    where, params = _spread(where, params)
    end = " FOR NO KEY UPDATE" if lock and connection.features.has_select_for_no_key_update else ""
    text = f"SELECT * FROM {model._meta.db_table} WHERE {where}{end}"  # noqa: S608 - written by us
    return list(model._default_manager.raw(text, params))


def one(model: type[Row], where: str, params: Mapping[str, Any], *, lock: bool = False) -> Row | None:
    """The only row for which `where` holds, or None; the rest as for `rows`."""
    return next(iter(rows(model, where, params, lock=lock)), None)


def read(text: str, params: Mapping[str, Any], columns: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """The rows of any query; a column comes as its model field in `columns` gives it, as stored where that is None."""
    text, params = _spread(text, params)
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        found = cursor.fetchall()
    told = []
    for row in map(list, found):
        for at, column, converters in _converters(connection.vendor, columns):
            for convert in converters:
                row[at] = convert(row[at], column, connection)
        told.append(tuple(row))
    return told


def _spread(text: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    flat: dict[str, Any] = {}
    for name, value in params.items():
        if isinstance(value, list):
            names = [f"{name}_{n}" for n in range(len(value))]
            text = text.replace(f"(%({name})s)", f"({','.join(f'%({n})s' for n in names)})")
            flat |= zip(names, value, strict=True)
        else:
            flat[name] = value
    return text, flat


@lru_cache(maxsize=64)
def _converters(_vendor: str, columns: tuple[Any, ...]) -> list[tuple[int, Any, list[Any]]]:
    found = []
    for at, field in enumerate(columns):
        if field is not None:
            column = field.get_col(field.model._meta.db_table)
            converters = connection.ops.get_db_converters(column) + field.get_db_converters(connection)
            found.append((at, column, converters))
    return [line for line in found if line[2]]
