"""The form of a page as a browser would send it untouched."""

from html.parser import HTMLParser

IGNORED = {"file", "submit"}
TICKED = {"checkbox", "radio"}


class FormReader(HTMLParser):
    """Collects names and values of inputs, choices and texts."""

    def __init__(self):
        super().__init__()
        self.found, self.name, self.text = {}, "", None

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if tag == "input" and at.get("name"):
            self.take_input(at)
        if tag in {"select", "textarea"}:
            self.name, self.text = at["name"], ""
            self.found.setdefault(self.name, None if tag == "select" else "")
        if tag == "option" and ("selected" in at or self.found.get(self.name, "") is None):
            self.found[self.name] = at["value"]

    def take_input(self, at):
        kind = at.get("type", "text")
        if kind in TICKED:
            if "checked" in at:
                self.tick(at["name"], at.get("value") or "on")
        elif kind not in IGNORED:
            self.found.setdefault(at["name"], at.get("value") or "")

    def tick(self, name, value):
        """One box; several of a name are sent together."""
        before = self.found.get(name)
        self.found[name] = (
            value if before is None else [*(before if isinstance(before, list) else [before]), value]
        )

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.found[self.name] = self.text.removeprefix("\n")
        if tag in {"select", "textarea"}:
            self.text = None


def form_data(client, address):
    """What the page at `address` would send."""
    response = client.get(address)
    assert response.status_code == 200
    reader = FormReader()
    reader.feed(response.content.decode())
    return {name: "" if value is None else value for name, value in reader.found.items()}
