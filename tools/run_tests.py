"""Everything CI runs, in order, with one closing line per part; stops at nothing, fails if any part failed.

`run_tests.py` runs all parts; `run_tests.py style unit` runs those named. A part made of tests must
have run at least one test and skipped none: a missing PostgreSQL or browser is a failure, not a skip.
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
TREES = ["src", "tests", "tools"]
PARTS: dict[str, list[str]] = {
    "style": [f"{BIN}/ruff", "check", *TREES],
    "format": [f"{BIN}/ruff", "format", "--check", *TREES],
    "types": [f"{BIN}/mypy", "src"],
    "imports": [f"{BIN}/lint-imports"],
    "migrations": [f"{BIN}/thidua", "web", "makemigrations", "--check", "--dry-run"],
    "texts": [f"{BIN}/python", "-m", "tools.messages", "missing"],
    "unit": ["src", "tests/project", "tests/rules", "tests/ballots", "tests/documents", "tests/cli"],
    "journeys": ["tests/journeys"],
    "postgres": ["tests/postgres"],
    "browser": ["tests/browser"],
}
TEST_PARTS = ("unit", "journeys", "postgres", "browser")


def counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests of a JUnit report; nothing readable counts as one failure."""
    try:
        suites = list(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314 - our own file
    except (ET.ParseError, OSError):
        return 0, 1, 0
    total = sum(int(s.get("tests", 0)) for s in suites)
    failed = sum(int(s.get("failures", 0)) + int(s.get("errors", 0)) for s in suites)
    skipped = sum(int(s.get("skipped", 0)) for s in suites)
    return total - failed - skipped, failed, skipped


def run_tests(name: str, folders: list[str], scratch: Path) -> tuple[bool, str]:
    present = [f for f in folders if (ROOT / f).exists()]
    if not present:
        return False, "no tests found"
    report = scratch / f"{name}.xml"
    command = [f"{BIN}/pytest", "-q", f"--junitxml={report}", *present]
    code = subprocess.call(command, cwd=ROOT)
    passed, failed, skipped = counts(report)
    good = code == 0 and passed > 0 and failed == 0 and skipped == 0
    return good, f"{passed} passed, {failed} failed, {skipped} skipped"


def main(names: list[str]) -> int:
    unknown = [n for n in names if n not in PARTS]
    if unknown:
        print(f"Unknown part: {', '.join(unknown)}. Parts: {', '.join(PARTS)}")
        return 2
    lines = []
    all_good = True
    os.environ["PYTHONWARNINGS"] = "default"
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["THIDUA_HOME"] = str(Path(scratch) / "home")
        for name in names or PARTS:
            print(f"== {name}", flush=True)
            start = time.monotonic()
            if name in TEST_PARTS:
                good, said = run_tests(name, PARTS[name], Path(scratch))
            else:
                good, said = subprocess.call(PARTS[name], cwd=ROOT) == 0, ""
            all_good &= good
            mark = "ok    " if good else "FAILED"
            lines.append(f"{mark} {name:<11} {time.monotonic() - start:6.1f} s  {said}")
    print("\nWhat ran:\n" + "\n".join(lines))
    return 0 if all_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
