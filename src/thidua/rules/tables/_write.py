"""Write a file whole or not at all."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from thidua.rules._data import Data
from thidua.rules._model import Rulebook
from thidua.rules._result import Result
from thidua.rules.tables._guard import refused
from thidua.rules.tables._results import WRITERS

MODE = 0o644


def check_output(path: Path, *, replace: bool = False, forms: Iterable[str] = tuple(WRITERS)) -> None:
    """Raises `DataInvalid` when `path` may not be written: before any work is done for it."""
    if path.suffix.lower() not in forms:
        raise refused("unknown_output", form=path.suffix or "?", known=", ".join(forms))
    if path.exists() and not replace:
        raise refused("exists", name=str(path))
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise refused("not_written", name=str(path))


def write_result(
    result: Result, rulebook: Rulebook, data: Data, path: Path, *, replace: bool = False
) -> None:
    """The result as XLSX, CSV, JSON or plain text by the ending of `path`.

    Raises `DataInvalid` when the ending is unknown, the file exists (unless `replace`) or cannot be
    written; then nothing was changed.
    """
    check_output(path, replace=replace)
    write_file(path, WRITERS[path.suffix.lower()](result, rulebook, data), replace=replace)


def write_file(path: Path, content: str | bytes, *, replace: bool = False) -> None:
    """`path` holds `content`: written beside it first, then put in place. Raises `DataInvalid`."""
    if path.exists() and not replace:
        raise refused("exists", name=str(path))
    coded = content.encode() if isinstance(content, str) else content
    try:
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError:
        raise refused("not_written", name=str(path)) from None
    beside = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(coded)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(MODE)
        _put_in_place(beside, path, replace=replace)
    except OSError:
        beside.unlink(missing_ok=True)
        raise refused("not_written", name=str(path)) from None


def _put_in_place(beside: Path, path: Path, *, replace: bool) -> None:
    """Where nothing may be replaced a link fails if the file has appeared meanwhile."""
    if replace:
        beside.replace(path)
        return
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise refused("exists", name=str(path)) from None
    finally:
        beside.unlink(missing_ok=True)
