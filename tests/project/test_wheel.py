"""What is installed is what is written: a wheel carries every file of the source but the tests."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tracked(*where):
    listed = subprocess.run(
        ["git", "ls-files", *where], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    return [name for name in listed if (ROOT / name).exists()]


def test_a_wheel_carries_everything_but_the_tests(tmp_path):
    for name in tracked("src", "tools", "pyproject.toml", "README.md", "LICENSE"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    written = {name.removeprefix("src/") for name in tracked("src") if "/tests/" not in name}
    compiled = {name.removesuffix(".po") + ".mo" for name in written if name.endswith(".po")}
    assert compiled
    assert carried == written | compiled
