"""Every public name is importable, listed once and described."""

import re
import subprocess
import sys
from pathlib import Path

from thidua import documents
from thidua.documents import papers

PAGE = (Path(__file__).parents[2] / "docs/developers/reference/documents-api.md").read_text(encoding="utf-8")


def described(name):
    return re.search(rf"`{name}[`(]", PAGE)


def test_public_names_are_listed_and_described():
    for module in (documents, papers):
        assert sorted(set(module.__all__)) == sorted(module.__all__)
        assert [name for name in module.__all__ if not hasattr(module, name)] == []
        assert [name for name in module.__all__ if not described(name)] == []


def test_importing_the_package_does_not_load_the_docx_libraries():

    code = "import sys, thidua.documents.papers; print(any(m.startswith('docx') for m in sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )
