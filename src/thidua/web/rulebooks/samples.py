"""What a new draft starts from: nothing, or one of the rulebooks that come with the product."""

from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.rulebooks import rulebook_folders
from thidua.rules import Rulebook, Section, dump_rulebook, load_rulebook
from thidua.web.core import clock
from thidua.web.rulebooks.editing import new_criterion

STATUS = {"official": "", "transcribed": "", "illustrative": ""}


def choices() -> list[tuple[str, str]]:
    """(key, title) of every shipped rulebook."""
    found = []
    for folder in rulebook_folders():
        rulebook = load_rulebook(folder / "rulebook.yaml")
        mark = _("minh họa") if rulebook.status == "illustrative" else _("chép từ văn bản đã công bố")
        edition = _("không ghi năm") if folder.name == "undated" else folder.name
        found.append((_key(folder.parent.name, folder.name), f"{rulebook.title} ({edition}; {mark})"))
    return found


def _key(name: str, edition: str) -> str:
    return f"{name}/{edition}"


def text_of(key: str, title: str) -> str:
    """The sample's own text, or an empty table with one section and one criterion."""
    for folder in rulebook_folders():
        if _key(folder.parent.name, folder.name) == key:
            return (folder / "rulebook.yaml").read_text(encoding="utf-8")
    return dump_rulebook(empty_rulebook(title))


def empty_rulebook(title: str) -> Rulebook:
    """A table of 100 points to begin with."""
    criterion = new_criterion("1.1", _("Tiêu chí mới"), Fraction(100))
    section = Section(id="1", name=_("Nội dung thi đua thứ nhất"), max=Fraction(100), items=(criterion,))
    return Rulebook(id="quy-che", title=title, status="official", scale_max=Fraction(100), items=(section,))


def next_year() -> int:
    """The year a new draft is most likely for."""
    today = clock.today()
    return today.year + (today.month > 6)  # noqa: PLR2004 - from July on one plans the next year
