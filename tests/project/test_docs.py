"""Documentation that a stranger can follow: complete, true to the code, no dead link, commands that run."""

import ast
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
import tools.reference_pages as written
from django.urls import Resolver404, resolve, reverse

from tests.cli.test_recheck import published
from thidua import rules
from thidua.cli.rules import parser
from thidua.rules._patterns import PATTERNS
from thidua.web.clusters.models import Cycle
from thidua.web.core import menu

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
NAMED = re.compile(r"`((?:src|tests|tools|docs|requirements|changelog\.d|deploy)/[\w./-]*[\w/])`")
FENCED = re.compile(r"```.*?```", re.DOTALL)


def text_of(path):
    return path.read_text(encoding="utf-8")


def slug(heading):
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("name", sorted(written.PAGES))
def test_written_pages_say_what_the_code_says(name):
    now = (written.REFERENCE / name).read_text(encoding="utf-8")
    assert now == written.PAGES[name](), "run: python -m tools.reference_pages"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target in LINK.findall(FENCED.sub("", text_of(page))):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / unquote(path)).resolve() if path else page
        assert file.exists(), target
        if anchor:
            headings = {slug(h) for h in re.findall(r"^#+ (.+)$", text_of(file), re.MULTILINE)}
            assert anchor in headings, target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_page_names_a_missing_file(page):
    missing = [name for name in NAMED.findall(text_of(page)) if not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize("page", sorted(set(DOCS.rglob("*.md")) - {DOCS / "README.md"}), ids=lambda p: p.name)
def test_every_page_can_be_reached_from_the_index(page):
    seen, waiting = set(), [DOCS / "README.md"]
    while waiting:
        here = waiting.pop()
        if here in seen or here.suffix != ".md":
            continue
        seen.add(here)
        waiting += [
            (here.parent / t.partition("#")[0]).resolve()
            for t in LINK.findall(text_of(here))
            if "://" not in t
        ]
    assert page.resolve() in {p.resolve() for p in seen}


def test_pictures_are_shown_and_small():
    shown = {
        (page.parent / target).resolve()
        for page in PAGES
        for target in LINK.findall(text_of(page))
        if target.endswith(".png")
    }
    pictures = set((DOCS / "images").rglob("*.png"))
    assert {p.resolve() for p in pictures} == shown
    assert sum(p.stat().st_size for p in (DOCS / "images/tutorial").glob("*.png")) <= 4 * 2**20
    assert (DOCS / "images/overview.png").stat().st_size <= 200 * 2**10


def settings_read():
    """Names of the environment that settings.py reads, from its syntax tree."""
    tree = ast.parse(text_of(ROOT / "src/thidua/web/config/settings.py"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and n.args]
    named = {c.args[0].value for c in calls if isinstance(c.args[0], ast.Constant)}
    return {n for n in named if isinstance(n, str) and re.fullmatch(r"THIDUA_\w+|DATABASE_URL", n)}


def test_every_setting_is_described_and_none_that_is_not_there():
    page = text_of(DOCS / "developers/reference/settings.md")
    described = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert described == settings_read()
    assert len(described) >= 7


def test_no_other_module_reads_a_setting_from_the_environment():
    for path in (ROOT / "src/thidua/web").rglob("*.py"):
        if path.name != "settings.py":
            assert not re.search(r"environ(\.get\(|\[)\s*\"THIDUA_", text_of(path)), path


def test_every_command_of_the_engine_is_in_the_reference_and_the_how_to():
    commands = next(a for a in parser()._actions if a.dest == "command").choices
    page = text_of(DOCS / "developers/reference/cli.md")
    users = "".join(text_of(p) for p in (DOCS / "users").rglob("*.md"))
    for name in commands:
        assert f"## `thidua rules {name}`" in page
        assert f"thidua rules {name}" in users, f"no page for users shows `thidua rules {name}`"


def test_every_rule_kind_has_its_example_for_users():
    page = text_of(DOCS / "users/explanation/points.md")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(PATTERNS)


def test_every_menu_entry_and_every_address_of_the_list_of_screens_is_there():
    page = text_of(DOCS / "users/reference/screens.md")
    addresses = re.findall(r"`(/[^`]*)`", page)
    assert len(addresses) > 20
    for address in addresses:
        try:
            resolve(address.replace("…", "1"))
        except Resolver404:
            pytest.fail(address)
    for entry in menu._ENTRIES:
        assert f"`{reverse(entry.route)}`" in page, entry.route


def test_every_state_of_a_year_is_told_to_users():
    table = text_of(DOCS / "users/reference/year-states.md").split("\n## ")[0]
    told = [re.sub(r" \(.*", "", row) for row in re.findall(r"^\| ([^|]+?) \|", table, re.MULTILINE)]
    assert told[1:] == [str(label) for label in Cycle.State.labels]


def test_public_names_of_the_engine_are_importable_and_documented():
    page = text_of(DOCS / "developers/reference/rules-api.md")
    assert len(set(rules.__all__)) == len(rules.__all__)
    importable = {
        name for name, thing in vars(rules).items() if not name.startswith("_") and not _is_module(thing)
    }
    assert importable == set(rules.__all__)
    for name in rules.__all__:
        assert re.search(rf"^\| `{name}[`(]", page, re.MULTILINE), name


def _is_module(thing):
    return type(thing).__name__ == "module"


def readme_commands():
    blocks = re.findall(r"```sh\n(.*?)```", text_of(ROOT / "README.md"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("thidua ")]


def test_the_readme_shows_commands():
    assert len(readme_commands()) >= 4


@pytest.mark.parametrize("line", readme_commands())
def test_commands_of_the_readme_run(line, tmp_path):
    file = re.search(r"\S+\.json", line)
    if file:
        (tmp_path / file[0]).write_text(json.dumps(published()), encoding="utf-8")
    program, *arguments = shlex.split(line)
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    finds = line.startswith("thidua rules check")  # a real rulebook has findings: exit code 1
    assert done.returncode == int(finds), done.stderr
    assert done.stdout


def test_make_targets_of_the_readme_exist():
    targets = set(re.findall(r"make ([a-z]+)", text_of(ROOT / "README.md")))
    assert {"run", "test", "bench"} <= targets <= set(written.make_targets())


def screen_words():
    """Every text that screens may show: templates and Python of the web product, Vietnamese catalogue."""
    files = [
        p
        for folder in ("src/thidua/web", "src/thidua/rulebooks/demo_cluster")
        for p in (ROOT / folder).rglob("*")
        if p.suffix in {".html", ".py", ".po", ".yaml", ".js"}
        and "tests" not in p.parts
        and "help" not in p.parts
    ]
    return "\n".join(text_of(p) for p in files)


GUIDES = sorted([*(DOCS / "users/how-to").glob("*.md"), *(DOCS / "users/tutorial").glob("*.md")])
EMPHASIS = {"mã thiết lập", "quản trị hệ thống", "từ chối", "chưa báo cáo", "Bảng ngang", "Bảng dọc"}


@pytest.fixture(scope="module")
def on_screen():
    return screen_words()


@pytest.mark.parametrize("page", GUIDES, ids=lambda p: p.name)
def test_bold_words_of_guides_stand_on_a_screen(page, on_screen):
    """A guide writes in bold what the reader looks for and presses: it must be there under that name."""
    bold = re.findall(r"\*\*(.+?)\*\*", text_of(page))
    parts = [part.strip(" «»,:") for phrase in bold for part in phrase.split("→")]
    states = [re.sub(r"^Chuyển sang «(.+)$", r"\1", part) for part in parts]
    assert [s for s in states if s and s not in on_screen and s not in EMPHASIS] == []
