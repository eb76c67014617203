"""Signed-in visitors for wrk: their cookies, and its scripts for reading a page and for saving figures."""

import json
import re
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from thidua.web.demo import facts
from thidua.web.reporting.indicators import DERIVED

SECRETARIES = ("thuky1", "thuky2", "thukypho", "vudiaphuong")


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in: the cookie header, and the token that a POST must carry."""

    username: str
    cookie: str
    token: str


def visitor(address: str, username: str) -> Visitor:
    """Sign in as a demo person."""
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    opener.open(f"{address}/login/").read()
    token = next(c.value or "" for c in jar if c.name == "csrftoken")
    form = urlencode({"login": username, "password": facts.PASSWORD, "csrfmiddlewaretoken": token}).encode()
    opener.open(urllib.request.Request(f"{address}/login/", form, {"Referer": address})).read()  # noqa: S310 - our own site
    cookies = {c.name: c.value or "" for c in jar}
    return Visitor(username, "; ".join(f"{n}={v}" for n, v in cookies.items()), cookies["csrftoken"])


def read(address: str, path: str, who: Visitor, *, etag: bool = False) -> str:
    """The page as this visitor gets it, or its ETag."""
    request = urllib.request.Request(address + path, headers={"Cookie": who.cookie})  # noqa: S310 - our own site
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        text: str = answer.read().decode()
        return answer.headers["ETag"] if etag else text


def reading_script(visitors: list[Visitor], etags: list[str] | None = None) -> str:
    """wrk's script: each request comes from the next visitor; with `etags` it asks "anything new?"."""
    headers = [
        {"Cookie": v.cookie} | ({"If-None-Match": etags[n]} if etags else {}) for n, v in enumerate(visitors)
    ]
    rows = ",".join(
        "{" + ",".join(f"[{json.dumps(k)}]={json.dumps(x)}" for k, x in h.items()) + "}" for h in headers
    )
    return (
        f"local who, n = {{{rows}}}, 0\n"
        "request = function() n = n + 1; return wrk.format('GET', nil, who[n % #who + 1]) end\n"
    )


ROW = re.compile(r'data-row="(\w+)" data-version="(\d+)" data-kind="count"')


def saving_script(address: str, cycle: int) -> str:
    """wrk's script: officers of all units save one figure after another, each at its present version.

    A cell comes round again only after every other one of its thread did, so no two saves of a cell
    are under way at once, and any answer but 200 is an error.
    """
    targets = []
    for province in facts.PROVINCES:
        who = visitor(address, f"{province.code.lower()}-canbo")
        path = _grid_path(address, cycle, who)
        for indicator, version in ROW.findall(read(address, path, who)):
            if indicator in DERIVED:
                continue
            targets.append((f"{path}cells/", who.cookie, who.token, indicator, int(version)))
    rows = ",".join(
        "{" + ",".join(json.dumps(x) if isinstance(x, str) else str(x) for x in target) + "}"
        for target in targets
    )
    header = "{['Cookie'] = t[2], ['X-CSRFToken'] = t[3], ['Content-Type'] = 'application/json'}"
    return (
        "local seats = 0\n"
        "setup = function(thread) thread:set('seat', seats); seats = seats + 1 end\n"
        f"local all = {{{rows}}}\n"
        "local mine, n = {}, 0\n"
        "init = function() for i, t in ipairs(all) do if i % 2 == seat then mine[#mine + 1] = t end end end\n"
        "request = function()\n"
        "  n = n + 1; local t = mine[n % #mine + 1]; local version = t[5]; t[5] = version + 1\n"
        '  local body = string.format(\'{"rows":[{"indicator":"%s","version":"%d","na":"","amount":"%d",'
        '"of":"","certainty":"estimate","as_of":"30/11/2021","source":"","note":""}]}\', t[4], version, version % 20)\n'
        f"  return wrk.format('POST', t[1], {header}, body)\n"
        "end\n"
    )


def _grid_path(address: str, cycle: int, who: Visitor) -> str:
    """The entry grid of the visitor's own unit, found as a person finds it."""
    found = re.search(rf"/reporting/{cycle}/\d+/\d+/", read(address, f"/reporting/{cycle}/", who))
    if found is None:
        raise SystemExit(f"{who.username} finds no grid to enter")
    return found[0]
