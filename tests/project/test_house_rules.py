"""Rules about the repository itself; each guard must have been seen to fail once."""

import ast
import subprocess
import unicodedata
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tools import run_tests

ROOT = Path(__file__).parents[2]
SOURCES = [p for p in (ROOT / "src").rglob("*.py") if "migrations" not in p.parts]
MAX_FILE, MAX_FUNCTION = 500, 60
ALLOWED_BIG: dict[str, str] = {}
PUBLIC = {
    "account_login",
    "account_logout",
    "account_inactive",
    "accounts:use-code",
    "conferences:screen",
    "conferences:screen-now",
    "core:health",
    "set_language",
    "conferences:at-door",
    "conferences:at-door-worker",
    "conferences:at-door-list",  # tells and takes nothing without a door's key: conferences/tests/test_door.py
    "conferences:at-door-marks",
    "conferences:invitation-code",
    "home:set-up",
    "home:help",
    "home:help-topic",
    "demo:sign-ins",
    "news:index",
    "news:article",
    "news:photo",
    "news:feed",
    "news:fund",
    "news:fund-photo",
    "news:sitemap",
    "mfa_login_webauthn",
    "mfa_authenticate",
    "mfa_trust",
    "account_reauthenticate",
    "ballots:board",
    "ballots:board-file",
    "ballots:privacy",
    "signatures:verify",
    "signatures:verify-code",
    "signatures:agent",
    "signatures:handover",
    "signatures:handover-paper",
}


def names(patterns, prefix="", converters=()):
    for item in patterns:
        found = (*converters, *item.pattern.converters)
        if isinstance(item, URLResolver):
            yield from names(item.url_patterns, f"{item.namespace}:" if item.namespace else prefix, found)
        elif isinstance(item, URLPattern):
            yield f"{prefix}{item.name}", found


ROUTES = list(names(get_resolver().url_patterns))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_file_and_functions_fit_on_a_screen_or_two(path):
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    if str(path.relative_to(ROOT)) in ALLOWED_BIG:
        return
    assert text.count("\n") <= MAX_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < MAX_FUNCTION, node.name


def test_there_are_routes_to_check():
    assert ROUTES


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "converters"), ROUTES, ids=lambda v: v if isinstance(v, str) else "")
def test_every_route_sends_strangers_to_sign_in(client, name, converters):
    response = client.get(reverse(name, kwargs=dict.fromkeys(converters, 1)))
    if name not in PUBLIC:
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/login/")


def test_lock_files_carry_hashes_and_no_address():
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert locks
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "--index" not in text


def test_every_test_runs_in_a_part_of_make_test():
    folders = tuple(f"{folder}/" for part in run_tests.TEST_PARTS for folder in run_tests.PARTS[part])
    tracked = subprocess.run(
        ["git", "ls-files", "*/test_*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert tracked
    assert [name for name in tracked if not name.startswith(folders)] == []


def test_no_file_names_a_path_of_the_machine_it_was_written_on():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    home, here = str(Path.home()) + "/", str(ROOT) + "/"
    for name in tracked:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".sh", ".yaml", ".html", ".txt", ".json"} and path.exists():
            text = path.read_text(encoding="utf-8")
            assert here not in text, name
            assert home not in text or home == "/", name
