"""Walk every page that a role reaches by links: it opens, fits its window, is accessible, says nothing to the console.

A page is known by the shape of its address (numbers left out); each shape is looked at for at most three
roles. Roles take turns with wide and narrow windows, light and dark.
"""

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest

ROLES = [
    ("dbi-canbo", 360, "light"),
    ("dbi-lanhdao", 1280, "dark"),
    ("dbi-quantri", 360, "dark"),
    ("thuky1", 1280, "light"),
    ("vudiaphuong", 360, "light"),
    ("quantri", 1280, "dark"),
]
LOOKED_AT = Counter()
OFTEN = 3
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LINKS = "[...document.querySelectorAll('a[href]:not([download])')].map(link => link.href)"


def shape_of(address):
    return re.sub(r"\d+", "0", urlsplit(address).path)


def walk(page, start):
    """Each page once by shape, breadth first; files are not pages."""
    known, waiting = {shape_of(start)}, [start]
    while waiting:
        address = waiting.pop(0)
        if LOOKED_AT[shape_of(address)] >= OFTEN and address != start:
            continue
        LOOKED_AT[shape_of(address)] += 1
        answer = page.context.request.get(address)
        assert answer.ok, f"{address} answers {answer.status}"
        if "text/html" not in answer.headers["content-type"] or "attachment" in answer.headers.get(
            "content-disposition", ""
        ):
            continue
        page.goto(address)
        yield address
        for link in page.evaluate(LINKS):
            found = urljoin(address, link).partition("#")[0]
            if found.startswith(start) and shape_of(found) not in known:
                known.add(shape_of(found))
                waiting.append(found)


@pytest.mark.parametrize(("person", "width", "theme"), ROLES)
def test_every_page_of_a_role_is_sound(page, demo_site, sign_in, axe, complaints, person, width, theme):  # noqa: PLR0913, PLR0917
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(person)
    seen = 0
    for address in walk(page, f"{demo_site}/"):
        axe()
        assert page.evaluate(WIDER) == 0, f"{address} is wider than {width} px"
        assert page.locator("h1").count() == 1, f"{address} needs exactly one h1"
        assert complaints == [], address
        seen += 1
    assert seen
