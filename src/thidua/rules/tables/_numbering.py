"""The tree that printed numbers make: I, 1, 1.1, a) — as offices write their tables."""

import re

STYLES = {
    "roman": re.compile(r"[IVXLC]+"),
    "letter": re.compile(r"[A-ZĐ]"),
    "lower": re.compile(r"[a-zđ]"),
    "bullet": re.compile(r"[-+•*–]"),
}
DOTTED = re.compile(r"\w+(?:\.\w+)*")
UNPRINTABLE = re.compile(r"[\s\"\[\]]")
MAX_ID = 40


class Tree:
    """Takes the numbers from the top down; tells each row's own id and its parent's."""

    def __init__(self) -> None:
        self.open: list[tuple[str, str, str]] = []  # (style, id, number) from the outermost
        self.ids: set[str] = set()
        self.counts: dict[str, int] = {}

    def place(self, number: str, parent: str | None = None) -> tuple[str, str]:
        """(id, parent) for a row with this printed number; a known `parent` is taken as it is."""
        text = _bare(number)
        if parent is not None:
            return self._taken(text, parent, text), parent
        style = self._style(text)
        while any(s == style for s, _, _ in self.open):
            if self.open.pop()[0] == style:
                break
        above = self.open[-1][1] if self.open else ""
        own = self._taken(text, above, text)
        self.open.append((style, own, text))
        return own, above

    @staticmethod
    def shown(number: str) -> str:
        """The number to show for a row; "" where none but a bullet is printed."""
        text = _bare(number)[:MAX_ID]
        return "" if STYLES["bullet"].fullmatch(text) else text

    def _style(self, text: str) -> str:
        dots = text.count(".")
        if DOTTED.fullmatch(text) and text[:1].isdigit():
            return f"number{dots}"
        fitting = [name for name, pattern in STYLES.items() if pattern.fullmatch(text)]
        if fitting == ["roman", "letter"]:
            return "letter" if self._follows_letter(text) else "roman"
        return fitting[0] if fitting else f"other{dots}"

    def _follows_letter(self, text: str) -> bool:
        """C after B is a letter, I after A begins Roman numbers, and so does a first I."""
        opened = {style: number for style, _, number in self.open}
        if "letter" in opened and ord(text) - ord(opened["letter"]) == 1:
            return True
        return text != "I" and "roman" not in opened

    def _taken(self, text: str, above: str, number: str) -> str:
        """An id that no other row has: the printed number, else with its parent's before it."""
        if not text or STYLES["bullet"].fullmatch(text):
            self.counts[above] = self.counts.get(above, 0) + 1
            number = str(self.counts[above])
            text = f"{above}.{number}" if above else number
        found = text[:MAX_ID]
        if found in self.ids and above:
            found = f"{above}.{number}"[-MAX_ID:]
        copy = 2
        while found in self.ids:
            found = f"{text[: MAX_ID - 4]}-{copy}"
            copy += 1
        self.ids.add(found)
        return found


def _bare(number: str) -> str:
    return UNPRINTABLE.sub("", number).rstrip(".)").lstrip("(")
