"""Real score tables as data: each folder holds a rulebook, worked cases and its public source.

`<name>/<year>/rulebook.yaml` is the table, `cases.yaml` beside it are examples that an office can
check by hand, `SOURCE.md` says where the table is published. `patterns/<name>` are small tables
that show one way of giving points each; `demo_cluster/<year>` is the demonstration's own rulebook.
"""

from importlib.resources import files
from pathlib import Path

__all__ = ["rulebook_folder", "rulebook_folders"]


def rulebook_folders() -> tuple[Path, ...]:
    """Every folder that holds a `rulebook.yaml`, by name, then by edition."""
    return tuple(sorted(found.parent for found in _home().glob("*/*/rulebook.yaml")))


def rulebook_folder(name: str, edition: str | int) -> Path:
    """The folder of one edition, such as `("demo_cluster", 2020)`. FileNotFoundError when there is none."""
    folder = _home() / name / str(edition)
    if folder not in rulebook_folders():
        raise FileNotFoundError(f"no rulebook {name}/{edition}")
    return folder


def _home() -> Path:
    return Path(str(files(__name__)))
